//! `scale`: what a cold reader loads, and what publishing costs, at a thousand
//! articles, ten thousand, a hundred thousand; a million where it is asked for.
//!
//! The articles are made, the archives published with the release tool. A view
//! is asked of an archive as the viewer asks it, with nothing at hand but the
//! root: what is wanting is fetched, round by round, until there is an answer.
//! Bytes are those of brotli 11.

mod appended;
mod archive;
mod bounds;
mod edition;
mod pages;
mod samples;
mod views;

use crate::failure::Failure;
use crate::figure::Figure;
use crate::place;
use crate::size::first_visit_files;
use crate::table::{Report, Table};
use crate::tool::Tool;
use archive::{Archive, Fetched};
use bounds::{Bound, Row};
use edition::Edition;
use kiosque_e2e::server::brotli_11;
use kiosque_e2e::{Base, built_site};
use std::fs;

/// Articles, where nothing else is asked for.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// A number of articles as it is written: `1000`, `10k`, `1M`.
pub fn size(word: &str) -> Option<usize> {
    let (digits, unit) = match word.strip_suffix('k') {
        Some(digits) => (digits, 1_000),
        None => (
            word.trim_end_matches('M'),
            if word.ends_with('M') { 1_000_000 } else { 1 },
        ),
    };
    let number: usize = digits.parse().ok()?;
    number.checked_mul(unit).filter(|size| *size > 0)
}

/// The sizes asked for, else the usual ones: each once, the smallest first.
pub fn in_turn(asked: &[usize], usual: &[usize]) -> Vec<usize> {
    let sizes = if asked.is_empty() { usual } else { asked };
    let mut sizes = sizes.to_vec();
    sizes.sort_unstable();
    sizes.dedup();
    sizes
}

pub fn measure(sizes: &[usize]) -> Result<Report, Failure> {
    let sizes = in_turn(sizes, &SIZES);
    let [app, home] = viewer()?;
    let viewer = Fetched {
        requests: app.requests + home.requests,
        bytes: app.bytes + home.bytes,
    };
    let tool = Tool::build()?;
    let folder = place::target()?.join("bench/scale");
    let make = |size: &usize| {
        let articles = Figure::Count(*size);
        eprintln!("scale: making {articles} articles, publishing them and later ones");
        Edition::make(*size, &tool, &folder.join(size.to_string()))
    };
    let editions = sizes.iter().map(make);
    // All are published before any is read: see the order of the measurements.
    let editions: Vec<Edition> = editions.collect::<Result<_, _>>()?;
    let mut columns = Vec::new();
    for edition in &editions {
        let archive = Archive::open(edition)?;
        let mut rows = views::rows(&archive, edition, viewer)?;
        rows.extend(pages::rows(&tool, &archive, edition, app)?);
        rows.extend(edition.rows());
        columns.push(rows);
    }
    let mut report = Report::default();
    report.table(table(&sizes, columns));
    Ok(report)
}

/// What a browser loads of the viewer itself: its files, and the home page.
fn viewer() -> Result<[Fetched; 2], Failure> {
    let mut fetched = [Fetched::default(); 2];
    let [app, home] = &mut fetched;
    for path in first_visit_files(&built_site(Base::Root)?)? {
        let is_page = path.extension().is_some_and(|is| is == "html");
        let part = if is_page { &mut *home } else { &mut *app };
        part.requests += 1;
        part.bytes += brotli_11(&fs::read(&path).map_err(Failure::io(&path))?).len();
    }
    Ok(fetched)
}

/// A column for each size, the same rows in each.
fn table(sizes: &[usize], columns: Vec<Vec<Row>>) -> Table {
    let heads = sizes.iter().map(|size| Figure::Count(*size).to_string());
    let heads: Vec<String> = std::iter::once(String::new())
        .chain(heads)
        .chain(["growth", "limit", ""].map(str::to_owned))
        .collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut table = Table::new("scale: after the root, by number of articles", &heads);
    let rows = columns.first().map_or(0, Vec::len);
    for place in 0..rows {
        let row: Vec<&Row> = columns
            .iter()
            .filter_map(|column| column.get(place))
            .collect();
        let bound = Bound::of_all(sizes, &row);
        table.judged(bound.cells(&row), bound.holds);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_short() {
        for (word, expected) in [
            ("1000", Some(1_000)),
            ("10k", Some(10_000)),
            ("1M", Some(1_000_000)),
            ("0", None),
            ("1G", None),
            ("k", None),
        ] {
            assert_eq!(size(word), expected, "{word}");
        }
    }
}
