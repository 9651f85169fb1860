//! Where things are.

use crate::failure::Failure;
use std::path::{Path, PathBuf};

/// The folder of the workspace.
pub fn workspace() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package)
}

/// Cargo's target folder: two above this program.
pub fn target() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe().map_err(Failure::io("this program"))?;
    let target = program.ancestors().nth(2).map(Path::to_owned);
    target.ok_or_else(|| Failure::unexpected(program.to_string_lossy(), "not in a target folder"))
}
