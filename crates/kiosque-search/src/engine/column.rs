//! A word of a question and the documents that have it.

use crate::QueryWord;
use crate::format::{Tail, TermPostings};

/// A word that may be meant, and how much it counts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Form {
    pub clean: String,
    /// 1 for the word as typed.
    pub weight: f32,
    pub is_prefix: bool,
}

/// A word of a question with what was found of it in each generation.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub word: QueryWord,
    pub forms: Vec<Form>,
    /// One a generation.
    pub columns: Vec<Column>,
    /// Whether corrections were looked for.
    pub is_corrected: bool,
}

impl Asked {
    pub(super) fn as_written(word: &QueryWord) -> Self {
        let form = Form {
            clean: word.clean.clone(),
            weight: 1.0,
            is_prefix: word.is_prefix,
        };
        Self {
            word: word.clone(),
            forms: vec![form],
            columns: Vec::new(),
            is_corrected: false,
        }
    }

    /// Documents that have it, those of several forms counted for each.
    pub(super) fn count(&self) -> u32 {
        let counts = self.columns.iter().map(|column| column.count);
        counts.fold(0, u32::saturating_add)
    }

    /// Whether another word may be searched in its place.
    pub(super) fn is_correctable(&self) -> bool {
        let letters = self.word.clean.chars().count();
        self.word.is_correctable && !self.is_corrected && letters >= 4
    }
}

/// The documents of a generation that have a word.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// Ascending.
    pub documents: Vec<Place>,
    /// Where more are.
    pub tails: Vec<FormTail>,
    /// All of them, those of several terms counted for each.
    pub count: u32,
    /// Whether [`Column::count`] counts none twice.
    pub is_exact: bool,
}

/// A document that has a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub document: u32,
    /// How much the word weighs there, 0 to 1.
    pub impact: f32,
    /// Position among [`Asked::forms`].
    pub form: u8,
}

/// The tail of a term.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FormTail {
    pub tail: Tail,
    /// Documents in it.
    pub count: u32,
    pub weight: f32,
    pub form: u8,
}

impl FormTail {
    pub(super) fn impact(&self) -> f32 {
        scaled(self.tail.impact) * self.weight
    }
}

impl Column {
    /// Whether all documents are in [`Column::documents`].
    pub(super) fn is_complete(&self) -> bool {
        self.tails.is_empty()
    }

    /// Adds the documents of a term that `form` stands for.
    pub(super) fn add(&mut self, postings: &TermPostings, weight: f32, form: u8) {
        self.is_exact = self.count == 0;
        self.count = self.count.saturating_add(postings.count);
        let places = postings.head.iter().map(|(document, impact)| Place {
            document: *document,
            impact: scaled(*impact) * weight,
            form,
        });
        self.documents.extend(places);
        self.tails.extend(postings.tail.map(|tail| FormTail {
            tail,
            count: postings.count,
            weight,
            form,
        }));
    }

    /// Adds the documents of a tail.
    pub(super) fn add_spread(&mut self, tail: &FormTail, documents: &[u32]) {
        self.documents
            .extend(documents.iter().map(|document| Place {
                document: *document,
                impact: tail.impact(),
                form: tail.form,
            }));
    }

    /// Puts documents in order; of several places in one, the weightiest stays.
    pub(super) fn settle(&mut self) {
        let order = |a: &Place, b: &Place| {
            let by_weight = b.impact.total_cmp(&a.impact);
            a.document
                .cmp(&b.document)
                .then(by_weight)
                .then(a.form.cmp(&b.form))
        };
        self.documents.sort_unstable_by(order);
        self.documents.dedup_by_key(|place| place.document);
    }

    /// How much the word weighs at most in documents that are not at hand.
    pub(super) fn unseen_impact(&self) -> Option<f32> {
        let impacts = self.tails.iter().map(FormTail::impact);
        impacts.max_by(f32::total_cmp)
    }

    pub(super) fn get(&self, document: u32) -> Option<&Place> {
        let found = self
            .documents
            .binary_search_by_key(&document, |place| place.document);
        self.documents.get(found.ok()?)
    }
}

fn scaled(impact: u8) -> f32 {
    f32::from(impact) / 255.0
}
