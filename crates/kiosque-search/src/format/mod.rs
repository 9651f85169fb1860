//! The files of an index. See the crate's documentation for how they hang together.

pub(crate) mod bits;
pub(crate) mod bytes;
mod directory;
mod envelope;
mod name;
mod sorted_texts;
mod spread;
mod terms;
mod titles;
mod vocabulary;

pub use directory::{Directory, Section, Sections};
#[cfg(feature = "authoring")]
pub(crate) use envelope::table_of;
#[cfg(feature = "authoring")]
pub use envelope::unpack;
pub use envelope::{Envelope, PartCheck, envelope, seal};
pub use name::{GROUP, Group, PartName, SearchFile};
pub use spread::read_spread;
pub use terms::{Entry, Posting, Tail, TermPostings, Terms, form, write_terms};
pub use titles::{Card, Titles, slug_of, write_titles};
pub use vocabulary::{Vocabulary, write_vocabulary};

/// Bytes are not what the format says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage(pub &'static str);
