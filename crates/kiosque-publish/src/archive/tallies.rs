use super::catalogue::{Catalogue, FacetNumber};
use super::rows::RowsAt;
use super::shelf::{Card, Shelf};
use crate::related::DocumentNumber;
use kiosque_model::wire::{Facet, FacetKind, FileName, PAGE_ROWS};
use std::cmp::Reverse;

/// What is counted of each facet, over all articles so far.
#[derive(Default)]
pub(super) struct Tallies {
    by_number: Vec<Tally>,
}

#[derive(Default)]
pub(super) struct Tally {
    /// The articles that carry the facet, ascending.
    documents: Vec<DocumentNumber>,
    /// Its postings, newest first.
    runs: Vec<KeptRun>,
    /// The file of its newest record.
    record: Option<FileName>,
}

/// A run of postings that is written, or that its facet's record takes in.
pub(super) struct KeptRun {
    pub(super) generation: String,
    /// The generation's first document.
    pub(super) start: DocumentNumber,
    /// First and last document.
    pub(super) first: DocumentNumber,
    pub(super) last: DocumentNumber,
    /// Its file and its position there.
    pub(super) place: Option<(FileName, u32)>,
    /// Where the rows of a run without a file are.
    pub(super) rows: Option<RowsAt>,
}

impl Tallies {
    /// Counts an article, newer than all before.
    pub(super) fn count(&mut self, document: DocumentNumber, card: &Card) {
        for number in &card.facets {
            let Ok(position) = usize::try_from(*number) else {
                continue;
            };
            if position >= self.by_number.len() {
                self.by_number.resize_with(position + 1, Tally::default);
            }
            if let Some(tally) = self.by_number.get_mut(position) {
                tally.documents.push(document);
            }
        }
    }

    pub(super) fn tally(&self, number: FacetNumber) -> Option<&Tally> {
        self.by_number.get(usize::try_from(number).ok()?)
    }

    /// Adds a run newer than all the facet has.
    pub(super) fn add_run(&mut self, number: FacetNumber, run: KeptRun) {
        if let Some(tally) = self.tally_mut(number) {
            tally.runs.insert(0, run);
        }
    }

    /// Notes the file of the facet's newest record.
    pub(super) fn set_record(&mut self, number: FacetNumber, record: FileName) {
        if let Some(tally) = self.tally_mut(number) {
            tally.record = Some(record);
        }
    }

    fn tally_mut(&mut self, number: FacetNumber) -> Option<&mut Tally> {
        self.by_number.get_mut(usize::try_from(number).ok()?)
    }

    /// The facets that occur with `number` most, at most `most` of each kind.
    /// Counted when asked for: kept for all pairs, an article with thousands of
    /// tags would need millions of counts.
    pub(super) fn beside(
        &self,
        number: FacetNumber,
        shelf: &Shelf,
        catalogue: &Catalogue,
        most: usize,
    ) -> Vec<(FacetNumber, u32)> {
        let documents = self
            .tally(number)
            .map_or([].as_slice(), |tally| &tally.documents);
        let counted = self.counter().beside(documents, shelf);
        let counted = counted.into_iter().filter(|(other, _)| *other != number);
        top_facets(catalogue, counted, most)
    }

    /// Counts facets of any articles, one time after the other.
    pub(super) fn counter(&self) -> Counter {
        Counter {
            counts: vec![0; self.by_number.len()],
        }
    }

    /// Every facet and on how many articles it is.
    pub(super) fn counts(&self) -> impl Iterator<Item = (FacetNumber, u32)> {
        let numbered = (0_u32..).zip(&self.by_number);
        numbered.map(|(number, tally)| (number, tally.articles()))
    }

    /// The facets that an article from `start` on carries, in the order of
    /// their keys.
    pub(super) fn since(&self, start: DocumentNumber, catalogue: &Catalogue) -> Vec<FacetNumber> {
        let numbers = (0_u32..).zip(&self.by_number);
        let met =
            numbers.filter(|(_, tally)| tally.documents.last().is_some_and(|last| *last >= start));
        let mut met: Vec<FacetNumber> = met.map(|(number, _)| number).collect();
        met.sort_unstable_by_key(|number| catalogue.key(*number));
        met
    }

    /// The facets on most articles, at most `most` of each kind.
    pub(super) fn top(&self, catalogue: &Catalogue, most: usize) -> Vec<Facet> {
        let top = self.top_numbers(catalogue, most).into_iter();
        top.map(|(number, count)| catalogue.facet(number, count))
            .collect()
    }

    /// The same as numbers, with their counts.
    pub(super) fn top_numbers(
        &self,
        catalogue: &Catalogue,
        most: usize,
    ) -> Vec<(FacetNumber, u32)> {
        top_facets(catalogue, self.counts(), most)
    }
}

impl Tally {
    /// Articles that carry the facet.
    pub(super) fn articles(&self) -> u32 {
        u32::try_from(self.documents.len()).unwrap_or(u32::MAX)
    }

    /// Those of them from `start` on.
    pub(super) fn since(&self, start: DocumentNumber) -> &[DocumentNumber] {
        let first = self.documents.partition_point(|document| *document < start);
        self.documents.get(first..).unwrap_or_default()
    }

    /// The newest, newest first.
    pub(super) fn newest(&self) -> impl Iterator<Item = DocumentNumber> {
        self.documents.iter().rev().take(PAGE_ROWS).copied()
    }

    /// Those of them from the first to the last of a run.
    pub(super) fn documents_of(&self, run: &KeptRun) -> &[DocumentNumber] {
        let from = self
            .documents
            .partition_point(|document| *document < run.first);
        let to = self
            .documents
            .partition_point(|document| *document <= run.last);
        self.documents.get(from..to).unwrap_or_default()
    }

    /// How many of them stand before `document`.
    pub(super) fn before(&self, document: DocumentNumber) -> usize {
        self.documents.partition_point(|other| *other < document)
    }

    pub(super) fn runs(&self) -> &[KeptRun] {
        &self.runs
    }

    pub(super) fn record(&self) -> Option<&FileName> {
        self.record.as_ref()
    }
}

/// Counts the facets of articles.
pub(super) struct Counter {
    /// By number; all 0 in between.
    counts: Vec<u32>,
}

impl Counter {
    /// The facets that `documents` carry, each with how many of them do, in no
    /// order that means anything.
    pub(super) fn beside(
        &mut self,
        documents: &[DocumentNumber],
        shelf: &Shelf,
    ) -> Vec<(FacetNumber, u32)> {
        let mut met = Vec::new();
        let cards = documents
            .iter()
            .filter_map(|document| shelf.card(*document));
        for facet in cards.flat_map(|card| &card.facets) {
            let position = usize::try_from(*facet).unwrap_or(usize::MAX);
            if let Some(count) = self.counts.get_mut(position) {
                if *count == 0 {
                    met.push(*facet);
                }
                *count += 1;
            }
        }
        let take = |facet: FacetNumber| {
            let count = self.counts.get_mut(usize::try_from(facet).ok()?)?;
            Some((facet, std::mem::take(count)))
        };
        met.into_iter().filter_map(take).collect()
    }
}

/// Commonest first, ties in the order of the keys, kind by kind.
pub(super) fn top_facets(
    catalogue: &Catalogue,
    counts: impl Iterator<Item = (FacetNumber, u32)>,
    most: usize,
) -> Vec<(FacetNumber, u32)> {
    let mut by_kind = FacetKind::ALL.map(|kind| (kind, Vec::new()));
    for (number, count) in counts {
        let key = catalogue.key(number);
        let of_kind = by_kind
            .iter_mut()
            .find(|(kind, _)| key.starts_with(kind.prefix()));
        if let Some((_, ranked)) = of_kind {
            ranked.push((Reverse(count), key, number));
        }
    }
    let top = by_kind.into_iter().flat_map(|(_, mut ranked)| {
        if ranked.len() > most {
            ranked.select_nth_unstable(most);
            ranked.truncate(most);
        }
        ranked.sort_unstable();
        ranked
    });
    top.map(|(Reverse(count), _, number)| (number, count))
        .collect()
}
