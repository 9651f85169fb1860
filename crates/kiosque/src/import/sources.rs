//! Finds the files of the sources, which are read one after another.

use fs_err as fs;
use kiosque_import::{
    Format, Importer, Outcome, Place, Problem, ProblemKind, SourceFile, Surroundings,
};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The files of all sources, unread.
#[derive(Debug, Default)]
pub struct Sources {
    /// In the order of the sources and of the files' paths.
    pub files: Vec<FoundSource>,
    /// The names of the sources that are there.
    pub names: Vec<String>,
    /// What should be read and cannot.
    pub problems: Vec<Problem>,
    /// What a folder holds that is not looked at, one sentence each.
    pub passed_over: Vec<String>,
}

/// A file of a source, unread.
#[derive(Debug)]
pub struct FoundSource {
    /// The name of the source.
    pub source: String,
    /// The path in the source, with `/` between its parts; empty where the
    /// source is the file.
    pub path: String,
    /// Where it is.
    place: PathBuf,
    /// The folder that paths in it refer to, without links.
    pub root: PathBuf,
    /// Its bytes.
    pub length: u64,
}

impl FoundSource {
    /// What it is called in reports.
    pub fn label(&self) -> String {
        self.file().label()
    }

    /// Whether the user named it.
    pub fn is_named(&self) -> bool {
        self.path.is_empty()
    }

    fn file(&self) -> SourceFile<'_> {
        SourceFile {
            source: &self.source,
            path: &self.path,
        }
    }

    /// Reads it; `read` hears how many bytes at a time, and fewer than none where
    /// some are read again.
    pub fn import(
        &self,
        importer: &Importer,
        around: &dyn Surroundings,
        read: &dyn Fn(i64),
        sink: &mut dyn FnMut(Outcome),
    ) -> Reading {
        let result = fs::File::open(&self.place)
            .map_err(|error| ProblemKind::Inaccessible(error.to_string()))
            .and_then(|file| {
                let mut content = Heard { file, read, at: 0 };
                let imported = importer.import(&self.file(), &mut content, around, sink);
                imported.map_err(|error| ProblemKind::BrokenOff(error.to_string()))
            });
        match result {
            Ok(Some(format)) => Reading::As(format),
            Ok(None) => Reading::OfNoFormat,
            Err(kind) => {
                let place = Place::of_file(&self.label().into());
                sink(Outcome::Problem(Problem::new(&place, None, kind)));
                Reading::Failed
            }
        }
    }
}

/// How a file was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As this format.
    As(Format),
    /// Not at all: it is none that is read.
    OfNoFormat,
    /// Not, or not to its end, which was told.
    Failed,
}

/// A file that tells how much of it was read.
struct Heard<'a> {
    file: fs::File,
    at: u64,
    read: &'a dyn Fn(i64),
}

impl Read for Heard<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.at += u64::try_from(read).unwrap_or_default();
        (self.read)(i64::try_from(read).unwrap_or_default());
        Ok(read)
    }
}

impl Seek for Heard<'_> {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        let before = std::mem::replace(&mut self.at, self.file.seek(place)?);
        let moved = self.at.checked_signed_diff(before);
        (self.read)(moved.unwrap_or_default());
        Ok(self.at)
    }
}

/// Finds the files of `sources`. The folder of the set is not looked into: it
/// may lie inside a source.
pub fn find(sources: &[PathBuf], set: &Path) -> Sources {
    let mut gathered = Gathered {
        found: Sources::default(),
        set: set.canonicalize().ok(),
    };
    for source in sources {
        gathered.add(source);
    }
    gathered.found
}

struct Gathered {
    found: Sources,
    set: Option<PathBuf>,
}

impl Gathered {
    fn add(&mut self, source: &Path) {
        let shown: std::sync::Arc<str> = source.to_string_lossy().into();
        let found = fs::canonicalize(source).and_then(|real| Ok((fs::metadata(&real)?, real)));
        let (kind, real) = match found {
            Ok(found) => found,
            Err(error) => return self.refuse(&shown, ProblemKind::Inaccessible(error.to_string())),
        };
        let Some(name) = self.name_of(&real) else {
            let kind = ProblemKind::UnsafePath("its name is not UTF-8");
            return self.refuse(&shown, kind);
        };
        if kind.is_dir() {
            self.add_folder(&real, &name);
        } else {
            let root = real.parent().map(Path::to_owned).unwrap_or_default();
            self.found.files.push(FoundSource {
                source: name.clone(),
                path: String::new(),
                place: real,
                root,
                length: kind.len(),
            });
        }
        self.found.names.push(name);
    }

    /// The last part of its path, or the last two where another has that.
    fn name_of(&self, real: &Path) -> Option<String> {
        let last = real.file_name()?.to_str()?.to_owned();
        if !self.found.names.contains(&last) {
            return Some(last);
        }
        let parent = real.parent()?.file_name()?.to_str()?;
        Some(format!("{parent}/{last}"))
    }

    fn refuse(&mut self, file: &std::sync::Arc<str>, kind: ProblemKind) {
        let place = Place::of_file(file);
        self.found.problems.push(Problem::new(&place, None, kind));
    }

    fn add_folder(&mut self, folder: &Path, name: &str) {
        let mut walk = WalkDir::new(folder)
            .min_depth(1)
            .sort_by_file_name()
            .into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) if self.passes_over(&entry, name) => {
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                }
                Ok(entry) => self.add_entry(folder, name, &entry),
                Err(error) => {
                    let reason = error.to_string();
                    self.refuse(&name.into(), ProblemKind::Inaccessible(reason));
                }
            }
        }
    }

    fn passes_over(&mut self, entry: &DirEntry, source: &str) -> bool {
        if entry.file_name().to_string_lossy().starts_with('.') {
            let hidden = entry.file_name().to_string_lossy().into_owned();
            self.found
                .passed_over
                .push(format!("{source}: {hidden} is hidden"));
            return true;
        }
        if entry.file_type().is_dir() && belongs_to_page(entry.path()) {
            let parts = entry.file_name().to_string_lossy();
            let sentence = format!("{source}: {parts} holds the parts of a saved page");
            self.found.passed_over.push(sentence);
            return true;
        }
        self.set.is_some() && entry.path().canonicalize().ok() == self.set
    }

    fn add_entry(&mut self, folder: &Path, source: &str, entry: &DirEntry) {
        let kind = entry.file_type();
        if kind.is_dir() {
            return;
        }
        let lossy = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let label = format!("{source}/{}", lossy.to_string_lossy()).into();
        if kind.is_symlink() {
            let reason = "a symbolic link, which is not followed";
            return self.refuse(&label, ProblemKind::UnsafePath(reason));
        }
        let Some(path) = relative_path(folder, entry.path()) else {
            return self.refuse(&label, ProblemKind::UnsafePath("its name is not UTF-8"));
        };
        match entry.metadata() {
            Ok(metadata) if kind.is_file() => self.found.files.push(FoundSource {
                source: source.to_owned(),
                path,
                place: entry.path().to_owned(),
                root: folder.to_owned(),
                length: metadata.len(),
            }),
            Ok(_) => self
                .found
                .passed_over
                .push(format!("{label}: no ordinary file")),
            Err(error) => self.refuse(&label, ProblemKind::Inaccessible(error.to_string())),
        }
    }
}

/// Whether a folder is one that browsers put beside a saved page: for its
/// pictures, which are found from there, and frames, which are no articles.
fn belongs_to_page(folder: &Path) -> bool {
    const ENDINGS: [&str; 5] = ["_files", "_fichiers", "_archivos", "-Dateien", ".files"];
    let name = folder.to_string_lossy();
    let page = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
    page.is_some_and(|page| {
        ["html", "htm"]
            .iter()
            .any(|ending| Path::new(&format!("{page}.{ending}")).is_file())
    })
}

/// The path within the folder, with `/` between its parts.
fn relative_path(folder: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(folder).ok()?.components();
    let parts: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}
