//! The page the desk stands in.

use crate::node::Node;
use kiosque_model::ArticleDate;
use std::cell::Cell;
use wasm_bindgen::prelude::*;
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

thread_local! {
    /// The number of what was told last.
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// Milliseconds that what is told stays on screen.
const TOLD: i32 = 8_000;

/// Says `text` on the screen, for a while, and to screen readers.
pub(crate) fn tell(text: &str) {
    let Some(toast) = find("#toast") else {
        return;
    };
    toast.set_text_content(Some(text));
    let number = LAST.get() + 1;
    LAST.set(number);
    let end = Closure::once_into_js(move || {
        // Something else may have been said since, or the keyboard may be in it.
        if LAST.get() == number && !matches!(toast.query_selector(":focus"), Ok(Some(_))) {
            toast.set_text_content(None);
        }
    });
    if let Some(window) = window() {
        // Fails only where the page is going away.
        let _ =
            window.set_timeout_with_callback_and_timeout_and_arguments_0(end.unchecked_ref(), TOLD);
    }
}

/// The address of the page.
pub(crate) fn address() -> String {
    let address = window().and_then(|window| window.location().href().ok());
    address.unwrap_or_default()
}

/// The folder the site is served from, with its slashes, as the page's root says.
pub(crate) fn base() -> String {
    let base = root().and_then(|root| root.get_attribute("data-base"));
    base.unwrap_or_else(|| "/".to_owned())
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

/// The path of the page.
pub(crate) fn path() -> String {
    let path = window().and_then(|window| window.location().pathname().ok());
    path.unwrap_or_default()
}

/// The query of the page's address, with its question mark.
pub(crate) fn query() -> String {
    let query = window().and_then(|window| window.location().search().ok());
    query
        .filter(|query| !query.is_empty())
        .unwrap_or_else(|| "?".to_owned())
}

/// What follows `#` in the page's address.
pub(crate) fn fragment() -> String {
    let fragment = window().and_then(|window| window.location().hash().ok());
    fragment
        .unwrap_or_default()
        .trim_start_matches('#')
        .to_owned()
}

/// Puts another fragment into the address, without a step back.
pub(crate) fn set_fragment(fragment: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let state = history.state().unwrap_or_default();
        let address = ["#", fragment].concat();
        // Refused only where a page changes its history very often.
        let _ = history.replace_state_with_url(&state, "", Some(&address));
    }
}

/// The whole address of the site, with a slash at its end.
pub(crate) fn site() -> String {
    let origin = window().and_then(|window| window.location().origin().ok());
    origin.unwrap_or_default() + &base()
}

/// Today, where the reader is.
pub(crate) fn today() -> Option<ArticleDate> {
    let now = js_sys::Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    ArticleDate::try_from(format!("{year:04}-{month:02}-{day:02}")).ok()
}

/// A number as the interface's language writes it.
pub(crate) fn number(value: f64) -> String {
    let language = root().and_then(|root| root.get_attribute("lang"));
    let number = js_sys::Number::from(value);
    number
        .to_locale_string(&language.unwrap_or_default())
        .into()
}

/// Shows `content` on the page that the desk fills.
pub(crate) fn fill(content: Node) {
    if let (Some(place), Some(content)) = (find("#desk-page"), content.element()) {
        place.set_text_content(None);
        // Fails for no element of ours.
        let _ = place.append_child(content);
    }
}

/// Moves the keyboard to the first that `selector` selects.
pub(crate) fn focus(selector: &str) {
    if let Some(element) = find(selector) {
        // One that cannot take the focus leaves it where it was.
        let _ = element.focus();
    }
}

/// Says `text`, with a way to go on.
pub(crate) fn tell_with(text: &str, way: Node) {
    tell(text);
    if let (Some(toast), Some(way)) = (find("#toast"), way.element()) {
        // Fails for no element of ours.
        let _ = toast.append_with_str_1(" ");
        let _ = toast.append_child(way);
    }
}
