//! What addresses hold.

/// Names and values of a query, as `a=1&b=2`.
pub(crate) fn pairs(search: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    if cfg!(target_arch = "wasm32")
        && let Ok(params) = web_sys::UrlSearchParams::new_with_str(search)
    {
        for entry in params.entries().into_iter().flatten() {
            let entry = web_sys::js_sys::Array::from(&entry);
            pairs.extend(entry.get(0).as_string().zip(entry.get(1).as_string()));
        }
    }
    pairs
}

/// The text of a path's segment; the segment itself where it is malformed.
pub(crate) fn decode(segment: &str) -> String {
    if cfg!(target_arch = "wasm32")
        && let Ok(decoded) = web_sys::js_sys::decode_uri_component(segment)
    {
        return decoded.into();
    }
    #[cfg(not(target_arch = "wasm32"))]
    if let Ok(decoded) = percent_encoding::percent_decode_str(segment).decode_utf8() {
        return decoded.into_owned();
    }
    segment.to_owned()
}
