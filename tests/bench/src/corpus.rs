//! The corpus of real news articles, where there is one.

use crate::failure::Failure;
use crate::place;
use flate2::read::GzDecoder;
use serde_json::Value;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

/// Said where the corpus is not there.
pub const MISSING: &str = "no ../shared/corpora/news/reuters-21578.json.gz beside the project";

/// The corpus: 19,043 articles of 1987 as a JSON feed.
pub fn reuters() -> Option<PathBuf> {
    let shared = place::workspace().parent()?.join("shared");
    let path = shared.join("corpora/news/reuters-21578.json.gz");
    path.is_file().then_some(path)
}

/// The items of the corpus.
pub fn items() -> Result<Vec<Value>, Failure> {
    let path = reuters().ok_or_else(|| Failure::unexpected("the corpus", MISSING))?;
    let file = File::open(&path).map_err(Failure::io(&path))?;
    let feed: serde_json::Result<Value> =
        serde_json::from_reader(BufReader::new(GzDecoder::new(file)));
    let mut feed = feed.map_err(|error| Failure::unexpected(path.to_string_lossy(), error))?;
    match feed.get_mut("items").map(Value::take) {
        Some(Value::Array(items)) => Ok(items),
        _ => Err(Failure::unexpected(path.to_string_lossy(), "no JSON feed")),
    }
}

/// A feed of `items`, in JSON.
pub fn feed(items: Vec<Value>) -> Vec<u8> {
    let feed = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Reuters-21578",
        "items": items,
    });
    feed.to_string().into_bytes()
}
