//! What the browser knows of letters, so that the app need not bring its tables.

/// A text in lower case.
pub(crate) fn lower(text: &str) -> String {
    if cfg!(target_arch = "wasm32") {
        web_sys::js_sys::JsString::from(text).to_lower_case().into()
    } else {
        text.to_lowercase()
    }
}

/// A text in lower case, without the accents of Latin, Greek and Cyrillic letters.
pub(crate) fn plain(text: &str) -> String {
    let is_mark = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter);
    let parted = sorting_key(text);
    let plain: String = parted.chars().filter(|letter| !is_mark(letter)).collect();
    if cfg!(target_arch = "wasm32") {
        web_sys::js_sys::JsString::from(plain.as_str())
            .normalize("NFC")
            .into()
    } else {
        plain
    }
}

/// A key that puts accented letters beside their plain ones.
pub(crate) fn sorting_key(text: &str) -> String {
    let lower = lower(text);
    if cfg!(target_arch = "wasm32") {
        web_sys::js_sys::JsString::from(lower.as_str())
            .normalize("NFD")
            .into()
    } else {
        lower
    }
}
