use super::archive::{Archive, Fetched};
use super::bounds::Row;
use super::edition::Edition;
use super::samples::addresses;
use super::views::GROWTH;
use crate::failure::Failure;
use crate::figure::{Figure, median};
use crate::place;
use crate::tool::Tool;
use kiosque_e2e::server::brotli_11;
use kiosque_model::ShortId;
use std::fs;
use std::path::{Path, PathBuf};

/// Pages that are weighed.
const PAGES: usize = 24;

/// What an article costs whose address has a page: the page, what it loads of the
/// viewer, `app`, and the root; then, where the reader comes near its end, what later
/// articles add to it. A page weighs the same in any edition: those of one file of the
/// set are rendered.
pub fn rows(
    tool: &Tool,
    archive: &Archive,
    edition: &Edition,
    app: Fetched,
) -> Result<[Row; 4], Failure> {
    let page = median(&weights(&rendered(tool, edition)?)?);
    let all = app.bytes + archive.root_bytes + page;
    let added = added(archive, edition)?;
    let most = |count: fn(&Fetched) -> usize| added.iter().map(count).max().unwrap_or(0);
    Ok([
        Row::free(
            "article with its page: requests, all",
            Figure::Count(app.requests + 2),
        ),
        Row {
            growth: Some(GROWTH),
            ..Row::free("article with its page: all", Figure::Bytes(all))
        },
        Row::free(
            "at an article's end: requests",
            Figure::Count(most(|fetched| fetched.requests)),
        ),
        Row::free(
            "at an article's end: data",
            Figure::Bytes(most(|fetched| fetched.bytes)),
        ),
    ])
}

/// What later articles add, for each article of a sample.
fn added(archive: &Archive, edition: &Edition) -> Result<Vec<Fetched>, Failure> {
    let ask = |id: &ShortId| {
        let visit = archive.visit();
        visit.ask(|reader| reader.additions(id))?;
        visit.fetched()
    };
    let addresses = addresses(edition)?;
    addresses.iter().map(|address| ask(&address.id)).collect()
}

/// The pages of the articles in the last file of the edition's set.
fn rendered(tool: &Tool, edition: &Edition) -> Result<Vec<PathBuf>, Failure> {
    let mut files = entries(&edition.set)?;
    files.retain(|path| path.extension().is_some_and(|is| is == "json"));
    let last = files.pop();
    let last = last.ok_or_else(|| Failure::unexpected(edition.set.to_string_lossy(), "no set"))?;
    let folder = edition.set.with_file_name("pages");
    let set = folder.join("set");
    fs::create_dir_all(&set).map_err(Failure::io(&set))?;
    for file in [last, edition.set.join("site.toml")] {
        let name = file.file_name().unwrap_or_default();
        fs::copy(&file, set.join(name)).map_err(Failure::io(&file))?;
    }
    let site = folder.join("site");
    tool.publish_site(&[&set], &place::workspace().join("target/viewer"), &site)?;
    let mut pages = Vec::new();
    for year in entries(&site.join("a"))? {
        for address in entries(&year)? {
            pages.push(address.join("index.html"));
        }
    }
    Ok(pages)
}

/// Bytes of some of the pages, in brotli 11.
fn weights(pages: &[PathBuf]) -> Result<Vec<usize>, Failure> {
    let step = pages.len().div_ceil(PAGES).max(1);
    let weigh = |path: &PathBuf| {
        let page = fs::read(path).map_err(Failure::io(path))?;
        Ok(brotli_11(&page).len())
    };
    pages.iter().step_by(step).map(weigh).collect()
}

/// What a folder holds, in order.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(Failure::io(folder))?;
    let paths = entries.map(|entry| Ok(entry.map_err(Failure::io(folder))?.path()));
    let mut paths: Vec<PathBuf> = paths.collect::<Result<_, Failure>>()?;
    paths.sort();
    Ok(paths)
}
