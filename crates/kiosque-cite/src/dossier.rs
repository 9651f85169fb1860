use crate::problem::{Part, Problem, beginning};
use crate::text::is_unwanted;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kiosque_model::{KeySet, ShortId};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::borrow::Cow;

/// An ordered list of articles with notes, carried wholly by the fragment of a link, so that
/// sending the link sends the dossier.
///
/// ```text
/// #dossier=1&t=Eau+et+agriculture&2019-abcdefghijklm=La+nappe&0-bcdefghijklmn&n=2
/// ```
///
/// The version, the title if there is one, each article's year and short id with its note if it
/// has one, and the number of entries, by which a link that was cut is known. A text is
/// percent-encoded with `+` for a space, or, where that is much shorter (as for Arabic), a full
/// stop and the base64url of its UTF-8. All of it is letters, digits and `-_%+=&.`, which mail and
/// messengers take for a part of the address, and it never ends in a sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dossier {
    /// Plain text on one line.
    pub title: String,
    /// In the reader's order, each article once.
    pub entries: Vec<DossierEntry>,
}

/// An article of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierEntry {
    /// The year of the article's address, 0 where undated: a hint, as in the address.
    pub year: u16,
    /// The end of its address.
    pub id: ShortId,
    /// Plain text; lines end in `\n`.
    pub note: String,
}

const VERSION: u32 = 1;

/// What stays as it is in a text.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b' ');

impl Dossier {
    /// Entries at most.
    pub const MOST: usize = 200;
    /// Letters of a title at most.
    pub const TITLE_LETTERS: usize = 200;
    /// Letters of a note at most.
    pub const NOTE_LETTERS: usize = 1_000;

    /// The fragment that carries the dossier, without `#`. What is over the bounds is cut,
    /// repeated articles are left out: what [`Dossier::decode`] gives back is the dossier
    /// within its bounds.
    pub fn encode(&self) -> String {
        let mut seen = KeySet::default();
        let is_new = |entry: &&DossierEntry| seen.insert(entry.id.as_str().to_owned());
        let entries = self.entries.iter().filter(is_new).take(Self::MOST);
        let entries: Vec<String> = entries.map(encode_entry).collect();
        let count = entries.len().to_string();
        let mut pieces = vec!["dossier=".to_owned() + &VERSION.to_string()];
        let (title, _) = bounded(&self.title, Self::TITLE_LETTERS, " ");
        if !title.is_empty() {
            pieces.push("t=".to_owned() + &encode_text(&title));
        }
        pieces.extend(entries);
        pieces.push("n=".to_owned() + &count);
        pieces.join("&")
    }

    /// Whether a fragment, with or without `#`, means to be a dossier.
    pub fn is_dossier(fragment: &str) -> bool {
        fragment.trim_start_matches('#').starts_with("dossier=")
    }

    /// Reads a fragment, with or without `#`. Never fails: what can be read is kept, within
    /// the bounds above, and the rest named. Articles the archive does not have are kept, too.
    pub fn decode(fragment: &str) -> (Self, Vec<Problem>) {
        let mut reading = Reading::default();
        for piece in fragment.trim_start_matches('#').split('&') {
            reading.piece(piece);
        }
        reading.finish()
    }
}

/// What was read so far of a fragment.
#[derive(Default)]
struct Reading {
    dossier: Dossier,
    problems: Vec<Problem>,
    version: Option<u32>,
    /// The number of entries the fragment states.
    count: Option<usize>,
    /// Entries met, readable or not.
    met: usize,
    seen: KeySet,
    repeated: usize,
    left_out: usize,
}

impl Reading {
    fn piece(&mut self, piece: &str) {
        // As the source of a mail in HTML has it.
        let piece = piece.strip_prefix("amp;").unwrap_or(piece);
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        match name {
            "" => {}
            "dossier" => self.version = value.parse().ok(),
            "n" => self.count = value.parse().ok(),
            "t" => {
                let (title, is_whole) = decode_text(value, Dossier::TITLE_LETTERS, " ");
                self.dossier.title = title;
                self.note_damage(is_whole, 0, Part::Title);
            }
            _ => self.entry(name, value),
        }
    }

    fn entry(&mut self, name: &str, value: &str) {
        self.met += 1;
        match article(name) {
            Some((_, id)) if self.seen.contains(id.as_str()) => self.repeated += 1,
            Some((year, id)) if self.dossier.entries.len() < Dossier::MOST => {
                let (note, is_whole) = decode_text(value, Dossier::NOTE_LETTERS, "\n");
                self.note_damage(is_whole, self.met, Part::Note);
                self.seen.insert(id.as_str().to_owned());
                self.dossier.entries.push(DossierEntry { year, id, note });
            }
            None if self.problems.len() < Dossier::MOST => {
                let name = beginning(&percent_decode_str(name).decode_utf8_lossy());
                let position = self.met;
                self.problems.push(Problem::NoArticle { position, name });
            }
            _ => self.left_out += 1,
        }
    }

    fn note_damage(&mut self, is_whole: bool, position: usize, part: Part) {
        if !is_whole {
            self.problems.push(Problem::Damaged { position, part });
        }
    }

    fn finish(mut self) -> (Dossier, Vec<Problem>) {
        if self.version.is_none() && self.dossier.entries.is_empty() {
            return (Dossier::default(), vec![Problem::Unreadable]);
        }
        let mut problems = Vec::new();
        // Without its beginning, its end, or what stood between.
        if self.version.is_none() || self.count != Some(self.met) {
            problems.push(Problem::BrokenOff);
        }
        if let Some(version) = self.version.filter(|version| *version > VERSION) {
            problems.push(Problem::Newer { version });
        }
        problems.append(&mut self.problems);
        if self.repeated > 0 {
            let count = self.repeated;
            problems.push(Problem::Repeated { count });
        }
        if self.left_out > 0 {
            let left_out = self.left_out;
            problems.push(Problem::TooMany { left_out });
        }
        (self.dossier, problems)
    }
}

/// `2019-abcdefghijklm`, or the short id alone.
fn article(name: &str) -> Option<(u16, ShortId)> {
    let (year, id) = name.split_once('-').unwrap_or(("0", name));
    let id = ShortId::try_from(id.to_owned()).ok()?;
    let year = year.parse().ok().filter(|year| *year <= 9999);
    Some((year.unwrap_or_default(), id))
}

fn encode_entry(entry: &DossierEntry) -> String {
    let piece = [&entry.year.to_string(), "-", entry.id.as_str()].concat();
    let (note, _) = bounded(&entry.note, Dossier::NOTE_LETTERS, "\n");
    if note.is_empty() {
        return piece;
    }
    [&piece, "=", &encode_text(&note)].concat()
}

fn encode_text(text: &str) -> String {
    let plain = utf8_percent_encode(text, PLAIN)
        .to_string()
        .replace(' ', "+");
    // A full stop at the beginning is the mark of the other way.
    let plain = match plain.strip_prefix('.') {
        Some(rest) => "%2E".to_owned() + rest,
        None => plain,
    };
    let packed = ".".to_owned() + &URL_SAFE_NO_PAD.encode(text);
    // What can be read in the address is worth some length.
    if packed.len() * 3 < plain.len() * 2 {
        packed
    } else {
        plain
    }
}

/// The text within its bounds, and whether it is there as a whole.
fn decode_text(value: &str, letters: usize, line_end: &str) -> (String, bool) {
    let bytes = match value.strip_prefix('.') {
        // What was cut or mistyped inside costs the text, not the entry.
        Some(packed) => match URL_SAFE_NO_PAD.decode(packed) {
            Ok(bytes) => bytes,
            Err(_) => return (String::new(), false),
        },
        None => percent_decode_str(&value.replace('+', " ")).collect(),
    };
    let text = String::from_utf8_lossy(&bytes);
    let is_utf8 = matches!(text, Cow::Borrowed(_));
    let (text, is_cut) = bounded(&text, letters, line_end);
    (text, is_utf8 && !is_cut)
}

/// A text without control characters and turning marks, its lines parted by `line_end`, and
/// whether it had to be cut to `letters`.
fn bounded(text: &str, letters: usize, line_end: &str) -> (String, bool) {
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            line.replace('\t', " ")
                .chars()
                .filter(|letter| !is_unwanted(*letter))
                .collect()
        })
        .collect();
    let tidy = lines.join(line_end);
    let tidy = tidy.trim();
    match tidy.char_indices().nth(letters) {
        Some((at, _)) => (
            tidy.get(..at).unwrap_or_default().trim_end().to_owned(),
            true,
        ),
        None => (tidy.to_owned(), false),
    }
}
