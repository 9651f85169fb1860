use crate::failure::Failure;
use fs_err as fs;
use kiosque_import::{ImageFile, ImageNamesOf, take_image};
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// What came of an image: its names, or why it is left out.
type Taken = Result<ImageNamesOf, String>;

/// The images that go into the set, each taken once.
pub struct Images {
    folder: PathBuf,
    dry_run: bool,
    taken: Mutex<HashMap<PathBuf, Taken>>,
    failed: Mutex<Option<io::Error>>,
}

impl Images {
    /// For the set in `set`, whose files stay as they are in a dry run.
    pub fn new(set: &Path, dry_run: bool) -> Self {
        Self {
            folder: set.join("images"),
            dry_run,
            taken: Mutex::default(),
            failed: Mutex::default(),
        }
    }

    /// Takes an image along; gives its names.
    ///
    /// # Errors
    /// Why it cannot be taken along.
    pub fn take(
        &self,
        place: &Path,
        read: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Result<Option<ImageNamesOf>, String> {
        let known = |taken: &HashMap<PathBuf, Taken>| taken.get(place).cloned();
        if let Some(taken) = known(&self.taken.lock().unwrap_or_else(PoisonError::into_inner)) {
            return taken.map(Some);
        }
        let Some(bytes) = read() else {
            return Ok(None);
        };
        let taken = self.made(&bytes);
        let mut all = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(place.to_owned(), taken.clone());
        taken.map(Some)
    }

    fn made(&self, bytes: &[u8]) -> Taken {
        let image = take_image(bytes)?;
        self.put(&image.main);
        let mut names = ImageNamesOf {
            main: image.main.name,
            narrower: Vec::new(),
        };
        for (width, file) in image.narrower {
            self.put(&file);
            names.narrower.push((width, file.name));
        }
        Ok(names)
    }

    /// Writes a file, unless it is there: its name says what it holds.
    fn put(&self, file: &ImageFile) {
        let path = self.folder.join(&file.name);
        if self.dry_run || path.exists() {
            return;
        }
        let written = fs::create_dir_all(&self.folder).and_then(|()| fs::write(&path, &file.bytes));
        if let Err(error) = written {
            let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
            failed.get_or_insert(error);
        }
    }

    /// Ends the taking.
    ///
    /// # Errors
    /// The first image that could not be written.
    pub fn finish(self) -> Result<(), Failure> {
        let failed = self.failed.into_inner();
        match failed.unwrap_or_else(PoisonError::into_inner) {
            Some(error) => Err(Failure::SetUnwritable(error)),
            None => Ok(()),
        }
    }
}
