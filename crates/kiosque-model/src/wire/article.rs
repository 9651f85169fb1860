use super::{Facet, record};
use crate::{ArticleDate, Direction, SafeHtml, ShortId};

record! {
    /// Whole articles of one calendar month, in date order, with nothing that a
    /// later month changes.
    pub struct Pack {
        /// `YYYY-MM`; empty for undated articles.
        pub period: String,
        /// The tags of the articles below, in the words of that month.
        pub tags: Vec<Facet>,
        /// Oldest first.
        pub articles: Vec<Article>,
    }
}

record! {
    /// An article as it is read.
    pub struct Article {
        /// End of its address.
        pub id: ShortId,
        /// The readable part of its address.
        pub slug: String,
        /// Plain text.
        pub title: String,
        /// BCP 47; `und` where unknown.
        pub language: String,
        /// Direction of title and body.
        pub direction: Direction,
        /// None where undated.
        #[absent_if = "Option::is_none"]
        pub date: Option<ArticleDate>,
        /// When the source says it was last changed.
        #[absent_if = "Option::is_none"]
        pub modified: Option<ArticleDate>,
        /// The outlet and the original.
        #[absent_if = "Option::is_none"]
        pub source: Option<Source>,
        /// Plain text.
        #[absent_if = "Vec::is_empty"]
        pub authors: Vec<String>,
        /// Positions in [`Pack::tags`].
        #[absent_if = "Vec::is_empty"]
        pub tags: Vec<u32>,
        /// Words in the body, for the time it takes to read.
        pub words: u32,
        /// The text.
        pub body: SafeHtml,
        /// Nearest first, among articles up to the end of its own pack.
        #[absent_if = "Vec::is_empty"]
        pub related: Vec<Related>,
    }
}

record! {
    /// Where an article comes from.
    pub struct Source {
        /// Name of the outlet, plain text.
        pub name: String,
        /// The original, http or https.
        #[absent_if = "Option::is_none"]
        pub url: Option<String>,
    }
}

record! {
    /// An article near another, and why.
    pub struct Related {
        /// End of its address.
        pub id: ShortId,
        /// The readable part of its address.
        pub slug: String,
        /// Plain text.
        pub title: String,
        /// BCP 47.
        pub language: String,
        /// None where undated.
        #[absent_if = "Option::is_none"]
        pub date: Option<ArticleDate>,
        /// Nearness, 0 to 1000; comparable between an article's own list and its
        /// additions.
        pub score: u32,
        /// Why it is near. True of the pair whichever side one comes from.
        pub reasons: Reasons,
    }
}

impl Related {
    /// Articles a list names at most.
    pub const MOST: usize = 6;
}

record! {
    /// Why two articles are near.
    #[derive(Default)]
    pub struct Reasons {
        /// One translates the other, or both the same third.
        #[absent_if = "is_false"]
        pub translation: bool,
        /// Keys of shared tags, rarest first, at most 3.
        #[absent_if = "Vec::is_empty"]
        pub tags: Vec<String>,
        /// Shared words that are rare in the archive, as the article writes them, at most 3.
        #[absent_if = "Vec::is_empty"]
        pub words: Vec<String>,
        /// At most seven days apart.
        #[absent_if = "is_false"]
        pub same_week: bool,
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde asks for"
)]
fn is_false(flag: &bool) -> bool {
    !*flag
}

record! {
    /// A leaf of what a generation's articles add to the lists of older packs.
    pub struct Additions {
        /// Sorted by the older article's short id.
        pub articles: Vec<Addition>,
    }
}

record! {
    /// What later articles add to one older article.
    pub struct Addition {
        /// The older article.
        pub id: ShortId,
        /// Later articles, nearest first, at most [`Related::MOST`].
        pub related: Vec<Related>,
    }
}
