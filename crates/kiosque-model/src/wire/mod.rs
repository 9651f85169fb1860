//! The archive's wire format, version 1: what `kiosque publish` writes and the
//! viewer reads. All of it is JSON.
//!
//! ```text
//! root.json                 the edition pointer, the only mutable file
//! data/<kind>/<name>.json   immutable; the name is made from the bytes
//! images/<hash>.<ext>       immutable
//! editions/<edition>.txt    the paths an edition names, one a line
//! ```

mod article;
mod dictionary;
mod file;
mod json;
mod pairs;
mod postings;
mod reading;
mod record;
mod root;
mod summary;
mod tree;

pub use article::{Addition, Additions, Article, Pack, Reasons, Related, Source};
pub use dictionary::{Dictionary, DictionaryEntry, FacetRecord, PostingsPart, Records};
pub use file::{FileName, InvalidFileName, Kind};
pub use json::Json;
pub use pairs::{PairRecord, PairTable, Pairs, pair_key, year_key};
pub use postings::{Column, Postings, PostingsFile, ascending, steps};
pub use reading::{FromJson, Reading, Unreadable, read};
pub use root::{Banner, Calendar, Generation, Root, RootHeader, SiteDescription};
pub use summary::{ListPage, PageStart, Summary};
pub use tree::{Branch, Directory, Node, Tree, branch_before, separator};

use crate::Words;
use record::record;

/// The first member of every root, so that a stray JSON file is told apart.
pub const FORMAT: &str = "kiosque-archive";
/// The version written and read here.
pub const VERSION: u32 = 1;
/// Rows a list shows at once, and newest summaries a facet's record carries.
pub const PAGE_ROWS: usize = 12;
/// Years counted one by one at most.
pub const YEARS: usize = 100;
/// Articles below which an archive has a single generation.
pub const ONE_GENERATION: usize = 5_000;

/// What a facet's key starts with: `t:` tag, `s:` source, `l:` language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FacetKind {
    /// A tag of the publisher's.
    Tag,
    /// The outlet an article comes from.
    Source,
    /// The language an article is written in (BCP 47).
    Language,
}

impl FacetKind {
    /// Every kind, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Tag, Self::Source, Self::Language];

    /// The two characters its keys start with.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Tag => "t:",
            Self::Source => "s:",
            Self::Language => "l:",
        }
    }

    /// The key of the facet of this kind named `id`.
    pub fn key(self, id: &str) -> String {
        format!("{}{id}", self.prefix())
    }
}

record! {
    /// A tag, source or language, its words and how many articles carry it in the
    /// context it stands in.
    #[derive(Default)]
    pub struct Facet {
        /// Kind and id: `t:maroc`, `s:hespress`, `l:fr`.
        pub key: String,
        /// The words where the interface's language has none of its own.
        pub label: String,
        /// The words by language.
        #[absent_if = "Words::is_empty"]
        pub labels: Words,
        /// Articles; 0 where a count has no meaning.
        #[absent_if = "is_zero"]
        pub count: u32,
    }
}

impl Facet {
    /// The key without its kind.
    pub fn id(&self) -> &str {
        self.key.get(2..).unwrap_or_default()
    }

    /// Whether the facet is of `kind`.
    pub fn is(&self, kind: FacetKind) -> bool {
        self.key.starts_with(kind.prefix())
    }

    /// The words for a reader of `language`.
    pub fn label_in(&self, language: &str) -> &str {
        self.labels.get(language).unwrap_or(&self.label)
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde asks for"
)]
fn is_zero(count: &u32) -> bool {
    *count == 0
}
