//! Which articles are near which, and why.
//!
//! Articles come pack by pack, oldest first. An article is near others by the
//! terms and tags they share, the rarer the more (tf-idf, cosine), a little by
//! its date, and first of all by being the same text in another language. Its
//! own list draws on all articles up to the end of its pack; what later ones
//! add to it is kept apart, so that nothing written of older articles changes.
//!
//! An article takes as long in a large archive as in a small one: the lists of
//! its most telling terms are read up to a number of entries, a list that grows
//! long keeps its newest and its heaviest ones, and only the most promising of
//! the articles met there are compared. What is kept of an article is some
//! hundred bytes: every word, because near duplicates are told and reasons are
//! named by what both texts contain, and never by a guess.

mod analysis;
mod ascending;
mod day;
mod direction;
mod function_words;
mod index;
mod neighbours;
mod postings;
mod selection;
mod sums;
mod translations;
mod vocabulary;
mod word_set;
mod words;

pub(crate) use neighbours::Neighbours;

use crate::archive::FacetNumber;
use crate::intake::SetArticle;
use day::Day;

/// The place of an article in its archive: 0 is the oldest.
pub(crate) type DocumentNumber = u32;

/// Stands between the words of a link: one string takes less than several.
const BETWEEN_WORDS: &str = "\n";

/// An article near another, and why. Many are kept until they are taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) document: DocumentNumber,
    /// 0 to 1000.
    pub(crate) score: u32,
    /// Both are the same text in different languages.
    pub(crate) translation: bool,
    /// Rare tags that both carry, rarest first.
    pub(crate) tags: Box<[FacetNumber]>,
    words: Box<str>,
    /// Both are dated to the day, at most seven days apart.
    pub(crate) same_week: bool,
}

/// What nearness looks at in a new article.
pub(crate) struct Newcomer<'a> {
    id: &'a str,
    title: &'a str,
    text: &'a str,
    translation_of: Option<&'a str>,
    tags: &'a [FacetNumber],
    day: Option<Day>,
}

impl<'a> Newcomer<'a> {
    pub(crate) fn new(article: &'a SetArticle, tags: &'a [FacetNumber]) -> Self {
        Self {
            id: &article.id,
            title: &article.title,
            text: &article.text,
            translation_of: article.translation_of.as_deref(),
            tags,
            day: article.date.as_ref().and_then(Day::of),
        }
    }
}

impl Link {
    /// Rare words that both contain.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.split_terminator(BETWEEN_WORDS)
    }

    /// Whether there is a reason to name. Nearness without one is chance.
    fn is_explained(&self) -> bool {
        self.translation || !self.tags.is_empty() || !self.words.is_empty()
    }
}
