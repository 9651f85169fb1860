use super::{FileName, record};
use crate::{ArticleDate, ShortId};

record! {
    /// What a card shows of an article, and where the article is.
    pub struct Summary {
        /// End of the article's address.
        pub id: ShortId,
        /// The readable part of the address.
        pub slug: String,
        /// Plain text.
        pub title: String,
        /// BCP 47.
        pub language: String,
        /// None where the article is undated.
        #[absent_if = "Option::is_none"]
        pub date: Option<ArticleDate>,
        /// Name of the outlet.
        #[absent_if = "Option::is_none"]
        pub source: Option<String>,
        /// Its first words, where the place that lists it has room for them.
        #[absent_if = "Option::is_none"]
        pub excerpt: Option<String>,
        /// Position of its pack among those the file names.
        pub pack: u32,
    }
}

record! {
    /// A page of summaries of one period, in the order of the generation's
    /// document numbers: oldest first. Holds no document number itself, so that it
    /// stays the same when its month moves to another generation.
    #[derive(Default)]
    pub struct ListPage {
        /// The packs the summaries point to.
        pub packs: Vec<FileName>,
        /// At most [`ListPage::ROWS`].
        pub summaries: Vec<Summary>,
    }
}

impl ListPage {
    /// Summaries in a published page at most: about 10 kB compressed.
    pub const ROWS: usize = 128;
}

record! {
    /// Where a [`ListPage`] starts.
    #[derive(PartialOrd, Ord)]
    pub struct PageStart {
        /// Document number, within the generation, of the first summary.
        pub document: u32,
        /// Its day, `YYYY-MM-DD`; empty for undated articles.
        pub day: String,
    }
}
