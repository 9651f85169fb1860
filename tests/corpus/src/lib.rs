//! Makes article sets of any size for measuring: what real articles are like is
//! learnt from real texts at run time, and nothing of them is kept.
//!
//! Learnt are, for each language, which word follows which, how the vocabulary
//! grows, how words are spelt, how long titles and paragraphs are; for topics,
//! their words and the sets of tags that real articles about them carry; and
//! the lengths of articles. What real texts of this size cannot tell is set
//! down beside its reason: shares of languages, growth of tags and outlets, the
//! calendar.
//!
//! The same size, seed and texts give the same bytes on a platform, whatever
//! the number of threads. An article depends on its number alone, so memory
//! does not grow with the size.

mod articles;
mod failure;
mod language;
mod model;
mod seeded;
mod set_folder;
mod texts;
mod weighted;

pub use articles::{Corpus, LATER};
pub use failure::Failure;
pub use language::Language;
pub use model::Model;
pub use seeded::Seeded;
pub use set_folder::{write_feed, write_set};
pub use texts::Texts;
