//! Pages of summaries of one facet: twelve rows that carry two frequent tags
//! stand on twelve pages of the generation's lists, but on one or two of these.

use super::PublishError;
use super::catalogue::{Catalogue, FacetNumber};
use super::files::Files;
use super::shelf::{PackTable, Shelf};
use super::tallies::Tallies;
use crate::related::DocumentNumber;
use kiosque_model::wire::{FacetKind, FileName, Kind, ListPage, Postings};
use std::collections::HashMap;

/// A facet on a larger share of a generation's articles has no rows of its
/// own: twelve of its articles stand on a page or two of the lists.
const DENSE: usize = 4;

/// Articles of the current month that a facet with rows has at least: every
/// page of rows of the month changes with each publication, and those of a
/// rarer facet that a filter leaves stand on few pages of the lists.
const IN_MONTH: usize = 24;

/// Where the rows of a run are.
#[derive(Clone)]
pub(super) struct RowsAt {
    /// The pages they stand on.
    pub(super) pages: Vec<FileName>,
    /// Position of the first on the first page.
    pub(super) offset: usize,
}

/// The rows of a generation's facets, one after the other, page by page.
pub(super) struct Rows {
    pages: Vec<FileName>,
    /// Position of a facet's first row.
    starts: HashMap<FacetNumber, usize>,
}

impl Rows {
    /// Writes the rows of `facets`, in their order, for the articles from `start` on.
    pub(super) fn write(
        files: &mut Files,
        shelf: &Shelf,
        catalogue: &Catalogue,
        tallies: &Tallies,
        (start, facets): (DocumentNumber, &[FacetNumber]),
        is_month: bool,
    ) -> Result<Self, PublishError> {
        let articles = usize::try_from(shelf.documents() - start).unwrap_or(usize::MAX);
        let fewest = if is_month { IN_MONTH } else { 2 };
        let mut starts = HashMap::new();
        let mut rows: Vec<DocumentNumber> = Vec::new();
        let mut pages = Vec::new();
        for facet in facets {
            let documents = tallies
                .tally(*facet)
                .map_or([].as_slice(), |tally| tally.since(start));
            let is_language = catalogue
                .key(*facet)
                .starts_with(FacetKind::Language.prefix());
            if is_language || documents.len() * DENSE > articles || documents.len() < fewest {
                continue;
            }
            starts.insert(*facet, pages.len() * Postings::ROWS + rows.len());
            for document in documents {
                rows.push(*document);
                if rows.len() == Postings::ROWS {
                    pages.push(write_page(files, shelf, &rows)?);
                    rows.clear();
                }
            }
        }
        if !rows.is_empty() {
            pages.push(write_page(files, shelf, &rows)?);
        }
        Ok(Self { pages, starts })
    }

    /// The rows of the facet's articles at `from..to` of the generation's.
    pub(super) fn at(&self, facet: FacetNumber, from: usize, to: usize) -> Option<RowsAt> {
        let start = self.starts.get(&facet)?;
        let (first, last) = (start + from, (start + to).saturating_sub(1));
        let pages = self
            .pages
            .get(first / Postings::ROWS..=last / Postings::ROWS)?;
        Some(RowsAt {
            pages: pages.to_vec(),
            offset: first % Postings::ROWS,
        })
    }
}

fn write_page(
    files: &mut Files,
    shelf: &Shelf,
    documents: &[DocumentNumber],
) -> Result<FileName, PublishError> {
    let mut packs = PackTable::new(shelf);
    let cards = documents
        .iter()
        .filter_map(|document| shelf.card(*document));
    let summaries = cards.map(|card| packs.summary(card)).collect();
    let page = ListPage {
        packs: packs.into_names(),
        summaries,
    };
    files.add(Kind::Rows, &page)
}
