//! Waiting for a while.

use super::window;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Promise;

/// Waits for so many milliseconds.
pub(crate) async fn pause(milliseconds: i32) {
    let wait = Promise::new(&mut |done, _| {
        if let Some(window) = window() {
            // Fails only where the page is going away.
            let _ =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds);
        }
    });
    // It is never refused.
    let _ = JsFuture::from(wait).await;
}
