use crate::Messages;
use crate::state::Links;
use kiosque_model::direction_of_language;
use kiosque_model::wire::{Reasons, Related};
use leptos::prelude::*;

/// The articles near the one being read, each with its reasons in words.
#[component]
pub fn RelatedArticles(
    /// Words of the interface.
    m: &'static Messages,
    /// Addresses.
    links: Links,
    /// Nearest first.
    related: Vec<Related>,
) -> impl IntoView {
    if related.is_empty() {
        return view! { <p>{m.no_relation}</p> }.into_any();
    }
    let rows: Vec<AnyView> = related
        .into_iter()
        .map(|related| row(m, links, &related))
        .collect();
    view! { <ul class="related">{rows}</ul> }.into_any()
}

fn row(m: &'static Messages, links: Links, related: &Related) -> AnyView {
    let date = related.date.as_ref().map(|date| m.date(date));
    let direction = direction_of_language(&related.language).as_str();
    let reasons = reasons_in_words(m, &related.reasons);
    view! {
        <li>
            <a href=links.related(related) lang=related.language.clone() dir=direction>{related.title.clone()}</a>
            <p class="meta">
                {date.map(|date| view! { <time>{date}</time> })}
                {(!reasons.is_empty()).then(|| view! { <span class="reasons" dir="auto">{reasons}</span> })}
            </p>
        </li>
    }
    .into_any()
}

/// `2 étiquettes rares en commun, même semaine`
pub(crate) fn reasons_in_words(m: &'static Messages, reasons: &Reasons) -> String {
    let mut words = Vec::new();
    if reasons.translation {
        words.push(m.translation.to_owned());
    }
    if !reasons.tags.is_empty() {
        words.push(m.shared_tags(reasons.tags.len()));
    }
    if !reasons.words.is_empty() {
        words.push(m.shared_words(&reasons.words));
    }
    if reasons.same_week {
        words.push(m.same_week.to_owned());
    }
    words.join(m.comma())
}
