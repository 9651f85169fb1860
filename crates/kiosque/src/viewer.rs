//! The built viewer that a site is made with.

use crate::failure::Failure;
use fs_err as fs;
use kiosque_publish::finish::App;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The viewer in `folder`, or the one that the program carries.
///
/// # Errors
/// [`Failure::Unfinished`] where the folder holds something else,
/// [`Failure::CarriesNoViewer`] where there is none at all.
pub fn find(folder: Option<&Path>) -> Result<App, Failure> {
    let folder = folder.ok_or(Failure::CarriesNoViewer)?;
    let files = read(folder).map_err(Failure::Unreadable)?;
    App::of(&files).map_err(|error| Failure::Unfinished(folder.to_owned(), error))
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
