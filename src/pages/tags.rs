use super::{Place, after_paint, arrived, heading};
use crate::Messages;
use crate::browser::{query, words};
use crate::components::{breadcrumb, classed, el, link, live, tag_links};
use kiosque_model::direction_of_text;
use kiosque_model::wire::{Facet, FacetKind};
use kiosque_reader::{DictionaryPage, Reader};
use leptos::prelude::*;

/// The index of tags, with how many articles carry each.
pub(super) fn page(place: Place) -> AnyView {
    let search = place.address.search;
    let tags = place.archive.ask(move || {
        let pairs = query::pairs(&search.get());
        let start = pairs
            .into_iter()
            .find(|(name, _)| name == "start")
            .map(|(_, start)| start);
        let start = start.unwrap_or_else(|| FacetKind::Tag.prefix().to_owned());
        Box::new(move |reader: &Reader| reader.dictionary(&start))
    });
    let wanted = RwSignal::new(String::new());
    place.shown(tags, move |tags| index(place, tags, wanted))
}

fn index(place: Place, tags: DictionaryPage, wanted: RwSignal<String>) -> AnyView {
    let (m, links) = (place.words(), place.links);
    let site = place.interface.site_title();
    after_paint(move || arrived(m.tags, &site));
    let next = tags.next.map(|key| {
        link(links.tags_from(&key))
            .attr("rel", "next")
            .text(m.next_tags)
    });
    let next = next.map(|next| classed("nav", "pager").child(el("span")).child(next).view());
    let facets = in_order(m, tags.facets);
    let found = move || {
        let wanted = words::lower(&wanted.get());
        let speaks = |facet: &&Facet| speaks_of(facet, &wanted);
        let found: Vec<Facet> = facets.iter().filter(speaks).cloned().collect();
        match found.as_slice() {
            [] => classed("p", "nothing").text(m.no_such_tag).view(),
            found => tag_links(m, links, found),
        }
    };
    let trail = breadcrumb(m, links, Vec::new(), m.tags.to_owned());
    let parts = vec![
        trail,
        heading(m.tags),
        search(m.find_tag, wanted),
        live(found),
    ];
    parts.into_iter().chain(next).collect::<Vec<_>>().into_any()
}

fn search(label: &'static str, wanted: RwSignal<String>) -> AnyView {
    let typed = move |event| wanted.set(event_target_value(&event));
    let field = el("input").attr("type", "search");
    classed("label", "find-tag")
        .text(label)
        .child(field.on("input", Box::new(typed)))
        .view()
}

/// In the order of their labels in the reader's language, those in its own
/// direction of writing first.
fn in_order(m: &Messages, mut facets: Vec<Facet>) -> Vec<Facet> {
    facets.retain(|facet| facet.is(FacetKind::Tag));
    kiosque_reader::in_order(facets, |facet| {
        let label = facet.label_in(m.code);
        let foreign = direction_of_text(label).is_some_and(|direction| direction != m.direction);
        (if foreign { "1" } else { "0" }).to_owned() + &words::sorting_key(label)
    })
}

fn speaks_of(facet: &Facet, wanted: &str) -> bool {
    let mut words = facet.labels.values().chain([&facet.label]);
    words.any(|label| words::lower(label).contains(wanted)) || facet.id().contains(wanted)
}
