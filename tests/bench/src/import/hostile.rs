//! What a hostile file costs: the importer's own tests of such files, built for
//! release, where each file must be through within two seconds.

use crate::failure::Failure;
use crate::figure::Figure;
use crate::table::Table;
use crate::tool;
use std::process::Command;

/// Memory that importing a hostile file may take, in bytes; a test holds a file or
/// some, of up to 200 MB.
const MEMORY: usize = 512_000_000;

/// Runs each test by itself, whose memory is that of its worst file.
pub fn table() -> Result<Table, Failure> {
    let program = tool::built_test("kiosque-import", "import")?;
    let mut table = Table::of_figures("import: hostile files, each within 2 s");
    for test in tool::tests_of(&program, "swelling::")? {
        let mut run = Command::new(&program);
        let cost = tool::run(run.args([test.as_str(), "--exact"]))?;
        let held = Figure::Bytes(usize::try_from(cost.memory).unwrap_or(usize::MAX));
        let name = test.trim_start_matches("swelling::").replace('_', " ");
        table.at_most(format!("memory, {name}"), held, Figure::Bytes(MEMORY));
    }
    Ok(table)
}
