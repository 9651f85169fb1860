use std::collections::{BTreeMap, BTreeSet};

/// The images of a set, as articles write them and as the archive names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageNames {
    by_path: BTreeMap<String, String>,
    files: BTreeSet<String>,
}

impl ImageNames {
    /// From paths (`images/map.png`) to archive file names (`<hash>.png`).
    pub fn new(by_path: BTreeMap<String, String>) -> Self {
        let files = by_path.values().cloned().collect();
        Self { by_path, files }
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
