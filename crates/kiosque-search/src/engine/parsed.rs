//! Files that have been read.

use crate::Answer;
use crate::format::{Directory, SearchFile, Terms, Titles, Vocabulary};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Files of each kind kept at most: some megabytes.
const KEPT: usize = 64;

/// Files of an index that have been read. Who asks again and again keeps it, so
/// that a question reads only files that no question before has read.
#[derive(Default)]
pub struct Parsed {
    pub(super) directories: Kept<Directory>,
    pub(super) terms: Kept<Terms>,
    pub(super) titles: Kept<Titles>,
    pub(super) words: Kept<Vocabulary>,
}

/// Files of one kind.
pub(super) struct Kept<T> {
    files: RefCell<BTreeMap<SearchFile, Rc<T>>>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self {
            files: RefCell::default(),
        }
    }
}

impl<T> Kept<T> {
    /// What is in a file, which `read` says where it is met for the first time.
    pub(super) fn get(&self, file: &SearchFile, read: impl FnOnce() -> Answer<T>) -> Answer<Rc<T>> {
        if let Some(known) = self.files.borrow().get(file) {
            return Ok(Rc::clone(known));
        }
        let found = Rc::new(read()?);
        let mut files = self.files.borrow_mut();
        if files.len() >= KEPT {
            files.clear();
        }
        files.insert(file.clone(), Rc::clone(&found));
        Ok(found)
    }
}
