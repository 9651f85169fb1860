use super::{classed, link};
use crate::state::Links;
use crate::{ListQuery, Messages};
use leptos::prelude::AnyView;

/// Links to the newer and the older page of a list of `total` articles, `rows` on
/// each. `None` where it has a single page.
pub fn pager(
    m: &'static Messages,
    links: Links,
    query: &ListQuery,
    total: u32,
    rows: usize,
) -> Option<AnyView> {
    let pages = (total as usize).div_ceil(rows);
    if pages < 2 {
        return None;
    }
    let to = |page: usize, rel: &str, label| {
        link(links.list(&query.at_page(page)))
            .attr("rel", rel)
            .text(label)
    };
    let next = query.page + 1;
    let newer = query
        .page
        .checked_sub(1)
        .map(|page| to(page, "prev", m.newer));
    let older = (next < pages).then(|| to(next, "next", m.older));
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let place = m.page_of(number(next), number(pages));
    let bar = classed("nav", "pager")
        .attr("aria-label", &place)
        .child(classed("span", "pager-newer").children(newer))
        .child(classed("span", "pager-place").text(&place))
        .child(classed("span", "pager-older").children(older));
    Some(bar.view())
}
