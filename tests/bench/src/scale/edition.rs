use super::appended::{self, Appended};
use super::bounds::Row;
use crate::failure::Failure;
use crate::figure::Figure;
use crate::tool::{Cost, Tool, make_corpus};
use kiosque_model::wire::Root;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A made set of articles, published, and what later articles change of it.
pub struct Edition {
    /// Articles.
    pub size: usize,
    /// The folder of the articles.
    pub set: PathBuf,
    /// The folder of the archive, which holds later editions, too.
    pub archive: PathBuf,
    /// The bytes of this edition's root.
    pub root: Vec<u8>,
    /// Without those of the search index.
    files: usize,
    search_files: usize,
    bytes: u64,
    cost: Cost,
    appended: Vec<Appended>,
}

/// Limits of publishing: articles, seconds of processor time, bytes of memory.
const PUBLISHING: [(usize, Option<f64>, usize); 3] = [
    (50_000, Some(45.0), 1_000_000_000),
    (100_000, None, 2_000_000_000),
    (1_000_000, Some(2_700.0), 6_000_000_000),
];

/// Files of an edition of this many articles at most.
const FILES: (usize, usize) = (100_000, 12_000);

impl Edition {
    /// Makes and publishes `size` articles in a folder, which is emptied before.
    pub fn make(size: usize, tool: &Tool, folder: &Path) -> Result<Self, Failure> {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(Failure::io(folder))?;
        }
        let (set, archive) = (folder.join("set"), folder.join("archive"));
        make_corpus(size, appended::MOST, &set)?;
        let cost = tool.publish(&[&set], &archive)?;
        let root = fs::read(archive.join("root.json")).map_err(Failure::io(&archive))?;
        let files = named_files(&archive)?;
        let appended = appended::publish(tool, folder, &files)?;
        let is_of_search = |path: &&String| path.starts_with("data/search/");
        let search_files = files.keys().filter(is_of_search).count();
        Ok(Self {
            size,
            set,
            archive,
            root,
            files: files.len() - search_files,
            search_files,
            bytes: files.values().sum(),
            cost,
            appended,
        })
    }

    /// What publishing cost, what it made, what it changes later.
    pub fn rows(&self) -> Vec<Row> {
        let limit = PUBLISHING.iter().find(|(size, ..)| *size == self.size);
        let mut rows = vec![
            Row {
                most: limit
                    .and_then(|(_, seconds, _)| *seconds)
                    .map(Figure::Seconds),
                ..Row::free(
                    "publishing: processor time",
                    Figure::seconds(self.cost.processor),
                )
            },
            Row::free(
                "publishing: time on the wall",
                Figure::seconds(self.cost.elapsed),
            ),
            Row {
                most: limit.map(|(.., memory)| Figure::Bytes(*memory)),
                ..Row::free(
                    "publishing: memory, most",
                    Figure::Bytes(whole(self.cost.memory)),
                )
            },
            Row {
                most: (self.size == FILES.0).then_some(Figure::Count(FILES.1)),
                ..Row::free(
                    "archive: files but the search index's",
                    Figure::Count(self.files),
                )
            },
            Row::free("search index: files", Figure::Count(self.search_files)),
            Row::free(
                "archive: bytes, uncompressed",
                Figure::Bytes(whole(self.bytes)),
            ),
        ];
        rows.extend(self.appended.iter().flat_map(Appended::rows));
        rows
    }
}

/// A number as it is counted in memory.
pub fn whole(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The files that the edition in a folder names, with their bytes.
pub fn named_files(archive: &Path) -> Result<BTreeMap<String, u64>, Failure> {
    let path = archive.join("root.json");
    let root = fs::read(&path).map_err(Failure::io(&path))?;
    let root: Root = serde_json::from_slice(&root)
        .map_err(|error| Failure::unexpected(path.to_string_lossy(), error))?;
    let list = archive.join(format!("editions/{}.txt", root.edition));
    let paths = fs::read_to_string(&list).map_err(Failure::io(&list))?;
    let mut files = BTreeMap::new();
    for path in paths.lines() {
        let file = archive.join(path);
        let length = fs::metadata(&file).map_err(Failure::io(&file))?.len();
        files.insert(path.to_owned(), length);
    }
    Ok(files)
}
