//! Hands the page on: by the device's own sheet where it has one, else by the
//! clipboard.

use crate::page;
use crate::words::Words;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Shares the page on screen.
pub(crate) fn share(words: &'static Words) {
    let title = page::document().map(|document| document.title());
    let (title, address) = (title.unwrap_or_default(), page::address());
    spawn_local(async move {
        match sheet(&title, &address) {
            // The reader may call it off.
            Some(shared) => drop(JsFuture::from(shared).await),
            None => copy(&address, words.link_copied, words).await,
        }
    });
}

/// The device's own sheet.
fn sheet(title: &str, address: &str) -> Option<Promise> {
    let navigator: JsValue = page::window()?.navigator().into();
    let share = Reflect::get(&navigator, &"share".into()).ok()?;
    let share: Function = share.dyn_into().ok()?;
    let what = Object::new();
    Reflect::set(&what, &"title".into(), &title.into()).ok()?;
    Reflect::set(&what, &"url".into(), &address.into()).ok()?;
    share.call1(&navigator, &what).ok()?.dyn_into().ok()
}

/// Puts `text` into the clipboard and says so.
pub(crate) async fn copy(text: &str, done: &str, words: &'static Words) {
    let is_copied = match write(text) {
        Some(written) => JsFuture::from(written).await.is_ok(),
        None => false,
    };
    page::tell(if is_copied { done } else { words.no_copying });
}

/// None where the page has no clipboard: in a context that is not secure.
fn write(text: &str) -> Option<Promise> {
    let navigator: JsValue = page::window()?.navigator().into();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let clipboard: web_sys::Clipboard = clipboard.dyn_into().ok()?;
    Some(clipboard.write_text(text))
}
