use super::fetch::Fetcher;
use crate::failure::Failure;
use fs_err as fs;
use kiosque_import::{ImageFile, ImageForms, take_image};
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Images no wider are not there to be seen: they count readers.
const PIXEL: u32 = 2;

/// What came of an image: its files, or why it is left out.
type Taken = Result<Option<ImageForms>, String>;

/// Where an image is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Whereabouts {
    File(PathBuf),
    Address(String),
}

/// The images that go into the set, each taken once.
pub struct Images {
    folder: PathBuf,
    dry_run: bool,
    fetcher: Option<Fetcher>,
    taken: Mutex<HashMap<Whereabouts, Taken>>,
    failed: Mutex<Option<io::Error>>,
}

impl Images {
    /// For the set in `set`, whose files stay as they are in a dry run. Without
    /// a `fetcher` nothing is fetched.
    pub fn new(set: &Path, dry_run: bool, fetcher: Option<Fetcher>) -> Self {
        Self {
            folder: set.join("images"),
            dry_run,
            fetcher,
            taken: Mutex::default(),
            failed: Mutex::default(),
        }
    }

    /// Takes an image along; gives its files.
    ///
    /// # Errors
    /// Why it cannot be taken along.
    pub fn take(&self, place: &Path, read: impl FnOnce() -> Option<Vec<u8>>) -> Taken {
        self.once(Whereabouts::File(place.to_owned()), || match read() {
            Some(bytes) => self.made(&bytes).map(Some),
            None => Ok(None),
        })
    }

    /// Fetches an image and takes it along, if that is wanted.
    ///
    /// # Errors
    /// Why it is not taken along.
    pub fn fetch(&self, address: &str) -> Taken {
        let Some(fetcher) = &self.fetcher else {
            return Ok(None);
        };
        self.once(Whereabouts::Address(address.to_owned()), || {
            let forms = self.made(&fetcher.fetch(address)?)?;
            Ok(Some(forms).filter(|forms| forms.main.width.max(forms.main.height) > PIXEL))
        })
    }

    fn once(&self, place: Whereabouts, take: impl FnOnce() -> Taken) -> Taken {
        let known = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = known.get(&place) {
            return taken.clone();
        }
        drop(known);
        let taken = take();
        let mut all = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(place, taken.clone());
        taken
    }

    fn made(&self, bytes: &[u8]) -> Result<ImageForms, String> {
        let image = take_image(bytes)?;
        for file in image.narrower.iter().chain([&image.main]) {
            self.put(file);
        }
        Ok(image.forms())
    }

    /// Writes a file, unless it is there: its name says what it holds.
    fn put(&self, file: &ImageFile) {
        let path = self.folder.join(&file.form.file);
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
