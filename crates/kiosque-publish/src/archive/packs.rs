use super::files::json_size;
use crate::intake::SetArticle;
use kiosque_model::wire::{Article, Pack, Related, Source};

/// Bytes of JSON in a pack that holds more than one article: about 31 kB in
/// brotli 11, which an article by its address costs besides its directory.
/// Smaller ones are more files than it takes.
pub(super) const PACK_BYTES: usize = 86 * 1024;

/// What a list of related articles adds to an article, in bytes of JSON:
/// the mean over Reuters. Packs are cut before the lists are known, because
/// lists draw on whole packs.
const RELATED_BYTES: usize = Related::MOST * 270;

/// The article as it is published, without its tags and related articles.
pub(super) fn article_of(article: &SetArticle) -> Article {
    Article {
        id: article.short_id.clone(),
        slug: article.slug.clone(),
        title: article.title.clone(),
        language: article.language.clone(),
        direction: article.direction,
        date: article.date.clone(),
        modified: article.modified.clone(),
        source: article.source.as_ref().map(|source| Source {
            name: source.name.clone(),
            url: source.url.clone(),
        }),
        authors: article.authors.clone(),
        tags: Vec::new(),
        words: u32::try_from(article.text.split_whitespace().count()).unwrap_or(u32::MAX),
        body: article.body.clone(),
        related: Vec::new(),
    }
}

/// Bytes an article takes in a pack, its related articles included.
pub(super) fn size_in_pack(article: &SetArticle) -> Result<usize, serde_json::Error> {
    Ok(json_size(&article_of(article))? + RELATED_BYTES)
}

/// Groups the articles of a period into packs, oldest first. A pack is closed
/// when the next article does not fit, so that later articles change the last
/// one only; an article larger than a pack has one of its own.
#[derive(Default)]
pub(super) struct PackCutter {
    open: Vec<SetArticle>,
    room: usize,
}

impl PackCutter {
    /// Adds an article of so many bytes; gives the pack before, where it does
    /// not fit into that.
    pub(super) fn add(&mut self, article: SetArticle, size: usize) -> Option<Vec<SetArticle>> {
        let full = (size > self.room).then(|| std::mem::take(&mut self.open));
        if full.is_some() {
            self.room = PACK_BYTES;
        }
        self.open.push(article);
        self.room = self.room.saturating_sub(size);
        full.filter(|pack| !pack.is_empty())
    }

    /// The last pack; empty where no article came.
    pub(super) fn finish(self) -> Vec<SetArticle> {
        self.open
    }
}

/// A pack of `period` without articles.
pub(super) fn empty_pack(period: &str) -> Pack {
    Pack {
        period: period.to_owned(),
        tags: Vec::new(),
        articles: Vec::new(),
    }
}
