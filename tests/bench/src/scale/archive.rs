use super::edition::Edition;
use crate::failure::Failure;
use kiosque_e2e::server::brotli_11;
use kiosque_model::wire::{FileName, Kind, Root};
use kiosque_reader::{Answer, Files, ReadError, Reader, Stop, Wanted, decode_root};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Rounds of fetching that the viewer allows a question.
const ROUNDS: usize = 16;

/// A published archive on disk, of which only what is asked for is read.
pub struct Archive {
    folder: PathBuf,
    root: Rc<Root>,
    /// What the root weighs.
    pub root_bytes: usize,
    weights: RefCell<BTreeMap<String, usize>>,
}

impl Archive {
    /// Opens the edition.
    pub fn open(edition: &Edition) -> Result<Self, Failure> {
        Ok(Self {
            folder: edition.archive.clone(),
            root: Rc::new(decode_root(&edition.root)?),
            root_bytes: brotli_11(&edition.root).len(),
            weights: RefCell::default(),
        })
    }

    /// A reader who has the root, and nothing else.
    pub fn visit(&self) -> Visit<'_> {
        let shelf = Rc::new(Shelf::default());
        Visit {
            archive: self,
            reader: Reader::new(Rc::clone(&self.root), Rc::clone(&shelf) as Rc<dyn Files>),
            shelf,
        }
    }

    /// What a file weighs.
    fn weight(&self, path: &str) -> Result<usize, Failure> {
        if let Some(weight) = self.weights.borrow().get(path) {
            return Ok(*weight);
        }
        let weight = brotli_11(&read(&self.folder, path)?).len();
        self.weights.borrow_mut().insert(path.to_owned(), weight);
        Ok(weight)
    }
}

/// Asks an archive one question after another, and keeps what it has fetched.
pub struct Visit<'a> {
    archive: &'a Archive,
    reader: Reader,
    shelf: Rc<Shelf>,
}

impl Visit<'_> {
    /// The answer of a question, after all it wants has been fetched.
    pub fn ask<T>(&self, question: impl Fn(&Reader) -> Answer<T>) -> Result<T, Failure> {
        for _ in 0..ROUNDS {
            match question(&self.reader) {
                Ok(answer) => return Ok(answer),
                Err(Stop::Failed(error)) => return Err(error.into()),
                Err(Stop::Wanting) => self.shelf.fetch(&self.archive.folder)?,
            }
        }
        let reason = format!("no answer after {ROUNDS} rounds of fetching");
        Err(ReadError::damaged("root.json", reason).into())
    }

    /// What was fetched since this was last asked.
    pub fn fetched(&self) -> Result<Fetched, Failure> {
        let mut fetched = Fetched::default();
        for path in self.shelf.fetched.take() {
            fetched.requests += 1;
            fetched.bytes += self.archive.weight(&path)?;
        }
        Ok(fetched)
    }
}

/// Requests and their bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// Files.
    pub requests: usize,
    /// In brotli.
    pub bytes: usize,
}

/// What a reader has fetched.
#[derive(Default)]
struct Shelf {
    at_hand: RefCell<BTreeMap<String, Rc<[u8]>>>,
    fetched: RefCell<Vec<String>>,
    wanted: RefCell<Vec<Wanted>>,
}

impl Shelf {
    /// Fetches what was asked for in vain.
    fn fetch(&self, folder: &Path) -> Result<(), Failure> {
        for (kind, name) in self.wanted() {
            let path = name.path(kind);
            if self.at_hand.borrow().contains_key(&path) {
                continue;
            }
            let bytes = read(folder, &path)?;
            self.at_hand.borrow_mut().insert(path.clone(), bytes.into());
            self.fetched.borrow_mut().push(path);
        }
        Ok(())
    }
}

impl Files for Shelf {
    fn get(&self, kind: Kind, name: &FileName) -> Option<Rc<[u8]>> {
        let found = self.at_hand.borrow().get(&name.path(kind)).cloned();
        if found.is_none() {
            self.wanted.borrow_mut().push((kind, name.clone()));
        }
        found
    }

    fn wanted(&self) -> Vec<Wanted> {
        self.wanted.take()
    }
}

fn read(folder: &Path, path: &str) -> Result<Vec<u8>, Failure> {
    let path = folder.join(path);
    fs::read(&path).map_err(Failure::io(&path))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    #[test]
    fn what_is_wanting_is_fetched_once() {
        let folder = tempfile::tempdir().unwrap();
        let name = FileName::of(&[7; 32], 5);
        let path = folder.path().join(name.path(Kind::Pack));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "bytes").unwrap();
        let shelf = Shelf::default();
        for _ in 0..2 {
            assert_eq!(shelf.get(Kind::Pack, &name), None);
        }
        shelf.fetch(folder.path()).unwrap();
        assert_eq!(
            shelf.get(Kind::Pack, &name).as_deref(),
            Some(b"bytes".as_slice())
        );
        shelf.fetch(folder.path()).unwrap();
        assert_eq!(shelf.fetched.take(), [name.path(Kind::Pack)]);
        assert_eq!(shelf.get(Kind::List, &name), None);
        assert!(shelf.fetch(folder.path()).is_err());
    }
}
