//! An article set in, the files of its archive out.
//!
//! [`publish`] reads articles one by one from a [`Spool`] and hands each file
//! to a [`Sink`] as soon as it is made; [`build_archive`] does the same in
//! memory. No I/O, no clock, no randomness: the same set gives the same bytes,
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
mod outline;
mod packs;
mod pairs;
mod postings;
mod press;
mod rows;
mod runs;
mod search;
mod shelf;
mod tallies;
mod trees;

pub(crate) use catalogue::FacetNumber;
pub(crate) use excerpt::excerpt_of;
pub use files::Sink;
pub use outline::{Outline, Outlined, OutlinedPack, OutlinedTag};

use crate::intake::{ArticleSet, Entry, Inventory, SetArticle, Withdrawn};
use kiosque_model::ArticleDate;
use kiosque_model::site::SiteSettings;
use kiosque_model::wire::{Banner, FORMAT, FacetKind, Root, SiteDescription, VERSION};
use press::Press;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Path of the edition pointer in the archive's folder.
pub const ROOT: &str = "root.json";

/// What the articles do not say themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The day that counts as today; that of the newest article where absent.
    pub as_of: Option<ArticleDate>,
}

/// An edition whose files are where the sink put them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its name: a day and eight hexadecimal digits of its content.
    pub name: String,
    /// The content of [`ROOT`], to be put in place when all else is.
    pub root: Vec<u8>,
    /// The paths of all its other files, in order, each with a line break.
    pub paths: String,
    /// What was counted on the way.
    pub report: Report,
    /// What a site tells of its articles.
    pub outline: Outline,
}

/// An edition in memory: every file it consists of.
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
    /// An article could not be read back from the spool.
    #[error("{0}")]
    Spool(io::Error),
    /// The sink did not take a file.
    #[error("{0}")]
    Unwritable(io::Error),
}

/// The articles of a set, which wait there to be published.
pub trait Spool: Sync {
    /// The article before which `number` others were kept. Asked for once each,
    /// by several threads.
    ///
    /// # Errors
    /// Whatever keeps the article from being read. It ends the publication.
    fn article(&self, number: usize) -> io::Result<SetArticle>;
}

impl Spool for Vec<SetArticle> {
    fn article(&self, number: usize) -> io::Result<SetArticle> {
        let missing = || io::Error::other(format!("no article {number}"));
        self.get(number).cloned().ok_or_else(missing)
    }
}

/// Publishes what was taken in: reads the articles from `spool`, hands every
/// file to `sink` as soon as it is made, all but the images and [`ROOT`].
///
/// # Errors
/// What `spool` and `sink` say. Files that went to `sink` before are those of
/// no edition.
pub fn publish(
    inventory: Inventory,
    spool: &dyn Spool,
    sink: &mut dyn Sink,
    options: &Options,
) -> Result<Edition, PublishError> {
    let Inventory {
        site,
        images,
        entries,
        withdrawn,
        ..
    } = inventory;
    let mut press = Press::new(&site, entries.len(), spool, sink);
    let parts = order::parts(entries, options.as_of.as_ref());
    for part in &parts {
        if part.name == order::MONTH {
            press.count_pairs()?;
        }
        press.print(part)?;
    }
    if parts.iter().all(|part| !part.is_last()) {
        press.count_pairs()?;
    }
    for name in images.keys() {
        press.files.name_image(name);
    }
    bind(press, &site, &withdrawals(&withdrawn), options)
}

/// What the root says of withdrawn articles.
fn withdrawals(withdrawn: &[Withdrawn]) -> String {
    let ids = withdrawn.iter().map(|article| article.short_id.as_str());
    let ids: BTreeSet<&str> = ids.collect();
    let hash = || digits(&ids.iter().copied().collect::<String>().into_bytes());
    (!ids.is_empty()).then(hash).unwrap_or_default()
}

/// Eight hexadecimal digits of the hash of `content`.
fn digits(content: &[u8]) -> String {
    let hash = Sha256::digest(content);
    hash.iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Publishes a set that is in memory, into memory.
///
/// # Errors
/// [`PublishError::Json`], which no set is known to cause.
pub fn build_archive(set: ArticleSet, options: &Options) -> Result<Archive, PublishError> {
    let entries = set.articles.iter().zip(0..);
    let inventory = Inventory {
        site: set.site,
        images: set
            .images
            .keys()
            .map(|name| (name.clone(), String::new()))
            .collect(),
        problems: Vec::new(),
        withdrawn: Vec::new(),
        entries: entries
            .map(|(article, number)| Entry::of(article, number))
            .collect(),
    };
    let mut files = BTreeMap::new();
    let edition = publish(inventory, &set.articles, &mut files, options)?;
    let images = set.images.into_iter();
    files.extend(images.map(|(name, bytes)| (format!("images/{name}"), bytes)));
    files.insert(ROOT.to_owned(), edition.root);
    Ok(Archive {
        edition: edition.name,
        files,
        report: edition.report,
    })
}

/// Makes the root of what was printed and names the edition.
fn bind(
    press: Press<'_>,
    site: &SiteSettings,
    withdrawals: &str,
    options: &Options,
) -> Result<Edition, PublishError> {
    let report = Report {
        articles: press.articles(),
        tags: press.distinct(FacetKind::Tag),
        sources: press.distinct(FacetKind::Source),
        languages: press.distinct(FacetKind::Language),
    };
    let (first_day, last_day) = press.days();
    let (newest, facets) = (press.newest(), press.top_facets());
    let (generations, pairs, files, outline) = press.finish();
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
        pairs,
        bytes: u32::try_from(files.bytes()).ok(),
        withdrawals: withdrawals.to_owned(),
    };
    let paths = files.into_list();
    let content = [paths.as_bytes(), &serde_json::to_vec(&root)?].concat();
    root.edition = edition_name(&root.last_day, options, &content);
    Ok(Edition {
        name: root.edition.clone(),
        root: serde_json::to_vec(&root)?,
        paths,
        report,
        outline,
    })
}

fn edition_name(last_day: &str, options: &Options, content: &[u8]) -> String {
    let day = options
        .as_of
        .as_ref()
        .map_or_else(|| last_day.to_owned(), ArticleDate::first_day);
    let day = if day.is_empty() { "0000-00-00" } else { &day };
    [day, "-", &digits(content)].concat()
}

fn describe(site: &SiteSettings) -> SiteDescription {
    SiteDescription {
        title: site.title.clone(),
        description: site.description.clone().unwrap_or_default(),
        titles: site.titles.clone().into_iter().collect(),
        languages: site.languages.clone(),
        theme: site.theme.clone().unwrap_or_default(),
        rights: site.rights.clone().unwrap_or_default(),
        banner: Banner {
            text: site.banner.text.clone().unwrap_or_default(),
            image: site.banner.image.clone(),
        },
    }
}
