use super::{FromJson, Json, Reading};
use crate::short_id::{BASE32, base32};
use serde::Serialize;
use std::fmt;

/// The kinds of immutable data files, one folder each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Whole articles of one period: [`Pack`](super::Pack).
    Pack,
    /// Pages of summaries of one period: [`ListPage`](super::ListPage).
    List,
    /// Short id to pack: [`Directory`](super::Directory).
    Ids,
    /// Facets with their counts: [`Dictionary`](super::Dictionary).
    Dictionary,
    /// What a single facet shows: [`Records`](super::Records).
    Records,
    /// Which articles carry a facet: [`PostingsFile`](super::PostingsFile).
    Postings,
    /// Pages of summaries of one facet: [`ListPage`](super::ListPage).
    Rows,
    /// What two facets show together: [`Pairs`](super::Pairs).
    Pairs,
    /// Where each month starts: [`Calendar`](super::Calendar).
    Calendar,
    /// What later articles add to older ones: [`Additions`](super::Additions).
    Additions,
    /// Inner nodes of a [`Tree`](super::Tree).
    Node,
    /// Where the parts of a generation's search index are: not JSON, but the
    /// format of `kiosque-search`.
    Search,
}

impl Kind {
    /// Every kind that is JSON.
    pub const ALL: [Self; 11] = [
        Self::Pack,
        Self::List,
        Self::Ids,
        Self::Dictionary,
        Self::Records,
        Self::Postings,
        Self::Rows,
        Self::Pairs,
        Self::Calendar,
        Self::Additions,
        Self::Node,
    ];

    /// What its paths end in.
    pub fn extension(self) -> &'static str {
        if self == Self::Search { "bin" } else { "json" }
    }

    /// The folder below `data/`.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Pack => "packs",
            Self::List => "lists",
            Self::Ids => "ids",
            Self::Dictionary => "dictionary",
            Self::Records => "records",
            Self::Postings => "postings",
            Self::Rows => "rows",
            Self::Pairs => "pairs",
            Self::Calendar => "calendar",
            Self::Additions => "additions",
            Self::Node => "nodes",
            Self::Search => "search",
        }
    }
}

/// The name of an immutable file: 26 base32 characters (128 bits) of the
/// SHA-256 of its bytes, a hyphen and its length in bytes, in hexadecimal.
///
/// The length stands in the name so that it can be checked where a page
/// without a secure context has no SubtleCrypto.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[serde(try_from = "String", into = "String")]
pub struct FileName(String);

/// Not the name of an archive file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidFileName;

impl fmt::Display for InvalidFileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the name of an archive file")
    }
}

impl std::error::Error for InvalidFileName {}

impl FileName {
    const HASH: usize = 26;
    /// Bytes it takes in JSON, about: quotes, a comma, a length of five digits.
    pub const JSON_BYTES: usize = 35;

    /// The name of the file of `length` bytes that hash to `digest`.
    pub fn of(digest: &[u8; 32], length: usize) -> Self {
        Self(format!("{}-{length:x}", Self::hash(digest)))
    }

    /// The 26 characters a SHA-256 contributes to a name.
    pub fn hash(digest: &[u8; 32]) -> String {
        base32(digest, Self::HASH)
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Length of the file in bytes.
    pub fn length(&self) -> usize {
        let digits = self.0.get(Self::HASH + 1..).unwrap_or_default();
        usize::from_str_radix(digits, 16).unwrap_or_default()
    }

    /// Whether bytes hashing to `digest` are this file's.
    pub fn matches(&self, digest: &[u8; 32]) -> bool {
        self.0.get(..Self::HASH) == Some(&Self::hash(digest))
    }

    /// Path from the archive's folder.
    pub fn path(&self, kind: Kind) -> String {
        ["data/", kind.folder(), "/", &self.0, ".", kind.extension()].concat()
    }
}

impl TryFrom<String> for FileName {
    type Error = InvalidFileName;

    fn try_from(text: String) -> Result<Self, InvalidFileName> {
        is_file_name(&text)
            .then_some(Self(text))
            .ok_or(InvalidFileName)
    }
}

impl FromJson for FileName {
    fn from_json(value: &mut Json, reading: &mut Reading) -> Self {
        Self(reading.text_in_form(value, is_file_name, "is not the name of an archive file"))
    }
}

fn is_file_name(text: &str) -> bool {
    text.split_once('-').is_some_and(|(hash, length)| {
        hash.len() == FileName::HASH
            && hash.bytes().all(|b| BASE32.contains(&b))
            && (1..=8).contains(&length.len())
            && length
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}

impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    #[test]
    fn a_name_tells_hash_length_and_path() {
        let name = FileName::of(&[7; 32], 0x1f4a);
        let again = FileName::try_from(name.as_str().to_owned()).unwrap();
        assert_eq!(again.length(), 0x1f4a);
        assert!(again.matches(&[7; 32]));
        assert!(!again.matches(&[8; 32]));
        assert_eq!(
            again.path(Kind::Pack),
            format!("data/packs/{}.json", name.as_str())
        );
    }

    #[test]
    fn a_name_cannot_leave_its_folder() {
        for text in [
            "",
            "../root",
            "aaaaaaaaaaaaaaaaaaaaaaaaaa",
            "aaaaaaaaaaaaaaaaaaaaaaaaaa-",
            "aaaaaaaaaaaaaaaaaaaaaaaaaa-1/..",
            "aaaaaaaaaaaaaaaaaaaaaaaaaa-123456789",
        ] {
            assert!(FileName::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
