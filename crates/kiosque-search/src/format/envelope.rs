//! What stands around the content of every file of an index.

use super::bytes::Reader;
#[cfg(feature = "authoring")]
use super::bytes::Writer;
use super::name::PartName;
use super::{Damage, Proof, SearchFile};
use crate::SearchError;
use crate::analysis::{ANALYSIS_VERSION, STEMMER_VERSION};

const MAGIC: [u8; 4] = *b"KQSI";
/// The version written and read here.
const VERSION: u8 = 3;
/// A file of an index, opened: what it is checked by, and its content as gzip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope<'b> {
    /// The content, to be unpacked by gzip.
    pub packed: &'b [u8],
    place: u8,
    /// None of a directory.
    proof: Option<Proof<'b>>,
}

impl<'b> Envelope<'b> {
    /// How to check that this is the part of that name.
    pub fn proof(&self, name: PartName) -> Option<Proof<'b>> {
        let proof = self.proof.clone();
        proof.filter(|_| self.place == name.place)
    }
}

/// Puts packed content into a file; of a part, with its place and its proof.
#[cfg(feature = "authoring")]
pub(crate) fn seal(part: Option<(u8, &[u8])>, packed: &[u8]) -> Vec<u8> {
    let mut out = Writer::default();
    out.raw(&MAGIC);
    out.byte(VERSION);
    out.byte(ANALYSIS_VERSION);
    out.number(STEMMER_VERSION);
    out.byte(u8::from(part.is_some()));
    if let Some((place, proof)) = part {
        out.byte(place);
        out.raw(proof);
    }
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
    let is_part = from.byte()? == 1;
    let place = if is_part { from.byte()? } else { 0 };
    let proof = is_part.then(|| Proof::read(from, place)).transpose()?;
    let length = from.count(1)?;
    let packed = from.raw(length)?;
    if !from.is_at_end() {
        return Err(Damage("it goes on after its end"));
    }
    Ok(Envelope {
        packed,
        place,
        proof,
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
