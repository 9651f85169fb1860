use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use axum::body::Bytes;
use brotli::enc::BrotliEncoderParams;

/// Bytes compressed as a host's precompressed files are: brotli, quality 11,
/// window 2^22. The same input gives the same output.
#[must_use]
pub fn brotli_11(bytes: &[u8]) -> Vec<u8> {
    let settings = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut input = bytes;
    let mut compressed = Vec::new();
    // Reading from a slice and writing to a vector cannot fail.
    let outcome = brotli::BrotliCompress(&mut input, &mut compressed, &settings);
    debug_assert!(outcome.is_ok(), "{outcome:?}");
    compressed
}

/// Keyed by whole contents, so that no two files can ever share an entry.
static COMPRESSED: LazyLock<Mutex<HashMap<Bytes, Bytes>>> = LazyLock::new(Mutex::default);

/// [`brotli_11`], done once for each content in a process.
pub(super) fn compressed(bytes: &Bytes) -> Bytes {
    if let Some(known) = super::lock(&COMPRESSED).get(bytes) {
        return known.clone();
    }
    let compressed = Bytes::from(brotli_11(bytes));
    super::lock(&COMPRESSED).insert(bytes.clone(), compressed.clone());
    compressed
}

/// Whether hosts compress this content type.
pub(super) fn is_compressible(content_type: &str) -> bool {
    let name = content_type.split(';').next().unwrap_or_default();
    name.starts_with("text/")
        || name.ends_with("json")
        || name.ends_with("xml")
        || name == "application/wasm"
}
