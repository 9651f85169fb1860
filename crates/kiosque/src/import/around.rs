use super::images::Images;
use super::sources::FoundSource;
use fs_err as fs;
use kiosque_import::{ImageForms, Surroundings};
use std::io::Read;
use std::path::PathBuf;

/// Largest file beside a source that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// What is around a file of a source: the files in its folder, reached without a
/// link; and pictures of the web, where they are fetched.
pub struct Around<'a> {
    file: &'a FoundSource,
    images: &'a Images,
}

impl<'a> Around<'a> {
    /// Around `file`, whose images go to `images`.
    pub fn new(file: &'a FoundSource, images: &'a Images) -> Self {
        Self { file, images }
    }

    /// Where an ordinary file is that no link leads to.
    fn place(&self, path: &str) -> Option<PathBuf> {
        let mut place = self.file.root.clone();
        for part in path.split('/') {
            place.push(part);
            let kind = fs::symlink_metadata(&place).ok()?;
            if kind.is_symlink() {
                return None;
            }
        }
        place.is_file().then_some(place)
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let file = fs::File::open(self.place(path)?).ok()?;
        file.take(LARGEST).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

impl Surroundings for Around<'_> {
    fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.read(path)
    }

    fn image(&self, path: &str) -> Result<Option<ImageForms>, String> {
        match self.place(path) {
            Some(place) => self.images.take(&place, || self.read(path)),
            None => Ok(None),
        }
    }

    fn remote_image(&self, address: &str) -> Result<Option<ImageForms>, String> {
        self.images.fetch(address)
    }
}
