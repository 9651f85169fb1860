//! What the reader's network can bear.

use super::window;
use wasm_bindgen::JsValue;
use web_sys::js_sys::Reflect;

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
