use super::element::El;
use super::{classed, el, link};
use crate::Messages;
use crate::state::Links;
use kiosque_model::direction_of_language;
use kiosque_model::wire::Summary;
use leptos::prelude::*;
use std::ops::Range;

/// What a card shows of a search.
#[derive(Default)]
pub(crate) struct Hit<'a> {
    /// What was searched, to be marked in the article.
    pub words: &'a str,
    /// The parts of the title that are marked, in bytes.
    pub marks: &'a [Range<usize>],
    /// In the place of the article's first words.
    pub excerpt: Option<AnyView>,
}

/// An article in a list: title, first words where there is room, date, source,
/// and its language where it is not the interface's.
pub fn article_card(m: &'static Messages, links: Links, summary: &Summary) -> AnyView {
    found_card(m, links, summary, Hit::default())
}

/// The same as a search found it.
pub(crate) fn found_card(
    m: &'static Messages,
    links: Links,
    summary: &Summary,
    hit: Hit<'_>,
) -> AnyView {
    let language = summary.language.as_str();
    let direction = direction_of_language(language).as_str();
    let title = link(links.hit(summary, hit.words));
    let title = el("h3")
        .lang(language, direction)
        .child(marked(title, &summary.title, hit.marks));
    let words = summary
        .excerpt
        .as_ref()
        .map(|words| words.as_str().into_any());
    let words = hit.excerpt.or(words);
    let excerpt = words.map(|words| {
        classed("p", "excerpt")
            .lang(language, direction)
            .child(words)
    });
    let date = summary.date.as_ref();
    let time = el("time").attr_if("datetime", date.map(|date| date.as_str().to_owned()));
    let time = time.text(date.map_or_else(|| m.undated.to_owned(), |date| m.date(date)));
    let source = summary
        .source
        .as_ref()
        .map(|source| el("span").child(el("bdi").text(source)));
    let foreign = (language != m.code).then(|| el("span").text(m.language_name(language)));
    let meta = classed("p", "meta")
        .child(time)
        .children(source)
        .children(foreign);
    classed("article", "card")
        .child(title)
        .children(excerpt)
        .child(meta)
        .view()
}

/// A text with parts marked, which are told in bytes.
pub(crate) fn marked(mut place: El, text: &str, marks: &[Range<usize>]) -> El {
    let mut end = 0;
    for mark in marks {
        if let (Some(before), Some(part)) = (text.get(end..mark.start), text.get(mark.clone())) {
            place = place.text(before).child(el("mark").text(part));
            end = mark.end;
        }
    }
    place.text(text.get(end..).unwrap_or_default())
}
