//! What a page shows, where it does not state it.

use super::linked::Linked;
use super::metadata::{MOST, all_meta};
use crate::dates::{folded, read_date};
use dom_query::Document;
use kiosque_sanitise::one_line;

/// Longest text of a date, in bytes.
const LONGEST: usize = 100;

/// Where a date may stand, the surest place first.
const DATES: [&str; 6] = [
    "[itemprop=datePublished]",
    "time[pubdate]",
    "article time, main time",
    "time",
    ".published, .entry-date, .post-date, .article-date, .date-published",
    ".date, .article__date, .publication-date, .pubdate",
];

/// Words before the name of an author, as they are folded.
const BY: [&str; 8] = [
    "by",
    "par",
    "ecrit par",
    "publie par",
    "written by",
    "posted by",
    "بقلم",
    "كتب",
];

/// The first date that the page shows.
pub(super) fn shown_date(document: &Document) -> Option<String> {
    DATES.iter().find_map(|place| {
        let found = document.select(place);
        let mut nodes = found.nodes().iter().take(MOST);
        nodes.find_map(|node| {
            let stated = node.attr("datetime").or_else(|| node.attr("content"));
            let text = match stated.filter(|stated| !stated.trim().is_empty()) {
                Some(stated) => one_line(&stated),
                None => one_line(&node.text()),
            };
            let is_date = text.len() <= LONGEST && read_date(&text, None).is_some();
            is_date.then_some(text)
        })
    })
}

/// The persons a page says it is by.
pub(super) fn authors_of(document: &Document, linked: &Linked) -> Vec<String> {
    let names = [
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
        "citation_author",
        "byl",
    ];
    let stated = names.iter().map(|name| {
        let values = all_meta(document, name).into_iter();
        values.filter(|name| !name.contains("://")).collect()
    });
    let all = std::iter::once(linked.names("author")).chain(stated);
    let mut authors: Vec<String> = Vec::new();
    for author in all
        .into_iter()
        .find(|names: &Vec<String>| !names.is_empty())
        .unwrap_or_default()
    {
        let author = without_by(&author);
        if !author.is_empty() && !authors.contains(&author) {
            authors.push(author);
        }
    }
    authors
}

/// The name behind `By`, `Par`, `بقلم`.
pub(super) fn without_by(byline: &str) -> String {
    let byline = one_line(byline);
    let is_between = |c: char| c.is_whitespace() || c == ':';
    let behind = byline.char_indices().find_map(|(at, c)| {
        let (word, name) = byline.split_at(at);
        (is_between(c) && BY.contains(&folded(word.trim()).as_str()))
            .then(|| name.trim_matches(is_between))
    });
    behind
        .filter(|name| !name.is_empty())
        .unwrap_or(&byline)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_is_a_name() {
        for (byline, name) in [
            ("By Lina B.", "Lina B."),
            ("Écrit par : Jean Dupont", "Jean Dupont"),
            ("بقلم: لينا", "لينا"),
            ("Bytes", "Bytes"),
            ("Par", "Par"),
            ("Paris Hilton", "Paris Hilton"),
        ] {
            assert_eq!(without_by(byline), name);
        }
    }
}
