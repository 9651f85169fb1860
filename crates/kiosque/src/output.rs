//! Writes an edition into an archive's folder.
//!
//! The root is renamed into place last. Until then a reader, or a publisher
//! that starts again after a crash, sees the edition before: all other files
//! are immutable, and new ones stand beside the old.

use crate::failure::Failure;
use fs_err as fs;
use kiosque_model::wire::{FORMAT, RootHeader};
use kiosque_publish::archive::{Archive, ROOT};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Files on their way into place; its presence marks an archive of ours whose
/// first edition was interrupted.
const STAGING: &str = ".kiosque-staging";

/// The folder of an archive.
pub struct Output {
    folder: PathBuf,
}

/// What writing an edition came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files the edition consists of, the root included.
    pub files: usize,
    /// Their bytes.
    pub bytes: usize,
    /// Files that were not there yet.
    pub new_files: usize,
}

impl Output {
    /// The folder, if an archive may be written there.
    ///
    /// # Errors
    /// [`Failure::ForeignFolder`] and [`Failure::NotAFolder`].
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let output = Self {
            folder: folder.to_owned(),
        };
        if folder.is_dir() && !output.is_empty()? && !output.is_ours() {
            return Err(Failure::ForeignFolder(folder.to_owned()));
        }
        if folder.exists() && !folder.is_dir() {
            return Err(Failure::NotAFolder(folder.to_owned()));
        }
        Ok(output)
    }

    fn is_empty(&self) -> Result<bool, Failure> {
        let mut entries = fs::read_dir(&self.folder).map_err(Failure::Unwritable)?;
        Ok(entries.next().is_none())
    }

    fn is_ours(&self) -> bool {
        let root = fs::read(self.folder.join(ROOT)).ok();
        let header = root.and_then(|bytes| serde_json::from_slice::<RootHeader>(&bytes).ok());
        header.is_some_and(|header| header.format == FORMAT) || self.folder.join(STAGING).is_dir()
    }

    /// Writes `archive` and makes it the current edition.
    ///
    /// # Errors
    /// [`Failure::Unwritable`], with the file; the edition before is intact.
    pub fn write(
        &self,
        archive: &Archive,
        mut each: impl FnMut(usize),
    ) -> Result<Written, Failure> {
        let mut written = Written::default();
        let list: String = archive
            .files
            .keys()
            .filter(|path| *path != ROOT)
            .flat_map(|path| [path, "\n"])
            .collect();
        self.begin()?;
        for (path, bytes) in archive.files.iter().filter(|(path, _)| *path != ROOT) {
            written.add(bytes, self.add(path, bytes)?);
            each(written.files);
        }
        let edition = format!("editions/{}.txt", archive.edition);
        self.add(&edition, list.as_bytes())?;
        if let Some(root) = archive.files.get(ROOT) {
            written.add(root, self.add(ROOT, root)?);
        }
        self.end()?;
        Ok(written)
    }

    fn begin(&self) -> Result<(), Failure> {
        fs::create_dir_all(self.folder.join(STAGING)).map_err(Failure::Unwritable)
    }

    fn end(&self) -> Result<(), Failure> {
        fs::remove_dir_all(self.folder.join(STAGING)).map_err(Failure::Unwritable)
    }

    /// Puts a file in place, unless it is there; tells whether it was not.
    fn add(&self, path: &str, bytes: &[u8]) -> Result<bool, Failure> {
        let place = self.folder.join(path);
        let put = || -> io::Result<bool> {
            let is_new = !holds(&place, bytes)?;
            if is_new {
                self.put(&place, bytes)?;
            }
            Ok(is_new)
        };
        put().map_err(|error| {
            let reason = format!("cannot write {}: {error}", place.display());
            Failure::Unwritable(io::Error::new(error.kind(), reason))
        })
    }

    /// In one step: a reader sees all of the file or nothing.
    fn put(&self, place: &Path, bytes: &[u8]) -> io::Result<()> {
        let staged = self
            .folder
            .join(STAGING)
            .join(std::process::id().to_string());
        let mut file = fs::File::create(&staged)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::rename(&staged, place)
    }
}

impl Written {
    fn add(&mut self, bytes: &[u8], is_new: bool) {
        self.files += 1;
        self.bytes += bytes.len();
        self.new_files += usize::from(is_new);
    }
}

/// Whether the file is there with exactly this content: a damaged one is
/// written again.
fn holds(place: &Path, bytes: &[u8]) -> io::Result<bool> {
    match fs::metadata(place) {
        Ok(found) if u64::try_from(bytes.len()).is_ok_and(|length| length == found.len()) => {
            Ok(fs::read(place)? == bytes)
        }
        Ok(_) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
