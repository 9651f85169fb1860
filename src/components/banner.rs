use super::{Typing, classed, el, link, search_box};
use crate::Language;
use crate::state::Links;
use kiosque_model::wire::SiteDescription;
use leptos::prelude::*;

/// The top of every page: the site's name and banner, the way around, the
/// languages of the interface.
pub(crate) fn banner(
    links: Links,
    site: &SiteDescription,
    language: Language,
    choose: Callback<Language>,
    typing: &Typing,
) -> AnyView {
    let m = language.messages();
    let title = site.titles.get(m.code).unwrap_or(&site.title);
    let image = site
        .banner
        .image
        .as_ref()
        .map(|file| picture(links.images() + file));
    let text = Some(&site.banner.text).filter(|text| !text.is_empty());
    let text = text.map(|text| classed("p", "banner-text").attr("dir", "auto").text(text));
    let around = el("nav")
        .attr("aria-label", m.navigation)
        .child(link(links.home()).text(m.home))
        .child(link(links.tags()).text(m.tags))
        .child(link(links.saved()).text(m.saved_articles))
        .child(link(links.about()).attr("class", "spare").text(m.about));
    let name = classed("p", "site-name").child(link(links.home()).child(el("bdi").text(title)));
    let row = classed("div", "banner-row").child(name).child(around);
    let comfort = classed("button", "comfort")
        .attr("type", "button")
        .attr("data-desk", "comfort")
        .attr("aria-haspopup", "dialog")
        .attr("aria-label", m.comfort)
        .child(el("span").attr("aria-hidden", "true").text("Aa"));
    let row = row
        .child(language_switch(site, language, choose))
        .child(comfort)
        .child(search_box(m, typing));
    classed("header", "banner")
        .children(image)
        .child(row)
        .children(text)
        .view()
}

fn picture(address: String) -> AnyView {
    classed("img", "banner-image")
        .attr("src", address)
        .attr("alt", "")
        .view()
}

fn language_switch(
    site: &SiteDescription,
    current: Language,
    choose: Callback<Language>,
) -> AnyView {
    let tags = &site.languages;
    let offered = |language: &Language| {
        tags.is_empty()
            || tags
                .iter()
                .any(|tag| Language::of_tag(tag) == Some(*language))
    };
    let buttons = Language::ALL.into_iter().filter(offered).map(|language| {
        let words = language.messages();
        el("button")
            .attr("type", "button")
            .attr("lang", words.code)
            .attr("aria-pressed", (language == current).to_string())
            .on_click(Box::new(move || choose.run(language)))
            .text(words.name)
    });
    let label = current.messages().interface_language;
    classed("div", "languages")
        .attr("role", "group")
        .attr("aria-label", label)
        .children(buttons)
        .view()
}
