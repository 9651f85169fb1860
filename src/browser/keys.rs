//! The keyboard's short ways: `/` to the search box, arrows from there through the
//! results; single keys for what has a button or a link on the page. The reader may
//! turn all but the arrows in results off (`data-keys`).

use super::window;
use leptos::ev;
use leptos::prelude::window_event_listener;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, KeyboardEvent};

/// The search box, and the links that arrows go through after it.
const STOPS: &str = "#q, .found .cards h3 a";

/// Where keys are for writing or choosing.
const WRITTEN_IN: &str = "input, textarea, select, [contenteditable], dialog *";

/// Starts listening.
pub(crate) fn watch() {
    if window().is_some() {
        window_event_listener(ev::keydown, |event| {
            let is_plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
            if is_plain && act(&event).is_some() {
                event.prevent_default();
            }
        });
    }
}

fn act(event: &KeyboardEvent) -> Option<()> {
    let document = window()?.document()?;
    let key = event.key();
    match document.active_element() {
        Some(active) if active.matches(STOPS).ok()? && key.starts_with("Arrow") => {
            walk(&document, &active, &key)
        }
        Some(active) if active.matches(WRITTEN_IN).ok()? => None,
        _ => short_way(&document, &key),
    }
}

/// From one result to the next.
fn walk(document: &Document, active: &Element, key: &str) -> Option<()> {
    let stops = document.query_selector_all(STOPS).ok()?;
    let here = (0..stops.length()).find(|at| {
        let node = stops.item(*at);
        node.as_ref() == Some(active.as_ref())
    })?;
    let next = match key {
        "ArrowDown" => here.checked_add(1),
        "ArrowUp" => here.checked_sub(1),
        _ => None,
    };
    stop(document, next?)?.focus().ok()
}

/// Does what the button or link of a key does.
fn short_way(document: &Document, key: &str) -> Option<()> {
    let root = document.document_element()?;
    if root.has_attribute("data-keys") {
        return None;
    }
    let is_mirrored = root.get_attribute("dir").as_deref() == Some("rtl");
    let selector = match (key, is_mirrored) {
        ("/", _) => return stop(document, 0)?.focus().ok(),
        ("?", _) => "[data-desk=help]",
        ("s", _) => "[data-desk=save]",
        ("c", _) => "[data-desk=cite]",
        ("ArrowLeft", false) | ("ArrowRight", true) => "a[rel=prev]",
        ("ArrowRight", false) | ("ArrowLeft", true) => "a[rel=next]",
        _ => return None,
    };
    let way = document.query_selector(selector).ok()??;
    way.dyn_ref::<HtmlElement>()?.click();
    Some(())
}

fn stop(document: &Document, at: u32) -> Option<HtmlElement> {
    let stops = document.query_selector_all(STOPS).ok()?;
    stops.item(at)?.dyn_into().ok()
}
