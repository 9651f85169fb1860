//! The files at hand.

use crate::format::{Damage, SearchFile};
use crate::{Answer, SearchError, Stop};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Files of an index that are at hand.
pub trait Files {
    /// The content of a file: checked, taken out of its
    /// [envelope](crate::format::envelope) and unpacked.
    fn get(&self, file: &SearchFile) -> Option<Rc<[u8]>>;
}

/// Files in memory.
#[derive(Default)]
pub struct MemoryFiles {
    contents: BTreeMap<String, Rc<[u8]>>,
    used: RefCell<Vec<SearchFile>>,
}

impl MemoryFiles {
    /// Adds the unpacked content of the file at `path`.
    pub fn insert(&mut self, path: String, content: Vec<u8>) {
        self.contents.insert(path, content.into());
    }

    /// Every file that was used since the last call, once each.
    pub fn take_used(&self) -> Vec<SearchFile> {
        let mut used = self.used.take();
        used.sort();
        used.dedup();
        used
    }
}

impl Files for MemoryFiles {
    fn get(&self, file: &SearchFile) -> Option<Rc<[u8]>> {
        let found = self.contents.get(&file.path())?;
        self.used.borrow_mut().push(file.clone());
        Some(Rc::clone(found))
    }
}

/// What a step of a question comes to.
pub(super) type Step<T> = Result<T, Halt>;

/// Why a step went no further: one word, since nearly every function hands it on.
#[derive(Debug)]
pub(super) enum Halt {
    /// Some files are not at hand: [`Desk`] knows which.
    Wanting,
    /// The index cannot be read.
    Failed(Box<SearchError>),
}

impl From<SearchError> for Halt {
    fn from(error: SearchError) -> Self {
        Self::Failed(Box::new(error))
    }
}

/// The files at hand, and those that a question could not do without.
pub(super) struct Desk<'f> {
    files: &'f dyn Files,
    wanted: RefCell<Vec<SearchFile>>,
}

impl<'f> Desk<'f> {
    pub(super) fn new(files: &'f dyn Files) -> Self {
        Self {
            files,
            wanted: RefCell::default(),
        }
    }

    /// Reads a file that is at hand.
    pub(super) fn load<T>(
        &self,
        file: &SearchFile,
        read: impl Fn(&[u8]) -> Result<T, Damage>,
    ) -> Step<T> {
        let content = self.content(file)?;
        read(&content).map_err(|damage| SearchError::damaged(file, damage).into())
    }

    fn content(&self, file: &SearchFile) -> Step<Rc<[u8]>> {
        let content = self.files.get(file);
        let mut wanted = self.wanted.borrow_mut();
        if content.is_none() && !wanted.contains(file) {
            wanted.push(file.clone());
        }
        content.ok_or(Halt::Wanting)
    }

    /// The answer that ends the question.
    pub(super) fn answer<T>(&self, step: Step<T>) -> Answer<T> {
        step.map_err(|halt| match halt {
            Halt::Wanting => Stop::Wanting(self.wanted.take()),
            Halt::Failed(error) => Stop::Failed(*error),
        })
    }
}

/// What all steps come to. Each is taken, so that all files they want are known.
pub(super) fn all<T>(steps: impl IntoIterator<Item = Step<T>>) -> Step<Vec<T>> {
    let (mut found, mut is_wanting) = (Vec::new(), false);
    for step in steps {
        match step {
            Ok(value) => found.push(value),
            Err(Halt::Wanting) => is_wanting = true,
            Err(failed) => return Err(failed),
        }
    }
    if is_wanting {
        return Err(Halt::Wanting);
    }
    Ok(found)
}
