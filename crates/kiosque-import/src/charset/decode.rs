use super::{Charset, choose};
use crate::problem::ProblemKind;
use std::borrow::Cow;

/// All of a file as text, with what is to be said about its charset.
pub fn decode<'a>(bytes: &'a [u8], transport: Option<&str>) -> (Cow<'a, str>, Vec<ProblemKind>) {
    let choice = choose(bytes, transport);
    let content = bytes.get(choice.mark..).unwrap_or_default();
    let (text, errors) = match choice.charset {
        Charset::Web(encoding) => encoding.decode_without_bom_handling(content),
        Charset::Utf32 { big_endian } => {
            let (text, errors) = decode_utf32(content, big_endian);
            (Cow::Owned(text), errors)
        }
    };
    let undecodable = errors.then_some(ProblemKind::Undecodable {
        charset: choice.charset.name(),
    });
    (text, choice.remark.into_iter().chain(undecodable).collect())
}

pub(super) fn decode_utf32(bytes: &[u8], big_endian: bool) -> (String, bool) {
    let mut errors = !bytes.len().is_multiple_of(4);
    let decoded = bytes.as_chunks::<4>().0.iter().map(|unit| {
        let code = match big_endian {
            true => u32::from_be_bytes(*unit),
            false => u32::from_le_bytes(*unit),
        };
        char::from_u32(code).unwrap_or_else(|| {
            errors = true;
            char::REPLACEMENT_CHARACTER
        })
    });
    let text = decoded.collect();
    (text, errors)
}
