use super::PublishError;
use super::catalogue::{Carried, Catalogue};
use super::files::Files;
use super::shelf::{Shelf, pack_of};
use crate::intake::SetArticle;
use crate::related::DocumentNumber;
use kiosque_model::wire::FileName;
use kiosque_search::build::{Document, Earlier, IndexBuilder};
use kiosque_search::format::Card;

/// The search index of the generation being printed.
#[derive(Default)]
pub(super) struct SearchIndex {
    builder: IndexBuilder,
    /// What older generations left.
    earlier: Earlier,
}

impl SearchIndex {
    /// Adds the next article.
    pub(super) fn add(&mut self, article: &SetArticle, carried: &Carried, catalogue: &Catalogue) {
        let mut tags = article.tags.clone();
        let spoken = carried.shown.iter();
        tags.extend(spoken.flat_map(|number| catalogue.spoken(*number)));
        self.builder.add(&Document {
            title: &article.title,
            tags: &tags,
            text: &article.text,
            language: &article.language,
        });
    }

    /// Writes the index of the articles from `start` on and begins the next.
    pub(super) fn write(
        &mut self,
        files: &mut Files<'_>,
        shelf: &Shelf,
        start: DocumentNumber,
    ) -> Result<FileName, PublishError> {
        let builder = std::mem::take(&mut self.builder);
        let cards = shelf.since(start).map(|(_, card)| Card {
            id: card.id.clone(),
            slug: card.slug.clone(),
            title: card.title.clone(),
            language: card.language.clone(),
            date: card.date.clone(),
            source: card.source.clone().unwrap_or_default(),
            pack: pack_of(shelf, card),
        });
        let mut put = |path: String, bytes: Vec<u8>| files.add_bytes(path, bytes);
        builder.finish(&mut self.earlier, cards, &mut put)
    }
}
