use super::{classed, el, link};
use crate::Messages;
use crate::state::Links;
use kiosque_model::direction_of_language;
use kiosque_model::wire::Summary;
use leptos::prelude::AnyView;

/// An article in a list: title, first words where there is room, date, source,
/// and its language where it is not the interface's.
pub fn article_card(m: &'static Messages, links: Links, summary: &Summary) -> AnyView {
    let language = summary.language.as_str();
    let direction = direction_of_language(language).as_str();
    let title = el("h3")
        .lang(language, direction)
        .child(link(links.summary(summary)).text(&summary.title));
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
