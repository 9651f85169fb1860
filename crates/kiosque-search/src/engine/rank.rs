//! Which documents match, and how well.

use super::Engine;
use super::column::{Asked, Column};
use super::files::{Step, all};
use super::order::{falling, in_order};
use super::results::{Correction, Options, Order, Results, Total};
use crate::Query;
use hashbrown::HashMap;

/// A document that matches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ranked {
    pub generation: usize,
    pub document: u32,
    pub score: f32,
    /// A bit for each word it has.
    pub mask: u32,
}

/// Every document found.
pub(super) struct Ranking {
    pub asked: Vec<Asked>,
    /// With every word, best first.
    all: Vec<Ranked>,
    /// With some.
    some: Vec<Ranked>,
    is_sentence: bool,
    /// Whether all that match were read.
    is_complete: bool,
    generations: usize,
}

/// A document's score, the words it has and those its title has.
type Score = (f32, u32, u32);
type Scores = HashMap<u32, Score, foldhash::fast::FixedState>;

/// What it adds, of the weight of all words, if the title has them all.
const TITLE: f32 = 0.5;

impl Engine<'_> {
    pub(super) fn rank(
        &self,
        mut asked: Vec<Asked>,
        query: &Query,
        options: &Options<'_>,
    ) -> Step<Ranking> {
        let refused = self.refused(query)?;
        let rarities: Vec<f32> = asked
            .iter()
            .map(|asked| self.rarity(asked.count()))
            .collect();
        let allowed = |hit: &Ranked| {
            let is_refused = |columns: &Vec<Column>| {
                let column = columns.get(hit.generation);
                column.is_some_and(|column| column.get(hit.document).is_some())
            };
            let is_within = options
                .within
                .is_none_or(|within| within(hit.generation, hit.document));
            is_within && !refused.iter().any(is_refused)
        };
        let generations = 0..self.generations.len();
        let find = |asked: &[Asked], generation| {
            let mut found = Found::of(asked, &rarities, generation);
            found.all.retain(allowed);
            found.some.retain(allowed);
            found
        };
        let mut found: Vec<Found> = generations.clone().map(|at| find(&asked, at)).collect();
        if needs_all(options) || !has_page(&found, query.is_sentence, options) {
            let open: Vec<usize> = generations.filter(|at| is_open(&asked, *at)).collect();
            all(open.iter().map(|at| self.complete(&mut asked, *at)))?;
            for generation in open {
                if let Some(found) = found.get_mut(generation) {
                    *found = find(&asked, generation);
                }
            }
        }
        Ok(Ranking::of(asked, found, query.is_sentence))
    }

    /// The documents that the refused words refuse, by word and generation.
    fn refused(&self, query: &Query) -> Step<Vec<Vec<Column>>> {
        let looked_up = query
            .refused
            .iter()
            .map(|word| self.look_up(Asked::as_written(word)));
        let mut refused = all(looked_up)?;
        let generations = 0..self.generations.len();
        all(generations.map(|at| self.complete(&mut refused, at)))?;
        Ok(refused.into_iter().map(|asked| asked.columns).collect())
    }

    /// How much a word counts that `count` documents have.
    fn rarity(&self, count: u32) -> f32 {
        let (all, count) = (self.articles() as f32, count.min(self.articles()) as f32);
        (1.0 + (all - count + 0.5) / (count + 0.5)).ln()
    }
}

/// Whether all documents are needed.
fn needs_all(options: &Options<'_>) -> bool {
    options.is_exact || options.order == Order::Newest
}

/// Whether the documents at hand fill the page. A sentence is answered with
/// articles that lack some words, of which there are enough at hand.
fn has_page(found: &[Found], is_sentence: bool, options: &Options<'_>) -> bool {
    let wanted = options.skip.saturating_add(options.limit);
    let at_hand: usize = found.iter().map(|found| found.all.len()).sum();
    is_sentence || at_hand >= wanted
}

/// Whether some word of the generation has documents that are not at hand.
fn is_open(asked: &[Asked], generation: usize) -> bool {
    asked.iter().any(|asked| {
        let column = asked.columns.get(generation);
        column.is_some_and(|column| !column.is_complete())
    })
}

/// What was found in a generation.
#[derive(Default)]
struct Found {
    all: Vec<Ranked>,
    some: Vec<Ranked>,
}

impl Found {
    fn of(asked: &[Asked], rarities: &[f32], generation: usize) -> Self {
        let columns: Vec<&Column> = asked
            .iter()
            .filter_map(|asked| asked.columns.get(generation))
            .collect();
        let full = mask_of(columns.len());
        let mut found = Self::default();
        let bonus = rarities.iter().sum::<f32>() * TITLE;
        for (document, (score, mask, titled)) in scores(&columns, rarities) {
            let hit = Ranked {
                generation,
                document,
                score: score + if titled == full { bonus } else { 0.0 },
                mask,
            };
            let list = if mask == full {
                &mut found.all
            } else {
                &mut found.some
            };
            list.push(hit);
        }
        found
    }
}

fn mask_of(words: usize) -> u32 {
    (1_u32 << words.min(31)) - 1
}

/// Score and words of every document at hand.
fn scores(columns: &[&Column], rarities: &[f32]) -> Vec<(u32, Score)> {
    let mut scores = Scores::default();
    for ((position, column), rarity) in columns.iter().enumerate().zip(rarities) {
        for place in &column.documents {
            let (score, mask, titled) = scores.entry(place.document).or_default();
            *score += place.impact * rarity;
            *mask |= 1 << position;
            *titled |= u32::from(place.is_in_title) << position;
        }
    }
    scores.into_iter().collect()
}

/// Best first; of equals the newest.
fn best_first(hits: Vec<Ranked>) -> Vec<Ranked> {
    in_order(hits, |hit| falling(hit.score) << 64 | newness(hit))
}

/// A number that grows as documents are older.
fn newness(hit: &Ranked) -> u128 {
    (hit.generation as u128) << 32 | u128::from(!hit.document)
}

impl Ranking {
    fn of(asked: Vec<Asked>, found: Vec<Found>, is_sentence: bool) -> Self {
        let generations = found.len();
        let is_complete = !(0..generations).any(|at| is_open(&asked, at));
        let (mut all, mut some) = (Vec::new(), Vec::new());
        for found in found {
            all.extend(found.all);
            some.extend(found.some);
        }
        Self {
            asked,
            all: best_first(all),
            some,
            is_sentence,
            is_complete,
            generations,
        }
    }

    /// Whether some document has all words.
    pub(super) fn finds_all(&self) -> bool {
        !self.all.is_empty()
    }

    pub(super) fn full_mask(&self) -> u32 {
        mask_of(self.asked.len())
    }

    /// The results asked for.
    pub(super) fn page(&self, options: &Options<'_>) -> Vec<Ranked> {
        let mut hits = self.all.clone();
        if hits.is_empty() || self.is_sentence {
            hits.extend(&self.some);
            hits = best_first(hits);
        }
        if options.order == Order::Newest {
            hits = in_order(self.all.clone(), newness);
        }
        hits.into_iter()
            .skip(options.skip)
            .take(options.limit)
            .collect()
    }

    pub(super) fn total(&self, query: &Query, options: &Options<'_>) -> Total {
        let found = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        if self.is_complete {
            return Total::Exactly(found);
        }
        match self.asked.as_slice() {
            [only] if options.within.is_none() && query.refused.is_empty() => {
                let is_exact = only
                    .columns
                    .iter()
                    .all(|column| column.is_exact || column.count == 0);
                if is_exact {
                    Total::Exactly(only.count())
                } else {
                    Total::AtLeast(found)
                }
            }
            _ => Total::AtLeast(found),
        }
    }

    pub(super) fn matches(&self) -> Option<Vec<Vec<u32>>> {
        if !self.is_complete || self.all.len() > Results::MOST_MATCHES {
            return None;
        }
        let mut matches = vec![Vec::new(); self.generations];
        for hit in in_order(self.all.clone(), |hit| u128::from(hit.document)) {
            if let Some(documents) = matches.get_mut(hit.generation) {
                documents.push(hit.document);
            }
        }
        Some(matches)
    }

    /// The forms that `hit` has of words that were corrected.
    pub(super) fn corrections(&self, query: &Query, hit: Option<&Ranked>) -> Vec<Correction> {
        let Some(hit) = hit else {
            return Vec::new();
        };
        let asked = self.asked.iter().zip(&query.words).enumerate();
        let found = asked.filter_map(|(position, (asked, word))| {
            let place = asked.columns.get(hit.generation)?.get(hit.document)?;
            let form = asked.forms.get(usize::from(place.form))?;
            (form.clean != word.clean).then(|| Correction {
                word: position,
                typed: word.written.clone(),
                searched: form.clean.clone(),
            })
        });
        found.collect()
    }
}
