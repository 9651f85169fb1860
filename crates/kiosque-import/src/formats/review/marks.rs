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
const TAGS: [&str; 13] = [
    "les tags en relation",
    "tags en relation",
    "mots-cles en relation",
    "mots-cles",
    "tags associes",
    "related tags",
    "tags",
    "وسوم ذات صله",
    "الوسوم ذات الصله",
    "الوسوم",
    "وسوم",
    "كلمات مفتاحيه",
    "الكلمات المفتاحيه",
];

const ARTICLES: [&str; 14] = [
    "les articles en relation",
    "articles en relation",
    "articles lies",
    "a lire aussi",
    "lire aussi",
    "related articles",
    "see also",
    "read also",
    "مقالات ذات صله",
    "المقالات ذات الصله",
    "مواضيع ذات صله",
    "اقرا ايضا",
    "اقرا المزيد",
    "مقالات مرتبطه",
];

const SOURCES: [&str; 14] = [
    "source web par",
    "source web : par",
    "source web",
    "source",
    "publie par",
    "web source: by",
    "web source",
    "source: by",
    "المصدر على الويب",
    "المصدر",
    "مصدر الويب",
    "مصدر",
    "عن موقع",
    "المصدر الالكتروني",
];

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
    if line.is_empty() || line.len() > LONGEST {
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
    if let Some(tags) = behind(line, &TAGS).filter(|_| line.contains(':')) {
        return Some(Mark::Tags(tags_of(tags)));
    }
    if let Some(source) = behind(line, &SOURCES) {
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

/// What stands behind one of the labels.
fn behind<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    labels.iter().find_map(|label| {
        let rest = after_folded(line, label)?;
        let parted = rest.starts_with(|c: char| c.is_whitespace() || c == ':');
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
        let rest = rest
            .strip_prefix("Par ")
            .or(rest.strip_prefix("par "))
            .unwrap_or(rest)
            .trim();
        (parted && !rest.is_empty() && !is_sentence(rest)).then_some(rest)
    })
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
    let has_digit = line.chars().any(|c| c.is_numeric());
    let bare = behind_words(line);
    let is_short = bare.split_whitespace().count() <= 7;
    let is_day = |text: &str| read_date(text, None).is_some_and(|read| read.date.len() >= 10);
    (has_digit && is_short && is_day(bare) && !is_prose(bare)).then(|| bare.to_owned())
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
