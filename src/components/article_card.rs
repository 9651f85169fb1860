use super::element::El;
use super::{classed, el, link};
use crate::Messages;
use crate::state::Links;
use kiosque_model::direction_of_language;
use kiosque_model::wire::Summary;
use leptos::prelude::AnyView;
use std::ops::Range;

/// An article in a list: title, first words where there is room, date, source,
/// and its language where it is not the interface's.
pub fn article_card(m: &'static Messages, links: Links, summary: &Summary) -> AnyView {
    marked_card(m, links, summary, &[])
}

/// The same with parts of the title marked, which are told in bytes.
pub(crate) fn marked_card(
    m: &'static Messages,
    links: Links,
    summary: &Summary,
    marks: &[Range<usize>],
) -> AnyView {
    let language = summary.language.as_str();
    let direction = direction_of_language(language).as_str();
    let title = el("h3").lang(language, direction).child(marked(
        link(links.summary(summary)),
        &summary.title,
        marks,
    ));
    let excerpt = summary.excerpt.as_ref();
    let excerpt = excerpt.map(|words| {
        classed("p", "excerpt")
            .lang(language, direction)
            .text(words)
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

/// A text with parts marked.
fn marked(mut place: El, text: &str, marks: &[Range<usize>]) -> El {
    let mut end = 0;
    for mark in marks {
        if let (Some(before), Some(part)) = (text.get(end..mark.start), text.get(mark.clone())) {
            place = place.text(before).child(el("mark").text(part));
            end = mark.end;
        }
    }
    place.text(text.get(end..).unwrap_or_default())
}
