use super::Entry;
use crate::Convention;
use crate::text::{isolate, quoted};
use kiosque_model::Direction;

pub(super) fn write(entries: &[Entry], convention: Convention) -> String {
    entries
        .iter()
        .map(|entry| sentence(entry, convention) + "\n")
        .collect()
}

pub(super) fn sentence(entry: &Entry, convention: Convention) -> String {
    match convention {
        Convention::English => chicago(entry),
        Convention::French | Convention::Arabic => in_commas(entry, convention),
    }
}

/// `AUTEUR, « Titre », Source, 4 juillet 2019, [en ligne], URL (consulté le 28 novembre 2026),
/// archivé : URL.`
fn in_commas(entry: &Entry, convention: Convention) -> String {
    let words = convention.words();
    let fields = &entry.fields;
    let title = quoted(&fields.title, "", convention);
    let source = fields
        .source
        .as_deref()
        .map(|name| isolate(name, convention));
    let url = address(&fields.url, convention);
    let consulted = entry.consulted.in_words(convention);
    let read = [&url, " (", words.consulted, &consulted, ")"].concat();
    let archived = fields.archived.as_deref();
    let archived = archived.map(|ours| words.archived.to_owned() + &address(ours, convention));
    let parts = [
        authors(&fields.authors, convention),
        Some(title),
        source,
        Some(date(entry, convention)),
        Some(words.online.to_owned()),
        Some(read),
        archived,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(words.comma) + "."
}

/// `Author. “Title.” Source, July 4, 2019. URL (accessed November 28, 2026). Archived at URL.`
fn chicago(entry: &Entry) -> String {
    let convention = Convention::English;
    let words = convention.words();
    let fields = &entry.fields;
    let mut sentence = String::new();
    if let Some(authors) = authors(&fields.authors, convention) {
        sentence.push_str(&authors);
        sentence.push_str(if authors.ends_with('.') { " " } else { ". " });
    }
    let stop = if fields.title.ends_with(['.', '?', '!', '…', '؟']) {
        ""
    } else {
        "."
    };
    sentence.push_str(&quoted(&fields.title, stop, convention));
    sentence.push(' ');
    if let Some(source) = &fields.source {
        sentence.push_str(&isolate(source, convention));
        sentence.push_str(words.comma);
    }
    let date = date(entry, convention);
    sentence.push_str(&date);
    sentence.push_str(if date.ends_with('.') { " " } else { ". " });
    let consulted = entry.consulted.in_words(convention);
    sentence.push_str(&[&fields.url, " (", words.consulted, &consulted, ")."].concat());
    if let Some(ours) = &fields.archived {
        sentence.push_str(&[" ", words.archived, ours, "."].concat());
    }
    sentence
}

/// One, two or three names; of more, the first.
fn authors(names: &[String], convention: Convention) -> Option<String> {
    let words = convention.words();
    let isolated: Vec<String> = names.iter().map(|name| isolate(name, convention)).collect();
    match isolated.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [one, other] => Some([one, words.and, other].concat()),
        [one, other, last] => Some([one, words.comma, other, words.last_and, last].concat()),
        [first, ..] => Some([first, words.others].concat()),
    }
}

fn date(entry: &Entry, convention: Convention) -> String {
    let undated = || convention.words().undated.to_owned();
    entry
        .date
        .map_or_else(undated, |date| date.in_words(convention))
}

/// In an Arabic line an address needs an isolate, or its last slash jumps to its other end.
/// The angle brackets of RFC 3986, appendix C, stand between the two, since programs that make
/// links of addresses take the invisible end of an isolate for a part of them.
fn address(address: &str, convention: Convention) -> String {
    match convention.direction() {
        Direction::Rtl => ["\u{2068}<", address, ">\u{2069}"].concat(),
        Direction::Ltr => address.to_owned(),
    }
}
