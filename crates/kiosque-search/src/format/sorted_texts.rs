//! Texts in order, each without what it shares with the one before.

use super::Damage;
#[cfg(feature = "authoring")]
use super::bytes::Writer;
use super::bytes::{Reader, as_text};

/// Bytes of a text at most.
#[cfg(feature = "authoring")]
const LONGEST: usize = 255;

/// Writes `texts`, which are in order, each at most [`LONGEST`] bytes: lengths
/// and bytes apart, so that each compresses among its like.
#[cfg(feature = "authoring")]
pub fn write_texts<'t>(out: &mut Writer, texts: impl IntoIterator<Item = &'t str>) {
    let (mut shared, mut added, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    let mut before: &[u8] = &[];
    for text in texts {
        let text = text.as_bytes().get(..LONGEST).unwrap_or(text.as_bytes());
        let same = before.iter().zip(text).take_while(|(a, b)| a == b).count();
        shared.push(same as u8);
        added.push((text.len() - same) as u8);
        bytes.extend_from_slice(text.get(same..).unwrap_or_default());
        before = text;
    }
    out.count(shared.len());
    out.raw(&shared);
    out.raw(&added);
    out.end_column();
    out.raw(&bytes);
    out.end_column();
}

/// Reads texts back.
pub fn read_texts(from: &mut Reader<'_>) -> Result<Vec<String>, Damage> {
    let count = from.count(2)?;
    let (shared, added) = (from.raw(count)?, from.raw(count)?);
    let mut texts: Vec<String> = Vec::with_capacity(count);
    let mut text: Vec<u8> = Vec::new();
    for (shared, added) in shared.iter().zip(added) {
        if usize::from(*shared) > text.len() {
            return Err(Damage("a text shares more than there is"));
        }
        text.truncate(usize::from(*shared));
        text.extend_from_slice(from.raw(usize::from(*added))?);
        texts.push(as_text(&text)?.to_owned());
    }
    Ok(texts)
}
