use super::short_ids;
use super::{IntakeError, Place, Problem, SetArticle};
use kiosque_model::ArticleDate;
use kiosque_model::ShortId;
use kiosque_model::site::SiteSettings;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A set that was taken in: all of it but the articles' text, which whoever
/// took it in keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inventory {
    /// How the site presents itself. Its banner's image is one of `images`.
    pub site: SiteSettings,
    /// The path in the set of each image, by its name in the archive: 26
    /// base32 characters of its SHA-256, a dot, and `png`, `jpg`, `webp` or `gif`.
    pub images: BTreeMap<String, String>,
    /// What could not be taken in as it is, in the order of files and items.
    pub problems: Vec<Problem>,
    /// Articles that were withdrawn, in the order of their ids.
    pub withdrawn: Vec<Withdrawn>,
    /// The articles, in the order of their ids.
    pub(crate) entries: Vec<Entry>,
}

/// What is left of an article that was withdrawn: its address and why it is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// The end of its address.
    pub short_id: ShortId,
    /// Since when.
    pub date: Option<ArticleDate>,
    /// What the reader is told, plain text.
    pub notice: Option<String>,
}

/// What is remembered of an article: enough to put it in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: Box<str>,
    pub(crate) place: Place,
    pub(crate) date: Option<ArticleDate>,
    /// The first second of `date`; `i64::MIN` when undated.
    pub(crate) instant: i64,
    /// How many articles were kept before it.
    pub(crate) number: usize,
}

impl Entry {
    /// Of the article that is kept as the `number`th, counted from 0.
    pub(crate) fn of(article: &SetArticle, number: usize) -> Self {
        Self {
            id: article.id.as_str().into(),
            place: article.place.clone(),
            date: article.date.clone(),
            instant: article.instant,
            number,
        }
    }
}

impl Inventory {
    /// Articles in the set, each id once.
    pub fn articles(&self) -> usize {
        self.entries.len()
    }
}

/// Checks that no two articles' addresses end alike.
///
/// # Errors
/// [`IntakeError::ShortIdCollision`].
pub(super) fn check_short_ids(entries: &[Entry]) -> Result<(), IntakeError> {
    let short_ids: Vec<ShortId> = entries
        .par_iter()
        .map(|entry| super::article::short_id_of(&entry.id))
        .collect();
    let named = short_ids.iter().zip(entries);
    short_ids::check(named.map(|(short_id, entry)| (short_id, &*entry.id, &entry.place)))
}
