//! The built viewer that a site is made with.

use crate::failure::Failure;
use fs_err as fs;
use kiosque_publish::finish::App;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// Name and content of each file of the viewer that was built in, if one was.
const CARRIED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/viewer.rs"));

fn carried() -> BTreeMap<String, Vec<u8>> {
    let files = CARRIED.iter();
    files
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
        .collect()
}

/// The viewer in `folder`, or the one that the program carries.
///
/// # Errors
/// [`Failure::Unfinished`] where the folder holds something else,
/// [`Failure::CarriesNoViewer`] where there is none at all.
pub fn find(folder: Option<&Path>) -> Result<App, Failure> {
    let files = match folder {
        Some(folder) => read(folder).map_err(Failure::Unreadable)?,
        None if CARRIED.is_empty() => return Err(Failure::CarriesNoViewer),
        None => carried(),
    };
    let place = folder.unwrap_or(Path::new("the viewer of this program"));
    App::of(&files).map_err(|error| Failure::Unfinished(place.to_owned(), error))
}

/// The files of a folder, by name. The viewer has none in folders of it.
fn read(folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            let name = entry.file_name().to_string_lossy().into_owned();
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(files)
}
