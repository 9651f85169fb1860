use super::{Place, after_paint, arrived, heading};
use crate::components::{breadcrumb, classed, el};
use kiosque_model::wire::Root;
use leptos::prelude::*;

/// What the archive is, and what the page does with its reader's data: nothing.
pub(super) fn page(place: Place) -> AnyView {
    place.shown(place.archive.root(), move |root| facts(place, &root))
}

fn facts(place: Place, root: &Root) -> AnyView {
    let m = place.words();
    let site = place.interface.site_title();
    after_paint(move || arrived(m.about, &site));
    let period = (!root.first_day.is_empty()).then(|| m.period(&root.first_day, &root.last_day));
    let figures = el("ul")
        .child(el("li").text(m.articles(root.articles)))
        .children(period.map(|period| el("li").text(period)))
        .child(el("li").child(el("bdi").text(m.edition(&root.edition))));
    let text = classed("div", "article")
        .child(heading(m.about))
        .child(el("p").attr("dir", "auto").text(&root.site.description))
        .child(el("h2").text(m.about_archive))
        .child(figures)
        .child(el("p").text(m.about_privacy))
        .child(el("p").text(m.about_kiosque));
    vec![
        breadcrumb(m, place.links, Vec::new(), m.about.to_owned()),
        text.view(),
    ]
    .into_any()
}
