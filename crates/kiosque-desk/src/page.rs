//! The page the desk stands in.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Storage, Window};

/// The attribute of the document's root that says what is wanted.
const WANTED: &str = "data-desk";

/// The page's window.
pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

/// The page's document.
pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

/// The document's root element.
pub(crate) fn root() -> Option<Element> {
    document()?.document_element()
}

/// What is wanted of the desk, which is then wanted no longer.
pub(crate) fn take_wanted() -> String {
    let Some(root) = root() else {
        return String::new();
    };
    let wanted = root.get_attribute(WANTED).unwrap_or_default();
    // Fails for no name of an attribute.
    let _ = root.remove_attribute(WANTED);
    wanted
}

/// The first element that `selector` selects.
pub(crate) fn find(selector: &str) -> Option<HtmlElement> {
    let found = document()?.query_selector(selector).ok()??;
    found.dyn_into().ok()
}

/// Says `text` on the screen and to screen readers.
pub(crate) fn tell(text: &str) {
    if let Some(toast) = find("#toast") {
        toast.set_text_content(Some(text));
    }
}

/// The address of the page.
pub(crate) fn address() -> String {
    let address = window().and_then(|window| window.location().href().ok());
    address.unwrap_or_default()
}

/// The folder the site is served from, with its slashes: that of the style sheet.
pub(crate) fn base() -> String {
    let sheet = document().and_then(|document| {
        let sheet = document.query_selector("link[rel=stylesheet]").ok()??;
        sheet.get_attribute("href")
    });
    let sheet = sheet.unwrap_or_default();
    let end = sheet.rfind('/').map_or(0, |at| at + 1);
    let folder = sheet.get(..end).unwrap_or_default();
    if folder.is_empty() {
        "/".to_owned()
    } else {
        folder.to_owned()
    }
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// What is remembered on this device as `name`.
pub(crate) fn recall(name: &str) -> Option<String> {
    storage()?.get_item(&(base() + name)).ok()?
}

/// Remembers `value` as `name`; false where this device does not let it.
pub(crate) fn remember(name: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&(base() + name), value).is_ok())
}

/// Tells the page that something happened.
pub(crate) fn say(event: &str) {
    if let (Some(document), Ok(event)) = (document(), web_sys::Event::new(event)) {
        // Fails for an event that is under way.
        let _ = document.dispatch_event(&event);
    }
}
