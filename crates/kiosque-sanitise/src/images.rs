use std::collections::{BTreeMap, BTreeSet};

/// A file of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageForm {
    /// What the archive calls it.
    pub file: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// The files of one image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageForms {
    /// The widest.
    pub main: ImageForm,
    /// Narrower ones, the narrowest first.
    pub narrower: Vec<ImageForm>,
}

/// The images of a set, as articles write them and as the archive names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageNames {
    by_path: BTreeMap<String, String>,
    files: BTreeSet<String>,
    /// By the name of the widest.
    forms: BTreeMap<String, ImageForms>,
}

impl ImageNames {
    /// From paths (`images/map.png`) to archive file names (`<hash>.png`).
    pub fn new(by_path: BTreeMap<String, String>) -> Self {
        Self {
            files: by_path.values().cloned().collect(),
            by_path,
            forms: BTreeMap::new(),
        }
    }

    /// From paths to images in several widths.
    pub fn of_forms(by_path: BTreeMap<String, ImageForms>) -> Self {
        let all = by_path
            .values()
            .flat_map(|forms| forms.narrower.iter().chain([&forms.main]));
        Self {
            files: all.map(|form| form.file.clone()).collect(),
            by_path: by_path
                .iter()
                .map(|(path, forms)| (path.clone(), forms.main.file.clone()))
                .collect(),
            forms: by_path
                .into_values()
                .map(|forms| (forms.main.file.clone(), forms))
                .collect(),
        }
    }

    /// The widths of the image whose widest form is `file`, where they are known.
    pub(crate) fn forms_of(&self, file: &str) -> Option<&ImageForms> {
        self.forms.get(file)
    }

    /// The archive file of the image written as `source`, percent-encoded or
    /// not, with or without a leading `./`.
    pub(crate) fn file_of(&self, source: &str) -> Option<&str> {
        let path = source.trim().trim_start_matches("./");
        let plain = || percent_decoded(path).and_then(|path| self.by_path.get(&path));
        self.by_path.get(path).or_else(plain).map(String::as_str)
    }

    pub(crate) fn has_file(&self, file: &str) -> bool {
        self.files.contains(file)
    }
}

fn percent_decoded(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    let mut decoded = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => hex(bytes.next()?)? * 16 + hex(bytes.next()?)?,
            other => other,
        });
    }
    String::from_utf8(decoded).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}
