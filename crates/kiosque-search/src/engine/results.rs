//! What is asked for and what comes back.

use super::rank::{Ranked, Ranking};
use crate::Query;
use crate::format::Card;

/// How results are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best first; the newer of equals.
    #[default]
    Relevance,
    /// The newest first. All documents are read.
    Newest,
}

/// How to answer.
#[derive(Clone, Copy)]
pub struct Options<'o> {
    /// Results to leave out, for later pages.
    pub skip: usize,
    /// Results to show.
    pub limit: usize,
    /// Whether to read all documents, so that [`Results::total`] is exact.
    pub is_exact: bool,
    /// How to order them.
    pub order: Order,
    /// Which documents of which generation may be found; all where absent.
    pub within: Option<&'o dyn Fn(usize, u32) -> bool>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            skip: 0,
            limit: 10,
            is_exact: false,
            order: Order::default(),
            within: None,
        }
    }
}

/// How many articles match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Total {
    /// Exactly so many.
    Exactly(u32),
    /// So many or more: ask with [`Options::is_exact`] to know.
    AtLeast(u32),
    /// None were looked for.
    #[default]
    None,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// The page asked for.
    pub hits: Vec<Hit>,
    /// Articles that have every word.
    pub total: Total,
    /// All of them by generation, documents ascending; where the total is exact
    /// and at most [`Results::MOST_MATCHES`].
    pub matches: Option<Vec<Vec<u32>>>,
    /// Whether some hits lack some of the words: nothing has all of them, or
    /// there are so many that an article need not.
    pub is_relaxed: bool,
    /// Words searched in place of what was typed.
    pub corrections: Vec<Correction>,
    /// Words that nothing has, nor anything like them.
    pub unknown: Vec<String>,
}

impl Results {
    /// Matches that are listed at most.
    pub const MOST_MATCHES: usize = 2_000;
}

/// A found article.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Position among the generations the index was opened with.
    pub generation: usize,
    /// Document number in it.
    pub document: u32,
    /// Comparable within an answer.
    pub score: f32,
    /// What to show of it.
    pub card: Card,
    /// Positions in [`Query::words`] of those it has.
    pub words: Vec<usize>,
}

/// A word searched in place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Position in [`Query::words`].
    pub word: usize,
    /// As typed.
    pub typed: String,
    /// What was searched instead: the form that the first hit has.
    pub searched: String,
}

impl Ranking {
    /// The answer of a page of the ranking.
    pub(super) fn into_results(
        self,
        query: &Query,
        options: &Options<'_>,
        page: Vec<Ranked>,
        cards: Vec<Card>,
    ) -> Results {
        let full = self.full_mask();
        let is_relaxed = page.iter().any(|hit| hit.mask != full);
        let corrections = self.corrections(query, page.first());
        let is_unknown = |at: &usize| self.asked.get(*at).is_some_and(|asked| asked.count() == 0);
        let unknown = (0..query.words.len()).filter(is_unknown);
        let unknown = unknown.filter_map(|at| Some(query.words.get(at)?.written.clone()));
        let hits = page.into_iter().zip(cards).map(|(hit, card)| Hit {
            generation: hit.generation,
            document: hit.document,
            score: hit.score,
            card,
            words: (0..query.words.len())
                .filter(|at| hit.mask >> at & 1 == 1)
                .collect(),
        });
        Results {
            hits: hits.collect(),
            total: self.total(query, options),
            matches: self.matches(),
            is_relaxed,
            corrections,
            unknown: unknown.collect(),
        }
    }
}
