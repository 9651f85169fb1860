use super::{classed, el, link};
use crate::Messages;
use crate::state::Links;
use kiosque_model::wire::SiteDescription;
use leptos::prelude::AnyView;

/// The foot of every page.
pub(crate) fn footer(m: &'static Messages, links: Links, site: &SiteDescription) -> AnyView {
    let rights = Some(&site.rights).filter(|rights| !rights.is_empty());
    let rights = rights.map(|rights| el("p").attr("dir", "auto").text(rights));
    let keys = el("button")
        .attr("type", "button")
        .attr("data-desk", "help")
        .attr("aria-keyshortcuts", "?")
        .text(m.keyboard);
    let offline = el("button")
        .attr("type", "button")
        .attr("data-desk", "offline")
        .text(m.keeping);
    let about = el("p")
        .child(link(links.about()).text(m.about))
        .text(" ")
        .child(offline)
        .text(" ")
        .child(keys);
    classed("footer", "site-end")
        .children(rights)
        .child(about)
        .view()
}
