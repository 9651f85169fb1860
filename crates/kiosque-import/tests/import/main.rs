//! The importers as the tool uses them: bytes in, drafts and problems out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test may stop at the first surprise, and says when it is skipped or what it measured"
)]

mod case;
mod encodings;
mod expectation;
mod feedparser;
mod feeds;
mod fuzz_corpus;
mod generators;
mod pages;
mod payloads;
mod swelling;
mod tables;
mod texts;
mod wordpress;

use kiosque_import::{
    Alone, Draft, Format, Importer, Limits, Outcome, Problem, Settings, SourceFile, Surroundings,
};
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// What importing a file came to.
#[derive(Debug, Default)]
pub(crate) struct Imported {
    pub(crate) format: Option<Format>,
    pub(crate) drafts: Vec<Draft>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) wider: Vec<(String, String)>,
}

impl Imported {
    /// Problems in words, without the file's name.
    pub(crate) fn words(&self) -> Vec<String> {
        let problems = self.problems.iter().map(ToString::to_string);
        problems
            .map(|words| {
                words
                    .split_once(['/', ',', ':'])
                    .map_or(words.clone(), |(_, rest)| rest.trim().to_owned())
            })
            .collect()
    }

    /// The only article.
    pub(crate) fn only(&self) -> &Draft {
        assert_eq!(self.drafts.len(), 1, "{:?}", self.problems);
        &self.drafts[0]
    }
}

/// Imports bytes that come as a file of this name.
pub(crate) fn import_with(
    name: &str,
    bytes: &[u8],
    settings: Settings,
    around: &dyn Surroundings,
) -> Imported {
    let importer = Importer::new(settings, Limits::default());
    let file = SourceFile {
        source: name,
        path: "",
    };
    let mut imported = Imported::default();
    let mut content = Cursor::new(bytes);
    let format = importer.import(&file, &mut content, around, &mut |outcome| match outcome {
        Outcome::Draft(draft) => imported.drafts.push(*draft),
        Outcome::Problem(problem) => imported.problems.push(problem),
        Outcome::WiderTag { tag, wider } => imported.wider.push((tag, wider)),
    });
    imported.format = format.unwrap();
    imported
}

/// Imports bytes as the format they look like.
pub(crate) fn import(name: &str, bytes: &[u8]) -> Imported {
    import_with(name, bytes, Settings::default(), &Alone)
}

/// Imports bytes as this format.
pub(crate) fn import_as(format: Format, name: &str, bytes: &[u8]) -> Imported {
    let settings = Settings {
        format: Some(format),
        ..Settings::default()
    };
    import_with(name, bytes, settings, &Alone)
}

/// A folder of the corpora, unless it is not there.
pub(crate) fn corpus(folder: &str) -> Option<PathBuf> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora");
    let folder = corpora.join(folder);
    if !folder.exists() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

/// The files below a folder, in order.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path)
            } else {
                files.push(path)
            }
        }
    }
    files.sort();
    files
}
