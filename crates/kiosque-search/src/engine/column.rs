//! A word of a question and the documents that have it.

use super::order::{falling, in_order};
use crate::QueryWord;
use crate::analysis::fold;
use crate::format::{Posting, Tail, TermPostings};

/// How much more a word counts where it is written as asked for.
const AS_WRITTEN: f32 = 1.25;

/// A word that may be meant, and how much it counts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Form {
    pub clean: String,
    /// 1 for the word as typed.
    pub weight: f32,
    pub is_prefix: bool,
    /// Which generations have it, a bit each, the newest first; all are asked
    /// for what was typed.
    pub generations: u32,
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
            generations: u32::MAX,
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
    pub is_in_title: bool,
    /// Position among [`Asked::forms`].
    pub form: u8,
}

/// The tail of a term.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FormTail {
    pub tail: Tail,
    pub weight: f32,
    pub form: u8,
}

impl FormTail {
    pub(super) fn impact(&self) -> f32 {
        scaled(self.tail.weight) * self.weight
    }
}

impl Column {
    /// Whether all documents are in [`Column::documents`].
    pub(super) fn is_complete(&self) -> bool {
        self.tails.is_empty()
    }

    /// Adds the documents of a term that `form` stands for.
    /// Those that write it so are a little better than those that inflect it.
    pub(super) fn add(&mut self, postings: &TermPostings, form: &Form, position: u8) {
        let written = crate::format::form(&fold(&form.clean));
        let weight = |posting: &Posting| {
            let is_as_written =
                !form.is_prefix && (posting.forms == 0 || posting.forms & written != 0);
            form.weight * if is_as_written { AS_WRITTEN } else { 1.0 }
        };
        self.is_exact = self.count == 0;
        self.count = self.count.saturating_add(postings.count);
        let places = postings.head.iter().map(|posting| Place {
            document: posting.document,
            impact: scaled(posting.weight) * weight(posting),
            is_in_title: posting.is_in_title,
            form: position,
        });
        self.documents.extend(places);
        let near = postings.near.iter().map(|document| Place {
            document: *document,
            impact: scaled(postings.near_weight) * form.weight,
            is_in_title: false,
            form: position,
        });
        self.documents.extend(near);
        self.tails.extend(postings.tail.map(|tail| FormTail {
            tail,
            weight: form.weight,
            form: position,
        }));
    }

    /// Adds the documents of tails that are not there yet.
    pub(super) fn add_spreads(&mut self, spreads: &[(FormTail, Vec<u32>)]) {
        let mut more = Vec::new();
        for (tail, documents) in spreads {
            let new = documents
                .iter()
                .filter(|document| self.get(**document).is_none());
            more.extend(new.map(|document| Place {
                document: *document,
                impact: tail.impact(),
                is_in_title: false,
                form: tail.form,
            }));
        }
        self.documents.extend(more);
        self.settle();
    }

    /// Puts documents in order; of several places in one, the weightiest stays.
    pub(super) fn settle(&mut self) {
        if self.documents.is_sorted_by(|a, b| a.document < b.document) {
            return;
        }
        let documents = std::mem::take(&mut self.documents);
        self.documents = in_order(documents, |place| {
            u128::from(place.document) << 40 | falling(place.impact) << 8 | u128::from(place.form)
        });
        self.documents.dedup_by(|other, first| {
            let is_same = other.document == first.document;
            first.is_in_title |= is_same && other.is_in_title;
            is_same
        });
    }

    pub(super) fn get(&self, document: u32) -> Option<&Place> {
        let found = self
            .documents
            .binary_search_by_key(&document, |place| place.document);
        self.documents.get(found.ok()?)
    }
}

fn scaled(weight: u8) -> f32 {
    f32::from(weight) / f32::from(Posting::HEAVIEST)
}
