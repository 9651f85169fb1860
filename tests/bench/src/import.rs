//! `import`: what taking in long feeds, many saved pages and large exports costs,
//! and what a hostile file may cost.

mod hostile;
mod sources;

use crate::failure::Failure;
use crate::figure::{Figure, Limit};
use crate::place;
use crate::table::{Report, Table};
use crate::tool::{Cost, Tool, make_corpus};
use std::path::{Path, PathBuf};

/// Items of the feed.
const ITEMS: usize = 20_000;

/// Saved pages.
const PAGES: usize = 5_000;

/// Bytes of the export.
const EXPORT: usize = 500_000_000;

pub fn measure() -> Result<Report, Failure> {
    let mut report = Report::default();
    let folder = tempfile::tempdir().map_err(Failure::io("the temporary folder"))?;
    let tool = Tool::build()?;
    texts(&tool, folder.path(), &mut report)?;
    match readability() {
        Some(pages) => {
            let source = folder.path().join("pages");
            sources::pages(&pages, PAGES, &source)?;
            let cost = tool.import(&source, &folder.path().join("of-pages"))?;
            let name = format!("import: {} saved pages", Figure::Count(PAGES));
            let taken = (sources::count(&folder.path().join("of-pages"))?, PAGES);
            report.table(table(name, cost, taken, 60.0, 1_000_000_000));
        }
        None => report
            .skip("import of saved pages: no ../shared/corpora/readability beside the project"),
    }
    report.table(hostile::table()?);
    Ok(report)
}

/// A feed and an export, of articles made after real ones.
fn texts(tool: &Tool, folder: &Path, report: &mut Report) -> Result<(), Failure> {
    let set = folder.join("set");
    make_corpus(ITEMS, 0, &set)?;
    let feed = folder.join("feed.xml");
    let items = sources::feed(&set, &feed)?;
    let cost = tool.import(&feed, &folder.join("of-feed"))?;
    let name = format!("import: a feed of {} items", Figure::Count(items));
    let taken = (sources::count(&folder.join("of-feed"))?, items);
    report.table(table(name, cost, taken, 60.0, 1_000_000_000));
    let export = folder.join("export.xml");
    let items = sources::export(&set, EXPORT, &export)?;
    let cost = tool.import(&export, &folder.join("of-export"))?;
    let name = format!(
        "import: an export of WordPress, {}, {} items",
        Figure::Bytes(EXPORT),
        Figure::Count(items)
    );
    // Each second item is a picture of the post before.
    let taken = (sources::count(&folder.join("of-export"))?, items / 2);
    report.table(table(name, cost, taken, 120.0, 500_000_000));
    Ok(())
}

/// `taken` is how many articles came in, and how many there were.
fn table(name: String, cost: Cost, taken: (usize, usize), seconds: f64, memory: usize) -> Table {
    let mut table = Table::of_figures(name);
    let [came, were] = [taken.0, taken.1].map(Figure::Count);
    table.limited("articles in the set", came, Limit::AtLeast(were));
    let elapsed = Figure::seconds(cost.elapsed);
    table.at_most("time on the wall", elapsed, Figure::Seconds(seconds));
    table.figure("processor time", Figure::seconds(cost.processor));
    let held = Figure::Bytes(usize::try_from(cost.memory).unwrap_or(usize::MAX));
    table.at_most("memory, most", held, Figure::Bytes(memory));
    table
}

/// The folder of saved pages, where it is.
fn readability() -> Option<PathBuf> {
    let folder = place::workspace()
        .parent()?
        .join("shared/corpora/readability");
    folder.is_dir().then_some(folder)
}
