//! Which link the reader is about to follow.

use super::window;
use leptos::ev;
use leptos::prelude::{request_animation_frame, set_timeout, window_event_listener};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// How long a pointer rests on a link that it may only pass over.
const REST: Duration = Duration::from_millis(100);

/// Tells `near` the path of a link that is touched, or that a pointer rests on.
pub(crate) fn watch(near: impl Fn(String) + Clone + 'static) {
    if window().is_none() {
        return;
    }
    let touched = near.clone();
    window_event_listener(ev::touchstart, move |event| {
        if let Some(path) = link_of(&event).and_then(|link| path_of(&link)) {
            let touched = touched.clone();
            // What the touch itself does comes first.
            request_animation_frame(move || touched(path));
        }
    });
    window_event_listener(ev::mouseover, move |event| {
        if let Some(link) = link_of(&event) {
            let near = near.clone();
            set_timeout(
                move || {
                    let rests = link.matches(":hover").unwrap_or_default();
                    if let Some(path) = path_of(&link).filter(|_| rests) {
                        near(path);
                    }
                },
                REST,
            );
        }
    });
}

fn link_of(event: &Event) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("main a[href*='/a/']").ok()?
}

fn path_of(link: &Element) -> Option<String> {
    let address = link.get_attribute("href")?;
    let end = address.find('?').unwrap_or(address.len());
    Some(address.get(..end)?.to_owned())
}
