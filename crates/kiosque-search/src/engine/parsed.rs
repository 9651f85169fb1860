//! Files that have been read.

use super::files::Step;
use crate::format::{Directory, SearchFile, Terms, Titles, Vocabulary};
use std::cell::RefCell;
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
    files: RefCell<Vec<(SearchFile, Rc<T>)>>,
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
    pub(super) fn get(&self, file: &SearchFile, read: impl FnOnce() -> Step<T>) -> Step<Rc<T>> {
        let files = self.files.borrow();
        if let Some((_, known)) = files.iter().find(|(known, _)| known == file) {
            return Ok(Rc::clone(known));
        }
        drop(files);
        let found = Rc::new(read()?);
        let mut files = self.files.borrow_mut();
        if files.len() >= KEPT {
            files.clear();
        }
        files.push((file.clone(), Rc::clone(&found)));
        Ok(found)
    }
}
