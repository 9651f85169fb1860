//! Finds the files of article sets, which are read one at a time.

use crate::failure::Failure;
use flate2::read::GzDecoder;
use fs_err as fs;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What a compressed feed may hold at most, in GB: a guard against small files
/// that swell.
const LARGEST_FEED: u64 = 4;

/// The files of one or several sets, unread.
#[derive(Debug, Default)]
pub struct SetFiles {
    /// By path, and of one path by place.
    pub files: Vec<FoundFile>,
    /// What was passed over, one sentence each.
    pub skipped: Vec<String>,
}

/// A file of a set, unread.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundFile {
    /// Relative to the set's folder, with `/` between its parts.
    pub path: String,
    /// Where it is.
    place: PathBuf,
    /// Bytes it takes there.
    pub length: u64,
    is_packed: bool,
}

impl SetFiles {
    /// The file at `path`.
    pub fn file(&self, path: &str) -> Option<&FoundFile> {
        let position = self
            .files
            .binary_search_by(|file| file.path.as_str().cmp(path));
        self.files.get(position.ok()?)
    }
}

impl FoundFile {
    /// Its content, unpacked.
    ///
    /// # Errors
    /// [`Failure::Unreadable`] and [`Failure::TooLarge`].
    pub fn read(&self) -> Result<Vec<u8>, Failure> {
        if self.is_packed {
            return unpack(&self.place);
        }
        fs::read(&self.place).map_err(Failure::Unreadable)
    }
}

/// Finds the files of `sets`, which are published as one. `except` is not
/// looked into: an archive may lie inside its set.
///
/// # Errors
/// [`Failure::NotASet`] and what the file system says.
pub fn find_files(sets: &[PathBuf], except: &Path) -> Result<SetFiles, Failure> {
    let mut gathered = Gathered {
        except: except.canonicalize().ok(),
        several: sets.len() > 1,
        ..Gathered::default()
    };
    for set in sets {
        gathered.add(set)?;
    }
    let mut found = gathered.found;
    found.files.sort_unstable();
    Ok(found)
}

#[derive(Default)]
struct Gathered {
    found: SetFiles,
    except: Option<PathBuf>,
    several: bool,
    has_site: bool,
    /// The set of each image's path, so that none hides another.
    images: BTreeMap<String, PathBuf>,
}

impl Gathered {
    fn add(&mut self, set: &Path) -> Result<(), Failure> {
        let kind = fs::metadata(set).map_err(Failure::Unreadable)?;
        let name = set.to_string_lossy();
        let unpacked = name.strip_suffix(".gz").unwrap_or(&name);
        if kind.is_dir() {
            self.add_folder(set)
        } else if unpacked.ends_with(".json") {
            self.add_feed(set, unpacked, kind.len());
            Ok(())
        } else {
            Err(Failure::NotASet(set.to_owned()))
        }
    }

    fn add_feed(&mut self, place: &Path, unpacked: &str, length: u64) {
        // A feed given by its own name is one wherever it lies.
        let path = if unpacked.starts_with("images/") {
            format!("./{unpacked}")
        } else {
            unpacked.to_owned()
        };
        self.found.files.push(FoundFile {
            path,
            place: place.to_owned(),
            length,
            is_packed: place.to_string_lossy() != unpacked,
        });
    }

    fn add_folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let root = fs::canonicalize(folder).map_err(Failure::Unreadable)?;
        let mut walk = WalkDir::new(folder)
            .follow_links(true)
            .min_depth(1)
            .sort_by_file_name()
            .into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) if self.passes_over(&entry, &root) => {
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                }
                Ok(entry) if entry.file_type().is_file() => self.add_file(folder, &entry)?,
                Ok(_) => {}
                Err(error) if error.loop_ancestor().is_some() => {
                    self.found.skipped.push(error.to_string())
                }
                Err(error) => return Err(Failure::Unreadable(io::Error::other(error))),
            }
        }
        Ok(())
    }

    /// Whether an entry is not for publishing; says so where that may surprise.
    fn passes_over(&mut self, entry: &DirEntry, root: &Path) -> bool {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            self.found
                .skipped
                .push(format!("{}: hidden", path.display()));
            return true;
        }
        let Ok(real) = path.canonicalize() else {
            return false;
        };
        if !real.starts_with(root) {
            self.found.skipped.push(format!(
                "{}: a link out of the set's folder",
                path.display()
            ));
            return true;
        }
        Some(real) == self.except
    }

    fn add_file(&mut self, folder: &Path, entry: &DirEntry) -> Result<(), Failure> {
        let path = entry.path();
        let Some(relative) = relative_path(folder, path) else {
            self.found
                .skipped
                .push(format!("{}: its name is not UTF-8", path.display()));
            return Ok(());
        };
        if relative == "site.toml" && std::mem::replace(&mut self.has_site, true) {
            self.found.skipped.push(format!(
                "{}: the first set's site.toml stands for all",
                path.display()
            ));
            return Ok(());
        }
        let is_image = relative.starts_with("images/");
        if is_image && let Some(other) = self.images.insert(relative.clone(), folder.to_owned()) {
            let other = other.join(&relative);
            self.found.skipped.push(format!(
                "{}: {} has its name",
                path.display(),
                other.display()
            ));
            self.images.insert(relative, folder.to_owned());
            return Ok(());
        }
        let is_named_by_set = self.several && !is_image && relative != "site.toml";
        let name = if is_named_by_set {
            format!("{}/{relative}", folder.display())
        } else {
            relative
        };
        let length = entry.metadata().map_err(io::Error::other);
        self.found.files.push(FoundFile {
            path: name,
            place: path.to_owned(),
            length: length.map_err(Failure::Unreadable)?.len(),
            is_packed: false,
        });
        Ok(())
    }
}

/// The path within the folder, with `/` between its parts.
fn relative_path(folder: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(folder).ok()?.components();
    let parts: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

fn unpack(path: &Path) -> Result<Vec<u8>, Failure> {
    let file = fs::File::open(path).map_err(Failure::Unreadable)?;
    let limit = LARGEST_FEED << 30;
    let mut bytes = Vec::new();
    let unreadable = |error: io::Error| {
        let reason = format!("{}: not a whole gzip file: {error}", path.display());
        Failure::Unreadable(io::Error::new(error.kind(), reason))
    };
    GzDecoder::new(file)
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > limit) {
        return Err(Failure::TooLarge(path.to_owned(), LARGEST_FEED));
    }
    Ok(bytes)
}
