//! What day it is for the reader.

/// The year; none natively, where a page must not depend on the day it is made.
pub(crate) fn year() -> Option<u32> {
    cfg!(target_arch = "wasm32").then(|| web_sys::js_sys::Date::new_0().get_full_year())
}
