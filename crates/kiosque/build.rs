//! Takes the viewer in that `KIOSQUE_VIEWER` names, a folder as `trunk build`
//! leaves it, so that the tool publishes whole sites by itself.
#![allow(
    clippy::print_stdout,
    reason = "this is how a build script speaks to cargo"
)]

use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

const VIEWER: &str = "KIOSQUE_VIEWER";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed={VIEWER}");
    let folder = env::var_os(VIEWER).filter(|folder| !folder.is_empty());
    let files = match folder.map(PathBuf::from) {
        Some(folder) => entries(&folder)?,
        None => String::new(),
    };
    let table = format!("&[{files}]");
    let place = env::var_os("OUT_DIR").map(PathBuf::from);
    fs::write(place.unwrap_or_default().join("viewer.rs"), table)
}

/// A table's rows: name and bytes of each file.
fn entries(folder: &Path) -> io::Result<String> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut places = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            places.push(entry.path().canonicalize()?);
        }
    }
    places.sort();
    let rows = places.iter().filter_map(|place| {
        let (name, place) = (place.file_name()?.to_str()?, place.to_str()?);
        Some(format!("({name:?}, include_bytes!({place:?})),"))
    });
    Ok(rows.collect())
}
