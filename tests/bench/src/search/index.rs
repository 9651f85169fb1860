//! What an index weighs, and what making it takes.

use super::columns::{Row, beside};
use super::pages::feeds;
use super::shelf::Shelf;
use crate::failure::Failure;
use crate::figure::{Figure, Limit};
use crate::relevance::index::{Index, PACK, text_bytes};
use crate::relevance::taken_in;
use kiosque_publish::intake::SetArticle;
use rayon::prelude::*;
use serde_json::Value;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// Articles whose text is weighed; all would take minutes.
const WEIGHED: usize = 1_200;

const SHARE: f64 = 0.60;
const SPEED: usize = 3_000;
/// Articles, and bytes of memory.
const MEMORY: (usize, usize) = (50_000, 1_000_000_000);

pub fn rows(shelf: &Shelf) -> Result<Vec<Row>, Failure> {
    let articles = articles(&shelf.set)?;
    let text = estimated_text(&articles);
    let ours = weigh(&shelf.archive.join("data/search"), |_| true)?;
    // Its scripts, style sheets and wasm stand beside it.
    let theirs = weigh(&shelf.pages.join("pagefind"), |name| name.contains(".pf_"))?;
    let share = [ours, theirs].map(|(_, bytes)| Figure::share(bytes, text));
    let files = [ours, theirs].map(|(files, _)| files);
    let (published, indexed) = (shelf.published, shelf.indexed);
    let memory =
        [published, indexed].map(|cost| usize::try_from(cost.memory).unwrap_or(usize::MAX));
    let speed = [
        speed(&articles)?,
        per_second(shelf.size, indexed.processor.as_secs_f64()),
    ];
    let seconds = [published, indexed].map(|cost| Figure::seconds(cost.elapsed));
    let mut memory = beside("publishing, indexing: memory, most", memory, Figure::Bytes);
    if shelf.size == MEMORY.0 {
        memory = memory.within(Limit::AtMost(Figure::Bytes(MEMORY.1)));
    }
    Ok(vec![
        beside("index: of the text's brotli 11", share, |share| share)
            .within(Limit::AtMost(Figure::Share(SHARE))),
        beside("index: files", files, Figure::Count),
        beside(
            "indexing: articles a second of processor time",
            speed,
            |speed| speed,
        )
        .within(Limit::AtLeast(Figure::Count(SPEED))),
        beside(
            "publishing, indexing: time on the wall",
            seconds,
            |seconds| seconds,
        ),
        memory,
    ])
}

/// Ours alone, from articles in memory; publishing does more than that, Pagefind
/// reads pages.
fn speed(articles: &[SetArticle]) -> Result<Figure, Failure> {
    Ok(Index::of_articles(articles)?.speed())
}

fn per_second(articles: usize, seconds: f64) -> Figure {
    Figure::Count((articles as f64 / seconds) as usize)
}

/// Number and bytes of the files of a folder whose name counts.
fn weigh(folder: &Path, counts: fn(&str) -> bool) -> Result<(usize, usize), Failure> {
    let (mut files, mut bytes) = (0, 0);
    for entry in WalkDir::new(folder) {
        let entry = entry.map_err(|error| Failure::io(folder)(error.into()))?;
        if entry.file_type().is_file() && counts(&entry.file_name().to_string_lossy()) {
            let length = entry
                .metadata()
                .map_err(|error| Failure::io(folder)(error.into()))?;
            files += 1;
            bytes += usize::try_from(length.len()).unwrap_or(usize::MAX);
        }
    }
    Ok((files, bytes))
}

/// The articles of a set, oldest first.
fn articles(set: &Path) -> Result<Vec<SetArticle>, Failure> {
    let mut articles = Vec::new();
    for path in feeds(set)? {
        let bytes = fs::read(&path).map_err(Failure::io(&path))?;
        let feed: serde_json::Result<Value> = serde_json::from_slice(&bytes);
        let mut feed = feed.map_err(|error| Failure::unexpected(path.to_string_lossy(), error))?;
        if let Some(Value::Array(items)) = feed.get_mut("items").map(Value::take) {
            articles.extend(taken_in(items)?);
        }
    }
    Ok(articles)
}

/// What the text of all weighs, told by that of some, spread evenly.
fn estimated_text(articles: &[SetArticle]) -> usize {
    let step = articles.len().div_ceil(WEIGHED).max(1);
    let chosen: Vec<&[SetArticle]> = articles.chunks(PACK).step_by(step).collect();
    let weighed: usize = chosen.iter().map(|pack| pack.len()).sum();
    let bytes: usize = chosen.par_iter().map(|pack| text_bytes(pack)).sum();
    bytes * articles.len() / weighed.max(1)
}
