//! What is remembered on this device. Keys start with the site's base path, so
//! that two sites under one origin never touch each other. Where storage is
//! forbidden or full, nothing is remembered and nothing fails.

use super::base_path::base_path;
use super::window;

/// The remembered value of `name`.
pub(crate) fn recall(name: &str) -> Option<String> {
    let storage = window()?.local_storage().ok()??;
    storage.get_item(&(base_path() + name)).ok()?
}

/// Remembers `value` as `name`.
pub(crate) fn remember(name: &str, value: &str) {
    if let Some(Ok(Some(storage))) = window().map(|window| window.local_storage()) {
        // A full or forbidden storage only means that the choice lasts no longer than the page.
        let _ = storage.set_item(&(base_path() + name), value);
    }
}
