use super::app::App;
use flate2::Compression;
use flate2::write::GzEncoder;
use kiosque_model::site::Precompressed;
use std::io::Write;

/// A file's compressed siblings, which a host may send in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// What is added to the file's name.
    pub ending: &'static str,
    /// The compressed bytes; absent where they would save nothing.
    pub bytes: Option<Vec<u8>>,
}

/// Files that hold text, by the end of their names. Others are compressed
/// already.
const TEXTS: [&str; 10] = [
    ".html",
    ".js",
    ".css",
    ".wasm",
    ".svg",
    ".json",
    ".xml",
    ".txt",
    ".atom",
    ".webmanifest",
];

/// Whether the file at `path` of the site's folder gets siblings.
pub fn is_packed(setting: Precompressed, path: &str) -> bool {
    let is_app = path.starts_with(App::FOLDER) || ["index.html", "404.html"].contains(&path);
    match setting {
        Precompressed::None => false,
        Precompressed::App => is_app,
        Precompressed::All => true,
    }
}

/// Both siblings of the file at `path`: brotli at its best, and gzip for those
/// who know no other.
pub fn packed(path: &str, bytes: &[u8]) -> [Packed; 2] {
    let is_text = TEXTS.iter().any(|ending| path.ends_with(ending));
    let smaller = |packed: Option<Vec<u8>>| packed.filter(|packed| packed.len() < bytes.len());
    let with = |pack: fn(&[u8]) -> Option<Vec<u8>>| is_text.then(|| smaller(pack(bytes))).flatten();
    [
        Packed {
            ending: ".br",
            bytes: with(brotli_of),
        },
        Packed {
            ending: ".gz",
            bytes: with(gzip_of),
        },
    ]
}

/// Writing to memory does not fail; if it did, there would be no sibling.
fn brotli_of(bytes: &[u8]) -> Option<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams::default();
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters).ok()?;
    Some(packed)
}

fn gzip_of(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;
    use std::io::Read;

    #[test]
    fn siblings_unpack_to_the_file() {
        let text = "kiosque ".repeat(100).into_bytes();
        let [brotli, gzip] = packed("a.js", &text).map(|packed| packed.bytes.unwrap());
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut brotli.as_slice(), &mut back).unwrap();
        assert_eq!(back, text);
        back.clear();
        flate2::read::GzDecoder::new(gzip.as_slice())
            .read_to_end(&mut back)
            .unwrap();
        assert_eq!(back, text);
    }

    #[test]
    fn what_does_not_get_smaller_has_none() {
        let none = |path, bytes: &[u8]| {
            packed(path, bytes)
                .iter()
                .all(|packed| packed.bytes.is_none())
        };
        assert!(none("a.js", b"x"));
        assert!(none("a.png", &[0; 1000]));
    }
}
