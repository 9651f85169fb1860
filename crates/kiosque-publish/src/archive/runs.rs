use super::catalogue::{Catalogue, FacetNumber};
use super::rows::RowsAt;
use super::shelf::Shelf;
use crate::related::DocumentNumber;
use kiosque_model::wire::{Column, Facet, FileName, Postings, steps};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Articles of one facet and one generation, at most [`Postings::RUN`].
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) facet: FacetNumber,
    pub(super) documents: &'a [DocumentNumber],
    /// First document of the generation.
    pub(super) start: DocumentNumber,
    pub(super) rows: Option<&'a RowsAt>,
}

/// The facets, rows and runs of a file in the making.
pub(super) struct RunTable<'a> {
    shelf: &'a Shelf,
    catalogue: &'a Catalogue,
    positions: HashMap<FacetNumber, u32>,
    facets: Vec<FacetNumber>,
    rows: Vec<FileName>,
    runs: Vec<Postings>,
    /// Facets and rows whose size was asked for.
    told: (usize, usize),
}

/// What such a file holds.
pub(super) struct Table {
    pub(super) facets: Vec<Facet>,
    pub(super) rows: Vec<FileName>,
    pub(super) runs: Vec<Postings>,
}

impl<'a> RunTable<'a> {
    pub(super) fn new(shelf: &'a Shelf, catalogue: &'a Catalogue) -> Self {
        Self {
            shelf,
            catalogue,
            positions: HashMap::new(),
            facets: Vec::new(),
            rows: Vec::new(),
            runs: Vec::new(),
            told: (0, 0),
        }
    }

    /// Position of a facet among those the file names.
    pub(super) fn facet(&mut self, number: FacetNumber) -> u32 {
        let next = length(&self.facets);
        *self.positions.entry(number).or_insert_with(|| {
            self.facets.push(number);
            next
        })
    }

    /// Adds a run; gives its position.
    pub(super) fn add(&mut self, run: Run<'_>) -> u32 {
        let documents = run.documents.iter().map(|document| document - run.start);
        let row = run.rows.map(|rows| self.place_rows(rows));
        let postings = Postings {
            documents: steps(documents),
            columns: self.columns(run),
            wide: self.wide(run),
            row,
        };
        self.runs.push(postings);
        length(&self.runs) - 1
    }

    /// The facets beside the run's own, those on most articles first.
    fn columns(&mut self, run: Run<'_>) -> Vec<Column> {
        let mut carriers: BTreeMap<&str, (FacetNumber, Vec<u32>)> = BTreeMap::new();
        for (position, document) in (0_u32..).zip(run.documents) {
            let card = self.shelf.card(*document);
            let card = card.filter(|card| card.wide.is_none());
            let facets = card.map_or([].as_slice(), |card| card.facets.as_slice());
            for number in facets.iter().filter(|number| **number != run.facet) {
                let key = self.catalogue.key(*number);
                let (_, articles) = carriers.entry(key).or_insert((*number, Vec::new()));
                articles.push(position);
            }
        }
        let mut columns: Vec<_> = carriers.into_values().collect();
        columns.sort_by_key(|(_, articles)| Reverse(articles.len()));
        let column = |(number, articles): (FacetNumber, Vec<u32>)| Column {
            facet: self.facet(number),
            articles: steps(articles),
        };
        columns.into_iter().map(column).collect()
    }

    fn wide(&self, run: Run<'_>) -> Vec<(u32, FileName)> {
        let wide = (0_u32..)
            .zip(run.documents)
            .filter_map(|(position, document)| {
                let card = self.shelf.card(*document)?;
                Some((position, card.wide.clone()?))
            });
        wide.collect()
    }

    /// Where a run's rows start among the pages the file names: pages that it
    /// named last are not named again.
    fn place_rows(&mut self, rows: &RowsAt) -> u32 {
        let shared = (0..=rows.pages.len().min(self.rows.len()))
            .rev()
            .find(|shared| {
                self.rows
                    .ends_with(rows.pages.get(..*shared).unwrap_or_default())
            });
        let shared = shared.unwrap_or_default();
        let first = self.rows.len() - shared;
        self.rows
            .extend_from_slice(rows.pages.get(shared..).unwrap_or_default());
        u32::try_from(first * Postings::ROWS + rows.offset).unwrap_or(u32::MAX)
    }

    /// Facets named since the last call.
    pub(super) fn take_new_facets(&mut self) -> Vec<FacetNumber> {
        let from = std::mem::replace(&mut self.told.0, self.facets.len());
        self.facets.get(from..).unwrap_or_default().to_vec()
    }

    /// How many rows were named since the last call.
    pub(super) fn take_new_rows(&mut self) -> usize {
        self.rows.len() - std::mem::replace(&mut self.told.1, self.rows.len())
    }

    pub(super) fn finish(self) -> Table {
        let facet = |number: &FacetNumber| self.catalogue.facet(*number, 0);
        Table {
            facets: self.facets.iter().map(facet).collect(),
            rows: self.rows,
            runs: self.runs,
        }
    }
}

fn length<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}
