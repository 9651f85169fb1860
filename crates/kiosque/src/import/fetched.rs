//! Where in a set the pictures of other hosts are that it has: an article that comes again
//! keeps them, whether they are asked for again or not, and still there or not.

use crate::failure::Failure;
use fs_err as fs;
use kiosque_import::{ImageForm, ImageForms};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The file of the set that says it.
const FILE_NAME: &str = "fetched.toml";

/// The file a new version is written to before it takes its place.
const STAGED: &str = ".kiosque-fetched";

/// What stands above the list, for who opens the file.
const EXPLANATION: &str = "# Pictures of other hosts in images/, by address. Without a line here a picture is \
                           a placeholder again after the next import.\n\n";

/// The forms of each picture, by its address.
#[derive(Debug, Default)]
pub struct Fetched {
    by_address: BTreeMap<String, Vec<Form>>,
    is_changed: bool,
}

/// A file of a picture; the widest is the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Form {
    file: String,
    width: u32,
    height: u32,
}

impl Fetched {
    /// What the set in `folder` has, which may be nothing.
    ///
    /// # Errors
    /// Where that cannot be read.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(FILE_NAME);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Failure::Unreadable(error)),
        };
        let by_address =
            toml::from_str(&text).map_err(|error| Failure::FetchedUnreadable(path, error))?;
        Ok(Self {
            by_address,
            is_changed: false,
        })
    }

    /// The forms of the picture of `address`, if all its files are in `images`.
    pub fn forms(&self, address: &str, images: &Path) -> Option<ImageForms> {
        let all = self.by_address.get(address)?;
        let (main, narrower) = all.split_first()?;
        let is_there = |form: &Form| is_name(&form.file) && images.join(&form.file).is_file();
        all.iter().all(is_there).then(|| ImageForms {
            main: main.form(),
            narrower: narrower.iter().map(Form::form).collect(),
        })
    }

    /// Remembers the picture of `address`.
    pub fn keep(&mut self, address: &str, forms: &ImageForms) {
        let all = [&forms.main].into_iter().chain(&forms.narrower);
        self.by_address
            .insert(address.to_owned(), all.map(Form::of).collect());
        self.is_changed = true;
    }

    /// Writes it into the set in `folder`, unless it is as it was.
    ///
    /// # Errors
    /// What the disk answers; the file is as before then.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        if !self.is_changed {
            return Ok(());
        }
        let list = toml::to_string(&self.by_address).map_err(io::Error::other)?;
        let staged = folder.join(STAGED);
        fs::write(&staged, format!("{EXPLANATION}{list}"))?;
        fs::rename(&staged, folder.join(FILE_NAME))
    }
}

impl Form {
    fn of(form: &ImageForm) -> Self {
        Self {
            file: form.file.clone(),
            width: form.width,
            height: form.height,
        }
    }

    fn form(&self) -> ImageForm {
        ImageForm {
            file: self.file.clone(),
            width: self.width,
            height: self.height,
        }
    }
}

/// Whether it names a file of the folder and nothing beyond.
fn is_name(file: &str) -> bool {
    Path::new(file).file_name().is_some_and(|name| name == file)
}
