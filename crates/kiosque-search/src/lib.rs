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
//! A generation has one, made from its articles and the mean lengths of older ones.
//!
//! | part | found by | holds | compressed |
//! |---|---|---|---|
//! | directory | name in the root | where all parts are | 1-10 kB |
//! | terms | key | terms with their documents; of frequent ones those they weigh most in | 1-6 kB |
//! | spreads | number | all documents of frequent terms, without weights | 24 kB |
//! | titles | document number | what 32 results show | 1.7 kB |
//! | words | word | words as written, and how frequent they are | 6 kB |
//! | endings | word, backwards | the same | 6 kB |
//! | names | consonants | names of tags and titles across scripts | 6 kB |
//!
//! A word costs a part of terms in each generation, a result a part of titles: two rounds
//! of requests once the directories are read. Spreads are read where the first documents of
//! frequent words do not settle the first page, and for exact totals. Words and endings
//! are read for what nothing has.
//!
//! # A file
//!
//! ```text
//! KQSI                     magic
//! version, analysis        a byte each
//! stemmers                 number
//! place                    byte: which part of its group
//! table                    length, then the first 8 bytes of each part's SHA-256
//! content                  length, then gzip
//! ```
//!
//! Numbers have seven bits a byte, the lowest first. Up to sixteen parts made together
//! are a group and share the SHA-256 of their table as a name:
//! `data/search/<26 characters>-<place>.bin`. A name for each part would be sixteen
//! bytes that compress to nothing: the list of them would be larger than all else that
//! a question reads. [`format::Envelope::check`] says what a part must hash to. A
//! directory has a name of its own, like any other file of the archive.
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
pub use engine::{Correction, Engine, Files, Hit, MemoryFiles, Options, Order, Results, Total};
pub use error::{Answer, SearchError, Stop};
pub use highlight::{Excerpt, Highlighter};
pub use query::{Field, Narrowing, Phrase, Query, QueryWord};
