//! Where the articles of a set wait to be published: a file, so that no more
//! than a few of them are in memory.

use crate::failure::Failure;
use kiosque_publish::archive::Spool;
use kiosque_publish::intake::SetArticle;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Bytes written at once.
const BUFFER: usize = 256 * 1024;

/// A temporary file that articles are put into. It has no name where the
/// system knows such files, and vanishes with the process however that ends.
pub struct SpoolWriter {
    folder: PathBuf,
    file: BufWriter<File>,
    ends: Vec<u64>,
    length: u64,
}

/// The same file, to read from.
pub struct SpoolReader {
    folder: PathBuf,
    file: Mutex<File>,
    /// Where each article ends, in bytes.
    ends: Vec<u64>,
}

impl SpoolWriter {
    /// A spool where the archive will be, as there must be room for its
    /// articles anyway: in `out`, or in the folder above it that is there.
    ///
    /// # Errors
    /// [`Failure::Unwritable`].
    pub fn beside(out: &Path) -> Result<Self, Failure> {
        let there = out.ancestors().find(|folder| folder.is_dir());
        let folder = there.unwrap_or(Path::new(".")).to_owned();
        let file = tempfile::tempfile_in(&folder).map_err(|error| unwritable(&folder, &error))?;
        Ok(Self {
            folder,
            file: BufWriter::with_capacity(BUFFER, file),
            ends: Vec::new(),
            length: 0,
        })
    }

    /// Puts an article into the file, without its text: that takes as much room
    /// as the body and a hundredth of the time to make again.
    ///
    /// # Errors
    /// [`Failure::Unwritable`].
    pub fn keep(&mut self, mut article: SetArticle) -> Result<(), Failure> {
        article.text.clear();
        let bytes = postcard::to_stdvec(&article).map_err(io::Error::other);
        let written = bytes.and_then(|bytes| {
            self.file.write_all(&bytes)?;
            Ok(bytes.len())
        });
        let written = written.map_err(|error| unwritable(&self.folder, &error))?;
        self.length += u64::try_from(written).unwrap_or(u64::MAX);
        self.ends.push(self.length);
        Ok(())
    }

    /// Ends the writing.
    ///
    /// # Errors
    /// [`Failure::Unwritable`].
    pub fn into_reader(self) -> Result<SpoolReader, Failure> {
        let file = self.file.into_inner();
        let file = file.map_err(|error| unwritable(&self.folder, error.error()))?;
        Ok(SpoolReader {
            folder: self.folder,
            file: Mutex::new(file),
            ends: self.ends,
        })
    }
}

impl SpoolReader {
    fn bytes(&self, number: usize) -> io::Result<Vec<u8>> {
        let end = self.ends.get(number).copied().unwrap_or_default();
        let before = number.checked_sub(1).and_then(|last| self.ends.get(last));
        let start = before.copied().unwrap_or_default();
        let length = usize::try_from(end.saturating_sub(start)).map_err(io::Error::other)?;
        let mut bytes = vec![0; length];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

impl Spool for SpoolReader {
    fn article(&self, number: usize) -> io::Result<SetArticle> {
        let read = || -> io::Result<SetArticle> {
            let bytes = self.bytes(number)?;
            let mut article: SetArticle = postcard::from_bytes(&bytes).map_err(io::Error::other)?;
            article.restore_text();
            Ok(article)
        };
        read().map_err(|error| {
            let folder = self.folder.display();
            let reason = format!("cannot read the temporary file in {folder} again: {error}");
            io::Error::new(error.kind(), reason)
        })
    }
}

fn unwritable(folder: &Path, error: &io::Error) -> Failure {
    let folder = folder.display();
    let reason = format!("cannot write a temporary file in {folder}: {error}");
    Failure::Unwritable(io::Error::new(error.kind(), reason))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;
    use kiosque_publish::intake::{SetFile, read_set};

    fn articles() -> Vec<SetArticle> {
        let items = r#"[{"id": "1", "title": "T"}, {"id": "2", "content_html": "<p>Été</p>", "date_published": "2026",
            "tags": ["a"], "_kiosque": {"source": {"name": "S"}, "translation_of": "1"}}]"#;
        let version = "https://jsonfeed.org/version/1.1";
        let feed = format!(r#"{{"version": "{version}", "items": {items}}}"#);
        let file = SetFile {
            path: "feed.json".to_owned(),
            bytes: feed.into_bytes(),
        };
        read_set(vec![file]).unwrap().articles
    }

    fn spool(folder: &Path) -> SpoolReader {
        let mut spool = SpoolWriter::beside(&folder.join("not/there")).unwrap();
        for article in articles() {
            spool.keep(article).unwrap();
        }
        spool.into_reader().unwrap()
    }

    #[test]
    fn articles_come_back_as_they_were_in_any_order() {
        let folder = tempfile::tempdir().unwrap();
        let spool = spool(folder.path());
        let back: Vec<_> = [1, 0].map(|number| spool.article(number).unwrap()).into();
        assert!(back.iter().eq(articles().iter().rev()));
        let left = std::fs::read_dir(folder.path()).unwrap();
        assert_eq!(left.count(), 0, "a spool has no name");
    }

    #[test]
    fn a_spool_that_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let spool = spool(folder.path());
        spool.file.lock().unwrap().set_len(7).unwrap();
        let error = spool.article(1).unwrap_err().to_string();
        let folder = folder.path().display();
        let start = format!("cannot read the temporary file in {folder} again: ");
        assert!(error.starts_with(&start), "{error}");
    }
}
