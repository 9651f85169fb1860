use crate::browser::window;
use kiosque_model::wire::FileName;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{ArrayBuffer, Uint8Array};

/// What is wrong with bytes that came under a name, if anything. The length is
/// always checked; the hash where the page has a secure context.
pub(super) async fn fault(name: &FileName, bytes: &[u8]) -> Option<&'static str> {
    if bytes.len() != name.length() {
        return Some("its length is not that of its name");
    }
    let digest = sha256(bytes).await?;
    (!name.matches(&digest)).then_some("its hash is not that of its name")
}

async fn sha256(bytes: &[u8]) -> Option<[u8; 32]> {
    let window = window().filter(web_sys::Window::is_secure_context)?;
    let subtle = window.crypto().ok()?.subtle();
    let promise = subtle.digest_with_str_and_u8_array("SHA-256", bytes).ok()?;
    let digest = JsFuture::from(promise).await.ok()?;
    Uint8Array::new(&ArrayBuffer::from(digest))
        .to_vec()
        .try_into()
        .ok()
}
