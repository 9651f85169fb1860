//! Bytes to text: by byte order mark, by what they came with, by their own
//! declaration, and where none of these is true, by what they look like.

mod decode;
mod stream;

use crate::problem::ProblemKind;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

pub use decode::decode;
pub use stream::TextStream;

/// How much of the beginning may hold a declaration (the HTML standard's figure).
const DECLARED_WITHIN: usize = 1024;

/// How much is decoded at once, in bytes.
const STEP: usize = 1 << 16;

/// A way to read bytes as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// One that the web knows.
    Web(&'static Encoding),
    /// UTF-32, which it does not, the highest byte first or last.
    Utf32 {
        /// Highest byte first.
        big_endian: bool,
    },
}

impl Charset {
    /// The name people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Web(encoding) => encoding.name(),
            Self::Utf32 { big_endian: true } => "UTF-32BE",
            Self::Utf32 { big_endian: false } => "UTF-32LE",
        }
    }
}

/// The charset of some bytes, and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The charset.
    pub charset: Charset,
    /// Bytes of the byte order mark, which is no text.
    pub mark: usize,
    /// A guess, or a statement that is not true.
    pub remark: Option<ProblemKind>,
}

/// Chooses the charset of a file by its beginning, or all of it. `transport`
/// is the charset it came with, which stands above its own declaration.
pub fn choose(beginning: &[u8], transport: Option<&str>) -> Choice {
    if let Some((charset, mark)) = by_mark(beginning) {
        return certain(charset, mark);
    }
    if let Some(charset) = by_zeros(beginning) {
        return certain(charset, 0);
    }
    let declared = || declaration(beginning);
    match transport.map(str::to_owned).or_else(declared) {
        Some(stated) => by_statement(beginning, stated),
        None => by_looks(beginning),
    }
}

fn certain(charset: Charset, mark: usize) -> Choice {
    Choice {
        charset,
        mark,
        remark: None,
    }
}

fn by_mark(bytes: &[u8]) -> Option<(Charset, usize)> {
    match bytes {
        [0, 0, 0xfe, 0xff, ..] => Some((Charset::Utf32 { big_endian: true }, 4)),
        [0xff, 0xfe, 0, 0, ..] => Some((Charset::Utf32 { big_endian: false }, 4)),
        _ => Encoding::for_bom(bytes).map(|(encoding, mark)| (Charset::Web(encoding), mark)),
    }
}

/// Text of any format begins with an ASCII character, so that its zeros tell
/// the width of the characters and the order of their bytes.
fn by_zeros(bytes: &[u8]) -> Option<Charset> {
    match bytes {
        [0, 0, 0, first, ..] if *first != 0 => Some(Charset::Utf32 { big_endian: true }),
        [first, 0, 0, 0, ..] if *first != 0 => Some(Charset::Utf32 { big_endian: false }),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some(Charset::Web(UTF_16BE)),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some(Charset::Web(UTF_16LE)),
        _ => None,
    }
}

/// What an XML declaration or a `meta` element states.
fn declaration(bytes: &[u8]) -> Option<String> {
    let beginning = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
    let beginning = String::from_utf8_lossy(beginning).to_ascii_lowercase();
    let of_xml = beginning
        .trim_start()
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .and_then(|(statement, _)| statement.split_once("encoding"))
        .map(|(_, value)| value);
    let of_meta = || {
        let (_, meta) = beginning.split_once("<meta")?;
        meta.split_once("charset").map(|(_, value)| value)
    };
    let value = of_xml.or_else(of_meta)?.trim_start().strip_prefix('=')?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let is_label = |c: char| c.is_ascii_alphanumeric() || "-_:.()".contains(c);
    let label: String = value
        .chars()
        .take_while(|c| is_label(*c))
        .take(40)
        .collect();
    Some(label).filter(|label| !label.is_empty())
}

fn by_statement(bytes: &[u8], stated: String) -> Choice {
    // What states UTF-16 in ASCII is not UTF-16.
    let encoding = Encoding::for_label(stated.as_bytes())
        .filter(|encoding| *encoding != UTF_16BE && *encoding != UTF_16LE);
    if let Some(encoding) = encoding.filter(|encoding| is_without_errors(bytes, encoding)) {
        return certain(Charset::Web(encoding), 0);
    }
    let Choice { charset, .. } = by_looks(bytes);
    let is_true = encoding.is_some_and(|encoding| charset == Charset::Web(encoding));
    let remark = ProblemKind::FalseCharset {
        stated,
        charset: charset.name(),
    };
    Choice {
        charset,
        mark: 0,
        remark: Some(remark).filter(|_| !is_true),
    }
}

/// Whether the bytes are text in `encoding`; the last character may be cut.
fn is_without_errors(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = vec![0; STEP];
    let mut rest = bytes;
    loop {
        let (result, read, _, errors) = decoder.decode_to_utf8(rest, &mut buffer, false);
        rest = rest.get(read..).unwrap_or_default();
        if errors {
            return false;
        }
        if result == encoding_rs::CoderResult::InputEmpty {
            return true;
        }
    }
}

fn by_looks(bytes: &[u8]) -> Choice {
    if is_without_errors(bytes, UTF_8) {
        return certain(Charset::Web(UTF_8), 0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    Choice {
        charset: Charset::Web(encoding),
        mark: 0,
        remark: Some(ProblemKind::GuessedCharset {
            charset: encoding.name(),
        }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;
    use std::io::Read;

    fn check(bytes: &[u8], transport: Option<&str>, expected: &str, charset: &str) {
        let choice = choose(bytes, transport);
        assert_eq!(choice.charset.name(), charset, "{expected}");
        assert_eq!(decode(bytes, transport).0, expected);
        let content = bytes.get(choice.mark..).unwrap();
        let mut streamed = String::new();
        TextStream::new(content, choice.charset)
            .read_to_string(&mut streamed)
            .unwrap();
        assert_eq!(streamed, expected);
    }

    fn wide(text: &str, width: usize, big_endian: bool) -> Vec<u8> {
        let unit = |c: char| {
            let bytes = u32::from(c).to_be_bytes();
            let mut bytes = bytes.get(4 - width..).unwrap().to_vec();
            if !big_endian {
                bytes.reverse();
            }
            bytes
        };
        text.chars().flat_map(unit).collect()
    }

    #[test]
    fn marks_and_zeros_decide() {
        check(b"\xef\xbb\xbf\xc3\xa9", None, "é", "UTF-8");
        check(&wide("\u{feff}é", 2, true), None, "é", "UTF-16BE");
        check(&wide("\u{feff}é", 2, false), Some("utf-8"), "é", "UTF-16LE");
        check(&wide("<a>é", 2, true), None, "<a>é", "UTF-16BE");
        check(&wide("<a>é", 2, false), None, "<a>é", "UTF-16LE");
        check(&wide("\u{feff}م", 4, true), None, "م", "UTF-32BE");
        check(&wide("<م", 4, false), None, "<م", "UTF-32LE");
    }

    #[test]
    fn a_true_statement_decides() {
        check(
            b"<?xml version='1.0' encoding='windows-1256'?>\xe3",
            None,
            "<?xml version='1.0' encoding='windows-1256'?>م",
            "windows-1256",
        );
        check(
            b"<html><meta charset=\"iso-8859-1\">\xe9",
            None,
            "<html><meta charset=\"iso-8859-1\">é",
            "windows-1252",
        );
        check(
            b"<meta http-equiv=x content='text/html; charset=big5'>\xa4\xa4",
            None,
            "<meta http-equiv=x content='text/html; charset=big5'>中",
            "Big5",
        );
        check(
            b"<?xml version='1.0' encoding='utf-8'?>\xe9",
            Some("latin1"),
            "<?xml version='1.0' encoding='utf-8'?>é",
            "windows-1252",
        );
        check(
            b"<?xml version='1.0' encoding='utf-16'?>\xc3\xa9",
            None,
            "<?xml version='1.0' encoding='utf-16'?>é",
            "UTF-8",
        );
    }

    #[test]
    fn a_false_statement_is_told() {
        let bytes = "<?xml version='1.0' encoding='us-ascii-x'?>é".as_bytes();
        let remark = choose(bytes, None).remark.unwrap().to_string();
        assert_eq!(remark, "states the charset us-ascii-x, but is UTF-8");
        let bytes =
            b"<?xml version='1.0' encoding='utf-8'?><a>caf\xe9 \xe0 la carte, d\xe9j\xe0</a>";
        let (text, problems) = decode(bytes, None);
        assert!(text.ends_with("café à la carte, déjà</a>"), "{text}");
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn arabic_without_a_statement_is_detected() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1256
            .encode("الحوار الاستراتيجي بين المغرب والولايات المتحدة ينعقد في الرباط هذا الأسبوع");
        let choice = choose(&bytes, None);
        assert_eq!(choice.charset.name(), "windows-1256");
        assert!(matches!(
            choice.remark,
            Some(ProblemKind::GuessedCharset { .. })
        ));
    }
}
