//! The archive that was just printed, to be read again.

use crate::finish::Stock;
use kiosque_model::wire::{FileName, Kind};
use kiosque_reader::{Files, Wanted};
use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Bytes of the files that a thread has decoded at hand at most: twice this, since
/// the half that was not asked for lately goes at once.
const AT_HAND: usize = 2 << 20;

/// What files were decoded to.
type Decoded = HashMap<(Kind, FileName), Rc<dyn Any>>;

/// Files of an archive, for one thread: neighbouring pages read the same ones.
pub(super) struct StockFiles {
    stock: Arc<dyn Stock>,
    kept: RefCell<Kept>,
}

#[derive(Default)]
struct Kept {
    lately: Decoded,
    before: Decoded,
    /// Bytes of the files of `lately`.
    bytes: usize,
}

impl StockFiles {
    pub(super) fn new(stock: Arc<dyn Stock>) -> Self {
        Self {
            stock,
            kept: RefCell::default(),
        }
    }
}

impl Kept {
    fn get(&mut self, file: &(Kind, FileName)) -> Option<Rc<dyn Any>> {
        if let Some(decoded) = self.lately.get(file) {
            return Some(Rc::clone(decoded));
        }
        let (file, decoded) = self.before.remove_entry(file)?;
        self.add(file, Rc::clone(&decoded));
        Some(decoded)
    }

    fn add(&mut self, file: (Kind, FileName), decoded: Rc<dyn Any>) {
        if self.bytes > AT_HAND {
            self.before = std::mem::take(&mut self.lately);
            self.bytes = 0;
        }
        self.bytes += file.1.length();
        self.lately.insert(file, decoded);
    }
}

impl Files for StockFiles {
    fn get(&self, kind: Kind, name: &FileName) -> Option<Rc<[u8]>> {
        let bytes = self.stock.read(&name.path(kind)).ok()?;
        Some(bytes.into())
    }

    /// What is not there comes by no other way.
    fn wanted(&self) -> Vec<Wanted> {
        Vec::new()
    }

    fn decoded(&self, kind: Kind, name: &FileName) -> Option<Rc<dyn Any>> {
        self.kept.borrow_mut().get(&(kind, name.clone()))
    }

    fn keep(&self, kind: Kind, name: &FileName, decoded: Rc<dyn Any>) {
        self.kept.borrow_mut().add((kind, name.clone()), decoded);
    }
}
