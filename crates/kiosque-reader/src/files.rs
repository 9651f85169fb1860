use crate::{Answer, ReadError, Reader, Stop};
use kiosque_model::wire::{self, FORMAT, FileName, FromJson, Kind, Root, RootHeader, VERSION};
use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A file a question could not do without.
pub type Wanted = (Kind, FileName);

/// The immutable files at hand, checked against their names.
pub trait Files {
    /// The bytes of a file; where it is not at hand, notes that it is wanted.
    fn get(&self, kind: Kind, name: &FileName) -> Option<Rc<[u8]>>;

    /// Hands over what was asked for in vain since the last call.
    fn wanted(&self) -> Vec<Wanted>;

    /// What a file was decoded to, where that is kept.
    fn decoded(&self, _kind: Kind, _name: &FileName) -> Option<Rc<dyn Any>> {
        None
    }

    /// Takes what a file was decoded to, to keep it where many questions read the
    /// same files.
    fn keep(&self, _kind: Kind, _name: &FileName, _decoded: Rc<dyn Any>) {}
}

/// An archive held in memory by path: every file is at hand or does not exist.
#[derive(Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Rc<[u8]>>,
    wanted: RefCell<Vec<Wanted>>,
    used: RefCell<BTreeMap<String, usize>>,
}

impl MemoryFiles {
    /// The files of an archive by their paths in it.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let files = files
            .into_iter()
            .map(|(path, bytes)| (path, bytes.into()))
            .collect();
        Self {
            files,
            ..Self::default()
        }
    }

    /// Path and length of every file used since the last call: what a reader
    /// starting cold would have fetched.
    pub fn take_used(&self) -> BTreeMap<String, usize> {
        self.used.take()
    }
}

impl Files for MemoryFiles {
    fn get(&self, kind: Kind, name: &FileName) -> Option<Rc<[u8]>> {
        let path = name.path(kind);
        let found = self
            .files
            .get(&path)
            .filter(|bytes| bytes.len() == name.length());
        match found {
            Some(bytes) => {
                self.used.borrow_mut().insert(path, bytes.len());
            }
            None => self.wanted.borrow_mut().push((kind, name.clone())),
        }
        found.cloned()
    }

    fn wanted(&self) -> Vec<Wanted> {
        self.wanted.take()
    }
}

/// The answer of a question put to files that are all at hand.
///
/// # Errors
/// [`ReadError::Missing`] names a file that is not, or not of its length.
pub fn answer_from_memory<T>(files: &dyn Files, answer: Answer<T>) -> Result<T, ReadError> {
    answer.map_err(|stop| match stop {
        Stop::Failed(error) => error,
        Stop::Wanting => {
            let first = files.wanted().into_iter().next();
            ReadError::Missing {
                file: first
                    .map(|(kind, name)| name.path(kind))
                    .unwrap_or_default(),
            }
        }
    })
}

impl Reader {
    /// Decodes a file.
    pub(crate) fn load<T: FromJson>(&self, kind: Kind, name: &FileName) -> Answer<T> {
        let bytes = self.files.get(kind, name).ok_or(Stop::Wanting)?;
        decode(&name.path(kind), &bytes).map_err(Stop::Failed)
    }

    /// Decodes a file that other questions read, too, unless that is kept.
    pub(crate) fn shared<T: FromJson + 'static>(
        &self,
        kind: Kind,
        name: &FileName,
    ) -> Answer<Rc<T>> {
        let kept = self.files.decoded(kind, name);
        if let Some(kept) = kept.and_then(|kept| kept.downcast().ok()) {
            return Ok(kept);
        }
        let decoded = Rc::new(self.load::<T>(kind, name)?);
        self.files
            .keep(kind, name, Rc::clone(&decoded) as Rc<dyn Any>);
        Ok(decoded)
    }
}

/// All the answers, or what stands in their way. Goes on where files are
/// wanting, so that all of them are known at once.
pub(crate) fn all<T>(answers: impl Iterator<Item = Answer<T>>) -> Answer<Vec<T>> {
    let mut found = Vec::new();
    let mut wanting = false;
    for answer in answers {
        match answer {
            Ok(value) => found.push(value),
            Err(Stop::Wanting) => wanting = true,
            Err(failed) => return Err(failed),
        }
    }
    if wanting {
        Err(Stop::Wanting)
    } else {
        Ok(found)
    }
}

/// Decodes the bytes of `root.json`.
///
/// # Errors
/// [`ReadError::TooNew`] for a later version; [`ReadError::Damaged`] for what
/// is no root at all, such as the HTML page of a host that answers everything.
pub fn decode_root(bytes: &[u8]) -> Result<Root, ReadError> {
    const FILE: &str = "root.json";
    let header: RootHeader = decode(FILE, bytes)?;
    if header.format != FORMAT {
        return Err(ReadError::damaged(FILE, "it is not the root of an archive"));
    }
    if header.version > VERSION {
        return Err(ReadError::TooNew {
            version: header.version,
        });
    }
    decode(FILE, bytes)
}

fn decode<T: FromJson>(file: &str, bytes: &[u8]) -> Result<T, ReadError> {
    wire::read(bytes).map_err(|error| ReadError::damaged(file, error.to_string()))
}
