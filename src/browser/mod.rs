//! The browser's facilities, one a file. Natively every one of them answers
//! that it is not there, so that the same components render to strings.

pub(crate) mod address;
pub(crate) mod base_path;
pub(crate) mod clock;
pub(crate) mod desk;
pub(crate) mod document;
pub(crate) mod history;
pub(crate) mod keys;
pub(crate) mod languages;
pub(crate) mod markup;
#[cfg(not(target_arch = "wasm32"))]
mod markup_text;
pub(crate) mod nearness;
pub(crate) mod network;
pub(crate) mod offline;
#[cfg(debug_assertions)]
pub(crate) mod panic_screen;
pub(crate) mod pause;
pub(crate) mod places;
pub(crate) mod plural;
pub(crate) mod pointer;
pub(crate) mod query;
pub(crate) mod search_worker;
pub(crate) mod speech;
pub(crate) mod storage;
pub(crate) mod takeover;
pub(crate) mod text;
pub(crate) mod words;
pub(crate) mod works;

/// The page's window; `None` outside a browser.
pub(crate) fn window() -> Option<web_sys::Window> {
    if cfg!(target_arch = "wasm32") {
        web_sys::window()
    } else {
        None
    }
}
