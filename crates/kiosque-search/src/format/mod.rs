//! The files of an index. See the crate's documentation for how they hang together.

pub(crate) mod bits;
pub(crate) mod bytes;
mod directory;
mod envelope;
mod name;
mod proof;
mod sorted_texts;
mod spread;
mod terms;
mod titles;
mod vocabulary;

#[cfg(feature = "authoring")]
pub(crate) use bytes::Content;
pub use directory::{Directory, Section, Sections};
#[cfg(feature = "authoring")]
pub(crate) use envelope::seal;
#[cfg(feature = "authoring")]
pub use envelope::unpack;
pub use envelope::{Envelope, envelope};
pub use name::{GROUP, Group, PartName, SearchFile};
#[cfg(feature = "authoring")]
pub(crate) use proof::Grove;
pub use proof::Proof;
pub use spread::read_spread;
#[cfg(feature = "authoring")]
pub(crate) use terms::write_terms;
pub use terms::{Entry, Posting, Tail, TermPostings, Terms, form};
#[cfg(feature = "authoring")]
pub(crate) use titles::write_titles;
pub use titles::{Card, Titles, slug_of};
pub use vocabulary::Vocabulary;
#[cfg(feature = "authoring")]
pub(crate) use vocabulary::write_vocabulary;

/// Bytes are not what the format says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage(pub &'static str);
