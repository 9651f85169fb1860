//! An index in memory, and what questions to it cost.

use crate::failure::Failure;
use crate::figure::Figure;
use crate::processor;
use crate::table::Table;
use kiosque_e2e::server::brotli_11;
use kiosque_model::ShortId;
use kiosque_model::wire::FileName;
use kiosque_publish::intake::SetArticle;
use kiosque_search::build::{Document, Earlier, IndexBuilder};
use kiosque_search::format::{Card, Directory, SearchFile, slug_of, unpack};
use kiosque_search::{Engine, MemoryFiles, Options, Query, Results, SearchError, Stop};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::time::Duration;

/// Articles in a pack, about.
pub const PACK: usize = 12;

/// The index of one generation.
pub struct Index {
    /// Length of each file by path.
    lengths: BTreeMap<String, usize>,
    files: MemoryFiles,
    directory: FileName,
    articles: usize,
    time: Duration,
}

impl Index {
    pub fn of<'d>(documents: impl Iterator<Item = Document<'d>>) -> Result<Self, Failure> {
        let started = processor::time();
        let (mut builder, mut cards) = (IndexBuilder::default(), Vec::new());
        for document in documents {
            builder.add(&document);
            cards.push(card(&document, cards.len()));
        }
        let articles = cards.len();
        let mut packed = BTreeMap::new();
        let mut put = |path: String, bytes: Vec<u8>| -> Result<(), Failure> {
            packed.insert(path, bytes);
            Ok(())
        };
        let directory = builder.finish(&mut Earlier::default(), cards.into_iter(), &mut put)?;
        let time = processor::time() - started;
        let file = SearchFile::Directory(directory.clone());
        let (mut files, mut lengths) = (MemoryFiles::default(), BTreeMap::new());
        for (path, bytes) in packed {
            lengths.insert(path.clone(), bytes.len());
            files.insert(path, unpack(&file, &bytes).map_err(failure)?);
        }
        Ok(Self {
            lengths,
            files,
            directory,
            articles,
            time,
        })
    }

    pub fn of_articles(articles: &[SetArticle]) -> Result<Self, Failure> {
        Self::of(articles.iter().map(|article| Document {
            title: &article.title,
            tags: &article.tags,
            text: &article.text,
            language: &article.language,
        }))
    }

    pub fn ask(&self, query: &Query, options: &Options<'_>) -> Result<Results, Failure> {
        let engine = Engine::open(std::slice::from_ref(&self.directory), &self.files);
        let found = engine.and_then(|engine| engine.search(query, options));
        found.map_err(|stop| match stop {
            Stop::Failed(error) => failure(error),
            Stop::Wanting(files) => Failure::unexpected("the index", format!("lacks {files:?}")),
        })
    }

    /// Bytes that questions since the last call have read, the first time.
    pub fn take_bytes(&self) -> usize {
        let used = self.files.take_used();
        let lengths = used
            .iter()
            .filter_map(|file| self.lengths.get(&file.path()));
        lengths.sum()
    }

    /// What the index weighs beside the text, by section.
    pub fn table(&self, name: &str, articles: &[SetArticle]) -> Table {
        let text = text_bytes(articles);
        let mut table = Table::new(
            format!("relevance: the index of {name}"),
            &["", "files", "bytes", "of the text's brotli 11"],
        );
        let mut row = |name: &str, files: usize, bytes: usize| {
            table.row([
                name.to_owned(),
                Figure::Count(files).to_string(),
                Figure::Bytes(bytes).to_string(),
                Figure::share(bytes, text).to_string(),
            ]);
        };
        for (name, files, bytes) in self.sections() {
            row(name, files, bytes);
        }
        row("all", self.lengths.len(), self.lengths.values().sum());
        row("text", articles.len(), text);
        table.figure("articles a second of processor time", self.speed());
        table
    }

    /// Articles that were indexed in a second of processor time.
    pub fn speed(&self) -> Figure {
        let speed = self.articles as f64 / self.time.as_secs_f64();
        Figure::Count(speed as usize)
    }

    fn sections(&self) -> Vec<(&'static str, usize, usize)> {
        use kiosque_search::Files;
        let file = SearchFile::Directory(self.directory.clone());
        let content = self.files.get(&file).unwrap_or_default();
        let directory = Directory::read(&content).unwrap_or_default();
        let names = ["terms", "spreads", "titles", "words", "endings", "names"];
        let sections = names.into_iter().zip(directory.sections.all());
        let weighed = sections.map(|(name, section)| {
            let files = (0..section.parts).filter_map(|at| section.part(at));
            let bytes = files.filter_map(|file| self.lengths.get(&file.path()));
            (name, section.parts, bytes.sum())
        });
        weighed.collect()
    }
}

/// What articles weigh without their index: in brotli, as many together as are
/// in a pack.
pub fn text_bytes(articles: &[SetArticle]) -> usize {
    let weighed = articles.par_chunks(PACK).map(|pack| {
        let texts = pack
            .iter()
            .map(|article| format!("{}\n{}\n", article.title, article.text));
        brotli_11(texts.collect::<String>().as_bytes()).len()
    });
    weighed.sum()
}

fn failure(error: SearchError) -> Failure {
    Failure::unexpected("the index", error)
}

fn card(document: &Document<'_>, number: usize) -> Card {
    let sha = |number: usize| -> [u8; 32] { Sha256::digest(number.to_le_bytes()).into() };
    Card {
        id: ShortId::from_digest(&sha(number)),
        slug: slug_of(document.title),
        title: document.title.to_owned(),
        language: document.language.to_owned(),
        date: None,
        source: String::new(),
        pack: FileName::of(&sha(number / PACK), 30_000),
    }
}
