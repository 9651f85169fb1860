//! Works to cite: two plain ones, and any number of nasty ones.

use kiosque_cite::Work;
use kiosque_model::{ArticleDate, ShortId};
use proptest::prelude::*;
use proptest::sample::select;

pub fn id(text: &str) -> ShortId {
    ShortId::try_from(text.to_owned()).unwrap()
}

pub fn date(text: &str) -> ArticleDate {
    ArticleDate::try_from(text.to_owned()).unwrap()
}

pub fn consulted() -> ArticleDate {
    date("2026-11-28")
}

pub fn french() -> Work {
    Work {
        id: id("abcdefghijklm"),
        title: "Le dessalement gagne Agadir".to_owned(),
        authors: vec!["Rédaction de démonstration".to_owned()],
        source: Some("Hespress".to_owned()),
        language: "fr".to_owned(),
        date: Some(date("2019-07-04T10:00:00+01:00")),
        original: Some("https://fr.example.org/agadir".to_owned()),
        address: "https://kiosque.example/a/2019/agadir-abcdefghijklm/".to_owned(),
    }
}

pub fn arabic() -> Work {
    Work {
        id: id("nopqrstuvwxyz"),
        title: "ميناء طنجة المتوسط يتوسع".to_owned(),
        authors: vec!["هيئة التحرير".to_owned()],
        source: Some("هسبريس".to_owned()),
        language: "ar".to_owned(),
        date: Some(date("2019-07")),
        original: Some("https://example.org/طنجة".to_owned()),
        address: "https://kiosque.example/a/2019/%D8%B7-nopqrstuvwxyz/".to_owned(),
    }
}

/// Pieces that mean something in one format or another.
const NASTY: [&str; 32] = [
    "{",
    "}",
    "{{",
    "}}",
    "\\",
    "\\%",
    "%",
    "&",
    "&amp;",
    "$",
    "$$x$",
    "#",
    "_",
    "^",
    "~",
    "~~~~",
    "\"",
    "''",
    "|",
    "[[",
    "]]",
    "<b>",
    "@article{",
    "--",
    "- ",
    "\nER  - ",
    "\r\n",
    "\t",
    "«",
    "» ، العنوان",
    "🙂",
    "é",
];

const WORDS: [&str; 8] = ["Agadir", "l’eau", "ميناء", "2019", " ", "port", "،", "été"];

/// A text of up to 400 letters with something nasty in it, and words for the rest.
pub fn nasty_text() -> impl Strategy<Value = String> {
    let piece = |(which, letter): (u8, char)| match usize::from(which) {
        which @ 0..64 => NASTY[which % NASTY.len()].to_owned(),
        which @ 64..128 => WORDS[which % WORDS.len()].to_owned(),
        _ => letter.to_string(),
    };
    let letters = (0..160u8, any::<char>()).prop_map(piece);
    prop::collection::vec(letters, 1..60).prop_map(|pieces| {
        let text: String = pieces.concat().chars().take(399).collect();
        // A letter of its own, so that no text is empty.
        text + "x"
    })
}

fn any_date() -> impl Strategy<Value = Option<ArticleDate>> {
    (1800..2100u16, 1..=12u8, 1..=28u8, 0..5u8).prop_map(|(year, month, day, kind)| {
        let day = format!("{year}-{month:02}-{day:02}");
        match kind {
            0 => None,
            1 => Some(date(&day[..4])),
            2 => Some(date(&day[..7])),
            3 => Some(date(&day)),
            _ => Some(date(&(day + "T23:30:00-05:00"))),
        }
    })
}

pub fn any_id() -> impl Strategy<Value = ShortId> {
    "[a-z2-7]{13}".prop_map(|text| id(&text))
}

pub fn any_work() -> impl Strategy<Value = Work> {
    let address = "[a-zé%{}|' /?&=#~^_-]{0,30}";
    let original =
        prop::option::of(address.prop_map(|path| "https://example.org/".to_owned() + &path));
    let texts = (
        nasty_text(),
        prop::collection::vec(nasty_text(), 0..5),
        prop::option::of(nasty_text()),
    );
    let language = select(vec!["fr", "ar-MA", "en", "und", "de"]);
    (any_id(), texts, language, any_date(), original).prop_map(
        |(id, (title, authors, source), language, date, original)| Work {
            address: format!("https://kiosque.example/a/2019/été-{}/", id.as_str()),
            id,
            title,
            authors,
            source,
            language: language.to_owned(),
            date,
            original,
        },
    )
}

/// A text as every format has it: on one line, without control characters and turning marks.
pub fn even(text: &str) -> String {
    let spaced = text.replace(
        |letter: char| letter.is_whitespace() && !"\u{a0}\u{202f}".contains(letter),
        " ",
    );
    let turns = |letter: &char| {
        letter.is_control()
            || ('\u{202a}'..='\u{202e}').contains(letter)
            || ('\u{2066}'..='\u{2069}').contains(letter)
    };
    let kept: String = spaced
        .chars()
        .filter(|letter| !turns(letter) && *letter != '\u{feff}')
        .collect();
    let words: Vec<&str> = kept.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").trim().to_owned()
}
