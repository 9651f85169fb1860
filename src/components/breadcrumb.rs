use crate::Messages;
use crate::state::Links;
use leptos::prelude::*;

/// Where the page stands: home, what leads to it, its own title.
pub(crate) fn breadcrumb(
    m: &'static Messages,
    links: Links,
    steps: Vec<(String, String)>,
    title: String,
) -> AnyView {
    let home = (m.home.to_owned(), links.home());
    let steps: Vec<AnyView> = std::iter::once(home)
        .chain(steps)
        .map(|(label, href)| view! { <li><a href=href><bdi>{label}</bdi></a></li> }.into_any())
        .collect();
    view! {
        <nav class="breadcrumb" aria-label=m.breadcrumb>
            <ol>{steps}<li aria-current="page"><bdi>{title}</bdi></li></ol>
        </nav>
    }
    .into_any()
}
