//! The reader's desk: a second module, loaded when something of it is first wanted.

use super::base_path::base_path;
use super::{document, window};
use leptos::ev;
use leptos::prelude::window_event_listener;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

/// The attribute of what opens the desk, and of the document's root while something is
/// wanted of it.
const WANTED: &str = "data-desk";

/// The event that tells a desk that is there.
const EVENT: &str = "kiosque-desk";

/// The event by which it tells that the look of the page was chosen anew.
const COMFORT: &str = "kiosque-comfort";

const SCRIPT: &str = "script[data-desk-script]";

/// Starts listening for clicks on what opens the desk. `failed` is told where its
/// module cannot be had.
pub(crate) fn watch(failed: impl Fn() + Clone + 'static) {
    if window().is_some() {
        window_event_listener(ev::click, move |event| {
            let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            let opener = target.and_then(|target| target.closest("[data-desk]:not(html)").ok()?);
            if let Some(name) = opener.and_then(|opener| opener.get_attribute(WANTED)) {
                want(&name, failed.clone());
            }
        });
    }
}

/// Does something when the reader has chosen another look of the page.
pub(crate) fn on_comfort(act: impl Fn() + 'static) {
    let document = window().and_then(|window| window.document());
    if let Some(document) = document {
        let act = Closure::<dyn Fn()>::new(act).into_js_value();
        // Fails for no name of an event.
        let _ = document.add_event_listener_with_callback(COMFORT, act.unchecked_ref());
    }
}

/// Wants something of the desk.
pub(crate) fn want(name: &str, failed: impl Fn() + 'static) {
    document::set_root_attribute(WANTED, name);
    let document = window().and_then(|window| window.document());
    let (Some(document), Ok(event)) = (document, Event::new(EVENT)) else {
        return;
    };
    // Nobody hears it before the module is there, which then looks by itself.
    let _ = document.dispatch_event(&event);
    if let Ok(None) = document.query_selector(SCRIPT) {
        // Fails for no element of ours.
        let _ = load(&document, Box::new(failed));
    }
}

fn load(page: &web_sys::Document, failed: Box<dyn Fn()>) -> Option<()> {
    let script = page.create_element("script").ok()?;
    let named = document::app().and_then(|app| app.get_attribute("data-desk-module"));
    let address = named.unwrap_or_else(|| base_path() + "kiosque-desk.js");
    for (name, value) in [
        ("type", "module"),
        ("data-desk-script", ""),
        ("src", &address),
    ] {
        script.set_attribute(name, value).ok()?;
    }
    let broken = script.clone();
    let fail = Closure::once_into_js(move || {
        // The next click tries again.
        broken.remove();
        failed();
    });
    script
        .add_event_listener_with_callback("error", fail.unchecked_ref())
        .ok()?;
    page.head()?.append_child(&script).ok()?;
    Some(())
}
