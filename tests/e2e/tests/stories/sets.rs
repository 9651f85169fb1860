//! Sites with archives of other sets than the project's own.

use std::path::{Path, PathBuf};

use kiosque_e2e::{Base, built_site, with_archive};
use kiosque_publish::archive::{Options, build_archive};
use kiosque_publish::intake::{SetFile, read_set};
use serde_json::{Value, json};
use tempfile::TempDir;

/// An archive in a folder of its own.
pub struct OwnArchive {
    folder: TempDir,
}

impl OwnArchive {
    /// Publishes the files of a set.
    pub fn publish(files: Vec<SetFile>) -> Self {
        let set = read_set(files).unwrap();
        let archive = build_archive(set, &Options::default()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in archive.files {
            let file = folder.path().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, bytes).unwrap();
        }
        Self { folder }
    }

    /// Where its root lies.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The viewer built for `base` with this archive in the place of its own.
    pub fn site(&self, base: Base) -> TempDir {
        with_archive(&built_site(base).unwrap(), self.path()).unwrap()
    }
}

/// A feed of these items.
pub fn feed(items: Vec<Value>) -> SetFile {
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Essais",
        "items": items,
    });
    SetFile {
        path: "feed.json".to_owned(),
        bytes: feed.to_string().into_bytes(),
    }
}

/// A file of the corpora that lie beside the project; `None`, and a word about it,
/// where it is missing.
pub fn corpus(file: &str) -> Option<PathBuf> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora");
    let path = corpora.join(file);
    let found = path.is_file();
    if !found {
        println!("skipped: {} is missing", path.display());
    }
    found.then_some(path)
}
