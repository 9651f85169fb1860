//! The document around the app: title, language, focus, announcements.

use super::window;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, NodeList};

fn document() -> Option<Document> {
    window()?.document()
}

/// Sets the title of the tab.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets language and direction of the interface.
pub(crate) fn set_language(language: &str, direction: &str) {
    set_root_attribute("lang", language);
    set_root_attribute("dir", direction);
}

/// Says that the app cannot go on.
pub(crate) fn tell_stopped() {
    let notice = document().and_then(|document| document.get_element_by_id("failure"));
    if let Some(notice) = notice {
        // Fails for no name of an attribute.
        let _ = notice.remove_attribute("hidden");
    }
}

/// Marks that the page shows what its address names.
pub(crate) fn set_ready() {
    set_root_attribute("data-ready", "");
}

/// Sets an attribute of the document's root.
pub(crate) fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Fails only for a name that is no attribute's.
        let _ = root.set_attribute(name, value);
    }
}

/// An attribute of the document's root.
pub(crate) fn root_attribute(name: &str) -> Option<String> {
    document()?.document_element()?.get_attribute(name)
}

/// Moves the keyboard to the page's heading, unless the reader writes: what is written
/// changes the page, and goes on.
pub(crate) fn focus_heading() {
    let heading = document().and_then(|document| {
        let active = document.active_element();
        let is_writing = active.and_then(|active| active.matches("input").ok());
        let heading = document.query_selector("h1").ok().flatten();
        heading.filter(|_| is_writing != Some(true))
    });
    if let Some(heading) = heading {
        focus(&heading);
    }
}

/// Moves the keyboard to an element, and nothing else.
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take the focus leaves it where it was.
        let _ = element.focus_with_options(&options);
    }
}

/// The text of a data block of the page. No article's text can have one: these are
/// elements that the sanitiser takes out.
pub(crate) fn block(name: &str) -> Option<String> {
    let selector = ["script[data-block=", name, "]"].concat();
    let block = document()?.query_selector(&selector).ok()??;
    block.text_content()
}

/// What is typed into the field `id`.
pub(crate) fn value_of(id: &str) -> String {
    field(id).map(|field| field.value()).unwrap_or_default()
}

/// Puts the words of the address into the search box, unless somebody is typing
/// there.
pub(crate) fn show_words(words: &str) {
    let active = document().and_then(|document| document.active_element());
    if let Some(field) = field(crate::components::BOX)
        && active.as_ref() != Some(field.as_ref())
    {
        field.set_value(words);
    }
}

fn field(id: &str) -> Option<web_sys::HtmlInputElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// All elements that `selector` selects.
pub(crate) fn elements(selector: &str) -> Vec<Element> {
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    found.map(listed).unwrap_or_default()
}

/// The elements of a list.
pub(crate) fn listed(found: NodeList) -> Vec<Element> {
    let nodes = (0..found.length()).filter_map(|at| found.get(at));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

/// The address of the page, without what follows its path.
pub(crate) fn path() -> String {
    let path = window().and_then(|window| window.location().pathname().ok());
    path.unwrap_or_default()
}

/// Says `text` on the screen and to screen readers, for a while.
pub(crate) fn tell(text: &str) {
    say("toast", text);
}

/// Has screen readers say `text`.
pub(crate) fn announce(text: &str) {
    say("announcer", text);
}

/// Puts `text` in the place of what the element `id` holds.
pub(crate) fn say(id: &str, text: &str) {
    if let Some(place) = document().and_then(|document| document.get_element_by_id(id)) {
        place.set_text_content(Some(text));
    }
}

/// Loads another page in the place of this one.
pub(crate) fn go(address: &str) {
    if let Some(window) = window() {
        // Refused by no page of ours.
        let _ = window.location().replace(address);
    }
}

/// Loads the page anew.
pub(crate) fn reload() {
    if let Some(window) = window() {
        // Refused by no page of ours.
        let _ = window.location().reload();
    }
}

/// The element the app lives in.
pub(crate) fn app() -> Option<HtmlElement> {
    document()?.get_element_by_id("app")?.dyn_into().ok()
}
