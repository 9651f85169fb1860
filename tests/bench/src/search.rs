//! `search`: what a reader fetches and waits for who searches, beside Pagefind on
//! the same articles, from the same server, in the same browser.
//!
//! The articles are made; ours are published with the release tool, Pagefind's
//! are a page each, indexed with its default settings. It searches the pages of
//! the language of the page it stands on, so there is one of each language. Both
//! are asked for two or three words of titles. Bytes are those of bodies as they
//! are sent: text and wasm in brotli 11, what is gzip already as it is.

mod columns;
mod growth;
mod index;
mod keystrokes;
mod pages;
mod phone;
mod questions;
mod shelf;
mod traffic;
mod visit;

use crate::failure::Failure;
use crate::figure::Figure;
use crate::place;
use crate::scale::in_turn;
use crate::table::Report;
use crate::tool::{Pagefind, Tool};
use columns::Row;
use kiosque_e2e::{Base, Browser, Engine, Options, built_site};
use questions::Questions;
use shelf::Shelf;
use std::path::Path;
use visit::Searcher;

/// Articles, where nothing else is asked for.
const SIZES: [usize; 3] = [1_000, 10_000, 50_000];

pub fn measure(sizes: &[usize]) -> Result<Report, Failure> {
    let mut report = Report::default();
    let Some(pagefind) = Pagefind::installed() else {
        report.skip("search: KIOSQUE_PAGEFIND names no program; `cargo xtask bench search` does");
        return Ok(report);
    };
    let sizes = in_turn(sizes, &SIZES);
    let tool = Tool::build()?;
    let folder = place::target()?.join("bench/search");
    let fill = |size: &usize| {
        let articles = Figure::Count(*size);
        eprintln!("search: making {articles} articles, publishing and indexing them");
        Shelf::fill(*size, &tool, &pagefind, &folder.join(size.to_string()))
    };
    // All are published before any is read: see the order of the measurements.
    let shelves: Vec<Shelf> = sizes.iter().map(fill).collect::<Result<_, _>>()?;
    let viewer = built_site(Base::Root)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::io("the runtime"))?;
    let mut of_sizes = Vec::new();
    for shelf in &shelves {
        eprintln!("search: searching {} articles", Figure::Count(shelf.size));
        let mut rows = runtime.block_on(rows(shelf, &viewer))?;
        rows.extend(index::rows(shelf)?);
        of_sizes.push(rows);
    }
    report.table(columns::table(&sizes, &of_sizes));
    if let Some(table) = growth::table(&sizes, &of_sizes) {
        report.table(table);
    }
    Ok(report)
}

/// What searching at one size costs.
async fn rows(shelf: &Shelf, viewer: &Path) -> Result<Vec<Row>, Failure> {
    let questions = Questions::of_languages(&shelf.set)?;
    let browser = Browser::start(Engine::Chromium, Options::default()).await?;
    let (site, ours) = Searcher::ours(&browser, viewer, &shelf.archive).await?;
    let pagefind = Searcher::pagefind(&browser, &shelf.pages).await?;
    let both = [&ours, &pagefind];
    let mut rows = traffic::rows(both, &questions).await?;
    rows.extend(phone::rows(both, &questions, shelf.size).await?);
    rows.extend(keystrokes::rows(both, &questions).await?);
    drop(site);
    Ok(rows)
}
