use super::fetch::Fetcher;
use super::fetched::Fetched;
use crate::failure::Failure;
use fs_err as fs;
use kiosque_import::{ImageFile, ImageForms, TakenImage, take_image};
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

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
    set: PathBuf,
    folder: PathBuf,
    dry_run: bool,
    fetcher: Option<Fetcher>,
    taken: Mutex<HashMap<Whereabouts, Taken>>,
    fetched: Mutex<Fetched>,
    failed: Mutex<Option<io::Error>>,
}

impl Images {
    /// For the set in `set`, whose files stay as they are in a dry run. Without
    /// a `fetcher` nothing is fetched.
    ///
    /// # Errors
    /// Where it cannot be read which images the set has.
    pub fn new(set: &Path, dry_run: bool, fetcher: Option<Fetcher>) -> Result<Self, Failure> {
        Ok(Self {
            set: set.to_owned(),
            folder: set.join("images"),
            dry_run,
            fetcher,
            taken: Mutex::default(),
            fetched: Mutex::new(Fetched::read(set)?),
            failed: Mutex::default(),
        })
    }

    /// Takes an image along; gives its files.
    ///
    /// # Errors
    /// Why it cannot be taken along.
    pub fn take(&self, place: &Path, read: impl FnOnce() -> Option<Vec<u8>>) -> Taken {
        self.once(Whereabouts::File(place.to_owned()), || match read() {
            Some(bytes) => Ok(Some(self.put(&take_image(&bytes)?))),
            None => Ok(None),
        })
    }

    /// The image of an address: the one the set has, else, if that is wanted,
    /// what is fetched.
    ///
    /// # Errors
    /// Why it is not taken along.
    pub fn fetch(&self, address: &str) -> Taken {
        let known = self.fetched().forms(address, &self.folder);
        match (known, &self.fetcher) {
            (Some(forms), _) => Ok(Some(forms)),
            (None, None) => Ok(None),
            (None, Some(fetcher)) => self.once(Whereabouts::Address(address.to_owned()), || {
                self.fetch_with(fetcher, address)
            }),
        }
    }

    fn fetch_with(&self, fetcher: &Fetcher, address: &str) -> Taken {
        let image = take_image(&fetcher.fetch(address)?)?;
        let main = &image.main.form;
        if main.width.max(main.height) <= PIXEL {
            return Ok(None);
        }
        let forms = self.put(&image);
        self.fetched().keep(address, &forms);
        Ok(Some(forms))
    }

    fn fetched(&self) -> MutexGuard<'_, Fetched> {
        self.fetched.lock().unwrap_or_else(PoisonError::into_inner)
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

    /// Writes the files of an image, and says which they are.
    fn put(&self, image: &TakenImage) -> ImageForms {
        for file in image.narrower.iter().chain([&image.main]) {
            self.put_file(file);
        }
        image.forms()
    }

    /// Writes a file, unless it is there: its name says what it holds.
    fn put_file(&self, file: &ImageFile) {
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
    /// The first image that could not be written, or that it cannot be
    /// remembered what was fetched.
    pub fn finish(self) -> Result<(), Failure> {
        let failed = self.failed.into_inner();
        if let Some(error) = failed.unwrap_or_else(PoisonError::into_inner) {
            return Err(Failure::SetUnwritable(error));
        }
        let fetched = self.fetched.into_inner();
        let fetched = fetched.unwrap_or_else(PoisonError::into_inner);
        if self.dry_run {
            return Ok(());
        }
        fetched.write(&self.set).map_err(Failure::SetUnwritable)
    }
}
