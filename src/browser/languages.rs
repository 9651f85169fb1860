//! The languages the reader's browser asks for.

use super::window;

/// BCP 47 tags, the preferred one first.
pub(crate) fn languages() -> Vec<String> {
    let Some(window) = window() else {
        return Vec::new();
    };
    window
        .navigator()
        .languages()
        .iter()
        .filter_map(|language| language.as_string())
        .collect()
}
