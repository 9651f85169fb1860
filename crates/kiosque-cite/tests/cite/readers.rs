//! What is cited is read back by readers of other hands, with the same fields.

use crate::works::{any_work, arabic, consulted, even, french};
use biblatex::{Bibliography, ChunksExt, DateValue, Entry, PermissiveType};
use biblib::{CitationParser, RisParser};
use citationberg::json::{DateValue as CslDate, Item, NameValue, Value};
use kiosque_cite::{Format, Work, cite};
use kiosque_model::ArticleDate;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A work's fields, as whichever reader found them.
#[derive(Debug, Default, PartialEq)]
struct Read {
    title: String,
    authors: Vec<String>,
    source: Option<String>,
    /// Year, and month and day where known.
    date: Vec<u16>,
    url: String,
    archived: Option<String>,
    language: Option<String>,
    consulted: Vec<u16>,
}

const CONSULTED: [u16; 3] = [2026, 11, 28];

/// An address as any format may have it.
fn encoded(address: &str) -> String {
    let encode = |byte: u8| match byte {
        b' ' | b'{' | b'}' | b'|' | b'\'' | b'^' | 128.. => format!("%{byte:02X}"),
        _ => char::from(byte).to_string(),
    };
    address.trim().bytes().map(encode).collect()
}

fn figures(date: &ArticleDate) -> Vec<u16> {
    let day: String = date.as_str().chars().take(10).collect();
    day.split('-').map(|part| part.parse().unwrap()).collect()
}

/// What a reader should find.
fn expected(work: &Work) -> Read {
    let ours = encoded(&work.address);
    let original = work.original.as_deref().map(encoded);
    Read {
        title: even(&work.title),
        authors: work.authors.iter().map(|name| even(name)).collect(),
        source: work.source.as_deref().map(even),
        date: work.date.as_ref().map(figures).unwrap_or_default(),
        url: original.clone().unwrap_or_else(|| ours.clone()),
        archived: original.map(|_| ours),
        language: Some(work.language.clone()).filter(|tag| tag != "und"),
        consulted: CONSULTED.to_vec(),
    }
}

fn bibtex_date(date: PermissiveType<biblatex::Date>) -> Vec<u16> {
    let PermissiveType::Typed(date) = date else {
        panic!("not a date");
    };
    let DateValue::At(at) = date.value else {
        panic!("a range");
    };
    let parts = [
        Some(at.year),
        at.month.map(|m| i32::from(m) + 1),
        at.day.map(|d| i32::from(d) + 1),
    ];
    parts
        .into_iter()
        .flatten()
        .map(|part| u16::try_from(part).unwrap())
        .collect()
}

fn of_bibtex(entry: &Entry) -> Read {
    let text = |name: &str| entry.get(name).map(ChunksExt::format_verbatim);
    let names = entry.author().unwrap_or_default();
    // This reader does not know `\url` and gives it as it stands.
    let link = |note: String| {
        let link = note.strip_prefix("Archived at \\url{")?.strip_suffix('}')?;
        Some(link.to_owned())
    };
    let archived = text("note").map(|note| link(note).unwrap());
    Read {
        title: text("title").unwrap(),
        authors: names.into_iter().map(|person| person.name).collect(),
        source: text("journal"),
        date: entry.date().map(bibtex_date).unwrap_or_default(),
        url: entry.url().unwrap(),
        archived,
        language: text("langid"),
        consulted: bibtex_date(entry.url_date().unwrap()),
    }
}

fn check_bibtex(works: &[Work]) {
    let written = cite(works, Format::Bibtex, &consulted());
    let read = Bibliography::parse(&written).unwrap_or_else(|error| panic!("{error}\n{written}"));
    let entries: Vec<Read> = read.iter().map(of_bibtex).map(plainly_spaced).collect();
    let expected: Vec<Read> = works
        .iter()
        .map(expected)
        .map(in_bibtex)
        .map(plainly_spaced)
        .collect();
    assert_eq!(entries, expected, "{written}");
    assert_balanced(&written);
    let keys: BTreeSet<&str> = read.keys().collect();
    assert_eq!(keys.len(), works.len(), "{written}");
}

/// BibTeX itself counts braces also behind a backslash, which this reader does not.
fn assert_balanced(written: &str) {
    let mut depth = 0;
    for letter in written.chars() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        assert!(depth >= 0, "{written}");
    }
    assert_eq!(depth, 0, "{written}");
}

/// BibTeX names languages in English, and this reader makes dashes of an address's hyphens.
fn in_bibtex(mut read: Read) -> Read {
    read.language = read.language.map(|tag| match tag.as_str() {
        "fr" => "french".to_owned(),
        "ar" | "ar-MA" => "arabic".to_owned(),
        "en" => "english".to_owned(),
        _ => tag,
    });
    read.url = read.url.replace("---", "—").replace("--", "–");
    read
}

/// Two of the readers take no-break spaces for spaces.
fn plainly_spaced(mut read: Read) -> Read {
    let plain = |text: &mut String| *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    plain(&mut read.title);
    read.authors.iter_mut().for_each(plain);
    read.source.iter_mut().for_each(plain);
    read
}

/// The works with names that hold none of `signs`, which mean something to a reader.
fn without(signs: &[char], mut works: Vec<Work>) -> Vec<Work> {
    for name in works.iter_mut().flat_map(|work| &mut work.authors) {
        *name = name.replace(signs, "");
    }
    works
}

/// RIS has no rule for names without a comma: this reader takes the first word for the
/// family's. All words are there, in order.
fn of_ris(citation: biblib::Citation) -> Read {
    let name = |author: biblib::Author| {
        let parts = [Some(author.name), author.given_name, author.middle_name];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let date = citation.date.map(|date| {
        let parts = [
            u16::try_from(date.year).ok(),
            date.month.map(u16::from),
            date.day.map(u16::from),
        ];
        parts.into_iter().flatten().collect()
    });
    // This reader puts L2 before UR, and drops the day of consultation.
    let mut urls = citation.urls;
    let url = urls.pop().unwrap();
    Read {
        title: citation.title,
        authors: citation.authors.into_iter().map(name).collect(),
        source: citation.journal,
        date: date.unwrap_or_default(),
        url,
        archived: urls.pop(),
        language: citation.language,
        consulted: CONSULTED.to_vec(),
    }
}

fn check_ris(works: &[Work]) {
    let written = cite(works, Format::Ris, &consulted());
    let read = RisParser::new().parse(&written).unwrap();
    let read: Vec<Read> = read.into_iter().map(of_ris).map(plainly_spaced).collect();
    let expected: Vec<Read> = works.iter().map(expected).map(plainly_spaced).collect();
    assert_eq!(read, expected, "{written}");
    assert_eq!(written.matches("Y2  - 2026/11/28\r\n").count(), works.len());
}

fn csl_date(value: Option<&Value>) -> Vec<u16> {
    match value {
        Some(Value::Date(CslDate::DateParts { date_parts, .. })) => date_parts.0[0]
            .0
            .iter()
            .map(|part| u16::try_from(*part).unwrap())
            .collect(),
        None => Vec::new(),
        other => panic!("{other:?} is no date"),
    }
}

fn of_csl(item: &Item) -> Read {
    let text = |name: &str| item.0.get(name).and_then(Value::to_str).map(String::from);
    let authors = match item.0.get("author") {
        Some(Value::Names(names)) => names.iter().map(|name| match name {
            NameValue::Literal(name) => name.literal.clone(),
            NameValue::Item(name) => panic!("{name:?} was taken apart"),
        }),
        None => {
            return Read {
                authors: Vec::new(),
                ..of_csl(&with_author(item))
            };
        }
        other => panic!("{other:?} are no names"),
    };
    Read {
        title: text("title").unwrap(),
        authors: authors.collect(),
        source: text("container-title"),
        date: csl_date(item.0.get("issued")),
        url: text("URL").unwrap(),
        archived: text("archive_location"),
        language: text("language"),
        consulted: csl_date(item.0.get("accessed")),
    }
}

fn with_author(item: &Item) -> Item {
    let mut item = item.clone();
    item.0.insert("author".to_owned(), Value::Names(Vec::new()));
    item
}

fn check_csl(works: &[Work]) {
    let written = cite(works, Format::CslJson, &consulted());
    let items: Vec<Item> = serde_json::from_str(&written).unwrap();
    let read: Vec<Read> = items.iter().map(of_csl).collect();
    let expected: Vec<Read> = works.iter().map(expected).collect();
    assert_eq!(read, expected, "{written}");
    let types = items
        .iter()
        .filter(|item| item.type_().as_deref() == Some("article-newspaper"));
    assert_eq!(types.count(), works.len());
    let ids: BTreeSet<_> = items.iter().filter_map(Item::id).collect();
    assert_eq!(ids.len(), works.len());
}

fn check_all(works: &[Work]) {
    check_bibtex(works);
    check_ris(works);
    check_csl(works);
}

#[test]
fn plain_works_are_read_back() {
    check_all(&[]);
    check_all(&[french(), arabic()]);
}

#[test]
fn a_title_of_one_nasty_sign_is_read_back() {
    for sign in [
        "{", "}", "\\", "%", "&", "\"", "'", "--", "``", "@", "~", "^", "$", "#", "_", ",,", "<<",
    ] {
        let work = Work {
            title: sign.to_owned(),
            ..french()
        };
        check_all(&[work]);
    }
}

#[test]
fn keys_are_stable_and_tell_works_apart() {
    let undated = Work {
        date: None,
        source: None,
        ..french()
    };
    let written = |works: &[Work]| cite(works, Format::Bibtex, &consulted());
    assert!(written(&[french()]).starts_with("@article{hespress-2019-abcdefghijklm,\n"));
    assert!(written(&[arabic()]).starts_with("@article{kiosque-2019-nopqrstuvwxyz,\n"));
    assert!(written(&[undated]).starts_with("@article{kiosque-nd-abcdefghijklm,\n"));
    let both = written(&[french(), arabic(), french()]);
    assert_eq!(
        both,
        written(&[french()]) + &written(&[arabic()]),
        "each work once"
    );
}

#[test]
fn nothing_but_the_web_is_cited_as_original() {
    let work = Work {
        original: Some("javascript:alert(1)".to_owned()),
        ..french()
    };
    for format in [Format::Bibtex, Format::Ris, Format::CslJson] {
        let written = cite(std::slice::from_ref(&work), format, &consulted());
        assert!(!written.contains("javascript"), "{written}");
        assert!(written.contains(&work.address), "{written}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn bibtex_is_read_back(works in prop::collection::vec(any_work(), 1..4)) {
        // An equals sign makes a name one of biblatex's extended form.
        check_bibtex(&without(&['='], works));
    }

    #[test]
    fn ris_is_read_back(works in prop::collection::vec(any_work(), 1..4)) {
        // A comma parts a name in RIS, and this reader takes these signs between two.
        check_ris(&without(&[',', ';', '&'], works));
    }

    #[test]
    fn csl_json_is_read_back(works in prop::collection::vec(any_work(), 1..4)) {
        check_csl(&works);
    }
}
