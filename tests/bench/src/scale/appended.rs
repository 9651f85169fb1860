use super::bounds::Row;
use super::edition::{named_files, whole};
use crate::failure::Failure;
use crate::figure::Figure;
use crate::tool::Tool;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Articles that later editions add to the current month.
const COUNTS: [usize; 3] = [10, 100, 1_000];
/// The most of them.
pub const MOST: usize = 1_000;

/// What an edition with more articles has that the one before had not.
pub struct Appended {
    articles: usize,
    files: usize,
    bytes: u64,
}

/// Publishes the set in `folder` again with later articles beside it.
pub fn publish(
    tool: &Tool,
    folder: &Path,
    before: &BTreeMap<String, u64>,
) -> Result<Vec<Appended>, Failure> {
    let path = folder.join("set-later.json");
    let bytes = fs::read(&path).map_err(Failure::io(&path))?;
    let feed: Value = serde_json::from_slice(&bytes)
        .map_err(|error| Failure::unexpected(path.to_string_lossy(), error))?;
    let (set, archive) = (folder.join("set"), folder.join("archive"));
    let mut appended = Vec::new();
    for articles in COUNTS {
        let later = folder.join(format!("later-{articles}.json"));
        let text = first(&feed, articles).to_string();
        fs::write(&later, text).map_err(Failure::io(&later))?;
        tool.publish(&[&set, &later], &archive)?;
        let mut after = named_files(&archive)?;
        after.retain(|path, _| !before.contains_key(path));
        appended.push(Appended {
            articles,
            files: after.len(),
            bytes: after.values().sum(),
        });
    }
    Ok(appended)
}

/// The feed with its first items only.
fn first(feed: &Value, count: usize) -> Value {
    let mut feed = feed.clone();
    if let Some(Value::Array(items)) = feed.get_mut("items") {
        items.truncate(count);
    }
    feed
}

impl Appended {
    /// Files and bytes to upload.
    pub fn rows(&self) -> [Row; 2] {
        let what = |what: &str| format!("{} articles more this month: {what}", self.articles);
        [
            Row::free(what("new files"), Figure::Count(self.files)),
            Row::free(
                what("bytes, uncompressed"),
                Figure::Bytes(whole(self.bytes)),
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_feed_is_cut_short() {
        let feed = json!({"title": "x", "items": [1, 2, 3]});
        assert_eq!(first(&feed, 2), json!({"title": "x", "items": [1, 2]}));
        assert_eq!(COUNTS.last(), Some(&MOST));
    }
}
