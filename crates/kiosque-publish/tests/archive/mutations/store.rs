use super::questions::Question;
use kiosque_model::wire::{FileName, Kind, Root};
use kiosque_reader::{Files, ReadError, Reader, Stop, Wanted, answer_from_memory};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Files a question asks for at most before it is taken for one without end.
const ENDLESS: usize = 10_000;

/// An archive as a host hands it out, one of its files altered.
#[derive(Default)]
pub struct Store {
    files: BTreeMap<String, Rc<[u8]>>,
    /// Whether files are held against their names, as the viewer does.
    pub checks: bool,
    refused: RefCell<Option<ReadError>>,
    wanted: RefCell<Vec<Wanted>>,
    used: RefCell<BTreeSet<String>>,
    asked: RefCell<usize>,
}

impl Store {
    pub fn new(files: &BTreeMap<String, Vec<u8>>) -> Self {
        let files = files
            .iter()
            .map(|(path, bytes)| (path.clone(), bytes.as_slice().into()));
        Self {
            files: files.collect(),
            ..Self::default()
        }
    }

    /// The same files, with `bytes` at `path`; held against their names with `checks`.
    pub fn altered(&self, path: &str, bytes: &[u8], checks: bool) -> Self {
        let mut files = self.files.clone();
        files.insert(path.to_owned(), bytes.into());
        Self {
            files,
            checks,
            ..Self::default()
        }
    }

    pub fn bytes(&self, path: &str) -> &[u8] {
        &self.files[path]
    }

    /// Paths of the files asked for since the last question began.
    pub fn take_used(&self) -> BTreeSet<String> {
        self.asked.take();
        self.used.take()
    }

    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.files.keys()
    }

    fn fault(&self, name: &FileName, bytes: &[u8]) -> Option<&'static str> {
        if !self.checks {
            return None;
        }
        if bytes.len() != name.length() {
            return Some("length");
        }
        (!name.matches(&Sha256::digest(bytes).into())).then_some("hash")
    }
}

impl Files for Store {
    fn get(&self, kind: Kind, name: &FileName) -> Option<Rc<[u8]>> {
        let path = name.path(kind);
        self.used.borrow_mut().insert(path.clone());
        *self.asked.borrow_mut() += 1;
        assert!(*self.asked.borrow() < ENDLESS, "asks without end");
        let found = self.files.get(&path).cloned();
        let fault = found.as_ref().and_then(|bytes| self.fault(name, bytes));
        let kept = found.filter(|_| fault.is_none());
        if kept.is_none() {
            self.wanted.borrow_mut().push((kind, name.clone()));
        }
        if let Some(reason) = fault {
            self.refused.replace(Some(ReadError::damaged(path, reason)));
        }
        kept
    }

    fn wanted(&self) -> Vec<Wanted> {
        self.wanted.take()
    }
}

/// What a question comes to; where a file is refused, that.
pub fn settle(
    root: &Rc<Root>,
    store: &Rc<Store>,
    question: &Question,
) -> Result<String, ReadError> {
    store.take_used();
    let files: Rc<dyn Files> = Rc::clone(store) as Rc<dyn Files>;
    let answer = question.put(&Reader::new(Rc::clone(root), files));
    match (answer, store.refused.take()) {
        (Err(Stop::Wanting), Some(refused)) => Err(refused),
        (answer, _) => answer_from_memory(store.as_ref(), answer),
    }
}
