//! How much a term weighs in a document: BM25F.
//!
//! Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond
//! (2009), section 3.6. The part that depends on the document alone is worked
//! out here and stored in one byte; how rare the term is comes in when asked.

use crate::format::Posting;

/// Saturation of repeated words.
const K1: f32 = 1.2;
/// How much a longer text counts against its words, for title, tags and body.
const LENGTH: [f32; 3] = [0.3, 0.0, 0.75];
/// What an occurrence counts in title, tags and body.
const WEIGHT: [f32; 3] = [2.5, 1.5, 1.0];

/// Words in each field of a document, those aside that any text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lengths {
    /// In the title.
    pub(super) title: u32,
    /// In the tags.
    pub(super) tags: u32,
    /// In the body.
    pub(super) body: u32,
}

/// Lengths of all documents up to some day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Means {
    documents: u64,
    sums: [u64; 3],
}

impl Lengths {
    /// With a word that stands so often in title, tags and body.
    pub(super) fn add(&mut self, times: [u32; 3]) {
        let lengths = [&mut self.title, &mut self.tags, &mut self.body];
        for (length, times) in lengths.into_iter().zip(times) {
            *length += times;
        }
    }

    fn by_field(self) -> [u32; 3] {
        [self.title, self.tags, self.body]
    }
}

impl Means {
    /// With one more document.
    #[must_use]
    pub(super) fn with(mut self, lengths: &Lengths) -> Self {
        self.documents += 1;
        for (sum, length) in self.sums.iter_mut().zip(lengths.by_field()) {
            *sum += u64::from(length);
        }
        self
    }

    fn mean(&self, sum: u64) -> f32 {
        (sum as f32 / self.documents.max(1) as f32).max(1.0)
    }

    /// How much a term weighs that occurs so in a document of these lengths: 1
    /// to [`Posting::HEAVIEST`], few steps, so that weights compress.
    pub(super) fn weight(&self, occurrences: Occurrences, lengths: Lengths) -> u8 {
        let fields = occurrences.by_field().into_iter().zip(lengths.by_field());
        let bounds = LENGTH.into_iter().zip(WEIGHT).zip(self.sums);
        let mut frequency = 0.0;
        for ((occurrences, length), ((slope, weight), sum)) in fields.zip(bounds) {
            let relative = length as f32 / self.mean(sum);
            frequency += weight * f32::from(occurrences) / (1.0 - slope + slope * relative);
        }
        let saturated = frequency / (K1 + frequency);
        let weight = saturated * f32::from(Posting::HEAVIEST) + 0.5;
        (weight as u8).clamp(1, Posting::HEAVIEST)
    }
}

/// How often a term occurs in each field of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Occurrences {
    pub(super) title: u8,
    pub(super) tags: u8,
    pub(super) body: u8,
    /// As in [`Posting::forms`].
    pub(super) forms: u8,
}

impl Occurrences {
    /// Adds a word of a form that stands so often in title, tags and body.
    pub(super) fn add(&mut self, times: [u32; 3], form: u8) {
        self.forms |= form;
        let counts = [&mut self.title, &mut self.tags, &mut self.body];
        for (count, times) in counts.into_iter().zip(times) {
            *count = count.saturating_add(u8::try_from(times).unwrap_or(u8::MAX));
        }
    }

    fn by_field(self) -> [u8; 3] {
        [self.title, self.tags, self.body]
    }
}
