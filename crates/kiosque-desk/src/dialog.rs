//! The one dialog that the desk shows at a time.

use crate::node::{Node, button, node};
use crate::page;
use crate::words::Words;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlDialogElement, KeyboardEvent};

const ID: &str = "desk";

/// How it stands in the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    /// Before the page, which waits.
    Modal,
    /// Beside the page, which stays alive.
    Beside,
}

/// Shows `content` under `title`, in the place of what was shown before. It is closed
/// by its button, by Escape and by going elsewhere; the keyboard then returns to
/// where it was.
pub(crate) fn show(words: &'static Words, title: &str, stand: Stand, content: Node) {
    close();
    let end = button("×", close).attr("aria-label", words.close);
    let head = node("div")
        .attr("class", "desk-head")
        .child(node("h2").attr("id", "desk-title").text(title))
        .child(end);
    let class = match stand {
        Stand::Modal => "desk",
        Stand::Beside => "desk beside",
    };
    let dialog = node("dialog")
        .attr("id", ID)
        .attr("class", class)
        .attr("aria-labelledby", "desk-title")
        .on("keydown", |event| {
            let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
            if key.as_deref() == Some("Escape") {
                close();
            }
        })
        .on("close", |event| {
            let closed = event.target().and_then(|it| it.dyn_into().ok());
            closed.iter().for_each(web_sys::Element::remove);
        })
        .child(head)
        .child(content);
    let body = page::document().and_then(|document| document.body());
    if let (Some(element), Some(body)) = (dialog.element(), body) {
        // Fails for no element of ours.
        let _ = body.append_child(element);
        if let Some(dialog) = element.dyn_ref::<HtmlDialogElement>() {
            match stand {
                // Fails for one that is not in the page.
                Stand::Modal => drop(dialog.show_modal()),
                Stand::Beside => dialog.show(),
            }
        }
    }
}

/// Closes it.
pub(crate) fn close() {
    let open = page::find("#desk").and_then(|open| open.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = open {
        dialog.close();
        // The event that removes it comes later; another may be shown before.
        dialog.remove();
    }
}

/// Closes it when the reader goes back or on.
pub(crate) fn watch() {
    let leave = Closure::<dyn Fn(Event)>::new(|_| close()).into_js_value();
    if let Some(window) = page::window() {
        // Fails for no name of an event.
        let _ = window.add_event_listener_with_callback("popstate", leave.unchecked_ref());
    }
}
