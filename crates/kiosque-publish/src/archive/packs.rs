use super::files::json_size;
use crate::intake::SetArticle;
use kiosque_model::wire::{Article, Pack, Related, Source};

/// Bytes of JSON in a pack that holds more than one article. Reuters' packs of
/// this size take at most 35 kB in brotli 11, so that an article costs one
/// request of less than 40 kB; smaller ones are more files than it takes.
pub(super) const PACK_BYTES: usize = 96 * 1024;

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

/// Groups the articles of a period into packs, oldest first. A pack is closed
/// when the next article does not fit, so that later articles change the last
/// one only; an article larger than a pack has one of its own.
pub(super) fn into_packs(
    articles: Vec<SetArticle>,
) -> Result<Vec<Vec<SetArticle>>, serde_json::Error> {
    let mut packs: Vec<Vec<SetArticle>> = Vec::new();
    let mut room = 0;
    for article in articles {
        let size = json_size(&article_of(&article))? + RELATED_BYTES;
        match packs.last_mut() {
            Some(pack) if size <= room => pack.push(article),
            _ => {
                packs.push(vec![article]);
                room = PACK_BYTES;
            }
        }
        room = room.saturating_sub(size);
    }
    Ok(packs)
}

/// A pack of `period` without articles.
pub(super) fn empty_pack(period: &str) -> Pack {
    Pack {
        period: period.to_owned(),
        tags: Vec::new(),
        articles: Vec::new(),
    }
}
