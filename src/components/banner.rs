use crate::state::Links;
use crate::{Language, Messages};
use kiosque_model::wire::SiteDescription;
use leptos::prelude::*;

/// The top of every page: the site's name and banner, the way around, the
/// languages of the interface.
#[component]
pub(crate) fn Banner(
    /// Words of the interface.
    m: &'static Messages,
    /// Addresses.
    links: Links,
    /// What the publisher says of the site.
    site: SiteDescription,
    /// The language in use.
    language: Language,
    /// Changes the language.
    choose: Callback<Language>,
) -> impl IntoView {
    let title = site.titles.get(m.code).unwrap_or(&site.title).clone();
    let image = site
        .banner
        .image
        .clone()
        .map(|file| view! { <img class="banner-image" src=links.images() + &file alt=""/> });
    let text = (!site.banner.text.is_empty())
        .then(|| view! { <p class="banner-text" dir="auto">{site.banner.text.clone()}</p> });
    view! {
        <header class="banner">
            {image}
            <div class="banner-row">
                <p class="site-name"><a href=links.home()><bdi>{title}</bdi></a></p>
                <nav aria-label=m.navigation>
                    <a href=links.home()>{m.home}</a>
                    <a href=links.tags()>{m.tags}</a>
                    <a href=links.about()>{m.about}</a>
                </nav>
                {language_switch(m, &site, language, choose)}
            </div>
            {text}
        </header>
    }
    .into_any()
}

fn language_switch(
    m: &'static Messages,
    site: &SiteDescription,
    current: Language,
    choose: Callback<Language>,
) -> AnyView {
    let offered = |language: &Language| {
        site.languages.is_empty()
            || site
                .languages
                .iter()
                .any(|tag| Language::of_tag(tag) == Some(*language))
    };
    let buttons: Vec<AnyView> = Language::ALL
        .into_iter()
        .filter(offered)
        .map(|language| {
            let words = language.messages();
            let pressed = if language == current { "true" } else { "false" };
            view! {
                <button type="button" lang=words.code aria-pressed=pressed on:click=move |_| choose.run(language)>
                    {words.name}
                </button>
            }
            .into_any()
        })
        .collect();
    view! { <div class="languages" role="group" aria-label=m.interface_language>{buttons}</div> }
        .into_any()
}
