//! What the page's address names, and the ways to another page of the site. A library's
//! router does it for 8 kB more of what the reader downloads.

use super::{query, window};
use crate::app::given;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

/// A link that may lead to a page of the site: the browser follows the others.
const LINK: &str = "a[href]:not([target], [download], [rel~=external])";

/// Where pages are made as text, the address of the one that is: from the host's root,
/// percent-encoded.
#[derive(Clone)]
pub(crate) struct Requested(pub String);

/// The address on screen.
#[derive(Clone, Copy)]
pub(crate) struct Address {
    /// From the host's root, percent-encoded.
    pub path: RwSignal<String>,
    /// The query, without its mark.
    pub search: RwSignal<String>,
}

impl Address {
    /// That of the page that is being shown or made.
    pub fn at_hand() -> Self {
        let address = Self {
            path: RwSignal::default(),
            search: RwSignal::default(),
        };
        if let Some(Requested(requested)) = given() {
            address.show(&requested);
        }
        address.read();
        address
    }

    /// Follows links to what is below `base`, and the reader's steps in the history.
    pub fn watch(self, base: &'static str) {
        if window().is_none() {
            return;
        }
        window_event_listener(ev::popstate, move |_| self.read());
        window_event_listener(ev::click, move |event| {
            let Some(link) = link_of(&event).filter(|link| leads_below(link, base)) else {
                return;
            };
            event.prevent_default();
            let to = link.href();
            let shown = window().and_then(|window| window.location().href().ok());
            if shown.is_none_or(|shown| shown != to) {
                self.go(&to, false);
            }
            // What the address names is put on the page first.
            spawn_local(async move { scroll(&link) });
        });
    }

    /// Shows what `to` names, a path and its query. The reader comes back by a step to what
    /// is on screen, unless `to` takes its place.
    pub fn go(self, to: &str, takes_its_place: bool) {
        let Some(window) = window() else {
            return;
        };
        let history = window.history();
        let written = history.and_then(|history| match takes_its_place {
            true => history.replace_state_with_url(&history.state()?, "", Some(to)),
            false => history.push_state_with_url(&JsValue::NULL, "", Some(to)),
        });
        // Refused where a page changes its history very often, as who types may.
        match written {
            Ok(()) => self.read(),
            Err(_) if takes_its_place => self.show(to),
            Err(_) => drop(window.location().assign(to)),
        }
    }

    fn show(self, to: &str) {
        let (path, search) = to.split_once('?').unwrap_or((to, ""));
        set(self.path, path);
        set(self.search, search);
    }

    fn read(self) {
        if let Some(location) = window().map(|window| window.location()) {
            let [path, search] = [location.pathname(), location.search()];
            self.show(&(path.unwrap_or_default() + &search.unwrap_or_default()));
        }
    }
}

/// What is as it was is not shown anew.
fn set(part: RwSignal<String>, text: &str) {
    if part.with_untracked(|known| known != text) {
        part.set(text.to_owned());
    }
}

/// The link that was pressed, and nothing held that asks the browser for something else.
fn link_of(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let is_held = event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key();
    if event.default_prevented() || event.button() != 0 || is_held {
        return None;
    }
    let pressed: Element = event.target()?.dyn_into().ok()?;
    pressed.closest(LINK).ok()??.dyn_into().ok()
}

/// Goes to the part of the page that the link names, or else to its start.
fn scroll(link: &HtmlAnchorElement) {
    let Some(window) = window() else {
        return;
    };
    let name = query::decode(link.hash().trim_start_matches('#'));
    let document = window.document();
    match document.and_then(|document| document.get_element_by_id(&name)) {
        Some(part) => part.scroll_into_view(),
        None if link.has_attribute("data-noscroll") => (),
        None => window.scroll_to_with_x_and_y(0.0, 0.0),
    }
}

fn leads_below(link: &HtmlAnchorElement, base: &str) -> bool {
    let origin = window().and_then(|window| window.location().origin().ok());
    origin.is_some_and(|origin| origin == link.origin())
        && query::decode(&link.pathname()).starts_with(&query::decode(base))
}
