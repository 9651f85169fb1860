use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Crypto;

/// The SHA-256 of bytes, as the browser works it out. `None` without a secure
/// context, which a page on a plain http address of a local network lacks, and
/// outside a browser.
pub async fn sha256(bytes: &[u8]) -> Option<[u8; 32]> {
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    let global = js_sys::global();
    let get = |name: &str| Reflect::get(&global, &name.into()).ok();
    get("isSecureContext").filter(JsValue::is_truthy)?;
    let crypto: Crypto = get("crypto")?.dyn_into().ok()?;
    let digest = crypto
        .subtle()
        .digest_with_str_and_u8_array("SHA-256", bytes)
        .ok()?;
    let digest = JsFuture::from(digest).await.ok()?;
    Uint8Array::new(&ArrayBuffer::from(digest))
        .to_vec()
        .try_into()
        .ok()
}
