//! An article set in, the files of its archive out.
//!
//! No I/O, no clock, no randomness: the same set gives the same bytes,
//! whatever the order of its articles and the number of threads. The archive
//! is printed oldest first and what is written of a month depends on nothing
//! later, so that later articles change few files: the last pack and page of
//! their month, and the indexes of their generation.

mod additions;
mod catalogue;
mod dictionary;
mod excerpt;
mod files;
mod ids;
mod lists;
mod order;
mod packs;
mod postings;
mod press;
mod rows;
mod runs;
mod shelf;
mod tallies;
mod trees;

pub(crate) use catalogue::FacetNumber;

use crate::intake::ArticleSet;
use kiosque_model::ArticleDate;
use kiosque_model::site::SiteSettings;
use kiosque_model::wire::{Banner, FORMAT, FacetKind, Root, SiteDescription, VERSION};
use press::Press;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Path of the edition pointer in the archive's folder.
pub const ROOT: &str = "root.json";

/// What the articles do not say themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The day that counts as today; that of the newest article where absent.
    pub as_of: Option<ArticleDate>,
}

/// An edition: every file it consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// Its name: a day and eight hexadecimal digits of its content.
    pub edition: String,
    /// Content by path in the archive's folder, `/` between its parts. All but
    /// [`ROOT`] are immutable: the same path always has the same bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What was counted on the way.
    pub report: Report,
}

/// What an edition holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Articles.
    pub articles: u32,
    /// Distinct tags.
    pub tags: u32,
    /// Distinct sources.
    pub sources: u32,
    /// Distinct languages.
    pub languages: u32,
}

/// Why a set cannot be published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file could not be put into JSON.
    #[error("an archive file could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Publishes `set`.
///
/// # Errors
/// [`PublishError::Json`], which no set is known to cause.
pub fn build_archive(set: ArticleSet, options: &Options) -> Result<Archive, PublishError> {
    let mut press = Press::new(&set.site, set.articles.len());
    for part in order::parts(set.articles, options.as_of.as_ref()) {
        press.print(part)?;
    }
    press.files.add_images(set.images);
    bind(press, &set.site, options)
}

/// Makes the root of what was printed and names the edition.
fn bind(press: Press, site: &SiteSettings, options: &Options) -> Result<Archive, PublishError> {
    let report = Report {
        articles: press.articles(),
        tags: press.distinct(FacetKind::Tag),
        sources: press.distinct(FacetKind::Source),
        languages: press.distinct(FacetKind::Language),
    };
    let (first_day, last_day) = press.days();
    let (newest, facets) = (press.newest(), press.top_facets());
    let (generations, files) = press.finish();
    let mut root = Root {
        format: FORMAT.to_owned(),
        version: VERSION,
        edition: String::new(),
        site: describe(site),
        articles: report.articles,
        tags: report.tags,
        first_day,
        last_day,
        newest,
        facets,
        generations,
    };
    let content = [files.paths().into_bytes(), serde_json::to_vec(&root)?].concat();
    root.edition = edition_name(&root.last_day, options, &content);
    let edition = root.edition.clone();
    let mut files = files.into_map();
    files.insert(ROOT.to_owned(), serde_json::to_vec(&root)?);
    Ok(Archive {
        edition,
        files,
        report,
    })
}

fn edition_name(last_day: &str, options: &Options, content: &[u8]) -> String {
    let day = options
        .as_of
        .as_ref()
        .map_or_else(|| last_day.to_owned(), ArticleDate::first_day);
    let mut name = if day.is_empty() {
        "0000-00-00".to_owned()
    } else {
        day
    };
    name.push('-');
    for byte in Sha256::digest(content).iter().take(4) {
        // Writing to a string cannot fail.
        let _ = write!(name, "{byte:02x}");
    }
    name
}

fn describe(site: &SiteSettings) -> SiteDescription {
    SiteDescription {
        title: site.title.clone(),
        description: site.description.clone().unwrap_or_default(),
        titles: site.titles.clone(),
        languages: site.languages.clone(),
        theme: site.theme.clone().unwrap_or_default(),
        rights: site.rights.clone().unwrap_or_default(),
        banner: Banner {
            text: site.banner.text.clone().unwrap_or_default(),
            image: site.banner.image.clone(),
        },
    }
}
