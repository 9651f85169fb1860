//! The site's service worker, which keeps what was read.

use super::{document, window};
use leptos::task::spawn_local;
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Function, Object, Promise, Reflect};

/// The attribute of the document's root that says where it is; absent where a site
/// keeps nothing.
const WORKER: &str = "data-offline";

thread_local! {
    static STARTED: Cell<bool> = const { Cell::new(false) };
}

/// Starts it once, where the site has one and the browser lets it.
pub(crate) fn start() {
    if STARTED.replace(true) {
        return;
    }
    let Some(script) = document::root_attribute(WORKER) else {
        return;
    };
    // Without a secure context there are none.
    let workers = window().and_then(|window| {
        let workers = Reflect::get(&window.navigator(), &"serviceWorker".into()).ok()?;
        workers.is_object().then_some(workers)
    });
    if let Some(workers) = workers {
        // Reading needs none: where it cannot be had, nothing is kept.
        let _ = register(&workers, &script);
    }
}

fn register(workers: &JsValue, script: &str) -> Option<()> {
    let register = Reflect::get(workers, &"register".into()).ok()?;
    let options = Object::new();
    // The browser's cache must not hold an old one on.
    Reflect::set(&options, &"updateViaCache".into(), &"none".into()).ok()?;
    let register: Function = register.dyn_into().ok()?;
    let started = register.call2(workers, &script.into(), &options).ok()?;
    let started: Promise = started.dyn_into().ok()?;
    // Awaited so that a refusal is nobody's surprise.
    spawn_local(async move { drop(JsFuture::from(started).await) });
    Some(())
}
