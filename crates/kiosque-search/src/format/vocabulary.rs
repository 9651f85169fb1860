//! Words with a number each.

use super::Damage;
use super::bytes::Reader;
#[cfg(feature = "authoring")]
use super::bytes::{Content, Writer};
use super::sorted_texts::read_texts;
#[cfg(feature = "authoring")]
use super::sorted_texts::write_texts;

/// A part of a section of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// In order.
    pub words: Vec<String>,
    /// How frequent each is: eight steps each time it doubles.
    pub weights: Vec<u8>,
}

impl Vocabulary {
    /// Reads the content of a part.
    ///
    /// # Errors
    /// [`Damage`] says what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, Damage> {
        let mut from = Reader::new(bytes);
        let words = read_texts(&mut from)?;
        let weights = from.raw(words.len())?.to_vec();
        Ok(Self { words, weights })
    }
}

/// Writes a part.
#[cfg(feature = "authoring")]
pub fn write_vocabulary(words: &[(&str, u8)]) -> Content {
    let mut out = Writer::default();
    write_texts(&mut out, words.iter().map(|(word, _)| *word));
    words.iter().for_each(|(_, weight)| out.byte(*weight));
    out.into_content()
}
