use super::index::{TermIndex, Vector};
use super::neighbours::Profile;
use super::words::{Term, Vocabulary, Word, each_word};
use super::{DocumentNumber, Newcomer};
use std::collections::HashMap;

/// What a tag is worth, as a word is worth 1 at most: enough for two articles
/// in different languages to meet by a rare one.
const TAG: f32 = 1.5;
/// Letters a word given as a reason has at least.
const SHORTEST_REASON: usize = 4;
/// Words given as a reason at most.
const REASONS: usize = 3;

/// A new article, taken apart.
pub(super) struct Analysed<'a> {
    pub(super) newcomer: &'a Newcomer<'a>,
    pub(super) document: DocumentNumber,
    /// Its words as it first writes them in its text, else in its title.
    written: HashMap<Word, &'a str>,
    /// What each of its terms is worth.
    worth: Vec<(Term, f32)>,
    pub(super) vector: Vector,
    /// Words that may be given as reasons, the most telling first.
    telling: Vec<(Word, Term)>,
}

impl<'a> Analysed<'a> {
    /// Learns and counts the terms of an article.
    pub(super) fn new(
        newcomer: &'a Newcomer<'a>,
        document: DocumentNumber,
        vocabulary: &mut Vocabulary,
        index: &mut TermIndex,
    ) -> Self {
        let mut written = HashMap::new();
        let mut counts: HashMap<Term, f32> = HashMap::new();
        for text in [newcomer.text, newcomer.title] {
            each_word(text, |form, lower| {
                let word = vocabulary.word(lower);
                written.entry(word).or_insert(form);
                if let Some(term) = vocabulary.term_of(word) {
                    *counts.entry(term).or_default() += 1.0;
                }
            });
        }
        let mut worth: Vec<(Term, f32)> = counts
            .into_iter()
            .map(|(term, count)| (term, saturated(count)))
            .collect();
        worth.extend(
            newcomer
                .tags
                .iter()
                .map(|tag| (vocabulary.term(format!(" {tag}")), TAG)),
        );
        index.count(worth.iter().map(|(term, _)| *term));
        Self {
            newcomer,
            document,
            written,
            worth,
            vector: Vector::new(),
            telling: Vec::new(),
        }
    }

    /// Weighs its terms, once those of its whole pack are counted.
    pub(super) fn weigh(&mut self, vocabulary: &Vocabulary, index: &TermIndex) {
        self.vector = index.vector(self.worth.iter().copied());
        let ranks: HashMap<Term, usize> =
            self.vector.iter().map(|(term, _)| *term).zip(0..).collect();
        let telling = self.written.iter().filter_map(|(word, form)| {
            let term = vocabulary.term_of(*word)?;
            let is_reason = index.is_rare(term) && form.chars().count() >= SHORTEST_REASON;
            let rank = ranks.get(&term).filter(|_| is_reason)?;
            Some((*rank, *word, term))
        });
        let mut telling: Vec<_> = telling.collect();
        telling.sort_unstable();
        self.telling = telling
            .into_iter()
            .map(|(_, word, term)| (word, term))
            .collect();
    }

    pub(super) fn profile(&self) -> Profile {
        let mut words: Vec<Word> = self.written.keys().copied().collect();
        words.sort_unstable();
        Profile {
            words,
            tags: self.newcomer.tags.to_vec(),
            day: self.newcomer.day,
            nearest: Vec::new(),
        }
    }

    /// The most telling words that another article writes alike but for case,
    /// one a term.
    pub(super) fn words_shared_with(&self, other: &Profile) -> Vec<String> {
        let mut terms: Vec<Term> = Vec::new();
        let mut words = Vec::new();
        for (word, term) in &self.telling {
            if words.len() < REASONS && !terms.contains(term) && other.contains(*word) {
                terms.push(*term);
                words.extend(self.written.get(word).map(|form| (*form).to_owned()));
            }
        }
        words
    }
}

/// What a term gains when it stands once, twice, … in an article: the
/// saturation of BM25 (Robertson and Zaragoza, 2009).
fn saturated(count: f32) -> f32 {
    count / (count + 1.0)
}
