//! The lines that end a clipping, in French, Arabic and English.

use crate::dates::{folded, read_date};

/// Longest line with a day, a source or a label, in bytes.
const LONGEST: usize = 200;

/// What a line marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The day, as it is written.
    Date(String),
    /// Where the article comes from.
    Source(String),
    /// Tags follow, or stand on the line itself.
    Tags(Vec<String>),
    /// Other articles follow.
    Articles,
}

/// Labels as `folded` gives them.
const TAGS: [&str; 22] = [
    "les tags en relation",
    "tags en relation",
    "mots-cles en relation",
    "mots-cles",
    "mots cles",
    "tags associes",
    "tags lies",
    "related tags",
    "tags",
    "keywords",
    "وسوم ذات صله",
    "الوسوم ذات الصله",
    "العلامات ذات الصله",
    "علامات ذات صله",
    "الوسوم المرتبطه",
    "وسوم مرتبطه",
    "الكلمات الدلاليه",
    "كلمات دلاليه",
    "الوسوم",
    "وسوم",
    "كلمات مفتاحيه",
    "الكلمات المفتاحيه",
];

const ARTICLES: [&str; 22] = [
    "les articles en relation",
    "articles en relation",
    "articles lies",
    "articles associes",
    "articles similaires",
    "a lire aussi",
    "lire aussi",
    "a lire egalement",
    "lire egalement",
    "sur le meme sujet",
    "related articles",
    "see also",
    "read also",
    "مقالات ذات صله",
    "المقالات ذات الصله",
    "مواضيع ذات صله",
    "اقرا ايضا",
    "اقرا المزيد",
    "مقالات مرتبطه",
    "المقالات المرتبطه",
    "المواضيع ذات الصله",
    "اخبار ذات صله",
];

const SOURCES: [&str; 14] = [
    "source web",
    "source : web",
    "source: web",
    "source",
    "publie par",
    "published by",
    "web source",
    "المصدر على الويب",
    "المصدر",
    "مصدر الويب",
    "مصدر",
    "عن موقع",
    "نقلا عن",
    "المصدر الالكتروني",
];

/// Words between such a label and the name.
const BEFORE_NAMES: [&str; 5] = ["par", "by", "بواسطه", "من طرف", "عن"];

/// What stands around an address beside a name.
const AROUND_ADDRESSES: [char; 12] = [' ', '(', ')', '[', ']', '<', '>', '-', '–', '—', ':', ','];

/// Words before a day.
const BEFORE_DAYS: [&str; 16] = [
    "publie le",
    "mis en ligne le",
    "le",
    "date",
    "published on",
    "published",
    "posted on",
    "on",
    "نشر في",
    "نشر يوم",
    "نشر بتاريخ",
    "بتاريخ",
    "التاريخ",
    "تاريخ النشر",
    "في",
    "يوم",
];

/// What a line marks, where it is a mark.
pub(super) fn mark_of(line: &str) -> Option<Mark> {
    let line = line.trim();
    if line.len() > LONGEST || !line.chars().any(char::is_alphanumeric) {
        return None;
    }
    let folded = folded(line);
    let label = folded.trim_end_matches([':', ' ', '.']);
    if ARTICLES.contains(&label) {
        return Some(Mark::Articles);
    }
    if TAGS.contains(&label) {
        return Some(Mark::Tags(Vec::new()));
    }
    if let Some(tags) = behind(line, &folded, &TAGS).filter(|_| line.contains(':')) {
        return Some(Mark::Tags(tags_of(tags)));
    }
    if let Some(source) = behind(line, &folded, &SOURCES) {
        return Some(Mark::Source(source.to_owned()));
    }
    date(line).map(Mark::Date)
}

/// The tags of a line.
pub(super) fn tags_of(line: &str) -> Vec<String> {
    let tags = line.split([',', ';', '،', '؛', '|', '•', '·', '#']);
    let clean = tags.map(|tag| tag.trim().trim_start_matches(['-', '*', '–']).trim());
    clean
        .filter(|tag| !tag.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What stands behind one of the labels, which most lines begin with none of.
fn behind<'a>(line: &'a str, folded: &str, labels: &[&str]) -> Option<&'a str> {
    let labels = labels.iter().filter(|label| folded.starts_with(**label));
    labels.into_iter().find_map(|label| {
        let rest = after_folded(line, label)?;
        let parted = rest.starts_with(is_between);
        let rest = rest.trim_start_matches(is_between);
        let named = BEFORE_NAMES
            .iter()
            .find_map(|word| after_folded(rest, word).filter(|name| name.starts_with(is_between)));
        let rest = named.unwrap_or(rest).trim_matches(is_between);
        (parted && !rest.is_empty() && !is_sentence(rest)).then_some(rest)
    })
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || c == ':'
}

/// A name and the address that stands beside it.
pub(super) fn with_address(text: &str) -> (&str, Option<&str>) {
    let start = ["http://", "https://"]
        .iter()
        .filter_map(|scheme| text.find(scheme))
        .min();
    let Some((name, rest)) = start.map(|start| text.split_at(start)) else {
        return (text, None);
    };
    let is_end = |c: char| c.is_whitespace() || matches!(c, ')' | ']' | '>');
    let address = rest.split(is_end).next();
    (name.trim_matches(AROUND_ADDRESSES), address)
}

/// A day and a source that stand on one line, the source from the first word
/// that may begin one.
pub(super) fn halves(line: &str) -> Option<(&str, &str)> {
    const BEGINNINGS: [&str; 8] = [
        "source",
        "Source",
        "SOURCE",
        "Web ",
        "web ",
        "مصدر",
        "المصدر",
        "نقلا",
    ];
    if line.len() > LONGEST || !line.contains(char::is_numeric) {
        return None;
    }
    let begins = |at: &usize| {
        let rest = line.get(*at..).unwrap_or_default();
        BEGINNINGS.iter().any(|word| rest.starts_with(word))
    };
    let mut words = line
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .map(|(at, c)| at + c.len_utf8());
    let (day, source) = line.split_at(words.find(begins)?);
    let day = day.trim_end_matches(|c: char| c.is_whitespace() || "-–—|•·,".contains(c));
    (matches!(mark_of(day), Some(Mark::Date(_)))
        && matches!(mark_of(source), Some(Mark::Source(_))))
    .then_some((day, source))
}

fn is_sentence(text: &str) -> bool {
    text.split_whitespace().count() > 12 || text.ends_with(['.', '؟', '?', '!'])
}

/// The text behind a beginning that folds to `label`.
fn after_folded<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let ends = line.char_indices().map(|(at, c)| at + c.len_utf8());
    for end in ends {
        let beginning = folded(line.get(..end)?);
        if beginning == label {
            return line.get(end..);
        }
        if !label.starts_with(beginning.as_str()) {
            return None;
        }
    }
    None
}

/// The day of a line that holds nothing else.
fn date(line: &str) -> Option<String> {
    if !line.chars().any(char::is_numeric) {
        return None;
    }
    let bare = behind_words(line);
    let is_short = bare.split_whitespace().count() <= 7;
    let is_day = |text: &str| read_date(text, None).is_some_and(|read| read.date.len() >= 10);
    (is_short && is_day(bare) && !is_prose(bare)).then(|| bare.to_owned())
}

fn behind_words(line: &str) -> &str {
    let mut words: Vec<&str> = BEFORE_DAYS.to_vec();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
        .iter()
        .find_map(|word| {
            let rest = after_folded(line, word)?;
            rest.strip_prefix([' ', ':'])
                .map(|rest| rest.trim_start_matches([' ', ':']))
        })
        .unwrap_or(line)
}

/// A sentence may have a day in it.
fn is_prose(text: &str) -> bool {
    text.ends_with('.') && text.split_whitespace().count() > 4
}
