//! One chain for what is indexed and what is asked.
//!
//! A text is cut into [`words`], each in lower case, with apostrophes made
//! alike, tatweel, vowel marks and marks of direction dropped, Arabic letter
//! forms folded and French elisions cut off. A word is indexed under one key:
//! the [`fold`] of its stem in the language of the text. A question does not
//! know that language and tries the keys of all three.

mod fold;
mod fold_table;
mod function_words;
mod lower;
mod skeleton;
mod stems;
mod words;

pub use fold::fold;
#[cfg(feature = "authoring")]
pub use function_words::function_words;
pub use function_words::is_function_word;
pub use lower::lower;
pub use skeleton::skeleton;
#[cfg(feature = "authoring")]
pub use stems::plain_key;
pub use stems::{Language, key, keys};
#[cfg(feature = "authoring")]
pub use words::each_word;
pub use words::{Word, words};

/// Changes with whatever changes the keys of words.
pub const ANALYSIS_VERSION: u8 = 2;
/// The release of the stemmers.
pub const STEMMER_VERSION: u32 = 20_261_016;
