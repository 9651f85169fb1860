use super::PublishError;
use kiosque_model::wire::{FileName, Kind};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Where an edition's files go, each as soon as it is made.
pub trait Sink {
    /// Takes the file at `path` in the archive's folder, `/` between its parts.
    /// No path comes twice.
    ///
    /// # Errors
    /// Whatever keeps the file from being stored. It ends the publication.
    fn put(&mut self, path: &str, bytes: Vec<u8>) -> io::Result<()>;
}

/// Keeps the files in memory, by path.
impl Sink for BTreeMap<String, Vec<u8>> {
    fn put(&mut self, path: &str, bytes: Vec<u8>) -> io::Result<()> {
        self.insert(path.to_owned(), bytes);
        Ok(())
    }
}

/// The files of an archive in the making: their paths, as the files themselves
/// are on their way to the sink.
pub(super) struct Files<'s> {
    sink: &'s mut dyn Sink,
    paths: BTreeSet<String>,
    bytes: usize,
}

impl<'s> Files<'s> {
    pub(super) fn new(sink: &'s mut dyn Sink) -> Self {
        Self {
            sink,
            paths: BTreeSet::new(),
            bytes: 0,
        }
    }

    /// Adds an immutable file; the same content twice is one file.
    pub(super) fn add<T: Serialize>(
        &mut self,
        kind: Kind,
        content: &T,
    ) -> Result<FileName, PublishError> {
        let bytes = serde_json::to_vec(content)?;
        let name = FileName::of(&Sha256::digest(&bytes).into(), bytes.len());
        self.add_bytes(name.path(kind), bytes)?;
        Ok(name)
    }

    /// Adds an immutable file whose path says what it holds.
    pub(super) fn add_bytes(&mut self, path: String, bytes: Vec<u8>) -> Result<(), PublishError> {
        if !self.paths.contains(&path) {
            self.bytes += bytes.len();
            self.sink
                .put(&path, bytes)
                .map_err(PublishError::Unwritable)?;
            self.paths.insert(path);
        }
        Ok(())
    }

    /// Names an image, which goes to the sink by another way.
    pub(super) fn name_image(&mut self, name: &str) {
        self.paths.insert(format!("images/{name}"));
    }

    /// Bytes of all files but images.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Every path, in order, one a line.
    pub(super) fn into_list(self) -> String {
        self.paths
            .iter()
            .flat_map(|path| [path.as_str(), "\n"])
            .collect()
    }
}

/// Bytes `value` takes as JSON.
pub(super) fn json_size<T: Serialize>(value: &T) -> Result<usize, serde_json::Error> {
    let mut length = Length(0);
    serde_json::to_writer(&mut length, value)?;
    Ok(length.0)
}

/// Counts what is written.
struct Length(usize);

impl io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    /// Keeps the paths as they come.
    impl Sink for Vec<String> {
        fn put(&mut self, path: &str, _: Vec<u8>) -> io::Result<()> {
            self.push(path.to_owned());
            Ok(())
        }
    }

    #[test]
    fn the_same_content_is_one_file_and_comes_once() {
        let mut sink = Vec::new();
        let mut files = Files::new(&mut sink);
        let add = |(kind, content)| files.add(kind, &content).unwrap().path(kind);
        let same = [(Kind::Ids, 1), (Kind::Ids, 1)].map(add);
        assert_eq!(same[0], same[1]);
        let other = files.add(Kind::List, &1).unwrap().path(Kind::List);
        assert_eq!(files.bytes(), 2);
        assert_eq!(files.into_list(), format!("{}\n{other}\n", same[0]));
        assert_eq!(sink, [same[0].clone(), other]);
    }

    #[test]
    fn the_size_of_json_is_that_of_its_text() {
        let content = ("é\"\n", [1, 23], Some(0.5));
        let text = serde_json::to_vec(&content).unwrap();
        assert_eq!(json_size(&content).unwrap(), text.len());
    }
}
