//! BM25 as it stands in textbooks, over whole words or stems.

use super::collections::Collection;
use kiosque_search::{Language, fold, key, words};
use std::collections::HashMap;

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// All documents of a collection, by their words.
pub struct Plain {
    language: Language,
    has_stems: bool,
    documents: Vec<HashMap<String, f64>>,
    lengths: Vec<f64>,
    /// Documents that have a word.
    frequencies: HashMap<String, f64>,
}

impl Plain {
    pub fn of(collection: &Collection, has_stems: bool) -> Self {
        let mut plain = Self {
            language: Language::of_tag(collection.language),
            has_stems,
            documents: Vec::new(),
            lengths: Vec::new(),
            frequencies: HashMap::new(),
        };
        for (title, text) in &collection.documents {
            let terms = plain.terms(&format!("{title} {text}"));
            plain.lengths.push(terms.len() as f64);
            let mut counts = HashMap::new();
            for term in terms {
                *counts.entry(term).or_insert(0.0) += 1.0;
            }
            for term in counts.keys() {
                *plain.frequencies.entry(term.clone()).or_insert(0.0) += 1.0;
            }
            plain.documents.push(counts);
        }
        plain
    }

    fn terms(&self, text: &str) -> Vec<String> {
        let term = |word: kiosque_search::Word| match self.has_stems {
            true => key(&word.clean, self.language),
            false => fold(&word.clean),
        };
        words(text).map(term).collect()
    }

    /// The first ten documents.
    pub fn ask(&self, question: &str) -> Vec<usize> {
        let terms = self.terms(question);
        let mean = self.lengths.iter().sum::<f64>() / self.lengths.len().max(1) as f64;
        let lengths = self
            .lengths
            .iter()
            .map(|length| 1.0 - B + B * length / mean);
        let scores = self
            .documents
            .iter()
            .zip(lengths)
            .map(|(document, length)| {
                let scores = terms.iter().map(|term| {
                    let count = document.get(term).copied().unwrap_or_default();
                    self.rarity(term) * count * (K1 + 1.0) / (count + K1 * length)
                });
                scores.sum::<f64>()
            });
        let mut ranked: Vec<(usize, f64)> = scores.enumerate().collect();
        ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        ranked
            .into_iter()
            .take(10)
            .map(|(document, _)| document)
            .collect()
    }

    fn rarity(&self, term: &str) -> f64 {
        let all = self.documents.len() as f64;
        let with = self.frequencies.get(term).copied().unwrap_or_default();
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }
}
