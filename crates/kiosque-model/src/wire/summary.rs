use super::FileName;
use crate::{ArticleDate, ShortId};
use serde::{Deserialize, Serialize};

/// What a card shows of an article, and where the article is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<ArticleDate>,
    /// Name of the outlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its first words, where the place that lists it has room for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    /// Position of its pack among those the file names.
    pub pack: u32,
}

/// A page of summaries of one period, in the order of the generation's
/// document numbers: oldest first. Holds no document number itself, so that it
/// stays the same when its month moves to another generation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPage {
    /// The packs the summaries point to.
    pub packs: Vec<FileName>,
    /// At most [`ListPage::ROWS`].
    pub summaries: Vec<Summary>,
}

impl ListPage {
    /// Summaries in a published page at most: about 5 kB compressed.
    pub const ROWS: usize = 64;
}

/// Where a [`ListPage`] starts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PageStart {
    /// Document number, within the generation, of the first summary.
    pub document: u32,
    /// Its day, `YYYY-MM-DD`; empty for undated articles.
    pub day: String,
}
