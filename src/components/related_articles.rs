use super::element::El;
use super::{classed, el, link};
use crate::Messages;
use crate::state::Links;
use kiosque_model::direction_of_language;
use kiosque_model::wire::{Reasons, Related};
use leptos::prelude::AnyView;

/// The articles near the one being read, nearest first, each with its reasons
/// in words.
pub fn related_articles(m: &'static Messages, links: Links, related: &[Related]) -> AnyView {
    if related.is_empty() {
        return el("p").text(m.no_relation).view();
    }
    classed("ul", "related")
        .children(related.iter().map(|related| row(m, links, related)))
        .view()
}

fn row(m: &'static Messages, links: Links, related: &Related) -> El {
    let direction = direction_of_language(&related.language).as_str();
    let title = link(links.related(related))
        .lang(&related.language, direction)
        .text(&related.title);
    let date = related
        .date
        .as_ref()
        .map(|date| el("time").text(m.date(date)));
    let reasons = Some(reasons_in_words(m, &related.reasons)).filter(|words| !words.is_empty());
    let reasons = reasons.map(|words| el("span").child(el("bdi").text(words)));
    el("li")
        .child(title)
        .child(classed("p", "meta").children(date).children(reasons))
}

/// `2 étiquettes rares en commun, même semaine`
fn reasons_in_words(m: &'static Messages, reasons: &Reasons) -> String {
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
