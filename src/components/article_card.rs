use crate::Messages;
use crate::state::Links;
use kiosque_model::direction_of_language;
use kiosque_model::wire::Summary;
use leptos::prelude::*;

/// An article in a list: title, first words where there is room, source and date.
#[component]
pub fn ArticleCard(
    /// Words of the interface.
    m: &'static Messages,
    /// Addresses.
    links: Links,
    /// What to show.
    summary: Summary,
) -> impl IntoView {
    let href = links.summary(&summary);
    let direction = direction_of_language(&summary.language).as_str();
    let date = summary
        .date
        .as_ref()
        .map_or_else(|| m.undated.to_owned(), |date| m.date(date));
    let day = summary.date.as_ref().map(|date| date.as_str().to_owned());
    let foreign = (summary.language != m.code)
        .then(|| view! { <span class="card-language">{m.language_name(&summary.language).to_owned()}</span> });
    view! {
        <article class="card">
            <h3 lang=summary.language.clone() dir=direction>
                <a href=href>{summary.title}</a>
            </h3>
            {summary.excerpt.map(|excerpt| view! { <p class="excerpt" lang=summary.language dir=direction>{excerpt}</p> })}
            <p class="meta">
                <time datetime=day>{date}</time>
                {summary.source.map(|source| view! { <span class="card-source"><bdi>{source}</bdi></span> })}
                {foreign}
            </p>
        </article>
    }
    .into_any()
}
