//! Search without a server: analysis, index, questions and ranking.
//!
//! No I/O here, nor a wait. A question is a plain function of the files at hand:
//! [`Engine::search`] ends with [`Stop::Wanting`] and the names of all files it
//! could not do without; they are fetched side by side, opened and checked
//! ([`format::envelope`]), and the question is put again. The publisher makes
//! the index of each generation with `build` (feature `authoring`).
//!
//! # Words
//!
//! A word is indexed under one key: its stem in the language of the article,
//! without accents, and a letter for the language (`econom`, `f`). Where the stem of
//! the word without accents differs, that is a second name of the same term. A
//! question tries the stems of all three languages, so that the inflections of each
//! find each other and no stem passes for one of another language. Stems alone
//! have postings; words as they are written have a dictionary, for corrections.
//!
//! # An index
//!
//! A generation has one, made from its articles and what older ones left: mean
//! lengths, and which words they have.
//!
//! | part | found by | holds | compressed |
//! |---|---|---|---|
//! | directory | name in the root | where all parts are | 1-7 kB |
//! | terms | key | terms with their documents; of frequent ones those they weigh most in | 1-4 kB |
//! | spreads | number | the other documents of very frequent terms, without weights | 2 kB |
//! | titles | document number | what 16 results show, or 32 | 0.8-2.3 kB |
//! | words | word | words as written that no older generation has, and how frequent they are | 6 kB |
//! | endings | word, backwards | the same | 6 kB |
//! | names | consonants | names of tags and titles across scripts, the new ones | 6 kB |
//!
//! A word costs a part of terms in each generation, a result a part of titles: two rounds
//! of requests once the directories are read. Spreads are read where the documents beside
//! frequent words do not fill the first page, and for exact totals. Words and endings are read for what nothing has.
//!
//! # A file
//!
//! ```text
//! KQSI                     magic
//! version, analysis        a byte each
//! stemmers                 number
//! kind                     byte: 0 a directory, which has no place and proof; 1 a part
//! place                    byte: which part of its group
//! proof                    byte: parts in its group; then hashes of 8 bytes, from its
//!                          siblings up to those beside its way to the root
//! content                  length, then gzip
//! ```
//!
//! Numbers have seven bits a byte, the lowest first. Up to 64 parts made together
//! are a group: the leaves of a tree of SHA-256, four branches a node, whose root is
//! their name: `data/search/<26 characters>-<place>.bin`. A name for each part would be
//! sixteen bytes that compress to nothing: the list of them would be larger than all
//! else that a question reads. [`format::Proof`] says what a part must hash to. A
//! directory has a name of its own, like any other file of the archive. Columns
//! unlike each other, such as keys, weights and documents, are compressed with codes of
//! their own where that is shorter.
//!
//! Lists of documents are differences; the weight of a term in a document is one byte
//! (BM25F, saturated), its rarity is summed over generations when asked.

mod analysis;
#[cfg(feature = "authoring")]
pub mod build;
mod engine;
mod error;
pub mod format;
mod highlight;
pub mod message;
mod query;

pub use analysis::{Language, Word, fold, is_function_word, key, keys, words};
pub use engine::{
    Correction, Engine, Files, Hit, MemoryFiles, Options, Order, Parsed, Results, Total,
};
pub use error::{Answer, SearchError, Stop};
pub use highlight::{Excerpt, Highlighter};
pub use query::{Field, Narrowing, Phrase, Query, QueryWord};
