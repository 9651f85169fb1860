use super::{Place, after_paint, arrived};
use crate::components::breadcrumb;
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
    let period = (!root.first_day.is_empty())
        .then(|| view! { <li>{m.period(&root.first_day, &root.last_day)}</li> });
    view! {
        {breadcrumb(m, place.links, Vec::new(), m.about.to_owned())}
        <div class="article">
            <h1 tabindex="-1">{m.about}</h1>
            <p dir="auto">{root.site.description.clone()}</p>
            <h2>{m.about_archive}</h2>
            <ul>
                <li>{m.articles(root.articles)}</li>
                {period}
                <li><bdi>{m.edition(&root.edition)}</bdi></li>
            </ul>
            <p>{m.about_privacy}</p>
            <p>{m.about_kiosque}</p>
        </div>
    }
    .into_any()
}
