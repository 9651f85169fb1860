use super::Entry;
use crate::Convention;

/// The names one Wikipedia gives a template and its parameters.
struct Template {
    name: &'static str,
    /// Several authors are numbered from 1.
    author: &'static str,
    title: &'static str,
    source: &'static str,
    date: &'static str,
    language: &'static str,
    url: &'static str,
    consulted: &'static str,
    archived: &'static str,
    /// Asked for with the former: the day our copy was seen, since a copy does not change.
    archived_on: &'static str,
}

const FRENCH: Template = Template {
    name: "Article",
    author: "auteur",
    title: "titre",
    source: "périodique",
    date: "date",
    language: "langue",
    url: "lire en ligne",
    consulted: "consulté le",
    archived: "archive-url",
    archived_on: "archive-date",
};

/// `Article` asks for a periodical and a date.
const FRENCH_WEB: Template = Template {
    name: "Lien web",
    source: "site",
    url: "url",
    ..FRENCH
};

const ARABIC: Template = Template {
    name: "استشهاد ويب",
    author: "مؤلف",
    title: "عنوان",
    source: "صحيفة",
    date: "تاريخ",
    language: "لغة",
    url: "مسار",
    consulted: "تاريخ الوصول",
    archived: "مسار أرشيف",
    archived_on: "تاريخ أرشيف",
};

const ENGLISH: Template = Template {
    name: "cite news",
    author: "author",
    title: "title",
    source: "newspaper",
    date: "date",
    language: "language",
    url: "url",
    consulted: "access-date",
    archived: "archive-url",
    archived_on: "archive-date",
};

pub(super) fn write(entries: &[Entry], convention: Convention) -> String {
    let bullet = if entries.len() > 1 { "* " } else { "" };
    entries
        .iter()
        .map(|entry| [bullet, &template(entry, convention), "\n"].concat())
        .collect()
}

fn template(entry: &Entry, convention: Convention) -> String {
    let fields = &entry.fields;
    let names = match convention {
        Convention::French if fields.source.is_some() && entry.date.is_some() => &FRENCH,
        Convention::French => &FRENCH_WEB,
        Convention::Arabic => &ARABIC,
        Convention::English => &ENGLISH,
    };
    let mut written = "{{".to_owned() + names.name;
    let mut parameter = |name: &str, value: &str| {
        written.push_str(&[" |", name, "=", value].concat());
    };
    for (name, number) in fields.authors.iter().zip(1..) {
        parameter(
            &(names.author.to_owned() + &number.to_string()),
            &escaped(name),
        );
    }
    parameter(names.title, &escaped(&fields.title));
    if let Some(source) = &fields.source {
        parameter(names.source, &escaped(source));
    }
    if let Some(date) = entry.date {
        parameter(names.date, &date.in_words(convention));
    }
    let primary = fields
        .language
        .as_deref()
        .and_then(|tag| tag.split('-').next());
    if let Some(language) = primary {
        parameter(names.language, language);
    }
    let consulted = entry.consulted.in_words(convention);
    parameter(names.url, &address(&fields.url));
    parameter(names.consulted, &consulted);
    if let Some(ours) = &fields.archived {
        parameter(names.archived, &address(ours));
        parameter(names.archived_on, &consulted);
    }
    written + "}}"
}

/// A text that stays text in wikitext: what opens templates, links, tables, tags or entities
/// is written as an entity, as are signs that mean something when doubled: italics,
/// signatures, behaviour switches.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut before = None;
    while let Some(letter) = letters.next() {
        let is_doubled = before == Some(letter) || letters.peek() == Some(&letter);
        let speaks = "{}[]|<>&".contains(letter) || ("'~_".contains(letter) && is_doubled);
        if speaks {
            written.push_str(&["&#", &u32::from(letter).to_string(), ";"].concat());
        } else {
            written.push(letter);
        }
        before = Some(letter);
    }
    written
}

/// Braces, pipes and quotes are encoded in every address. Here brackets would end the link,
/// tildes sign it, and two low lines begin a behaviour switch.
fn address(address: &str) -> String {
    let encoded = [
        ("[", "%5B"),
        ("]", "%5D"),
        ("~~", "%7E%7E"),
        ("__", "%5F%5F"),
    ];
    let address = address.to_owned();
    encoded
        .iter()
        .fold(address, |address, (sign, code)| address.replace(sign, code))
}
