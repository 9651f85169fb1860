//! All documents of a frequent term.

use super::Damage;
use super::bytes::{Reader, Writer};

/// Documents, ascending.
pub type Spread = Vec<u32>;

/// Writes `documents` of `articles` in all: as differences, or a bit each where
/// that is shorter. Preceded by nothing: the term says how many there are.
pub fn write_spread(out: &mut Writer, documents: &[u32], articles: u32) {
    if !is_dense(documents.len(), articles) {
        return out.ascending(documents.iter().copied());
    }
    let mut bits = vec![0_u8; (articles as usize).div_ceil(8)];
    for document in documents {
        if let Some(byte) = bits.get_mut(*document as usize / 8) {
            *byte |= 1 << (document % 8);
        }
    }
    out.raw(&bits);
}

/// Reads `count` documents of `articles` in all, which start at byte `offset`.
///
/// # Errors
/// [`Damage`] where they are not there.
pub fn read_spread(
    bytes: &[u8],
    offset: usize,
    count: usize,
    articles: u32,
) -> Result<Spread, Damage> {
    let mut from = Reader::new(bytes.get(offset..).ok_or(Damage("it ends early"))?);
    if !is_dense(count, articles) {
        return from.ascending(count);
    }
    let bits = from.raw((articles as usize).div_ceil(8))?;
    let is_set = |document: &u32| {
        let byte = bits.get(*document as usize / 8).copied();
        byte.unwrap_or_default() >> (document % 8) & 1 == 1
    };
    Ok((0..articles).filter(is_set).collect())
}

fn is_dense(count: usize, articles: u32) -> bool {
    count > articles as usize / 8
}
