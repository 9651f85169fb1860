//! What stands around the content of every file of an index.

use super::bytes::{Reader, Writer};
use super::name::{GROUP, Group, PartName};
use super::{Damage, SearchFile};
use crate::SearchError;
use crate::analysis::{ANALYSIS_VERSION, STEMMER_VERSION};

const MAGIC: [u8; 4] = *b"KQSI";
/// The version written and read here.
const VERSION: u8 = 1;
/// Bytes of a part's hash in its group's table.
const HASH: usize = 8;

/// A file of an index, opened: what it is checked by, and its content as gzip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope<'b> {
    /// The hashes of the parts of its group, 8 bytes each; empty for a directory.
    pub table: &'b [u8],
    /// The content, to be unpacked by gzip.
    pub packed: &'b [u8],
    place: u8,
}

/// What a part's bytes must hash to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartCheck {
    name: PartName,
    hash: [u8; HASH],
}

impl PartCheck {
    /// Whether SHA-256 of the table and of the packed content are the part's.
    pub fn holds(&self, table: &[u8; 32], packed: &[u8; 32]) -> bool {
        Group::of(table) == self.name.group && packed.starts_with(&self.hash)
    }
}

impl Envelope<'_> {
    /// How to check that this is the part of that name.
    pub fn check(&self, name: PartName) -> Option<PartCheck> {
        let from = usize::from(name.place) * HASH;
        let hash = self.table.get(from..from + HASH)?.try_into().ok()?;
        (self.place == name.place).then_some(PartCheck { name, hash })
    }
}

/// Puts packed content into a file; `table` and `place` are those of its group.
pub fn seal(table: &[u8], place: u8, packed: &[u8]) -> Vec<u8> {
    let mut out = Writer::default();
    out.raw(&MAGIC);
    out.byte(VERSION);
    out.byte(ANALYSIS_VERSION);
    out.number(STEMMER_VERSION);
    out.byte(place);
    out.count(table.len());
    out.raw(table);
    out.count(packed.len());
    out.raw(packed);
    out.into_bytes()
}

/// Opens a file.
///
/// # Errors
/// [`SearchError::Republish`] for an index of another version or made with
/// other stemmers; [`SearchError::Damaged`] for what is no index, or of another length.
pub fn envelope<'b>(file: &SearchFile, bytes: &'b [u8]) -> Result<Envelope<'b>, SearchError> {
    let damaged = |damage: Damage| SearchError::damaged(file, damage);
    let mut from = Reader::new(bytes);
    if from.raw(MAGIC.len()).map_err(damaged)? != MAGIC {
        return Err(damaged(Damage("it is no file of a search index")));
    }
    let found = versions(&mut from).map_err(damaged)?;
    let expected = (VERSION, ANALYSIS_VERSION, STEMMER_VERSION);
    if found != expected {
        return Err(SearchError::Republish { found, expected });
    }
    content(&mut from).map_err(damaged)
}

fn versions(from: &mut Reader<'_>) -> Result<(u8, u8, u32), Damage> {
    Ok((from.byte()?, from.byte()?, from.number()?))
}

fn content<'b>(from: &mut Reader<'b>) -> Result<Envelope<'b>, Damage> {
    let place = from.byte()?;
    let length = from.count(1)?;
    if length > GROUP * HASH || length % HASH != 0 {
        return Err(Damage("its table has another length"));
    }
    let table = from.raw(length)?;
    let length = from.count(1)?;
    let packed = from.raw(length)?;
    if !from.is_at_end() {
        return Err(Damage("it goes on after its end"));
    }
    Ok(Envelope {
        table,
        packed,
        place,
    })
}

/// Opens a file and unpacks its content.
///
/// # Errors
/// As [`envelope`]; content that is no gzip, or unpacks to more than 64 MB, is damaged.
#[cfg(feature = "authoring")]
pub fn unpack(file: &SearchFile, bytes: &[u8]) -> Result<Vec<u8>, SearchError> {
    use std::io::Read;
    const MOST: u64 = 64 << 20;
    let mut content = Vec::new();
    let packed = envelope(file, bytes)?.packed;
    let mut unpacked = flate2::read::GzDecoder::new(packed).take(MOST);
    let read = unpacked.read_to_end(&mut content);
    let damage = Damage("its content is no gzip");
    read.map_err(|_| SearchError::damaged(file, damage))?;
    Ok(content)
}

/// The table of a group, given the SHA-256 of each part's packed content.
#[cfg(feature = "authoring")]
pub fn table_of(digests: &[[u8; 32]]) -> Vec<u8> {
    digests
        .iter()
        .flat_map(|digest| digest.iter().take(HASH).copied())
        .collect()
}
