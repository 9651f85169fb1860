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

/// Reads a file that is at hand.
pub(super) fn load<T>(
    files: &dyn Files,
    file: &SearchFile,
    read: impl Fn(&[u8]) -> Result<T, Damage>,
) -> Answer<T> {
    let Some(content) = files.get(file) else {
        return Err(Stop::Wanting(vec![file.clone()]));
    };
    read(&content).map_err(|damage| SearchError::damaged(file, damage).into())
}

/// All the answers, or every file that stands in their way.
pub(super) fn all<T>(answers: impl IntoIterator<Item = Answer<T>>) -> Answer<Vec<T>> {
    let (mut found, mut wanted) = (Vec::new(), Vec::new());
    for answer in answers {
        match answer {
            Ok(value) => found.push(value),
            Err(Stop::Wanting(files)) => {
                for file in files {
                    if !wanted.contains(&file) {
                        wanted.push(file);
                    }
                }
            }
            Err(failed) => return Err(failed),
        }
    }
    if wanted.is_empty() {
        return Ok(found);
    }
    Err(Stop::Wanting(wanted))
}
