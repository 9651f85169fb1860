//! Where the reader was on each page of the tab's history.

use super::window;
use leptos::ev;
use leptos::prelude::window_event_listener;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;
use web_sys::ScrollRestoration;

thread_local! {
    /// By the number of the history's entry.
    static POSITIONS: RefCell<Vec<(u32, f64)>> = const { RefCell::new(Vec::new()) };
    static CURRENT: Cell<u32> = const { Cell::new(0) };
    static LAST: Cell<u32> = const { Cell::new(0) };
    /// Where to go once the content is there.
    static AWAITED: Cell<Option<f64>> = const { Cell::new(None) };
    /// Path last shown, to tell a new page from a narrowed list.
    static PATH: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Takes scroll restoration over from the browser, which would restore before
/// the content is there.
pub(crate) fn watch() {
    let Some(history) = window().and_then(|window| window.history().ok()) else {
        return;
    };
    // A browser without it restores by itself, sometimes too early.
    let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    adopt_entry();
    window_event_listener(ev::click, |_| keep_position());
    window_event_listener(ev::popstate, |_| {
        keep_position();
        adopt_entry();
        AWAITED.set(known_position());
    });
}

/// Notes the address on screen. Whether it is another page than before, not
/// the same list narrowed, nor the first page of the visit.
pub(crate) fn is_fresh() -> bool {
    adopt_entry();
    let path = window()
        .and_then(|window| window.location().pathname().ok())
        .unwrap_or_default();
    let before = PATH.replace(path.clone());
    !before.is_empty() && before != path
}

/// The content of the page is there: goes back to where the reader was.
pub(crate) fn settle() {
    if let (Some(window), Some(top)) = (window(), AWAITED.take()) {
        leptos::prelude::request_animation_frame(move || window.scroll_to_with_x_and_y(0.0, top));
    }
}

fn keep_position() {
    let top = window()
        .and_then(|window| window.scroll_y().ok())
        .unwrap_or_default();
    let current = CURRENT.get();
    POSITIONS.with_borrow_mut(|positions| {
        positions.retain(|(entry, _)| *entry != current);
        positions.push((current, top));
    });
}

fn known_position() -> Option<f64> {
    let current = CURRENT.get();
    POSITIONS.with_borrow(|positions| {
        let found = positions.iter().find(|(entry, _)| *entry == current);
        found.map(|(_, top)| *top)
    })
}

/// Each entry of the history carries a number in its state.
fn adopt_entry() {
    let Some(history) = window().and_then(|window| window.history().ok()) else {
        return;
    };
    let known = history.state().ok().and_then(|state| state.as_f64());
    let number = match known {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "we wrote it as a u32"
        )]
        Some(number) => number as u32,
        None => {
            let fresh = LAST.get() + 1;
            // Refused only where a page changes its history very often: the position is then not kept.
            let _ = history.replace_state(&JsValue::from(fresh), "");
            fresh
        }
    };
    LAST.set(LAST.get().max(number));
    CURRENT.set(number);
}

/// Puts the right address in the place of one that led here by its id alone.
pub(crate) fn mend(address: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let state = history.state().unwrap_or(JsValue::NULL);
        // Refused only where a page changes its history very often: the address then stays as it was.
        let _ = history.replace_state_with_url(&state, "", Some(address));
    }
}
