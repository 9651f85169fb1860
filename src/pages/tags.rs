use super::{Place, after_paint, arrived};
use crate::browser::query;
use crate::components::{breadcrumb, tag_links};
use kiosque_model::wire::{Facet, FacetKind};
use kiosque_reader::{DictionaryPage, Reader};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The index of tags, with how many articles carry each.
pub(super) fn page(place: Place) -> AnyView {
    let location = use_location();
    let start = Memo::new(move |_| {
        let pairs = query::pairs(&location.search.get());
        let start = pairs
            .into_iter()
            .find(|(name, _)| name == "start")
            .map(|(_, start)| start);
        start.unwrap_or_else(|| FacetKind::Tag.prefix().to_owned())
    });
    let tags = place.archive.ask(move || {
        let start = start.get();
        Box::new(move |reader: &Reader| reader.dictionary(&start))
    });
    let wanted = RwSignal::new(String::new());
    place.shown(tags, move |tags| index(place, tags, wanted))
}

fn index(place: Place, tags: DictionaryPage, wanted: RwSignal<String>) -> AnyView {
    let (m, links) = (place.words(), place.links);
    let site = place.interface.site_title();
    after_paint(move || arrived(m.tags, &site));
    let next = tags.next.map(|key| view! { <nav class="pager"><span></span><a rel="next" href=links.tags_from(&key)>{m.next_tags}</a></nav> });
    let facets = StoredValue::new(in_order(m.code, tags.facets));
    view! {
        {breadcrumb(m, links, Vec::new(), m.tags.to_owned())}
        <h1 tabindex="-1">{m.tags}</h1>
        <label class="find-tag">
            {m.find_tag}
            <input type="search" on:input:target=move |event| wanted.set(event.target().value())/>
        </label>
        {move || {
            let wanted = wanted.get().to_lowercase();
            let found: Vec<Facet> = facets.with_value(|facets| facets.iter().filter(|facet| speaks_of(facet, &wanted)).cloned().collect());
            if found.is_empty() {
                view! { <p class="nothing">{m.no_such_tag}</p> }.into_any()
            } else {
                tag_links(m, links, &found)
            }
        }}
        {next}
    }
    .into_any()
}

/// In the order of their labels in the reader's language.
fn in_order(language: &str, mut facets: Vec<Facet>) -> Vec<Facet> {
    facets.retain(|facet| facet.is(FacetKind::Tag));
    facets.sort_by_cached_key(|facet| facet.label_in(language).to_lowercase());
    facets
}

fn speaks_of(facet: &Facet, wanted: &str) -> bool {
    let mut words = facet.labels.values().chain([&facet.label]);
    words.any(|label| label.to_lowercase().contains(wanted)) || facet.id().contains(wanted)
}
