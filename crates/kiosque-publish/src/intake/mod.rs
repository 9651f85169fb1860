//! The intake: files of an article set in, checked articles out.
//!
//! No I/O. The order of the files does not matter. What is wrong with a file
//! as a whole is an [`IntakeError`]; what is wrong with a part of it becomes
//! a [`Problem`] and the rest goes on.
//!
//! 1. The files are told apart by their paths: `site.toml`, feeds, images.
//! 2. Each feed is taken apart into items with their places; each item is read
//!    into a draft, member by member, and each draft becomes an article: body
//!    sanitised, text cleaned, address, date, language and source made out.
//! 3. The articles leave one by one. What is remembered of each is enough to
//!    settle duplicates and to put it in its place: the [`Inventory`].
//!
//! [`take_in`] never holds more than a few files; [`read_set`] does the same
//! with all of a small set in memory.

mod article;
mod dates;
mod digest;
mod draft;
mod duplicates;
mod error;
mod feed_file;
mod images;
mod inventory;
mod language;
mod part;
mod problem;
mod reading;
mod short_ids;
mod slug;
mod source;
mod tag_key;
#[cfg(test)]
mod tests;
mod text_file;

pub use article::{SetArticle, Source};
pub use error::{IntakeError, ShortIdCollision};
pub(crate) use inventory::Entry;
pub use inventory::{Inventory, Withdrawn};
pub use problem::{Place, Problem, ProblemKind};
pub use reading::take_in;
pub use slug::slug;
pub use tag_key::tag_key;

use kiosque_model::site::SiteSettings;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A file of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetFile {
    /// Relative to the set's folder, with `/` between its parts.
    pub path: String,
    /// The file's content.
    pub bytes: Vec<u8>,
}

/// An article set, taken in, all of it in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleSet {
    /// How the site presents itself. Its banner's image is one of `images`.
    pub site: SiteSettings,
    /// The articles, in the order of their ids.
    pub articles: Vec<SetArticle>,
    /// Images by their name in the archive: 26 base32 characters of their
    /// SHA-256, a dot, and `png`, `jpg`, `webp` or `gif`.
    pub images: BTreeMap<String, Vec<u8>>,
    /// What could not be taken in as it is, in the order of files and items.
    pub problems: Vec<Problem>,
}

/// Takes in the files of a set that fits into memory; see [`take_in`].
///
/// # Errors
/// See [`IntakeError`]; each names the file and the way out.
pub fn read_set(mut files: Vec<SetFile>) -> Result<ArticleSet, IntakeError> {
    files.sort_by(|one, other| (&one.path, &one.bytes).cmp(&(&other.path, &other.bytes)));
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let bytes = |position: usize| files.get(position).map(|file| file.bytes.as_slice());
    let mut kept = Vec::new();
    let inventory = take_in(
        &paths,
        |position| Ok::<_, IntakeError>(Cow::Borrowed(bytes(position).unwrap_or_default())),
        |article| {
            kept.push(Some(article));
            Ok(())
        },
    )?;
    let mut article = |entry: &Entry| kept.get_mut(entry.number)?.take();
    let articles = inventory.entries.iter().filter_map(&mut article).collect();
    let images = inventory.images.into_iter().filter_map(|(name, path)| {
        let position = paths.binary_search(&path.as_str()).ok()?;
        Some((name, bytes(position)?.to_vec()))
    });
    Ok(ArticleSet {
        site: inventory.site,
        articles,
        images: images.collect(),
        problems: inventory.problems,
    })
}
