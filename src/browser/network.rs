//! What the reader's network can bear.

use super::window;
use leptos::ev;
use leptos::prelude::window_event_listener;
use std::cell::Cell;
use wasm_bindgen::JsValue;
use web_sys::js_sys::{Date, Reflect};

/// Milliseconds after which a page that is looked at again may be behind the server.
const OLD: f64 = 600_000.0;

/// Does something when the network is back, and when the reader is after a while.
pub(crate) fn on_return(act: impl Fn() + Clone + 'static) {
    if window().is_none() {
        return;
    }
    let back = act.clone();
    window_event_listener(ev::online, move |_| back());
    let last = Cell::new(Date::now());
    window_event_listener(ev::focus, move |_| {
        let now = Date::now();
        if now - last.get() > OLD {
            last.set(now);
            act();
        }
    });
}

/// Whether what can be done without is not fetched: the reader asked to save data,
/// or the network is slow, as far as the browser says.
pub(crate) fn is_spared() -> bool {
    let Some(window) = window() else {
        return true;
    };
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let Some(connection) = get(&window.navigator(), "connection").filter(JsValue::is_object) else {
        return false;
    };
    let saves = get(&connection, "saveData").is_some_and(|saves| saves.is_truthy());
    let kind = get(&connection, "effectiveType").and_then(|kind| kind.as_string());
    saves || kind.is_some_and(|kind| kind.ends_with("2g"))
}
