use super::catalogue::{Catalogue, FacetNumber};
use super::shelf::Card;
use crate::related::DocumentNumber;
use kiosque_model::wire::{Facet, FacetKind, PAGE_ROWS, PostingsPart};
use std::cmp::Reverse;
use std::collections::HashMap;

/// What is counted of each facet, over all articles so far.
#[derive(Default)]
pub(super) struct Tallies {
    by_number: Vec<Tally>,
}

#[derive(Default)]
pub(super) struct Tally {
    /// The articles that carry the facet, ascending.
    documents: Vec<DocumentNumber>,
    /// In how many of them another facet occurs.
    beside: HashMap<FacetNumber, u32>,
    /// Its postings, newest first.
    parts: Vec<PostingsPart>,
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
                for other in card.facets.iter().filter(|other| *other != number) {
                    *tally.beside.entry(*other).or_default() += 1;
                }
            }
        }
    }

    pub(super) fn tally(&self, number: FacetNumber) -> Option<&Tally> {
        self.by_number.get(usize::try_from(number).ok()?)
    }

    /// Puts parts newer than all it has before them; `newer` is newest first.
    pub(super) fn add_parts(&mut self, number: FacetNumber, newer: Vec<PostingsPart>) {
        let tally = usize::try_from(number)
            .ok()
            .and_then(|position| self.by_number.get_mut(position));
        if let Some(tally) = tally {
            tally.parts.splice(0..0, newer);
        }
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
        let counts = (0_u32..)
            .zip(&self.by_number)
            .map(|(number, tally)| (number, tally.articles()));
        top_facets(catalogue, counts, most)
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

    /// The facets that occur with it most, at most `most` of each kind.
    pub(super) fn beside(&self, catalogue: &Catalogue, most: usize) -> Vec<Facet> {
        top_facets(
            catalogue,
            self.beside.iter().map(|(number, count)| (*number, *count)),
            most,
        )
    }

    pub(super) fn parts(&self) -> &[PostingsPart] {
        &self.parts
    }
}

/// Commonest first, ties in the order of the keys, kind by kind.
fn top_facets(
    catalogue: &Catalogue,
    counts: impl Iterator<Item = (FacetNumber, u32)>,
    most: usize,
) -> Vec<Facet> {
    let mut ranked: Vec<_> = counts
        .map(|(number, count)| (Reverse(count), catalogue.key(number), number))
        .collect();
    ranked.sort_unstable();
    let of_kind = |kind: FacetKind| {
        let ranked = ranked
            .iter()
            .filter(move |(_, key, _)| key.starts_with(kind.prefix()));
        ranked
            .take(most)
            .map(|(Reverse(count), _, number)| catalogue.facet(*number, *count))
    };
    FacetKind::ALL.into_iter().flat_map(of_kind).collect()
}
