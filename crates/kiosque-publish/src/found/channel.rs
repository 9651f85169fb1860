use super::Found;
use crate::archive::{OutlinedTag, excerpt_of};
use crate::finish::Place;
use crate::intake::{SetArticle, slug};
use jiff::Timestamp;
use kiosque_model::ArticleDate;
use kiosque_model::wire::{FacetKind, FileName};
use sha2::{Digest, Sha256};
use std::io;

/// Articles in the feed of all.
pub(super) const OF_ALL: usize = 50;

/// A feed in no form yet. Addresses are whole.
#[derive(Clone)]
pub(super) struct Channel {
    pub title: String,
    pub description: String,
    pub language: String,
    /// Who publishes the site.
    pub publisher: String,
    /// The page that lists the articles.
    pub page: String,
    /// The feed's own address.
    pub address: String,
    /// Newest first.
    pub entries: Vec<Entry>,
}

/// An article in a feed.
#[derive(Clone)]
pub(super) struct Entry {
    /// Stays the same whatever the article is called.
    pub id: String,
    pub address: String,
    pub title: String,
    pub language: String,
    pub published: Option<Timestamp>,
    pub modified: Option<Timestamp>,
    pub authors: Vec<String>,
    pub tags: Vec<String>,
    /// The original.
    pub source: Option<String>,
    pub excerpt: String,
}

impl Channel {
    /// The newest of all articles, `articles` of the spool.
    pub fn of_all(found: &Found<'_>, articles: &[usize]) -> io::Result<Self> {
        let title = found.settings.title.clone();
        Self::new(found, title, String::new(), articles)
    }

    /// The newest articles of a tag.
    pub fn of_tag(found: &Found<'_>, tag: &OutlinedTag) -> io::Result<Self> {
        let label = &tag.facet.label;
        let title = format!("{label} – {}", found.settings.title);
        let page = found.place.tag_page(id_of(tag));
        Self::new(found, title, page, &tag.newest)
    }

    fn new(found: &Found<'_>, title: String, page: String, articles: &[usize]) -> io::Result<Self> {
        let settings = found.settings;
        let entries = articles.iter().map(|number| {
            let article = found.spool.article(*number)?;
            Ok(Entry::of(&article, found.place))
        });
        Ok(Self {
            description: settings
                .description
                .clone()
                .unwrap_or_else(|| title.clone()),
            title,
            language: settings.languages.first().cloned().unwrap_or_default(),
            publisher: settings.title.clone(),
            page: found.place.address(&page).unwrap_or_default(),
            address: String::new(),
            entries: entries.collect::<io::Result<_>>()?,
        })
    }

    /// The same feed at an address of the site.
    pub fn at(&self, place: &Place, path: &str) -> Channel {
        Channel {
            address: place.address(path).unwrap_or_default(),
            ..self.clone()
        }
    }

    /// When it last changed; the beginning of time where nothing is dated.
    pub fn updated(&self) -> Timestamp {
        let changes = self
            .entries
            .iter()
            .filter_map(|entry| entry.modified.max(entry.published));
        changes.max().unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl Entry {
    fn of(article: &SetArticle, place: &Place) -> Self {
        let path = article_path(
            article.date.as_ref(),
            &article.slug,
            article.short_id.as_str(),
        );
        let lasting = format!("a/0/{}/", article.short_id.as_str());
        let source = article
            .source
            .as_ref()
            .and_then(|source| source.url.clone());
        Self {
            id: place.address(&lasting).unwrap_or_default(),
            address: place.address(&path).unwrap_or_default(),
            title: article.title.clone(),
            language: article.language.clone(),
            published: article.date.as_ref().and_then(instant),
            modified: article.modified.as_ref().and_then(instant),
            authors: article.authors.clone(),
            tags: article.tags.clone(),
            source: source.or_else(|| article.url.clone()),
            excerpt: excerpt_of(article).unwrap_or_default(),
        }
    }

    /// When it last changed, as far as that is known.
    pub fn updated(&self) -> Timestamp {
        let known = self.modified.max(self.published);
        known.unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// The path of an article's page in the site.
pub(super) fn article_path(date: Option<&ArticleDate>, slug: &str, id: &str) -> String {
    let year = date.map_or("0", ArticleDate::year);
    format!("a/{year}/{slug}-{id}/")
}

/// The folder of a tag's feeds: the tag itself where that is a name for a
/// file, else with a hash, so that no two tags share one.
pub(super) fn folder_of(tag: &OutlinedTag) -> String {
    let id = id_of(tag);
    let plain = slug(id);
    if plain == id {
        return plain;
    }
    let hash = FileName::hash(&Sha256::digest(id).into());
    format!("{plain}-{}", hash.get(..8).unwrap_or(&hash))
}

fn id_of(tag: &OutlinedTag) -> &str {
    let key = tag.facet.key.as_str();
    key.strip_prefix(FacetKind::Tag.prefix()).unwrap_or(key)
}

/// The beginning of what the date says, in UTC where it has no offset.
fn instant(date: &ArticleDate) -> Option<Timestamp> {
    let whole = date.as_str().parse().ok();
    whole.or_else(|| format!("{}T00:00:00Z", date.first_day()).parse().ok())
}
