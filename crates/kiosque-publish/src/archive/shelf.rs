use super::catalogue::FacetNumber;
use crate::related::DocumentNumber;
use kiosque_model::wire::{FileName, Summary};
use kiosque_model::{ArticleDate, ShortId};
use std::collections::HashMap;

/// What lists need of the articles published so far, in archive order: a
/// document number is a position here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shelf {
    cards: Vec<Card>,
    packs: Vec<FileName>,
    /// Where each month starts, as the number `YYYYMM`.
    months: Vec<(u32, DocumentNumber)>,
}

/// What is kept of an article once its pack is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    pub(super) id: ShortId,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) date: Option<ArticleDate>,
    pub(super) modified: Option<ArticleDate>,
    pub(super) source: Option<String>,
    /// First words, of the newest articles alone.
    pub(super) excerpt: Option<String>,
    /// `YYYY-MM-DD`; empty where undated.
    pub(super) day: String,
    /// Position of its pack among all.
    pub(super) pack: usize,
    /// Every facet it counts for, ascending.
    pub(super) facets: Vec<FacetNumber>,
    /// The file of all of them, where they are too many for columns.
    pub(super) wide: Option<FileName>,
}

impl Shelf {
    /// Adds an article of the pack that is written next.
    pub(super) fn add(&mut self, mut card: Card) -> DocumentNumber {
        card.pack = self.packs.len();
        if let Some(month) = month_of(&card.day)
            && self.months.last().is_none_or(|(last, _)| *last != month)
        {
            self.months.push((month, self.documents()));
        }
        self.cards.push(card);
        self.documents().saturating_sub(1)
    }

    /// The packs, oldest first, and how many articles each holds.
    pub(super) fn packs(&self) -> impl Iterator<Item = (&FileName, usize)> {
        let together = self.cards.chunk_by(|one, other| one.pack == other.pack);
        self.packs.iter().zip(together.map(<[Card]>::len))
    }

    /// Names the pack of the articles added since the last call.
    pub(super) fn close_pack(&mut self, name: FileName) {
        self.packs.push(name);
    }

    pub(super) fn documents(&self) -> DocumentNumber {
        DocumentNumber::try_from(self.cards.len()).unwrap_or(DocumentNumber::MAX)
    }

    pub(super) fn card(&self, document: DocumentNumber) -> Option<&Card> {
        self.cards.get(usize::try_from(document).ok()?)
    }

    /// Where the months start that start at `start` or later.
    pub(super) fn months_since(&self, start: DocumentNumber) -> &[(u32, DocumentNumber)] {
        let first = self.months.partition_point(|(_, first)| *first < start);
        self.months.get(first..).unwrap_or_default()
    }

    /// The same of years, of which the first may have begun before `start`.
    pub(super) fn years_since(&self, start: DocumentNumber) -> Vec<(u32, DocumentNumber)> {
        let months = self.months_since(start).iter();
        let mut years: Vec<_> = months.map(|(month, first)| (month / 100, *first)).collect();
        years.dedup_by_key(|(year, _)| *year);
        years
    }

    /// How many of some articles, in ascending order, are of which month.
    pub(super) fn months_of(&self, documents: &[DocumentNumber]) -> Vec<(u32, u32)> {
        self.periods_of(&self.months, documents)
    }

    /// The same of periods that start where it is said.
    pub(super) fn periods_of(
        &self,
        starts: &[(u32, DocumentNumber)],
        documents: &[DocumentNumber],
    ) -> Vec<(u32, u32)> {
        let before = |end: DocumentNumber| documents.partition_point(|document| *document < end);
        let ends = starts.iter().skip(1).map(|(_, start)| *start);
        let counts = starts.iter().zip(ends.chain([self.documents()]));
        let counts = counts.map(|((period, start), end)| {
            let count = before(end) - before(*start);
            (*period, u32::try_from(count).unwrap_or(u32::MAX))
        });
        counts.filter(|(_, count)| *count > 0).collect()
    }

    /// The articles from `start` on, with their numbers.
    pub(super) fn since(
        &self,
        start: DocumentNumber,
    ) -> impl DoubleEndedIterator<Item = (DocumentNumber, &Card)> {
        (start..self.documents()).filter_map(|document| Some((document, self.card(document)?)))
    }
}

/// The number `YYYYMM` of a day `YYYY-MM-DD`.
fn month_of(day: &str) -> Option<u32> {
    let (year, month) = (day.get(..4)?, day.get(5..7)?);
    Some(year.parse::<u32>().ok()? * 100 + month.parse::<u32>().ok()?)
}

/// The pack that holds the article of `card`, which is on `shelf`.
pub(super) fn pack_of(shelf: &Shelf, card: &Card) -> FileName {
    let name = shelf.packs.get(card.pack);
    name.cloned().unwrap_or_else(|| FileName::of(&[0; 32], 0))
}

/// The packs a file names, in the order they are first mentioned.
pub(super) struct PackTable<'a> {
    shelf: &'a Shelf,
    names: Vec<FileName>,
    positions: HashMap<usize, u32>,
}

impl<'a> PackTable<'a> {
    pub(super) fn new(shelf: &'a Shelf) -> Self {
        Self {
            shelf,
            names: Vec::new(),
            positions: HashMap::new(),
        }
    }

    /// Position in the table of the pack that holds `card`.
    pub(super) fn position(&mut self, card: &Card) -> u32 {
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let Some(name) = self.shelf.packs.get(card.pack) else {
            return next;
        };
        *self.positions.entry(card.pack).or_insert_with(|| {
            self.names.push(name.clone());
            next
        })
    }

    pub(super) fn summary(&mut self, card: &Card) -> Summary {
        Summary {
            id: card.id.clone(),
            slug: card.slug.clone(),
            title: card.title.clone(),
            language: card.language.clone(),
            date: card.date.clone(),
            source: card.source.clone(),
            excerpt: None,
            pack: self.position(card),
        }
    }

    /// Packs named so far.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn into_names(self) -> Vec<FileName> {
        self.names
    }
}
