use super::fetched::Fetched;
use crate::figure::Figure;
use crate::table::Table;
use std::collections::BTreeMap;

const REQUESTS: Figure = Figure::Count(6);
const BYTES: Figure = Figure::Bytes(190_000);
const GROWTH: Figure = Figure::Share(0.05);

/// The home page of sites, the smallest first.
pub fn table(homes: &[(&str, &Fetched)]) -> Table {
    let mut table = Table::of_figures("reader: first visit of the home page");
    for (name, home) in homes {
        table.at_most(
            format!("requests, {name}"),
            Figure::Count(home.requests()),
            REQUESTS,
        );
        table.at_most(format!("bytes, {name}"), Figure::Bytes(home.bytes()), BYTES);
    }
    if let [(_, small), (_, large)] = homes {
        let growth = large.bytes() as f64 / small.bytes().max(1) as f64 - 1.0;
        table.at_most("difference in bytes", Figure::Share(growth.abs()), GROWTH);
    }
    table
}

/// What each of the requests took.
pub fn files_table(homes: &[(&str, &Fetched)]) -> Table {
    let mut heads = vec!["bytes"];
    heads.extend(homes.iter().map(|(name, _)| *name));
    let mut table = Table::new("reader: first visit by file", &heads);
    let mut files: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (column, (_, home)) in homes.iter().enumerate() {
        for (path, bytes) in home.each() {
            let cells = files.entry(path).or_default();
            cells.resize(column, String::new());
            cells.push(Figure::Bytes(bytes).to_string());
        }
    }
    for (path, cells) in files {
        table.row(std::iter::once(path.to_owned()).chain(cells));
    }
    table
}
