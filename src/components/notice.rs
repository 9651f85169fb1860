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
    retry: Box<dyn Fn() + Send>,
) -> AnyView {
    let way_out = match error {
        ReadError::TooNew { .. } => link(links.home())
            .attr("class", "button")
            .attr("rel", "external")
            .text(m.reload),
        _ => el("button")
            .attr("type", "button")
            .on_click(retry)
            .text(m.retry),
    };
    let actions = classed("p", "notice-actions").child(way_out).text(" ");
    classed("div", "notice")
        .attr("role", "alert")
        .child(el("p").text(words_of(m, error)))
        .child(actions.child(link(links.home()).text(m.back_home)))
        .child(
            classed("p", "notice-details")
                .attr("dir", "ltr")
                .text(error.to_string()),
        )
        .view()
}

/// The sentence for an error.
fn words_of(m: &'static Messages, error: &ReadError) -> &'static str {
    match error {
        ReadError::Offline { .. } => m.offline,
        ReadError::Missing { .. } => m.missing,
        ReadError::Refused { .. } => m.refused,
        ReadError::Damaged { .. } => m.damaged,
        ReadError::TooNew { .. } => m.too_new,
    }
}
