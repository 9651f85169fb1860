//! A document as it is read: its different words, before they are looked up among those of
//! all documents.

use super::Field;
use crate::analysis::each_word;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::hash::BuildHasher;
use std::ops::Range;

/// The words of a document, in the order they first stand there.
#[derive(Default)]
pub(super) struct Reading {
    words: Vec<Written>,
    /// The words one after another.
    letters: String,
    places: HashTable<usize>,
    hasher: foldhash::fast::FixedState,
}

/// A word of a document.
pub(super) struct Written {
    hash: u64,
    place: Range<usize>,
    /// How often it stands in title, tags and body.
    pub(super) times: [u32; 3],
    /// Whether it stands where names do.
    pub(super) may_be_name: bool,
}

impl Reading {
    /// Starts with the next document.
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.letters.clear();
        self.places.clear();
    }

    /// Reads the text of a field.
    pub(super) fn read(&mut self, text: &str, field: Field) {
        each_word(text, |clean, is_capitalised| {
            self.see(clean, is_capitalised, field);
        });
    }

    fn see(&mut self, clean: &str, is_capitalised: bool, field: Field) {
        let hash = self.hasher.hash_one(clean);
        let (words, letters) = (&mut self.words, &mut self.letters);
        let is_word = |at: &usize| {
            let word = words.get(*at).filter(|word| word.hash == hash);
            word.and_then(|word| letters.get(word.place.clone())) == Some(clean)
        };
        let rehash = |at: &usize| words.get(*at).map_or(0, |word| word.hash);
        let at = match self.places.entry(hash, is_word, rehash) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                let (at, start) = (words.len(), letters.len());
                new.insert(at);
                letters.push_str(clean);
                words.push(Written {
                    hash,
                    place: start..letters.len(),
                    times: [0; 3],
                    may_be_name: false,
                });
                at
            }
        };
        if let Some(word) = words.get_mut(at) {
            word.may_be_name |= may_be_name(clean, is_capitalised, field);
            if let Some(times) = word.times.get_mut(field as usize) {
                *times += 1;
            }
        }
    }

    /// Each word, as [`Word::clean`](crate::analysis::Word::clean).
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &Written)> {
        let text = |word: &Written| self.letters.get(word.place.clone()).unwrap_or_default();
        self.words.iter().map(move |word| (text(word), word))
    }
}

/// Whether a word of a field is kept under its consonants. Arabic has no capitals:
/// there any word may be a name.
fn may_be_name(clean: &str, is_capitalised: bool, field: Field) -> bool {
    match field {
        Field::Tags => true,
        Field::Title => is_capitalised || !clean.is_ascii(),
        Field::Body => false,
    }
}
