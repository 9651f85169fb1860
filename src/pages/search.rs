use super::list::{FilterPanel, filter_panel, query_of};
use super::{Place, after_paint, arrived};
use crate::app::IsTyping;
use crate::archive::Found;
use crate::browser::document;
use crate::components::{classed, el, link, live, pager};
use crate::{ListQuery, Messages, RowMode};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::rc::Rc;

/// What the words of the address find, among what its filter leaves.
pub(super) fn page(place: Place) -> AnyView {
    let (path, search) = (use_location().pathname, use_location().search);
    let query = move || query_of(place, &path.get(), &search.get());
    let IsTyping(is_typing) = expect_context();
    let found = place.archive.search(query, is_typing);
    let listing = place.archive.list(move || ListQuery {
        words: String::new(),
        page: 0,
        ..query()
    });
    let open = RwSignal::new(false);
    place.shown(found, move |found| {
        let query = untrack(query);
        // The filter's own parts are named by the list without the words.
        let chosen = match listing.get() {
            Some(Ok(listing)) => listing.chosen.clone(),
            _ => Vec::new(),
        };
        let listing = kiosque_reader::Listing {
            chosen,
            ..found.listing.as_ref().clone()
        };
        let panel = FilterPanel {
            query,
            listing: Rc::new(listing),
            wider: RwSignal::new_local(None),
            mode: RwSignal::new(RowMode::With),
            open,
        };
        results(place, &found, panel)
    })
}

fn results(place: Place, found: &Found, panel: FilterPanel) -> AnyView {
    let (m, query) = (place.words(), panel.query.clone());
    let title = m.results_for(&query.words);
    let count = count_of(m, found);
    let (spoken, site) = (count.clone(), place.interface.site_title());
    let (words, heading) = (query.words.clone(), title.clone());
    after_paint(move || {
        document::show_words(&words);
        document::announce(&spoken);
        arrived(&title, &site);
    });
    let total = found.listing.total;
    let rows = (total > 0).then(|| place.marked_cards(&found.listing.rows, &found.marks));
    let nothing = (total == 0).then(|| nothing(place, found));
    let river = classed("section", "river found")
        .child(super::heading(&heading))
        .child(
            classed("p", "count-line")
                .attr("role", "status")
                .text(count),
        )
        .children(remarks(place, &query, found))
        .children((total > 1).then(|| order(place, &query)))
        .children(rows)
        .children(nothing)
        .children(pager(m, place.links, &query, total));
    classed("div", "list-page")
        .child(river)
        .child(filter_panel(place, panel))
        .view()
}

fn count_of(m: &'static Messages, found: &Found) -> String {
    let articles = m.articles(found.listing.total);
    if found.is_total_exact {
        articles
    } else {
        m.at_least(&articles)
    }
}

/// What was searched instead, and what could not be.
fn remarks(place: Place, query: &ListQuery, found: &Found) -> Vec<AnyView> {
    let m = place.words();
    let mut remarks = Vec::new();
    for (typed, searched) in &found.corrections {
        let exactly = ListQuery {
            is_exact: true,
            ..query.at_page(0)
        };
        let way = link(place.links.list(&exactly))
            .attr("data-noscroll", "")
            .text(m.search_exactly(typed));
        let words = el("span").text(m.searched_instead(searched, typed));
        let remark = classed("p", "remark corrected").child(words).text(" ");
        remarks.push(remark.child(way).view());
    }
    if !found.unknown.is_empty() && found.listing.total > 0 {
        let unknown = m.unknown_words(&found.unknown);
        remarks.push(classed("p", "remark").text(unknown).view());
    } else if found.is_relaxed {
        remarks.push(classed("p", "remark").text(m.relaxed).view());
    }
    remarks
}

/// The two orders, the one in use marked.
fn order(place: Place, query: &ListQuery) -> AnyView {
    let m = place.words();
    let way = |by_date: bool, label: &'static str| {
        let ordered = ListQuery {
            by_date,
            ..query.at_page(0)
        };
        let is_current = query.by_date == by_date;
        link(place.links.list(&ordered))
            .attr("data-noscroll", "")
            .attr_if("aria-current", is_current.then(|| "true".to_owned()))
            .text(label)
    };
    classed("p", "order")
        .child(way(false, m.by_relevance))
        .text(" ")
        .child(way(true, m.by_date))
        .view()
}

fn nothing(place: Place, found: &Found) -> AnyView {
    let m = place.words();
    let unknown = (!found.unknown.is_empty()).then(|| m.unknown_words(&found.unknown));
    let words = unknown.unwrap_or_else(|| m.nothing_found.to_owned());
    el("div")
        .child(classed("p", "nothing").text(words))
        .child(live(move || place.newest()))
        .view()
}
