//! feedparser's cases about encodings. Most hold no text: each is given an article in the
//! encoding it is about, whose title must come out.

use crate::corpus;
use crate::feedparser::{import_served, transport};
use encoding_rs::Encoding;
use std::path::Path;

/// Titles; the first that an encoding has is taken.
const TITLES: [&str; 4] = ["L’été à Zürich", "\u{4e2d}\u{6587}", "\u{b144}", "Plain"];

/// Bytes to text and back, as a case's encoding does.
#[derive(Clone, Copy, Debug)]
enum Coding {
    Web(&'static Encoding),
    /// Of two or four bytes.
    Wide {
        width: usize,
        big_endian: bool,
    },
}

impl Coding {
    /// What `bytes` are in by their zeros, or by this name.
    fn of(bytes: &[u8], name: &str) -> Option<Self> {
        let wide = |width, big_endian| Some(Self::Wide { width, big_endian });
        match bytes {
            [0, 0, 0 | 0xfe, ..] => wide(4, true),
            [0xff, 0xfe, 0, 0, ..] | [_, 0, 0, 0, ..] => wide(4, false),
            [0xfe, 0xff, ..] | [0, ..] => wide(2, true),
            [0xff, 0xfe, ..] | [_, 0, ..] => wide(2, false),
            _ => Encoding::for_label(name.as_bytes()).map(Self::Web),
        }
    }

    fn text(self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Web(encoding) => encoding
                .decode_without_bom_handling_and_without_replacement(bytes)
                .map(Into::into),
            Self::Wide { width, big_endian } => {
                let code = |unit: &[u8]| {
                    let fold = |code: u32, byte: &u8| code << 8 | u32::from(*byte);
                    match big_endian {
                        true => unit.iter().fold(0, fold),
                        false => unit.iter().rev().fold(0, fold),
                    }
                };
                bytes
                    .chunks(width)
                    .map(|unit| char::from_u32(code(unit)))
                    .collect()
            }
        }
    }

    fn bytes(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Web(encoding) => {
                let (bytes, _, lost) = encoding.encode(text);
                (!lost).then(|| bytes.into_owned())
            }
            Self::Wide { width, big_endian } => {
                let unit = |c: char| {
                    let mut unit = u32::from(c).to_be_bytes()[4 - width..].to_vec();
                    if !big_endian {
                        unit.reverse();
                    }
                    unit
                };
                Some(text.chars().flat_map(unit).collect())
            }
        }
    }
}

/// The encoding that a case expects, else the one it states.
fn expected(case: &str) -> String {
    let bare: String = case.chars().filter(|c| *c != '\0').collect();
    let after = |mark: &str| {
        let (_, rest) = bare.split_once(mark)?;
        let name = rest.trim_start_matches(['\'', '"', ' ', '=']);
        Some(name.split(['\'', '"']).next()?.to_owned())
    };
    after("encoding == ")
        .or_else(|| after("encoding="))
        .unwrap_or_else(|| "utf-8".to_owned())
}

/// The feed with an article of this title more.
fn with_article(feed: &str, title: &str) -> Option<String> {
    let (end, article) = [
        ("</channel>", format!("<item><title>{title}</title></item>")),
        (
            "</rss>",
            format!("<channel><item><title>{title}</title></item></channel>"),
        ),
        ("</feed>", format!("<entry><title>{title}</title></entry>")),
    ]
    .into_iter()
    .find(|(end, _)| feed.contains(end))?;
    let at = feed.rfind(end)?;
    Some([&feed[..at], &article, &feed[at..]].concat())
}

/// Whether the title comes out; `None` for a case whose encoding is not what it says.
fn shows(path: &Path) -> Option<Result<(), String>> {
    let bytes = std::fs::read(path).unwrap();
    let case = String::from_utf8_lossy(&bytes).into_owned();
    let coding = Coding::of(&bytes, &expected(&case))?;
    let feed = coding.text(&bytes)?;
    // ASCII stands for a whole family to whoever reads the web.
    let titles = match expected(&case).as_str() {
        "us-ascii" => &TITLES[3..],
        _ => &TITLES[..],
    };
    let (title, bytes) = titles
        .iter()
        .find_map(|title| Some((*title, coding.bytes(&with_article(&feed, title)?)?)))?;
    let imported = import_served(&bytes, transport(&case));
    let titles = imported
        .drafts
        .iter()
        .map(|draft| draft.item.title.as_deref());
    let found: Vec<_> = titles.flatten().collect();
    Some(match found.contains(&title) {
        true => Ok(()),
        false => Err(format!(
            "{}: {title:?} but {found:?} {:?}",
            path.display(),
            imported.words()
        )),
    })
}

#[test]
fn every_true_encoding_shows_its_text() {
    let Some(folder) = corpus("feedparser/encoding") else {
        return;
    };
    let files = crate::files_below(&folder);
    let shown: Vec<_> = files.iter().filter_map(|path| shows(path)).collect();
    let wrong: Vec<_> = shown
        .iter()
        .filter_map(|shown| shown.as_ref().err())
        .collect();
    eprintln!(
        "encodings: {} of {} cases given a text, {} wrong\n{wrong:#?}",
        shown.len(),
        files.len(),
        wrong.len()
    );
    assert!(shown.len() >= 70 && wrong.is_empty());
}
