use crate::Messages;
use crate::state::Links;
use kiosque_model::wire::SiteDescription;
use leptos::prelude::*;

/// The foot of every page.
pub(crate) fn footer(m: &'static Messages, links: Links, site: &SiteDescription) -> AnyView {
    let rights =
        (!site.rights.is_empty()).then(|| view! { <p dir="auto">{site.rights.clone()}</p> });
    view! {
        <footer class="site-end">
            {rights}
            <p><a href=links.about()>{m.about}</a></p>
        </footer>
    }
    .into_any()
}
