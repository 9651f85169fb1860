//! What twins add to a publication.

use crate::failure::Failure;
use crate::figure::{Figure, median};
use crate::place;
use crate::table::Table;
use crate::tool::{Cost, Tool};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Publications of each kind of which the median is taken, in turns.
const TIMES: usize = 3;

/// What twins may add to the processor time of publishing without them.
const MOST_ADDED: f64 = 0.6;

/// The settings of a site whose address is known, so that its pages say all they can.
const SETTINGS: &str = "title = \"Reuters\"\nlanguages = [\"en\", \"fr\", \"ar\"]\naddress = \"https://press.example\"\n";

/// Publishes the corpus as a site with pages for each article and list, and without.
pub fn table(tool: &Tool, set: &Path, folder: &Path) -> Result<Table, Failure> {
    let folder = folder.join("twins");
    let viewer = stand_in(&folder.join("viewer"))?;
    let mut costs = [Vec::new(), Vec::new()];
    for time in 0..TIMES {
        for (twins, costs) in ["none", "all"].into_iter().zip(&mut costs) {
            let settings = folder.join(twins);
            let text = format!("{SETTINGS}twins = \"{twins}\"\n");
            write(&settings.join("site.toml"), &text)?;
            // None is removed between two: a file system may look long for a place
            // that was not freed just now.
            let site = folder.join(format!("{twins}-{time}"));
            costs.push(tool.publish_site(&[set, &settings], &viewer, &site)?);
        }
    }
    let [without, with] = costs;
    Ok(cost_table(&without, &with))
}

fn cost_table(without: &[Cost], with: &[Cost]) -> Table {
    let processor = |costs: &[Cost]| {
        let times: Vec<Duration> = costs.iter().map(|cost| cost.processor).collect();
        median(&times)
    };
    let memory = |costs: &[Cost]| {
        let most = costs.iter().map(|cost| cost.memory).max().unwrap_or(0);
        Figure::Bytes(usize::try_from(most).unwrap_or(usize::MAX))
    };
    let (before, after) = (processor(without), processor(with));
    let added = after.as_secs_f64() / before.as_secs_f64() - 1.0;
    let mut table = Table::of_figures(format!(
        "publish: pages of HTML for all of Reuters, {TIMES} times"
    ));
    table.figure("processor time without, median", Figure::seconds(before));
    table.figure("processor time with, median", Figure::seconds(after));
    table.at_most(
        "processor time added",
        Figure::Share(added),
        Figure::Share(MOST_ADDED),
    );
    table.figure("memory without, most", memory(without));
    table.figure("memory with, most", memory(with));
    table
}

/// A viewer that only its page and its style sheet are real of: the pages that are
/// measured are rendered by the tool, and take no more of it.
fn stand_in(folder: &Path) -> Result<PathBuf, Failure> {
    let glue = |name: &str| format!("new URL('{name}_bg.wasm', import.meta.url)\n");
    let sheet = place::workspace().join("public/kiosque.css");
    let sheet = fs::read_to_string(&sheet).map_err(Failure::io(&sheet))?;
    let page = "<!doctype html><html lang=\"fr\" dir=\"ltr\"><head><meta charset=\"utf-8\"><title>Kiosque</title>\
        <script data-early>document.documentElement.dataset.early = \"\";</script>\
        <link rel=\"icon\" href=\"/icon.svg\"><link rel=\"stylesheet\" href=\"/kiosque.css\">\
        <link rel=\"preload\" href=\"/viewer_bg.wasm\" crossorigin=\"anonymous\" as=\"fetch\" type=\"application/wasm\">\
        </head><body><div id=\"app\"></div></body></html>";
    for (name, text) in [
        ("index.html", page),
        ("kiosque.css", &sheet),
        ("icon.svg", "<svg/>"),
        ("viewer.js", &glue("viewer")),
        ("viewer_bg.wasm", "viewer"),
    ] {
        write(&folder.join(name), text)?;
    }
    Ok(folder.to_owned())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(Failure::io(folder))?;
    fs::write(path, text).map_err(Failure::io(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(seconds: f64, memory: u64) -> Cost {
        Cost {
            processor: Duration::from_secs_f64(seconds),
            elapsed: Duration::ZERO,
            memory,
        }
    }

    #[test]
    fn more_than_three_fifths_added_is_too_much() {
        let without = [cost(9.0, 1), cost(10.0, 3), cost(11.0, 2)];
        let with = |seconds: f64| cost_table(&without, &[cost(seconds, 4)]).to_string();
        assert!(
            with(15.9).contains("59.00 %  ≤ 60.00 %  met"),
            "{}",
            with(15.9)
        );
        assert!(
            with(16.1).contains("61.00 %  ≤ 60.00 %  MISSED"),
            "{}",
            with(16.1)
        );
    }
}
