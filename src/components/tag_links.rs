use super::{classed, el, link};
use crate::state::Links;
use crate::{ListQuery, Messages};
use kiosque_model::wire::Facet;
use leptos::prelude::AnyView;

/// Tags as links to their lists, with their counts where they have one.
pub(crate) fn tag_links(m: &'static Messages, links: Links, tags: &[Facet]) -> AnyView {
    let items = tags.iter().map(|tag| {
        let href = links.list(&ListQuery::of_tag(tag.id()));
        el("li").child(tag_link(m, href, tag.label_in(m.code), tag.count))
    });
    classed("ul", "tags").children(items).view()
}

/// A tag, and the number of articles it leads to where that has a meaning.
pub(super) fn tag_link(
    m: &'static Messages,
    href: String,
    label: &str,
    count: u32,
) -> super::element::El {
    let count = (count > 0).then(|| classed("span", "count").text(m.number(count)));
    link(href)
        .attr("class", "tag")
        .child(el("bdi").text(label))
        .text(" ")
        .children(count)
}
