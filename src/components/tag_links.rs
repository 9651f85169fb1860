use crate::state::Links;
use crate::{ListQuery, Messages};
use kiosque_model::wire::Facet;
use leptos::prelude::*;

/// Tags as links to their lists, with their counts where they have one.
pub(crate) fn tag_links(m: &'static Messages, links: Links, tags: &[Facet]) -> AnyView {
    let items: Vec<AnyView> = tags
        .iter()
        .map(|tag| {
            let href = links.list(&ListQuery::of_tag(tag.id()));
            let count = (tag.count > 0).then(|| view! { " " <span class="count">{m.number(tag.count)}</span> });
            view! { <li><a class="tag" href=href><bdi>{tag.label_in(m.code).to_owned()}</bdi>{count}</a></li> }.into_any()
        })
        .collect();
    view! { <ul class="tags">{items}</ul> }.into_any()
}
