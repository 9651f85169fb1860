use super::{Place, after_paint, arrived, search};
use crate::archive::Asked;
use crate::browser::address::Address;
use crate::browser::{document, nearness, query};
use crate::components::{TagFilter, breadcrumb, classed, el, label, link, live, pager};
use crate::{ListQuery, Messages, RowMode};
use kiosque_model::DayRange;
use kiosque_model::wire::{Facet, FacetKind, PAGE_ROWS};
use kiosque_reader::{Carried, Listing};
use leptos::prelude::*;
use std::rc::Rc;

/// The newest articles, narrowed by what the address says: the home page, and
/// the page of a tag.
pub(super) fn page(place: Place) -> AnyView {
    let Address { path, search } = place.address;
    let is_searched = move || !query_of(place, &path.get(), &search.get()).words.is_empty();
    let is_searched = Memo::new(move |_| is_searched());
    live(move || match is_searched.get() {
        true => search::page(place),
        false => unsearched(place),
    })
}

fn unsearched(place: Place) -> AnyView {
    let Address { path, search } = place.address;
    let query = move || query_of(place, &path.get(), &search.get());
    let mode = RwSignal::new(RowMode::With);
    let listing = place.archive.list(query);
    // Choosing "or" must offer what the alternatives chosen so far leave out.
    let wider = place.archive.list(move || match mode.get() {
        RowMode::Or => ListQuery {
            filter: query().before_alternatives(),
            ..ListQuery::default()
        },
        _ => ListQuery::default(),
    });
    let open = RwSignal::new(false);
    place.shown(listing, move |listing| {
        let panel = FilterPanel {
            query: untrack(query),
            listing: Rc::clone(&listing),
            carried: Asked::new(None),
            wider,
            mode,
            open,
            shown: None,
        };
        list(place, &listing, panel)
    })
}

/// What the filter beside a list is made of.
pub(super) struct FilterPanel {
    pub query: ListQuery,
    pub listing: Rc<Listing>,
    /// What the articles on the list carry, where the list itself does not say.
    pub carried: Asked<Option<Rc<Carried>>>,
    pub wider: Asked<Rc<Listing>>,
    pub mode: RwSignal<RowMode>,
    pub open: RwSignal<bool>,
    /// Set when the filter comes near the visible part of the page.
    pub shown: Option<RwSignal<bool>>,
}

/// What the address of a list says.
pub(super) fn query_of(place: Place, path: &str, search: &str) -> ListQuery {
    query_at(place.links, path, search)
}

/// The same where there is no page yet.
pub(crate) fn query_at(links: crate::Links, path: &str, search: &str) -> ListQuery {
    let mut pairs = query::pairs(search);
    let below = path.strip_prefix(links.base()).unwrap_or_default();
    if let Some(tag) = below.strip_prefix("tags/") {
        pairs.push(("tag".to_owned(), query::decode(tag.trim_end_matches('/'))));
    }
    let mut query = ListQuery::parse(pairs);
    if let Some(month) = below.strip_prefix("months/") {
        query.read_month(month);
    }
    query
}

fn list(place: Place, listing: &Listing, panel: FilterPanel) -> AnyView {
    let query = panel.query.clone();
    let m = place.words();
    let title = title_of(m, &query, listing);
    let site = place.interface.site_title();
    let (heading, total) = (title.clone(), listing.total);
    let count = m.articles(total);
    let spoken = count.clone();
    after_paint(move || {
        document::show_words("");
        document::announce(&spoken);
        arrived(&title, &site);
    });
    let trail = (!query.filter.is_empty()).then(|| {
        let tags = (m.tags.to_owned(), place.links.tags());
        let steps = if query.month().is_none() {
            vec![tags]
        } else {
            Vec::new()
        };
        breadcrumb(m, place.links, steps, heading.clone())
    });
    let river = classed("section", "river")
        .child(super::heading(&heading))
        .child(
            classed("p", "count-line")
                .attr("role", "status")
                .text(count),
        )
        .children(cite(place, listing))
        .children((total > 0).then(|| super::rows_heading(m)))
        .child(rows(place, &query, listing))
        .children(pager(m, place.links, &query, total, PAGE_ROWS))
        .children(month_before(place, &query, total))
        .children(months(place, &query));
    let page = classed("div", "list-page")
        .child(river)
        .child(filter_panel(place, panel))
        .view();
    trail
        .into_iter()
        .chain([page])
        .collect::<Vec<_>>()
        .into_any()
}

/// After the last page of a month, the way to the one before.
fn month_before(place: Place, query: &ListQuery, total: u32) -> Option<AnyView> {
    let is_last = (query.page + 1) * PAGE_ROWS >= total as usize;
    let before = place
        .archive
        .month_before(query.month().filter(|_| is_last)?)?;
    let m = place.words();
    let way = link(place.links.month(before))
        .attr("rel", "next")
        .text(m.period_name(before));
    let older = classed("span", "pager-older").child(way);
    let bar = classed("nav", "pager").attr("aria-label", m.older);
    Some(bar.child(el("span")).child(el("span")).child(older).view())
}

/// The ways to all months, below the newest articles, for who reads without script.
fn months(place: Place, query: &ListQuery) -> Option<AnyView> {
    let (m, months) = (place.words(), place.archive.months());
    if months.is_empty() || *query != ListQuery::default() {
        return None;
    }
    let years = months.chunk_by(|one, other| one / 100 == other / 100);
    let years = years.rev().map(|months| {
        let ways = months.iter().rev().flat_map(|month| {
            let way = link(place.links.month(*month)).text(m.period_name(*month));
            [el("span").text(" "), way]
        });
        el("li").children(ways)
    });
    let list = el("ul").children(years);
    let bar = classed("nav", "months").attr("aria-label", m.older);
    Some(bar.child(list).view())
}

/// Where there is something to cite, the way to cite it all.
fn cite(place: Place, listing: &Listing) -> Option<AnyView> {
    let button = el("button")
        .attr("type", "button")
        .attr("data-desk", "cite")
        .text(place.words().cite_list);
    let is_some = listing.total > 0;
    is_some.then(|| classed("p", "list-tools").child(button).view())
}

fn rows(place: Place, query: &ListQuery, listing: &Listing) -> AnyView {
    let m = place.words();
    if listing.total > 0 {
        let is_front = query.filter.is_empty() && query.page == 0;
        let class = if is_front { "cards front" } else { "cards" };
        return place.cards(class, &listing.rows);
    }
    let unknown = listing.chosen.iter().any(|facet| facet.count == 0);
    let words = match (query.filter.is_empty(), unknown) {
        (true, _) => m.empty_archive,
        (false, true) => m.no_such_tag,
        (false, false) => m.nothing_matches,
    };
    let newest = unknown.then(|| place.newest());
    el("div")
        .child(classed("p", "nothing").text(words))
        .children(newest)
        .view()
}

pub(super) fn filter_panel(place: Place, panel: FilterPanel) -> AnyView {
    let (m, links) = (place.words(), place.links);
    let FilterPanel {
        query,
        listing,
        carried,
        wider,
        mode,
        open,
        shown,
    } = panel;
    let filter = move || {
        let offered = match (mode.get(), wider.get()) {
            (RowMode::Or, Some(Err(error))) => return place.notice(&error),
            (RowMode::Or, Some(Ok(wider))) => Some(wider),
            _ => None,
        };
        let on_days = on_days(place, query.at_page(0));
        let carried = match carried.get() {
            Some(Err(error)) => return place.notice(&error),
            Some(Ok(carried)) => carried,
            None => None,
        };
        let remaining = &offered.as_ref().unwrap_or(&listing).remaining;
        let (mut total, mut periods) = (listing.total, listing.periods.as_slice());
        let mut remaining = &**remaining;
        if let Some(carried) = &carried {
            (total, remaining, periods) = (carried.total, &carried.facets, &carried.periods);
        }
        let (query, chosen) = (&query, listing.chosen.as_slice());
        TagFilter {
            m,
            links,
            query,
            total,
            chosen,
            remaining,
            periods,
            years: listing.years,
            mode,
            on_days,
        }
        .view()
    };
    let filter = vec![shown.map(sentinel), Some(live(filter))];
    beside(m, open, filter.into_any())
}

/// Goes to the same list within other days.
fn on_days(place: Place, current: ListQuery) -> Rc<dyn Fn(DayRange)> {
    Rc::new(move |days| {
        let mut narrowed = current.clone();
        narrowed.filter.days = days;
        place.address.go(&place.links.list(&narrowed), false);
    })
}

/// Nothing to see: it is where the filter is, and not there while that is closed.
fn sentinel(shown: RwSignal<bool>) -> AnyView {
    let node = NodeRef::<leptos::html::Span>::new();
    nearness::tell(node, shown, nearness::NEAR);
    view! { <span node_ref=node></span> }.into_any()
}

/// The filter's place beside the list; where there is little room, a button
/// opens it.
fn beside(m: &'static Messages, open: RwSignal<bool>, filter: AnyView) -> AnyView {
    let class = move || if open.get() { "filter open" } else { "filter" };
    let toggle = el("button")
        .attr("type", "button")
        .attr("class", "filter-toggle")
        .live_attr("aria-expanded", Box::new(move || open.get().to_string()))
        .on_click(Box::new(move || open.update(|open| *open = !*open)))
        .text(m.filter);
    let heading = el("h2")
        .child(toggle)
        .child(classed("span", "filter-heading").text(m.filter));
    el("aside")
        .live_attr("class", Box::new(move || class().to_owned()))
        .attr("aria-label", m.filter)
        .child(heading)
        .child(classed("div", "filter-panel").child(filter))
        .view()
}

/// What is chosen, in words, as far as a title has room for them.
fn title_of(m: &'static Messages, query: &ListQuery, listing: &Listing) -> String {
    let refused =
        |facet: &Facet| query.filter.none.contains(facet.id()) && facet.is(FacetKind::Tag);
    let words = |facet: &Facet| match refused(facet) {
        true => [m.without, " ", &label(m, facet)].concat(),
        false => label(m, facet),
    };
    if let Some(month) = query.month() {
        return m.period_name(month);
    }
    match listing.chosen.len() {
        0 if query.filter.is_empty() => m.newest.to_owned(),
        1..=4 => listing
            .chosen
            .iter()
            .map(words)
            .collect::<Vec<_>>()
            .join(m.comma()),
        _ => m.selection.to_owned(),
    }
}
