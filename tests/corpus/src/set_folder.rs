use crate::articles::Corpus;
use crate::failure::Failure;
use kiosque_model::feed::{Feed, VERSION};
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::Path;

/// Articles of a file.
const FILE: usize = 1_000;

/// What the settings of a set made here start with: what may be written over.
const MARK: &str = "# Made by `cargo xtask corpus`.\n";

/// Writes the set of a corpus into a folder that is new, empty or holds another
/// set made here, which it replaces. Only a few files are in memory at a time.
///
/// # Errors
/// Where the folder holds anything else, and what the file system says.
pub fn write_set(corpus: &Corpus<'_>, folder: &Path) -> Result<(), Failure> {
    clear(folder)?;
    let settings =
        toml::to_string(&corpus.settings()).map_err(|error| Failure::unexpected(folder, error))?;
    let path = folder.join("site.toml");
    fs::write(&path, [MARK, &settings].concat()).map_err(Failure::io(&path))?;
    let files = corpus.size().div_ceil(FILE);
    (0..files).into_par_iter().try_for_each(|file| {
        let numbers = file * FILE..((file + 1) * FILE).min(corpus.size());
        write_feed(corpus, numbers, &folder.join(format!("{file:04}.json")))
    })
}

/// Writes the articles of these numbers as one feed.
///
/// # Errors
/// What the file system says.
pub fn write_feed(corpus: &Corpus<'_>, numbers: Range<usize>, path: &Path) -> Result<(), Failure> {
    let feed = Feed {
        version: VERSION.to_owned(),
        title: Some("Revue de presse".to_owned()),
        items: numbers.map(|number| corpus.article(number)).collect(),
        ..Feed::default()
    };
    let file = File::create(path).map_err(Failure::io(path))?;
    let mut file = BufWriter::with_capacity(1 << 20, file);
    serde_json::to_writer(&mut file, &feed).map_err(|error| Failure::io(path)(error.into()))?;
    file.flush().map_err(Failure::io(path))
}

/// Makes the folder, or takes an older set out of it.
fn clear(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(Failure::io(folder))?;
    let entries = || fs::read_dir(folder).map_err(Failure::io(folder));
    if entries()?.next().is_none() {
        return Ok(());
    }
    let settings = folder.join("site.toml");
    if !fs::read_to_string(&settings).is_ok_and(|text| text.starts_with(MARK)) {
        return Err(Failure::Occupied(folder.to_owned()));
    }
    for entry in entries()? {
        let path = entry.map_err(Failure::io(folder))?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            fs::remove_file(&path).map_err(Failure::io(&path))?;
        }
    }
    Ok(())
}
