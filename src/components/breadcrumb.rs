use super::{classed, el, link};
use crate::Messages;
use crate::state::Links;
use leptos::prelude::AnyView;

/// Where the page stands: home, what leads to it, its own title.
pub(crate) fn breadcrumb(
    m: &'static Messages,
    links: Links,
    steps: Vec<(String, String)>,
    title: String,
) -> AnyView {
    let home = (m.home.to_owned(), links.home());
    let steps = std::iter::once(home).chain(steps);
    let steps = steps.map(|(label, href)| el("li").child(link(href).child(el("bdi").text(label))));
    let here = el("li")
        .attr("aria-current", "page")
        .child(el("bdi").text(title));
    classed("nav", "breadcrumb")
        .attr("aria-label", m.breadcrumb)
        .child(el("ol").children(steps).child(here))
        .view()
}
