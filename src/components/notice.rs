use super::element::El;
use super::{classed, el, link};
use crate::Messages;
use crate::state::Links;
use kiosque_reader::ReadError;
use leptos::prelude::AnyView;

/// What could not be read, in words the reader can act on, and the way out:
/// `retry` asks again.
pub fn notice(
    m: &'static Messages,
    links: Links,
    error: &ReadError,
    retry: Box<dyn Fn()>,
) -> AnyView {
    let way_out = match error {
        ReadError::TooNew { .. } => link(links.home())
            .attr("class", "button")
            .attr("rel", "external")
            .text(m.reload),
        _ => retry_button(m, retry),
    };
    let part = part_of(m, &error.to_string());
    let actions = classed("p", "notice-actions").child(way_out).text(" ");
    classed("div", "notice")
        .attr("role", "alert")
        .child(about(part, words_of(m, error)))
        .child(actions.child(link(links.home()).text(m.back_home)))
        .child(
            classed("p", "notice-details")
                .attr("dir", "ltr")
                .text(error.to_string()),
        )
        .view()
}

/// Says what is on its way, once its first element names that. The style sheet shows
/// the way to ask again after a while.
pub fn waiting(m: &'static Messages, retry: Box<dyn Fn()>) -> AnyView {
    classed("div", "waiting")
        .attr("role", "status")
        .child(el("strong").attr("id", "waiting"))
        .child(el("span").text(m.loading))
        .child(retry_button(m, retry))
        .view()
}

/// Says that the edition on screen is this device's own.
pub fn kept(m: &'static Messages, retry: Box<dyn Fn()>) -> AnyView {
    standing(m.kept_edition, retry_button(m, retry))
}

/// Offers a newer edition.
pub fn older(m: &'static Messages, reload: Box<dyn Fn()>) -> AnyView {
    let reload = el("button")
        .attr("type", "button")
        .on_click(reload)
        .text(m.show_edition);
    standing(m.newer_edition, reload)
}

fn standing(words: &str, way: El) -> AnyView {
    classed("p", "standing")
        .attr("role", "status")
        .child(el("span").text(words))
        .child(way)
        .view()
}

fn about(part: &str, words: &str) -> El {
    el("p").child(el("strong").text(part)).text(" ").text(words)
}

fn retry_button(m: &'static Messages, retry: Box<dyn Fn()>) -> El {
    el("button")
        .attr("type", "button")
        .on_click(retry)
        .text(m.retry)
}

/// What a file holds, by the first letters of its folder in `data/`; nothing is held
/// by no file.
pub fn part_of(m: &'static Messages, file: &str) -> &'static str {
    match file.get(5..8) {
        Some("pac" | "ids") => m.article,
        Some("lis" | "row" | "nod") => m.list,
        Some("dic" | "rec") => m.tags,
        Some("pos" | "pai") => m.filter,
        Some("cal") => m.dates,
        Some("add") => m.articles_in_relation,
        Some("sea") => m.search,
        Some(_) => m.about_archive,
        None => "",
    }
}

/// The sentence for an error.
pub(crate) fn words_of(m: &'static Messages, error: &ReadError) -> &'static str {
    match error {
        ReadError::Offline { .. } => m.offline,
        ReadError::Missing { .. } => m.missing,
        ReadError::Refused { .. } => m.refused,
        ReadError::Damaged { .. } => m.damaged,
        ReadError::TooNew { .. } => m.too_new,
    }
}
