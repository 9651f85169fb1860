//! The documents of one term while an index is made.

use super::impact::{Lengths, Means, Occurrences};
use crate::format::Posting;
use crate::format::bytes::{Reader, write_number};

/// Documents and occurrences, packed: a few bytes each.
#[derive(Default)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    last: u32,
    count: u32,
}

impl Postings {
    pub(super) fn push(&mut self, document: u32, occurrences: Occurrences) {
        write_number(&mut self.bytes, document - self.last.min(document));
        self.last = document;
        self.count += 1;
        self.bytes.extend([
            occurrences.forms,
            occurrences.body,
            occurrences.title.min(15) << 4 | occurrences.tags.min(15),
        ]);
    }

    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// Each document and how much the term weighs there.
    pub(super) fn weighed(&self, lengths: &[Lengths], means: &Means) -> Vec<Posting> {
        let mut from = Reader::new(&self.bytes);
        let mut document = 0;
        let mut weighed = Vec::with_capacity(self.count as usize);
        while let (Ok(step), Ok(forms), Ok(body), Ok(others)) =
            (from.number(), from.byte(), from.byte(), from.byte())
        {
            document += step;
            let occurrences = Occurrences {
                title: others >> 4,
                tags: others & 15,
                body,
                forms,
            };
            let lengths = lengths.get(document as usize).copied().unwrap_or_default();
            weighed.push(Posting {
                document,
                weight: means.weight(occurrences, lengths),
                is_in_title: occurrences.title > 0,
                forms,
            });
        }
        // Where all write it alike, no document is better for it.
        if weighed
            .windows(2)
            .all(|two| matches!(two, [one, other] if one.forms == other.forms))
        {
            weighed.iter_mut().for_each(|posting| posting.forms = 0);
        }
        weighed
    }
}
