//! Words that follow each other: the index says who has them all, the text says in
//! what order.

use super::Found;
use crate::archive::Archive;
use crate::browser::text::text_of;
use kiosque_model::wire::{FileName, Summary};
use kiosque_reader::{Listing, ReadError};
use kiosque_search::message::Marked;
use std::rc::Rc;

/// Articles read for a page at most.
pub(super) const CANDIDATES: usize = 20;

impl Archive {
    /// Leaves out of the results those without the phrases of the question.
    pub(super) async fn keep_phrases(self, found: &mut Found) -> Result<(), ReadError> {
        let rows = found.listing.rows.clone();
        let titles = rows.iter().map(|(row, _)| texted(&row.title, row));
        let mut has = self.has_phrases(&found.searched, titles.collect()).await;
        has.resize(rows.len(), false);
        let unsure: Vec<(Summary, FileName)> = rows
            .iter()
            .zip(&has)
            .filter(|(_, has)| !**has)
            .map(|(row, _)| row.clone())
            .collect();
        let articles = self.articles(unsure).await?;
        let bodies = articles.iter().map(|loaded| match loaded {
            Some(loaded) => {
                let article = &loaded.article;
                (text_of(&article.body), article.language.clone())
            }
            None => Default::default(),
        });
        let texts = self.has_phrases(&found.searched, bodies.collect()).await;
        let unsure = has.iter_mut().filter(|has| !**has);
        for (has, text) in unsure.zip(texts) {
            *has = text;
        }
        keep(found, &has);
        Ok(())
    }

    async fn has_phrases(self, words: &str, texts: Vec<(String, String)>) -> Vec<bool> {
        let marked = self.mark(words, texts, 0).await.into_iter();
        marked.map(|marked: Marked| marked.has_phrases).collect()
    }
}

fn texted(text: &str, row: &Summary) -> (String, String) {
    (text.to_owned(), row.language.clone())
}

fn keep(found: &mut Found, has: &[bool]) {
    let Listing { total, rows, .. } = found.listing.as_ref();
    let is_whole = found.is_total_exact && *total as usize == rows.len();
    let kept = |at: usize| has.get(at).copied().unwrap_or_default();
    let positions: Vec<usize> = (0..rows.len()).filter(|at| kept(*at)).collect();
    let listing = Listing {
        total: u32::try_from(positions.len()).unwrap_or(u32::MAX),
        rows: pick(rows, &positions),
        ..found.listing.as_ref().clone()
    };
    found.marks = pick(&found.marks, &positions);
    found.candidates = (!is_whole).then_some(*total);
    found.is_total_exact = is_whole;
    found.listing = Rc::new(listing);
}

fn pick<T: Clone>(all: &[T], positions: &[usize]) -> Vec<T> {
    let picked = positions.iter().filter_map(|at| all.get(*at));
    picked.cloned().collect()
}
