//! An article's table of contents.

use super::Place;
use crate::browser::text;
use crate::components::{classed, el};
use kiosque_model::SafeHtml;
use leptos::prelude::*;

/// With fewer headings an article needs none.
const HEADINGS: usize = 3;

/// Links to the article's headings, closed at first.
pub(super) fn contents(place: Place, body: &SafeHtml) -> Option<AnyView> {
    let headings = text::headings(body);
    if headings.len() < HEADINGS {
        return None;
    }
    let items = headings.iter().map(|(id, title, is_minor)| {
        // The browser goes there by itself.
        let way = el("a")
            .attr("href", ["#", id].concat())
            .attr("rel", "external");
        let item = if *is_minor {
            classed("li", "minor")
        } else {
            el("li")
        };
        item.child(way.attr("dir", "auto").text(title))
    });
    let list = el("ol").children(items);
    let summary = el("summary").text(place.words().contents);
    Some(
        classed("details", "contents")
            .child(summary)
            .child(list)
            .view(),
    )
}
