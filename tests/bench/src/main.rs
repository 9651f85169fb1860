//! `kiosque-bench [NAME...] [N...]`: what Kiosque promises in numbers, measured.
//!
//! Each measurement prints tables; a figure with a limit says whether it meets
//! it. Exit code 1 where one does not or something could not be measured, 2
//! for a name that is none. What needs a corpus that is not there is skipped,
//! and says so.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command speaks on its standard streams"
)]

mod archive_folder;
mod corpus;
mod failure;
mod figure;
mod import;
mod paint;
mod place;
mod processor;
mod publish;
mod reader;
mod related;
mod relevance;
mod scale;
mod search;
mod size;
mod table;
mod tool;

use failure::Failure;
use std::process::ExitCode;
use table::Report;

/// A measurement; `scale` and `search` take the sizes to measure at.
type Measure = fn(&[usize]) -> Result<Report, Failure>;

/// In the order they run. Publishing comes before what fills this process's
/// memory: Linux counts a parent's peak towards that of the child it starts.
const MEASURES: [(&str, Measure); 9] = [
    ("size", |_| size::measure()),
    ("scale", scale::measure),
    ("import", |_| import::measure()),
    ("publish", |_| publish::measure()),
    ("search", search::measure),
    ("related", |_| related::measure()),
    ("relevance", |_| relevance::measure()),
    ("reader", |_| reader::measure()),
    ("paint", |_| paint::measure()),
];

fn main() -> ExitCode {
    let is_size = |word: &String| word.starts_with(|letter: char| letter.is_ascii_digit());
    let (sizes, names): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(is_size);
    let known = |name: &String| MEASURES.iter().any(|(known, _)| known == name);
    if let Some(name) = names.iter().find(|name| !known(name)) {
        let known = MEASURES.map(|(name, _)| name).join(", ");
        eprintln!("kiosque-bench: no `{name}`; there are {known}");
        return ExitCode::from(2);
    }
    let sizes: Option<Vec<usize>> = sizes.iter().map(|word| scale::size(word)).collect();
    let Some(sizes) = sizes else {
        eprintln!("kiosque-bench: a size is written as in 1000, 10k or 1M");
        return ExitCode::from(2);
    };
    let chosen = MEASURES
        .iter()
        .filter(|(name, _)| names.is_empty() || names.iter().any(|wanted| wanted == name));
    let missed: usize = chosen
        .map(|(name, measure)| run(name, *measure, &sizes))
        .sum();
    match missed {
        0 => ExitCode::SUCCESS,
        missed => {
            eprintln!("kiosque-bench: {missed} missed");
            ExitCode::FAILURE
        }
    }
}

/// Prints a measurement; how many of its limits are missed.
fn run(name: &str, measure: Measure, sizes: &[usize]) -> usize {
    match measure(sizes) {
        Ok(report) => {
            print!("{report}");
            report.missed()
        }
        Err(failure) => {
            eprintln!("{name} could not be measured: {failure}");
            1
        }
    }
}
