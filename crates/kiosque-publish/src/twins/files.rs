//! The archive that was just printed, to be read again.

use crate::finish::Stock;
use kiosque_model::wire::{FileName, Kind};
use kiosque_reader::{Files, Wanted};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Bytes that a thread has at hand at most.
const AT_HAND: usize = 32 << 20;

/// Files of an archive, for one thread.
pub(super) struct StockFiles {
    stock: Arc<dyn Stock>,
    at_hand: RefCell<HashMap<String, Rc<[u8]>>>,
    bytes: Cell<usize>,
}

impl StockFiles {
    pub(super) fn new(stock: Arc<dyn Stock>) -> Self {
        Self {
            stock,
            at_hand: RefCell::default(),
            bytes: Cell::new(0),
        }
    }
}

impl Files for StockFiles {
    fn get(&self, kind: Kind, name: &FileName) -> Option<Rc<[u8]>> {
        let path = name.path(kind);
        if let Some(bytes) = self.at_hand.borrow().get(&path) {
            return Some(Rc::clone(bytes));
        }
        let bytes: Rc<[u8]> = self.stock.read(&path).ok()?.into();
        self.bytes.set(self.bytes.get() + bytes.len());
        if self.bytes.get() > AT_HAND {
            self.at_hand.borrow_mut().clear();
            self.bytes.set(bytes.len());
        }
        self.at_hand.borrow_mut().insert(path, Rc::clone(&bytes));
        Some(bytes)
    }

    /// What is not there comes by no other way.
    fn wanted(&self) -> Vec<Wanted> {
        Vec::new()
    }
}
