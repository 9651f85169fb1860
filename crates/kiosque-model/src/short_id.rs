use crate::wire::{FromJson, Json, Reading};
use serde::Serialize;
use std::fmt;

/// The alphabet of short ids and file names: RFC 4648 base32 in lower case,
/// with no digit that reads as a letter.
pub(crate) const BASE32: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// The end of an article's address: the first 13 base32 characters (65 bits)
/// of the SHA-256 of its id. Never lengthened; a collision is an error of
/// publishing that names both articles.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[serde(try_from = "String", into = "String")]
pub struct ShortId(String);

/// Not 13 characters of the base32 alphabet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidShortId;

impl fmt::Display for InvalidShortId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a short id is 13 characters of a-z and 2-7")
    }
}

impl std::error::Error for InvalidShortId {}

impl ShortId {
    /// Characters in a short id.
    pub const LENGTH: usize = 13;

    /// The short id of an article whose id hashes to `digest`.
    pub fn from_digest(digest: &[u8; 32]) -> Self {
        Self(base32(digest, Self::LENGTH))
    }

    /// The short id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ShortId {
    type Error = InvalidShortId;

    fn try_from(text: String) -> Result<Self, InvalidShortId> {
        is_short_id(&text)
            .then_some(Self(text))
            .ok_or(InvalidShortId)
    }
}

impl FromJson for ShortId {
    fn from_json(value: &mut Json, reading: &mut Reading) -> Self {
        Self(reading.text_in_form(value, is_short_id, "is not a short id"))
    }
}

fn is_short_id(text: &str) -> bool {
    text.len() == ShortId::LENGTH && text.bytes().all(|b| BASE32.contains(&b))
}

impl From<ShortId> for String {
    fn from(id: ShortId) -> Self {
        id.0
    }
}

/// The first `length` base32 characters of `bytes`, five bits a character.
pub(crate) fn base32(bytes: &[u8], length: usize) -> String {
    (0..length)
        .map(|index| base32_at(bytes, index * 5))
        .collect()
}

fn base32_at(bytes: &[u8], bit: usize) -> char {
    let byte = |at: usize| bytes.get(at).copied().map_or(0, u16::from);
    let pair = (byte(bit / 8) << 8) | byte(bit / 8 + 1);
    let five = usize::from((pair >> (11 - bit % 8)) & 31);
    BASE32.get(five).copied().map_or('a', char::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_is_that_of_rfc_4648() {
        assert_eq!(base32(b"foobar", 9), "mzxw6ytbo");
        assert_eq!(base32(b"fooba", 8), "mzxw6ytb");
    }

    #[test]
    fn a_short_id_has_thirteen_characters_of_the_alphabet() {
        let id = ShortId::from_digest(&[0xff; 32]);
        assert_eq!(id.as_str(), "7777777777777");
        for text in ["", "777777777777", "77777777777771", "777777777777A"] {
            assert_eq!(
                ShortId::try_from(text.to_owned()),
                Err(InvalidShortId),
                "{text}"
            );
        }
    }
}
