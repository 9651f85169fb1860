use super::{Facet, FileName, ListPage, PageStart, PairTable, Tree, record};
use crate::Words;

record! {
    /// Enough of a root to tell whether the rest can be read.
    pub struct RootHeader {
        /// [`FORMAT`](super::FORMAT).
        pub format: String,
        /// [`VERSION`](super::VERSION) here.
        pub version: u32,
    }
}

record! {
    /// The edition pointer, `root.json`: bounded, names everything else.
    pub struct Root {
        /// [`FORMAT`](super::FORMAT).
        pub format: String,
        /// [`VERSION`](super::VERSION).
        pub version: u32,
        /// `<date>-<8 hexadecimal digits of its content>`.
        pub edition: String,
        /// What the publisher says of the site.
        pub site: SiteDescription,
        /// Articles in the archive.
        pub articles: u32,
        /// Distinct tags in the archive.
        pub tags: u32,
        /// Day of the oldest dated article, `YYYY-MM-DD`; empty where none is dated.
        pub first_day: String,
        /// Day of the newest.
        pub last_day: String,
        /// The newest articles, newest first, with excerpts: at most [`Root::NEWEST`].
        pub newest: ListPage,
        /// The facets on most articles: at most [`Root::FACETS`] of each kind.
        pub facets: Vec<Facet>,
        /// Newest first.
        pub generations: Vec<Generation>,
        /// Absent where there is a single generation.
        #[absent_if = "Option::is_none"]
        pub pairs: Option<PairTable>,
        /// Bytes of all files under `data/`.
        #[absent_if = "Option::is_none"]
        pub bytes: Option<u32>,
        /// Eight hexadecimal digits of which articles were withdrawn: others say that
        /// what earlier editions left on a device must be gone through. Absent where
        /// none was.
        #[absent_if = "String::is_empty"]
        pub withdrawals: String,
    }
}

impl Root {
    /// Newest summaries in the root at most.
    pub const NEWEST: usize = super::PAGE_ROWS;
    /// Facets of one kind in the root at most.
    pub const FACETS: usize = 50;
}

record! {
    /// What the publisher says of the site.
    #[derive(Default)]
    pub struct SiteDescription {
        /// Plain text.
        pub title: String,
        /// One line.
        #[absent_if = "String::is_empty"]
        pub description: String,
        /// Title in other languages of the interface.
        #[absent_if = "Words::is_empty"]
        pub titles: Words,
        /// Interface languages offered, the default one first.
        pub languages: Vec<String>,
        /// Name of the theme.
        #[absent_if = "String::is_empty"]
        pub theme: String,
        /// Rights note.
        #[absent_if = "String::is_empty"]
        pub rights: String,
        /// What stands at the top of every page.
        pub banner: Banner,
    }
}

record! {
    /// What stands at the top of every page.
    #[derive(Default)]
    pub struct Banner {
        /// Plain text.
        #[absent_if = "String::is_empty"]
        pub text: String,
        /// A file of the archive's `images/`.
        #[absent_if = "Option::is_none"]
        pub image: Option<String>,
    }
}

record! {
    /// A part of the archive that follows from the data alone: `undated`, `before`
    /// (earlier years), `year` (this year's closed months), `month` (the current
    /// one), or `all` below [`ONE_GENERATION`](super::ONE_GENERATION) articles.
    ///
    /// Document numbers are local to it, from 0, oldest first.
    pub struct Generation {
        /// Which part.
        pub name: String,
        /// Articles in it.
        pub articles: u32,
        /// Day of its oldest dated article; empty where none is dated.
        pub first_day: String,
        /// Day of its newest.
        pub last_day: String,
        /// Where each year starts, oldest first; undated articles stand before all.
        /// At most [`YEARS`](super::YEARS): the first holds all earlier ones, too.
        #[absent_if = "Vec::is_empty"]
        pub years: Vec<(u32, u32)>,
        /// A [`Calendar`](super::Calendar), where its articles are of several months.
        #[absent_if = "Option::is_none"]
        pub calendar: Option<FileName>,
        /// Whether its dictionary names the facets of all older generations, too.
        pub whole_dictionary: bool,
        /// [`Directory`](super::Directory) leaves by short id.
        pub ids: Tree<String>,
        /// [`ListPage`] leaves by document number and day.
        pub lists: Tree<PageStart>,
        /// [`Dictionary`](super::Dictionary) leaves by facet key.
        pub dictionary: Tree<String>,
        /// [`Additions`](super::Additions) leaves by short id.
        pub additions: Tree<String>,
        /// Where the parts of its search index are.
        pub search: FileName,
    }
}

record! {
    /// Where each month of a generation starts.
    pub struct Calendar {
        /// The month as the number `YYYYMM` and its first document, oldest first.
        /// Undated articles stand before all.
        pub months: Vec<(u32, u32)>,
    }
}
