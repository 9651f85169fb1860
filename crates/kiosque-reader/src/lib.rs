//! Reads an archive: from the root to an article, a facet, any filtered list.
//!
//! No I/O here, nor a wait. A question is a plain function of the files at
//! hand; where one is missing it ends with [`Stop::Wanting`] and
//! [`Files::wanted`] names all that it could not do without, so that they are
//! fetched side by side before it is asked again. The viewer fetches from the
//! network, tests and tools from memory or disk, and the same code answers.
//! (Measured: written with `async fn` instead, the same questions took four
//! times the code in the browser.)
//!
//! What each question costs, in files after the root:
//!
//! | question | files |
//! |---|---|
//! | the newest articles | none |
//! | an article from a list | its pack |
//! | an article by its address, right year | id directory, pack |
//! | a facet | one or two dictionary leaves, its records file |
//! | two frequent facets, or one and a year | dictionary leaves, their pair, the month's records of one |
//! | any other filter | dictionary, records and postings of its least frequent requirement, their rows |

mod article;
mod calendar;
mod carried;
mod counts;
mod dictionary;
mod error;
mod facets;
mod files;
mod listing;
mod matches;
mod order;
mod pairs;
mod rows;
mod tree;

pub use article::{LoadedArticle, merge_related};
pub use calendar::Periods;
pub use carried::Carried;
pub use dictionary::DictionaryPage;
pub use error::{Answer, ReadError, Stop};
pub use files::{Files, MemoryFiles, Wanted, answer_from_memory, decode_root};
pub use listing::{Listing, Rows};
pub use order::in_order;

use counts::Counts;
use kiosque_model::Filter;
use kiosque_model::wire::Root;
use std::cell::RefCell;
use std::rc::Rc;

/// An edition opened for reading.
pub struct Reader {
    root: Rc<Root>,
    files: Rc<dyn Files>,
    /// What the list asked for last counts: its other pages count the same.
    counted: RefCell<Option<(Filter, Rc<Counts>)>>,
}

impl Reader {
    /// Reads the edition that `root` points to from `files`.
    pub fn new(root: Rc<Root>, files: Rc<dyn Files>) -> Self {
        Self {
            root,
            files,
            counted: RefCell::default(),
        }
    }

    /// The edition pointer.
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// The edition pointer, to keep.
    pub fn root_handle(&self) -> Rc<Root> {
        Rc::clone(&self.root)
    }
}
