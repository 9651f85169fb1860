use crate::archive_folder::Files;
use crate::figure::{Figure, median};
use crate::table::Table;
use kiosque_e2e::server::brotli_11;
use rayon::prelude::*;

/// What the files of the corpus's archive weigh in brotli 11.
pub fn table(files: &Files) -> Table {
    let root = files
        .get("root.json")
        .map_or(0, |bytes| brotli_11(bytes).len());
    let packs: Vec<&Vec<u8>> = files
        .iter()
        .filter(|(path, _)| path.starts_with("data/packs/"))
        .map(|(_, bytes)| bytes)
        .collect();
    let sizes: Vec<usize> = packs
        .par_iter()
        .map(|bytes| brotli_11(bytes).len())
        .collect();
    let largest = sizes.iter().copied().max().unwrap_or(0);
    let mut table = Table::of_figures("reader: files of Reuters");
    table.at_most("root.json", Figure::Bytes(root), Figure::Bytes(16_000));
    table.at_most(
        "largest pack",
        Figure::Bytes(largest),
        Figure::Bytes(40_000),
    );
    table.figure("median pack", Figure::Bytes(median(&sizes)));
    table.figure("packs", Figure::Count(sizes.len()));
    table
}
