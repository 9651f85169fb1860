use crate::state::Links;
use crate::{ListQuery, Messages, RowMode};
use kiosque_model::DayRange;
use kiosque_model::wire::{Facet, FacetKind};
use leptos::prelude::*;

/// Tags offered at once.
const OFFERED: usize = 24;

/// Narrows a list: what is chosen, what remains to choose, each with its count
/// in the list on screen. Every choice is a link to the narrower list.
#[component]
pub fn TagFilter(
    /// Words of the interface.
    m: &'static Messages,
    /// Addresses.
    links: Links,
    /// The list on screen.
    query: ListQuery,
    /// Articles in it.
    total: u32,
    /// The facets it names.
    chosen: Vec<Facet>,
    /// The facets its articles carry.
    remaining: Vec<Facet>,
    /// What choosing a tag does.
    mode: RwSignal<RowMode>,
    /// Narrows to days.
    on_days: Callback<DayRange>,
) -> impl IntoView {
    let of = |kind: FacetKind| remaining.iter().filter(move |facet| facet.is(kind));
    let tags: Vec<&Facet> = of(FacetKind::Tag)
        .filter(|facet| offers(&query, facet, total, mode.get_untracked()))
        .take(OFFERED)
        .collect();
    view! {
        {selection(m, links, &query, &chosen)}
        <fieldset class="modes">
            <legend>{m.tap_adds}</legend>
            {mode_button(m.with, RowMode::With, mode)}
            {mode_button(m.or, RowMode::Or, mode)}
            {mode_button(m.without, RowMode::Without, mode)}
        </fieldset>
        {offered_tags(m, links, &query, &tags, mode.get_untracked())}
        <p class="all-tags"><a href=links.tags()>{m.all_tags}</a></p>
        {choices(m, links, &query, m.content_languages, of(FacetKind::Language).collect())}
        {choices(m, links, &query, m.sources, of(FacetKind::Source).take(OFFERED).collect())}
        {days(m, &query.filter.days, on_days)}
    }
    .into_any()
}

/// A tag that would change nothing is not offered.
fn offers(query: &ListQuery, facet: &Facet, total: u32, mode: RowMode) -> bool {
    !query.names(facet) && (mode == RowMode::Or || facet.count < total || query.filter.is_empty())
}

fn selection(
    m: &'static Messages,
    links: Links,
    query: &ListQuery,
    chosen: &[Facet],
) -> Option<AnyView> {
    if query.filter.is_empty() {
        return None;
    }
    let chips: Vec<AnyView> = chosen
        .iter()
        .map(|facet| chip(m, links, query, facet))
        .collect();
    let cleared = links.home();
    Some(
        view! {
            <ul class="chips">
                {chips}
                {day_chip(m, links, query)}
                <li><a class="clear" data-noscroll href=cleared>{m.clear}</a></li>
            </ul>
        }
        .into_any(),
    )
}

fn chip(m: &'static Messages, links: Links, query: &ListQuery, facet: &Facet) -> AnyView {
    let label = label(m, facet);
    let role = if !facet.is(FacetKind::Tag) {
        None
    } else if query.filter.none.contains(facet.id()) {
        Some(m.without)
    } else if query.filter.any.contains(facet.id()) {
        Some(m.one_of)
    } else {
        None
    };
    let href = links.list(&query.without(facet));
    let name = m.remove(&label);
    view! {
        <li>
            <a class="chip" data-noscroll href=href aria-label=name>
                {role.map(|role| view! { <span class="chip-role">{role}</span> })}
                <bdi>{label}</bdi>
                <span class="chip-cross" aria-hidden="true">"×"</span>
            </a>
        </li>
    }
    .into_any()
}

fn day_chip(m: &'static Messages, links: Links, query: &ListQuery) -> Option<AnyView> {
    let days = &query.filter.days;
    if days.is_open() {
        return None;
    }
    let mut wider = query.at_page(0);
    wider.filter.days = DayRange::default();
    let label = [days.from.as_deref(), days.to.as_deref()]
        .map(|day| day.unwrap_or("…"))
        .join(" – ");
    Some(
        view! {
            <li>
                <a class="chip" data-noscroll href=links.list(&wider) aria-label=m.remove(&label)>
                    <bdi dir="ltr">{label.clone()}</bdi>
                    <span class="chip-cross" aria-hidden="true">"×"</span>
                </a>
            </li>
        }
        .into_any(),
    )
}

fn mode_button(label: &'static str, own: RowMode, mode: RwSignal<RowMode>) -> AnyView {
    let pressed = if mode.get_untracked() == own {
        "true"
    } else {
        "false"
    };
    view! { <button type="button" aria-pressed=pressed on:click=move |_| mode.set(own)>{label}</button> }.into_any()
}

fn offered_tags(
    m: &'static Messages,
    links: Links,
    query: &ListQuery,
    tags: &[&Facet],
    mode: RowMode,
) -> AnyView {
    if tags.is_empty() {
        return view! { <p class="none-left">{m.no_tag_left}</p> }.into_any();
    }
    let role = match mode {
        RowMode::With => m.with,
        RowMode::Or => m.or,
        RowMode::Without => m.without,
    };
    let items: Vec<AnyView> = tags.iter().map(|facet| {
        let href = links.list(&query.with(facet, mode));
        let label = label(m, facet);
        let name = format!("{role} {label}, {}", m.articles(facet.count));
        view! {
            <li><a class="tag" data-noscroll href=href aria-label=name><bdi>{label}</bdi>" "<span class="count">{m.number(facet.count)}</span></a></li>
        }
        .into_any()
    }).collect();
    view! { <ul class="tags offered" aria-label=m.tags>{items}</ul> }.into_any()
}

fn choices(
    m: &'static Messages,
    links: Links,
    query: &ListQuery,
    title: &'static str,
    facets: Vec<&Facet>,
) -> Option<AnyView> {
    let open: Vec<AnyView> = facets
        .into_iter()
        .filter(|facet| !query.names(facet))
        .map(|facet| {
            let href = links.list(&query.with(facet, RowMode::With));
            view! {
                <li><a class="tag" data-noscroll href=href><bdi>{label(m, facet)}</bdi>" "<span class="count">{m.number(facet.count)}</span></a></li>
            }
            .into_any()
        })
        .collect();
    (!open.is_empty()).then(|| view! { <h3>{title}</h3><ul class="tags">{open}</ul> }.into_any())
}

fn label(m: &'static Messages, facet: &Facet) -> String {
    if facet.is(FacetKind::Language) {
        m.language_name(facet.id()).to_owned()
    } else {
        facet.label_in(m.code).to_owned()
    }
}

fn days(m: &'static Messages, days: &DayRange, on_days: Callback<DayRange>) -> AnyView {
    let from = NodeRef::<leptos::html::Input>::new();
    let to = NodeRef::<leptos::html::Input>::new();
    let value = |input: NodeRef<leptos::html::Input>| {
        input
            .get_untracked()
            .map(|input| input.value())
            .filter(|day| !day.is_empty())
    };
    view! {
        <h3>{m.dates}</h3>
        <form class="days" on:submit=move |event| {
            event.prevent_default();
            on_days.run(DayRange { from: value(from), to: value(to) });
        }>
            <label>{m.from}<input type="date" name="from" node_ref=from value=days.from.clone()/></label>
            <label>{m.to}<input type="date" name="to" node_ref=to value=days.to.clone()/></label>
            <button type="submit">{m.apply}</button>
        </form>
    }
    .into_any()
}
