//! Words as they are written, and how many documents have them.

use super::Map;
use hashbrown::HashSet;
use sha2::{Digest, Sha256};

/// Hashes of words: eight bytes for each word of a whole archive.
pub(super) type Known = HashSet<u64, foldhash::fast::FixedState>;

/// Words with the number of documents that have them.
#[derive(Default)]
pub(super) struct Surfaces {
    numbers: Map<String, u32>,
    /// By number: documents, and one more than the last of them.
    counts: Vec<(u32, u32)>,
}

impl Surfaces {
    pub(super) fn number(&mut self, word: String) -> u32 {
        let next = u32::try_from(self.counts.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.counts.push((0, 0));
        }
        number
    }

    pub(super) fn count(&mut self, number: u32, document: u32) {
        if let Some((count, last)) = self.counts.get_mut(number as usize)
            && *last != document + 1
        {
            *last = document + 1;
            *count += 1;
        }
    }

    /// Every word that is not `known` and its [`frequency`], in order; now all are known.
    pub(super) fn into_new(self, known: &mut Known) -> Vec<(String, u8)> {
        let count = |number: u32| {
            self.counts
                .get(number as usize)
                .map_or(0, |(count, _)| *count)
        };
        let words = self.numbers.into_iter();
        let words = words.filter(|(word, _)| known.insert(hash(word)));
        let mut sorted: Vec<_> = words
            .map(|(word, number)| (word, frequency(count(number))))
            .collect();
        sorted.sort_unstable();
        sorted
    }
}

/// The first bytes of the word's SHA-256: the same on every platform.
fn hash(word: &str) -> u64 {
    let digest: [u8; 32] = Sha256::digest(word).into();
    let [a, b, c, d, e, f, g, h, ..] = digest;
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

/// A number of documents as a byte: eight steps each time it doubles.
pub fn frequency(count: u32) -> u8 {
    let more = u64::from(count) + 1;
    let doublings = more.ilog2();
    let eighths = (more << 3 >> doublings) & 7;
    u8::try_from(u64::from(doublings) * 8 + eighths).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::frequency;

    #[test]
    fn more_documents_are_never_less_frequent() {
        let found: Vec<u8> = (0..5000).map(frequency).collect();
        assert!(found.is_sorted());
        assert_eq!([0, 1, 3, 1023].map(frequency), [0, 8, 16, 80]);
    }
}
