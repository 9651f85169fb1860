use crate::state::Links;
use crate::{ListQuery, Messages};
use kiosque_model::wire::PAGE_ROWS;
use leptos::prelude::*;

/// Links to the newer and the older page of a list.
#[component]
pub fn Pager(
    /// Words of the interface.
    m: &'static Messages,
    /// Addresses.
    links: Links,
    /// The list on screen.
    query: ListQuery,
    /// Articles in the whole list.
    total: u32,
) -> impl IntoView {
    let pages = (total as usize).div_ceil(PAGE_ROWS);
    if pages < 2 {
        return ().into_any();
    }
    let newer = query
        .page
        .checked_sub(1)
        .map(|page| view! { <a rel="prev" href=links.list(&query.at_page(page))>{m.newer}</a> });
    let next = query.page + 1;
    let older = (next < pages)
        .then(|| view! { <a rel="next" href=links.list(&query.at_page(next))>{m.older}</a> });
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    view! {
        <nav class="pager" aria-label=m.page_of(number(next), number(pages))>
            <span class="pager-newer">{newer}</span>
            <span class="pager-place">{m.page_of(number(next), number(pages))}</span>
            <span class="pager-older">{older}</span>
        </nav>
    }
    .into_any()
}
