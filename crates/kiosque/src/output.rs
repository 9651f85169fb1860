//! Writes an edition into an archive's folder.
//!
//! The root is renamed into place last, when all else is on the disk. Until
//! then a reader, or a publisher that starts again after a crash, sees the
//! edition before: all other files are immutable, and new ones stand beside
//! the old.

use crate::failure::Failure;
use fs_err as fs;
use kiosque_model::site::Precompressed;
use kiosque_model::wire::{FORMAT, RootHeader};
use kiosque_publish::archive::{Edition, ROOT, Sink};
use kiosque_publish::finish::packed;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Files on their way into place; its presence marks an archive of ours whose
/// first edition was interrupted.
const STAGING: &str = ".kiosque-staging";

/// How the names of compressed siblings end.
pub const SIBLINGS: [&str; 2] = [".br", ".gz"];

/// The folder of an archive.
pub struct Output {
    folder: PathBuf,
    written: Written,
    precompressed: Precompressed,
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
            written: Written::default(),
            precompressed: Precompressed::None,
        };
        if folder.is_dir() && !output.is_empty()? && !output.is_ours() {
            return Err(Failure::ForeignFolder(
                folder.to_owned(),
                "an archive",
                "--archive",
            ));
        }
        if folder.exists() && !folder.is_dir() {
            return Err(Failure::NotAFolder(folder.to_owned(), "--archive"));
        }
        Ok(output)
    }

    /// Whether there is nothing in its folder.
    fn is_empty(&self) -> Result<bool, Failure> {
        is_empty(&self.folder).map_err(Failure::Unwritable)
    }

    /// Whether it is an archive, or the beginning of one.
    pub fn is_ours(&self) -> bool {
        let root = fs::read(self.folder.join(ROOT)).ok();
        let header = root.and_then(|bytes| serde_json::from_slice::<RootHeader>(&bytes).ok());
        header.is_some_and(|header| header.format == FORMAT) || self.folder.join(STAGING).is_dir()
    }

    /// Gives files compressed siblings, as the site's settings say.
    pub fn precompress(&mut self, setting: Precompressed) {
        self.precompressed = setting;
    }

    /// Where files wait until they are whole.
    pub fn staging(&self) -> PathBuf {
        self.folder.join(STAGING)
    }

    /// Begins an edition. Its files come through [`Sink::put`].
    ///
    /// # Errors
    /// [`Failure::Unwritable`].
    pub fn begin(&self) -> Result<(), Failure> {
        fs::create_dir_all(self.folder.join(STAGING)).map_err(Failure::Unwritable)
    }

    /// Makes `edition`, whose other files are there, the current one.
    ///
    /// # Errors
    /// [`Failure::Unwritable`], with the file; the edition before is intact.
    pub fn finish(mut self, edition: &Edition) -> Result<Written, Failure> {
        let list = format!("editions/{}.txt", edition.name);
        self.add(&list, edition.paths.as_bytes())
            .map_err(Failure::Unwritable)?;
        self.settle().map_err(Failure::Unwritable)?;
        let is_new = self.add(ROOT, &edition.root).map_err(Failure::Unwritable)?;
        self.written.add(&edition.root, is_new);
        // It is empty now, and goes with the next publication if not with this.
        let _ = fs::remove_dir_all(self.folder.join(STAGING));
        self.settle().map_err(Failure::Unsettled)?;
        Ok(self.written)
    }

    /// Waits until all that was written is on the disk: the whole file system
    /// at once, which takes a second where a call for each file takes minutes.
    fn settle(&self) -> io::Result<()> {
        on_disk(fs::File::open(&self.folder)?.file()).map_err(|error| {
            let folder = self.folder.display();
            let reason = format!("cannot get all of {folder} onto the disk: {error}");
            io::Error::new(error.kind(), reason)
        })
    }

    /// Puts a file in place, unless it is there; tells whether it was not.
    fn add(&self, path: &str, bytes: &[u8]) -> io::Result<bool> {
        let place = self.folder.join(path);
        let put = || -> io::Result<bool> {
            let is_new = !holds(&place, bytes)?;
            // Before the file, as the root is what makes an edition the current one.
            if self.precompressed == Precompressed::All {
                put_siblings(&self.staging(), &place, bytes, is_new)?;
            } else if path == ROOT {
                remove_siblings(&place)?;
            }
            if is_new {
                put(&self.staging(), &place, bytes, is_waited_for(path))?;
            }
            Ok(is_new)
        };
        put().map_err(|error| unwritable(&place, &error))
    }
}

/// Says which file could not be written.
pub fn unwritable(place: &Path, error: &io::Error) -> io::Error {
    let reason = format!("cannot write {}: {error}", place.display());
    io::Error::new(error.kind(), reason)
}

/// Whether there is nothing in a folder.
pub fn is_empty(folder: &Path) -> io::Result<bool> {
    Ok(fs::read_dir(folder)?.next().is_none())
}

/// Puts a file in place in one step: a reader sees all of it or nothing.
pub fn put(staging: &Path, place: &Path, bytes: &[u8], waits: bool) -> io::Result<()> {
    let staged = staging.join(std::process::id().to_string());
    let mut file = fs::File::create(&staged)?;
    file.write_all(bytes)?;
    if waits {
        file.sync_all()?;
    }
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::rename(&staged, place)
}

/// Puts compressed siblings beside a file. Those of a file that is as it was
/// are there, unless the setting is new.
pub fn put_siblings(staging: &Path, place: &Path, bytes: &[u8], is_new: bool) -> io::Result<()> {
    let beside = |ending| sibling(place, ending);
    if !is_new && SIBLINGS.iter().all(|ending| beside(ending).is_file()) {
        return Ok(());
    }
    for packed in packed(&place.to_string_lossy(), bytes) {
        match packed.bytes {
            Some(bytes) => put(staging, &beside(packed.ending), &bytes, false)?,
            None => remove(&beside(packed.ending))?,
        }
    }
    Ok(())
}

/// Removes the siblings that a file may have: they hold what it was before.
pub fn remove_siblings(place: &Path) -> io::Result<()> {
    SIBLINGS
        .iter()
        .try_for_each(|ending| remove(&sibling(place, ending)))
}

/// The place of a file's sibling.
pub fn sibling(place: &Path, ending: &str) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Removes a file, if it is there.
pub fn remove(place: &Path) -> io::Result<()> {
    if !place.try_exists()? {
        return Ok(());
    }
    fs::remove_file(place)
}

impl Sink for Output {
    fn put(&mut self, path: &str, bytes: Vec<u8>) -> io::Result<()> {
        let is_new = self.add(path, &bytes)?;
        self.written.add(&bytes, is_new);
        Ok(())
    }
}

/// Whether a file must be on the disk before it gets its name. The root makes
/// an edition the current one, so it must; the others are waited for together,
/// where the system can do that.
fn is_waited_for(path: &str) -> bool {
    path == ROOT || !cfg!(target_os = "linux")
}

#[cfg(target_os = "linux")]
fn on_disk(folder: &std::fs::File) -> io::Result<()> {
    Ok(rustix::fs::syncfs(folder)?)
}

/// Elsewhere each file was waited for; left is the folder that names the root.
#[cfg(not(target_os = "linux"))]
fn on_disk(folder: &std::fs::File) -> io::Result<()> {
    folder.sync_all()
}

impl Written {
    /// Counts a file.
    pub fn add(&mut self, bytes: &[u8], is_new: bool) {
        self.files += 1;
        self.bytes += bytes.len();
        self.new_files += usize::from(is_new);
    }
}

/// Whether the file is there with exactly this content: a damaged one is
/// written again.
pub fn holds(place: &Path, bytes: &[u8]) -> io::Result<bool> {
    match fs::metadata(place) {
        Ok(found) if u64::try_from(bytes.len()).is_ok_and(|length| length == found.len()) => {
            Ok(fs::read(place)? == bytes)
        }
        Ok(_) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
