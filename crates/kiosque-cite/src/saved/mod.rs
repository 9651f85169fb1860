mod feed;
mod reading;
mod torn;

use crate::Problem;
use crate::Work;
use crate::work::article_address;
use kiosque_model::{ArticleDate, KeySet, ShortId};
use reading::{Gathering, key, stored_article};
use serde::Serialize;
use serde_json::Value;
use torn::Torn;

/// An article kept on the device: what a card and a citation need, without the network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SavedArticle {
    /// End of its address.
    pub id: ShortId,
    /// The readable part of its address.
    pub slug: String,
    /// The year of its address, 0 where undated.
    pub year: u16,
    /// Plain text.
    pub title: String,
    /// BCP 47; `und` where unknown.
    pub language: String,
    /// None where undated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<ArticleDate>,
    /// Name of the outlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The original, http or https.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// Plain text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Labels, plain text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// When the reader saved it; none where that is no longer known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saved: Option<ArticleDate>,
}

impl SavedArticle {
    /// The article as it is cited from the archive at `base`, which ends in a slash.
    pub fn work(&self, base: &str) -> Work {
        Work {
            id: self.id.clone(),
            title: self.title.clone(),
            authors: self.authors.clone(),
            source: self.source.clone(),
            language: self.language.clone(),
            date: self.date.clone(),
            original: self.original.clone(),
            address: self.address(base),
        }
    }

    fn address(&self, base: &str) -> String {
        article_address(base, &self.year.to_string(), &self.slug, &self.id)
    }
}

/// The articles a reader keeps, newest saved first, each once.
///
/// On the device it is JSON, `{"version":1,"articles":[…]}`, about 400 bytes an article: 1 MB
/// at most, a fifth of what browsers give a site. How far an article was read is kept elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedList {
    articles: Vec<SavedArticle>,
}

#[derive(Serialize)]
struct Stored<'l> {
    version: u32,
    articles: &'l [SavedArticle],
}

const VERSION: u32 = 1;

impl SavedList {
    /// Articles at most.
    pub const MOST: usize = 2_000;
    /// Letters of a text at most: titles, names, slugs. Longer ones are cut.
    pub const LETTERS: usize = 1_000;
    /// Authors, and tags, of an article at most.
    pub const NAMES: usize = 50;

    /// Newest saved first.
    pub fn articles(&self) -> &[SavedArticle] {
        &self.articles
    }

    /// Whether the article is kept.
    pub fn contains(&self, id: &ShortId) -> bool {
        self.articles.iter().any(|article| article.id == *id)
    }

    /// Keeps an article, before all others; one that is there already moves. False, and nothing
    /// changes, if the list is full.
    pub fn add(&mut self, article: SavedArticle) -> bool {
        let is_new = !self.contains(&article.id);
        if is_new && self.articles.len() >= Self::MOST {
            return false;
        }
        self.remove(&article.id);
        self.articles.insert(0, article);
        true
    }

    /// Lets an article go; whether it was there.
    pub fn remove(&mut self, id: &ShortId) -> bool {
        let before = self.articles.len();
        self.articles.retain(|article| article.id != *id);
        self.articles.len() < before
    }

    /// Takes in another list's articles, after its own; those it has already stay as they are.
    /// What was added, and what found no room.
    pub fn merge(&mut self, other: Self) -> Merged {
        let mut seen: KeySet = self.articles.iter().map(key).collect();
        let mut merged = Merged::default();
        for article in other.articles {
            if !seen.insert(key(&article)) {
                merged.known += 1;
            } else if self.articles.len() >= Self::MOST {
                merged.left_out += 1;
            } else {
                merged.added += 1;
                self.articles.push(article);
            }
        }
        merged
    }

    /// The list as it is kept on the device.
    pub fn write(&self) -> String {
        let stored = Stored {
            version: VERSION,
            articles: &self.articles,
        };
        // Texts and numbers cannot fail to be written.
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads what [`SavedList::write`] wrote. Never fails: articles that can be read are kept,
    /// the rest is named.
    pub fn read(text: &str) -> (Self, Vec<Problem>) {
        let torn = Torn::read(text, "articles");
        let version = torn.members.get("version").and_then(Value::as_u64);
        let mut gathering = Gathering::default();
        match version {
            None if torn.elements.is_empty() => {
                return (Self::default(), vec![Problem::Unreadable]);
            }
            Some(version) if version > u64::from(VERSION) => {
                let version = u32::try_from(version).unwrap_or(u32::MAX);
                gathering.problems.push(Problem::Newer { version });
            }
            _ => {}
        }
        gathering.gather(torn, stored_article)
    }

    /// The list as a JSON Feed 1.1 of the archive at `base`, which ends in a slash: our address
    /// as `url`, the original as `external_url`, and our own members under `_kiosque`.
    pub fn export(&self, title: &str, base: &str) -> String {
        feed::write(self, title, base)
    }

    /// Reads a JSON Feed, ours or another's. Never fails: items that are articles of a Kiosque
    /// archive, by their own members or by their address, are kept, the rest is named.
    pub fn import(text: &str) -> (Self, Vec<Problem>) {
        feed::read(text)
    }
}

/// What came of a merger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Articles added.
    pub added: usize,
    /// Articles that were there already.
    pub known: usize,
    /// Articles for which there was no room.
    pub left_out: usize,
}
