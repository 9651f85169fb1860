use super::excerpts::cards;
use super::list::{FilterPanel, filter_panel, query_of};
use super::{Place, after_paint, arrived};
use crate::archive::{Asked, Found, Rest, Search};
use crate::browser::address::Address;
use crate::browser::{document, network};
use crate::components::{classed, el, link, live, pager, tag_links};
use crate::state::nearest;
use crate::{ListQuery, Messages, RowMode};
use kiosque_model::wire::{Facet, FacetKind};
use leptos::prelude::*;
use std::rc::Rc;

/// Tags offered for words at most.
const TAGS: usize = 6;

/// What the words of the address find, among what its filter leaves.
pub(super) fn page(place: Place) -> AnyView {
    let Address { path, search } = place.address;
    let query = move || query_of(place, &path.get(), &search.get());
    let search = place.archive.search(query, place.is_typing);
    let open = RwSignal::new(false);
    let is_shown = RwSignal::new(false);
    // Counting takes some files more.
    let is_spared = network::is_spared();
    let carried = place.archive.carried(move || {
        let is_wanted = is_shown.get() && !is_spared;
        let rest = search.rest().filter(|_| is_wanted)?;
        Some((untrack(query), rest))
    });
    place.shown(search.found, move |found| {
        let panel = FilterPanel {
            query: untrack(query),
            listing: Rc::clone(&found.listing),
            carried,
            wider: Asked::new(None),
            mode: RwSignal::new(RowMode::With),
            open,
            shown: Some(is_shown),
        };
        results(place, search, &found, panel)
    })
}

fn results(place: Place, search: Search, found: &Rc<Found>, panel: FilterPanel) -> AnyView {
    let (m, query) = (place.words(), panel.query.clone());
    let title = m.results_for(&query.words);
    let spoken = count_of(m, found, None);
    let site = place.interface.site_title();
    let (words, heading) = (query.words.clone(), title.clone());
    after_paint(move || {
        document::show_words(&words);
        document::announce(&spoken);
        arrived(&title, &site);
    });
    let total = found.listing.total;
    let is_settled = Signal::derive(move || search.rest().is_some());
    let river = classed("section", "river found")
        .child(super::heading(&heading))
        .child(count_line(m, search, found))
        .child(tags(place, &query))
        .children(remarks(place, &query, found))
        .child(also(place, search, &query))
        .children((total > 1).then(|| order(place, &query)))
        .children((total > 0).then(|| super::rows_heading(m)))
        .children((total > 0).then(|| cards(place, found, is_settled)))
        .children((total == 0).then(|| nothing(place, &query, found)))
        .child(pages(place, search, found, query));
    classed("div", "list-page")
        .child(river)
        .child(filter_panel(place, panel))
        .view()
}

/// The way to the other pages: at once as far as it is known.
fn pages(place: Place, search: Search, found: &Rc<Found>, query: ListQuery) -> AnyView {
    let found = Rc::clone(found);
    live(move || {
        let rest = search.rest();
        let all = match (found.candidates, total_of(&found, rest.as_deref())) {
            (Some(candidates), _) => candidates,
            (None, (total, true)) => total,
            // A page is full: there may be another.
            (None, (total, false)) => {
                let shown = (query.page + 1).saturating_mul(found.per_page);
                total.max(u32::try_from(shown + 1).unwrap_or(u32::MAX))
            }
        };
        pager(place.words(), place.links, &query, all, found.per_page).into_any()
    })
}

/// How many were found: at once as far as it is known, then exactly.
fn count_line(m: &'static Messages, search: Search, found: &Rc<Found>) -> AnyView {
    let found = Rc::clone(found);
    let line = live(move || {
        let rest = search.rest();
        count_of(m, &found, rest.as_deref()).into_any()
    });
    classed("p", "count-line")
        .attr("role", "status")
        .child(line)
        .view()
}

fn count_of(m: &'static Messages, found: &Found, rest: Option<&Rest>) -> String {
    let total = found.listing.total;
    if let Some(candidates) = found.candidates {
        let read = u32::try_from(found.per_page).unwrap_or(u32::MAX);
        return m.with_phrase(&m.articles(total), read.min(candidates), candidates);
    }
    match total_of(found, rest) {
        (total, true) => m.articles(total),
        (total, false) => m.at_least(&m.articles(total)),
    }
}

/// How many match, and whether that is exact.
fn total_of(found: &Found, rest: Option<&Rest>) -> (u32, bool) {
    let total = found.listing.total;
    match rest {
        Some(rest) if rest.total >= total => (rest.total, rest.is_total_exact),
        _ => (total, found.is_total_exact),
    }
}

/// Tags that are called like the words.
fn tags(place: Place, query: &ListQuery) -> AnyView {
    let words = query.words.clone();
    let root = place.archive.root();
    let m = place.words();
    live(move || {
        let root = root.get().and_then(Result::ok);
        let tags = root.map(|root| nearest(&words, &root.facets, TAGS));
        tag_row(place, m.tags, &tags.unwrap_or_default())
    })
}

fn tag_row(place: Place, title: &'static str, tags: &[Facet]) -> AnyView {
    if tags.is_empty() {
        return ().into_any();
    }
    classed("div", "remark tag-row")
        .child(el("span").text(title))
        .child(tag_links(place.words(), place.links, tags))
        .view()
}

/// Names of the other script, one click away.
fn also(place: Place, search: Search, query: &ListQuery) -> AnyView {
    let query = query.clone();
    live(move || {
        let m = place.words();
        let rest = search.rest();
        let names = rest.as_deref().map_or([].as_slice(), |rest| &rest.also);
        if names.is_empty() {
            return ().into_any();
        }
        let names = names.iter().enumerate().map(|(at, name)| {
            let other = query.searched_for(name);
            let way = link(place.links.list(&other)).attr("data-noscroll", "");
            let before = if at == 0 { " " } else { m.comma() };
            el("span")
                .text(before)
                .child(way.child(el("bdi").text(name)))
        });
        classed("p", "remark also")
            .text(m.also)
            .children(names)
            .view()
    })
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

/// What else there is where nothing was found: the words without the filter, each
/// word alone, tags that are called nearly so, the newest articles.
fn nothing(place: Place, query: &ListQuery, found: &Found) -> AnyView {
    let m = place.words();
    let unknown = (!found.unknown.is_empty()).then(|| m.unknown_words(&found.unknown));
    let words = unknown.unwrap_or_else(|| m.nothing_found.to_owned());
    let to = |query: &ListQuery, label: String| {
        let way = link(place.links.list(query)).attr("data-noscroll", "");
        el("p").child(way.text(label))
    };
    let wider = ListQuery {
        by_date: query.by_date,
        ..ListQuery::default().searched_for(&query.words)
    };
    let wider = (!query.filter.is_empty()).then(|| to(&wider, m.without_filter.to_owned()));
    let parts: Vec<&str> = query.words.split_whitespace().collect();
    let known = |part: &&&str| !found.unknown.iter().any(|word| word == **part);
    let single = parts.iter().filter(known).take(TAGS);
    let single = single.filter(|_| parts.len() > 1);
    let single = single.map(|part| to(&query.searched_for(part), m.search_for(part)));
    el("div")
        .child(classed("p", "nothing").text(words))
        .children(wider)
        .children(single)
        .child(near_tags(place, &query.words))
        .child(live(move || place.newest()))
        .view()
}

/// Tags of the dictionary that are called nearly like the words.
fn near_tags(place: Place, words: &str) -> AnyView {
    let words = words.to_owned();
    let start = FacetKind::Tag.key(&crate::state::beginning(&words));
    let page = place.archive.ask(move || {
        let start = start.clone();
        Box::new(move |reader: &kiosque_reader::Reader| reader.dictionary(&start))
    });
    live(move || {
        let tags = page.get().and_then(Result::ok);
        let tags = tags.map(|page| nearest(&words, &page.facets, TAGS));
        tag_row(place, place.words().near_tags, &tags.unwrap_or_default())
    })
}
