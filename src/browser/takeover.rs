//! How the app takes the place of a page that shows its text already: it is
//! built beside that page and put in its place with its own first page.

use super::{document, window};
use std::cell::RefCell;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

thread_local! {
    /// What stands in the page, what will, and the path of the former.
    static WAITING: RefCell<Option<(HtmlElement, HtmlElement, String)>> = const { RefCell::new(None) };
}

/// Where the app is built: in the page's own element, emptied, or beside it where
/// that holds a page already.
pub(crate) fn place() -> Option<HtmlElement> {
    let page = document::app()?;
    if !page.has_attribute("data-twin") {
        page.set_text_content(None);
        return Some(page);
    }
    let app: HtmlElement = page.clone_node().ok()?.dyn_into().ok()?;
    // Fails for no name of an attribute.
    let _ = app.remove_attribute("data-twin");
    WAITING.replace(Some((page, app.clone(), document::path())));
    Some(app)
}

/// Whether the page that the app was built beside still stands, and is what the
/// address names.
pub(crate) fn is_shown() -> bool {
    let path = document::path();
    // The style sheet hides a list that the address narrows.
    if document::root_attribute("data-narrowed").is_some() {
        return false;
    }
    WAITING.with_borrow(|waiting| waiting.as_ref().is_some_and(|(_, _, own)| *own == path))
}

/// Puts the app in the place of the page, unless it has nothing to show. What the
/// reader typed, opened and went to stays.
pub(crate) fn reveal() {
    let Some((page, app, _)) = WAITING.take() else {
        return;
    };
    if all(&app, "main > *").is_empty() {
        return document::tell_stopped();
    }
    let top = window().and_then(|window| window.scroll_y().ok());
    let focused = focused(&page);
    for (typed, field) in fields(&page).into_iter().zip(fields(&app)) {
        if !typed.value().is_empty() {
            field.set_value(&typed.value());
        }
    }
    for (before, after) in all(&page, "details").iter().zip(all(&app, "details")) {
        // Fails for no name of an attribute.
        let _ = after.toggle_attribute_with_force("open", before.has_attribute("open"));
    }
    // Fails only where the page has been taken out of the document.
    let _ = page.replace_with_with_node_1(&app);
    if let Some(element) =
        focused.and_then(|(selector, at)| all(&app, &selector).into_iter().nth(at))
    {
        document::focus(&element);
    }
    if let (Some(window), Some(top)) = (window(), top)
        && window.scroll_y().ok() != Some(top)
    {
        window.scroll_to_with_x_and_y(0.0, top);
    }
}

/// What tells the focused element from others, and how many such stand before it.
fn focused(page: &HtmlElement) -> Option<(String, usize)> {
    let element = page.owner_document()?.active_element()?;
    if !page.contains(Some(&element)) {
        return None;
    }
    let name = element.tag_name().to_lowercase();
    let marked = ["id", "href", "lang", "data-desk"]
        .into_iter()
        .find_map(|attribute| {
            let value = element.get_attribute(attribute)?;
            let value = value.replace('\\', "\\\\").replace('"', "\\\"");
            Some(format!("{name}[{attribute}=\"{value}\"]"))
        });
    let selector = marked.unwrap_or(name);
    let at = all(page, &selector)
        .iter()
        .position(|other| *other == element)?;
    Some((selector, at))
}

fn fields(place: &HtmlElement) -> Vec<HtmlInputElement> {
    let found = all(place, "input[type=search]").into_iter();
    found.filter_map(|field| field.dyn_into().ok()).collect()
}

fn all(place: &HtmlElement, selector: &str) -> Vec<Element> {
    place
        .query_selector_all(selector)
        .map(document::listed)
        .unwrap_or_default()
}
