use super::shelf::Shelf;
use super::tallies::Tallies;
use crate::related::DocumentNumber;
use kiosque_model::wire::{Facet, Kind};
use kiosque_model::{ArticleDate, ShortId};

/// What a site tells of the articles of an edition: where each of them is, and
/// which are the newest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    shelf: Shelf,
    /// The number in the spool of each article, oldest first.
    numbers: Vec<usize>,
    /// The commonest tags, the commonest first.
    pub tags: Vec<OutlinedTag>,
}

/// Where an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlined<'a> {
    /// End of its address.
    pub id: &'a ShortId,
    /// The readable part of its address.
    pub slug: &'a str,
    /// None where undated.
    pub date: Option<&'a ArticleDate>,
    /// When it was last changed, where its source says so.
    pub modified: Option<&'a ArticleDate>,
}

/// Where a pack is, and which articles it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlinedPack<'a> {
    /// In the archive.
    pub path: String,
    /// Articles that are older than all of its own.
    pub first: usize,
    /// Its articles' numbers in the spool, in its own order.
    pub numbers: &'a [usize],
}

/// A tag and its newest articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlinedTag {
    /// The tag, in the edition's words.
    pub facet: Facet,
    /// Numbers in the spool, newest first.
    pub newest: Vec<usize>,
}

impl Outline {
    /// Newest articles of a tag that are remembered at most.
    pub const OF_TAG: usize = 20;

    pub(super) fn new(
        shelf: Shelf,
        numbers: Vec<usize>,
        tallies: &Tallies,
        tags: Vec<(u32, Facet)>,
    ) -> Self {
        let number = |document: &DocumentNumber| {
            let position = usize::try_from(*document).ok()?;
            numbers.get(position).copied()
        };
        let outlined = tags.into_iter().map(|(tag, facet)| {
            let documents = tallies.tally(tag).map_or(&[][..], |tally| tally.since(0));
            let newest = documents.iter().rev().take(Self::OF_TAG);
            OutlinedTag {
                facet,
                newest: newest.filter_map(number).collect(),
            }
        });
        Self {
            tags: outlined.collect(),
            shelf,
            numbers,
        }
    }

    /// Every article, oldest first.
    pub fn articles(&self) -> impl Iterator<Item = Outlined<'_>> {
        self.shelf.since(0).map(|(_, card)| Outlined {
            id: &card.id,
            slug: &card.slug,
            date: card.date.as_ref(),
            modified: card.modified.as_ref(),
        })
    }

    /// The packs, oldest first.
    pub fn packs(&self) -> Vec<OutlinedPack<'_>> {
        let mut packs = Vec::new();
        let mut first = 0;
        for (pack, articles) in self.shelf.packs() {
            let numbers = self.numbers.get(first..first + articles);
            packs.push(OutlinedPack {
                path: pack.path(Kind::Pack),
                first,
                numbers: numbers.unwrap_or_default(),
            });
            first += articles;
        }
        packs
    }

    /// The newest articles, newest first, at most `most`: their numbers in the
    /// spool.
    pub fn newest(&self, most: usize) -> Vec<usize> {
        self.numbers.iter().rev().take(most).copied().collect()
    }
}
