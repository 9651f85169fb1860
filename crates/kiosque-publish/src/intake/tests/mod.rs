#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test may stop at the first surprise, and says what it skips"
)]

mod corpora;
mod duplicates;
mod errors;
mod items;
mod sets;
mod streaming;

use super::*;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A set under test, file by file.
#[derive(Clone, Default)]
struct Set(Vec<SetFile>);

impl Set {
    fn of(items: Value) -> Self {
        Self::default().feed("feed.json", items)
    }

    fn feed(self, path: &str, items: Value) -> Self {
        let feed =
            json!({"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": items});
        self.file(path, feed.to_string())
    }

    fn file(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.push(SetFile {
            path: path.to_owned(),
            bytes: bytes.into(),
        });
        self
    }

    fn read(self) -> ArticleSet {
        read_set(self.0).expect("a set that can be read")
    }

    /// What is remembered of the set when its articles are gone.
    fn inventory(self) -> Inventory {
        let paths: Vec<&str> = self.0.iter().map(|file| file.path.as_str()).collect();
        let read = |position: usize| Ok::<_, IntakeError>(Cow::Borrowed(&*self.0[position].bytes));
        take_in(&paths, read, |_| Ok(())).expect("a set that can be read")
    }

    fn error(self) -> String {
        read_set(self.0)
            .expect_err("a set that is refused")
            .to_string()
    }
}

/// The only article of a single item, and the problems in words.
fn read_item(item: Value) -> (SetArticle, Vec<String>) {
    let mut set = Set::of(json!([item])).read();
    let problems = set.problems.iter().map(ToString::to_string).collect();
    assert_eq!(set.articles.len(), 1, "{problems:?}");
    (set.articles.remove(0), problems)
}

/// An item with all it needs, and `more`.
fn item_with(more: Value) -> Value {
    let mut item = json!({"id": "1", "title": "Title", "content_html": "<p>Text</p>", "date_published": "2019-07-04"});
    item.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    item
}

fn corpora() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora")
}
