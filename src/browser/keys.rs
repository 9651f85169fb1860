//! The keyboard's short ways: `/` to the search box, arrows from there through the
//! results.

use super::window;
use leptos::ev;
use leptos::prelude::window_event_listener;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, KeyboardEvent};

/// The search box, and the links that arrows go through after it.
const STOPS: &str = "#q, .found .cards h3 a";

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
    let active = document.active_element();
    let key = event.key();
    match key.as_str() {
        "/" => {
            let writes = active.is_some_and(|active| {
                matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            });
            let stop = stop(&document, 0).filter(|_| !writes)?;
            stop.focus().ok()
        }
        "ArrowDown" | "ArrowUp" => {
            let active = active?;
            if !active.matches(STOPS).ok()? {
                return None;
            }
            let stops = document.query_selector_all(STOPS).ok()?;
            let here = (0..stops.length()).find(|at| {
                let node = stops.item(*at);
                node.as_ref() == Some(active.as_ref())
            })?;
            let next = if key == "ArrowDown" {
                here.checked_add(1)
            } else {
                here.checked_sub(1)
            };
            stop(&document, next?)?.focus().ok()
        }
        _ => None,
    }
}

fn stop(document: &Document, at: u32) -> Option<HtmlElement> {
    let stops = document.query_selector_all(STOPS).ok()?;
    stops.item(at)?.dyn_into().ok()
}
