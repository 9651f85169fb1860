use super::Text;
use super::bundled::text_of;
use crate::failure::Failure;
use crate::language::Language;
use flate2::read::GzDecoder;
use kiosque_model::feed::Feed;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// The articles of the corpus that have tags.
pub fn read(path: &Path, spellings: &BTreeMap<String, String>) -> Result<Vec<Text>, Failure> {
    let file = File::open(path).map_err(Failure::io(path))?;
    let mut json = Vec::new();
    GzDecoder::new(BufReader::new(file))
        .read_to_end(&mut json)
        .map_err(Failure::io(path))?;
    let feed: Feed =
        serde_json::from_slice(&json).map_err(|error| Failure::unexpected(path, error))?;
    drop(json);
    let items = feed.items.into_iter();
    let texts = items.filter_map(|item| text_of(item, Language::English, spellings));
    Ok(texts.filter(|text| !text.tags.is_empty()).collect())
}
