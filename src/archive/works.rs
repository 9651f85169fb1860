//! What the desk keeps and cites: articles, by their addresses or as a list has them.

use super::Archive;
use crate::ListQuery;
use kiosque_model::ShortId;
use kiosque_reader::{Answer, LoadedArticle, ReadError, Reader, Stop};

/// Articles of a list at most: each may take a file of its own.
const MOST: usize = 100;

/// Pages of a list that are read for as many.
const PAGES: usize = 9;

impl Archive {
    /// The articles of some addresses; none for an address that nothing has.
    pub async fn works(
        self,
        addresses: Vec<(String, ShortId)>,
    ) -> Result<Vec<LoadedArticle>, ReadError> {
        let Some(reader) = self.reader.get_untracked() else {
            return Ok(Vec::new());
        };
        let find = move |reader: &Reader| {
            let found = addresses.iter().map(|(year, id)| reader.article(year, id));
            all(found)
        };
        self.answer(&reader?, find).await
    }

    /// The first articles of a list, [`MOST`] at most.
    pub async fn works_of_list(self, query: ListQuery) -> Result<Vec<LoadedArticle>, ReadError> {
        let Some(reader) = self.reader.get_untracked() else {
            return Ok(Vec::new());
        };
        let find = move |reader: &Reader| {
            let mut rows = Vec::new();
            for page in 0..PAGES {
                let listing = reader.list(&query.filter, page)?;
                rows.extend(listing.rows.iter().cloned());
                if rows.len() >= MOST || rows.len() >= listing.total as usize {
                    break;
                }
            }
            rows.truncate(MOST);
            let found = rows
                .iter()
                .map(|(row, pack)| reader.article_in(pack, &row.id));
            all(found)
        };
        self.answer(&reader?, find).await
    }
}

/// All that are there; names all files wanted at once.
pub(super) fn all<T>(answers: impl Iterator<Item = Answer<Option<T>>>) -> Answer<Vec<T>> {
    let (mut found, mut is_wanting) = (Vec::new(), false);
    for answer in answers {
        match answer {
            Ok(one) => found.extend(one),
            Err(Stop::Wanting) => is_wanting = true,
            Err(stop) => return Err(stop),
        }
    }
    if is_wanting {
        Err(Stop::Wanting)
    } else {
        Ok(found)
    }
}
