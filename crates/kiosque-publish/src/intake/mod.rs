//! The intake: files of an article set in, checked articles out.
//!
//! No I/O. The order of the files does not matter. What is wrong with a file
//! as a whole is an [`IntakeError`]; what is wrong with a part of it becomes
//! a [`Problem`] and the rest goes on.
//!
//! 1. The files are told apart: `site.toml`, feeds, images.
//! 2. Each feed is taken apart into items with their places, and each item is
//!    read into a draft, member by member.
//! 3. Duplicates are settled, then each draft becomes an article: body
//!    sanitised, text cleaned, address, date, language and source made out.

mod article;
mod dates;
mod digest;
mod draft;
mod error;
mod feed_file;
mod images;
mod language;
mod plain;
mod problem;
mod short_ids;
mod slug;
mod source;
mod tag_key;
#[cfg(test)]
mod tests;
mod text_file;

pub use article::{SetArticle, Source};
pub use dates::check_newest;
pub use error::{IntakeError, ShortIdCollision};
pub use plain::one_line;
pub use problem::{Place, Problem, ProblemKind};
pub use slug::slug;
pub use tag_key::tag_key;

use article::ArticleMaker;
use draft::{Draft, Drafted, draft, without_duplicates};
use feed_file::{FeedFile, read_feed_file};
use images::SetImages;
use kiosque_model::site::SiteSettings;
use kiosque_sanitise::Sanitiser;
use rayon::prelude::*;
use std::collections::BTreeMap;
use text_file::text_of;

/// A file of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetFile {
    /// Relative to the set's folder, with `/` between its parts.
    pub path: String,
    /// The file's content.
    pub bytes: Vec<u8>,
}

/// An article set, taken in.
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

/// Takes in the files of a set: `site.toml`, `*.json` feeds and what is under
/// `images/`. A single feed is a set, too.
///
/// # Errors
/// See [`IntakeError`]; each names the file and the way out.
pub fn read_set(files: Vec<SetFile>) -> Result<ArticleSet, IntakeError> {
    let mut parts = SetParts::sorted(files);
    let feeds: Vec<FeedFile<'_>> = parts
        .feeds
        .par_iter()
        .map(read_feed_file)
        .collect::<Vec<_>>()
        // Not in parallel, where any of several errors might be the one given.
        .into_iter()
        .collect::<Result<_, _>>()?;
    let mut site = site_of(parts.site.as_ref(), &parts.feeds, &feeds)?;
    place_banner(&mut site, &parts.images, &mut parts.problems);
    let articles = read_articles(&feeds, &parts.images, &mut parts.problems)?;
    short_ids::check(
        articles
            .iter()
            .map(|article| (&article.short_id, article.id.as_str(), &article.place)),
    )?;
    let mut problems = parts.problems;
    problems.extend(feeds.into_iter().flat_map(|feed| feed.problems));
    problems.sort_by(|one, other| one.place.cmp(&other.place));
    Ok(ArticleSet {
        site,
        articles,
        images: parts.images.files,
        problems,
    })
}

#[derive(Default)]
struct SetParts {
    site: Option<SetFile>,
    feeds: Vec<SetFile>,
    images: SetImages,
    problems: Vec<Problem>,
}

impl SetParts {
    fn sorted(mut files: Vec<SetFile>) -> Self {
        files.sort_by(|one, other| (&one.path, &one.bytes).cmp(&(&other.path, &other.bytes)));
        let mut parts = Self::default();
        for file in files {
            parts.add(file);
        }
        parts
    }

    fn add(&mut self, file: SetFile) {
        let is_feed = file
            .path
            .rsplit_once('.')
            .is_some_and(|(_, format)| format.eq_ignore_ascii_case("json"));
        if file.path == "site.toml" {
            self.site = Some(file);
        } else if file.path.starts_with(images::FOLDER) {
            self.problems.extend(self.images.add(file));
        } else if is_feed {
            self.feeds.push(file);
        } else {
            let place = Place::of_file(&file.path);
            self.problems.push(Problem {
                place,
                field: None,
                kind: ProblemKind::UnknownFile,
            });
        }
    }
}

fn site_of(
    site: Option<&SetFile>,
    files: &[SetFile],
    feeds: &[FeedFile<'_>],
) -> Result<SiteSettings, IntakeError> {
    let (Some(first), Some(file)) = (feeds.first(), files.first()) else {
        return Err(IntakeError::NoFeed);
    };
    let Some(site) = site else {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let text = |written: &Option<String>| {
            written
                .as_deref()
                .map(one_line)
                .filter(|text| !text.is_empty())
        };
        let title = text(&first.feed.title).unwrap_or_else(|| stem.to_owned());
        return Ok(SiteSettings::from_feed(
            title,
            text(&first.feed.description),
        ));
    };
    let refused = |reason| IntakeError::Site {
        file: site.path.clone(),
        reason,
    };
    SiteSettings::from_toml(text_of(site)?).map_err(refused)
}

/// Turns the banner image's path into its name in the archive.
fn place_banner(site: &mut SiteSettings, images: &SetImages, problems: &mut Vec<Problem>) {
    let Some(path) = site.banner.image.take() else {
        return;
    };
    site.banner.image = images.names.get(path.trim_start_matches("./")).cloned();
    if site.banner.image.is_none() {
        let kind = ProblemKind::UnknownBannerImage(path);
        problems.push(Problem {
            place: Place::of_file("site.toml"),
            field: Some("banner.image".to_owned()),
            kind,
        });
    }
}

fn read_articles(
    feeds: &[FeedFile<'_>],
    images: &SetImages,
    problems: &mut Vec<Problem>,
) -> Result<Vec<SetArticle>, IntakeError> {
    let drafts = without_duplicates(read_drafts(feeds, problems)?, problems);
    let (sanitiser, names) = (Sanitiser::default(), images.image_names());
    let maker = ArticleMaker::new(&sanitiser, &names);
    let made: Vec<_> = drafts
        .into_par_iter()
        .map(|draft| maker.article(draft))
        .collect();
    let mut articles = Vec::with_capacity(made.len());
    for (article, found) in made {
        articles.extend(article);
        problems.extend(found);
    }
    Ok(articles)
}

fn read_drafts<'a>(
    feeds: &'a [FeedFile<'a>],
    problems: &mut Vec<Problem>,
) -> Result<Vec<Draft<'a>>, IntakeError> {
    let items: Vec<_> = feeds
        .iter()
        .flat_map(|feed| feed.items.iter().map(move |item| (&feed.feed, item)))
        .collect();
    let drafted: Vec<Drafted<'a>> = items
        .into_par_iter()
        .map(|(feed, item)| draft(feed, item))
        .collect::<Vec<_>>()
        .into_iter()
        .collect::<Result<_, _>>()?;
    let mut drafts = Vec::with_capacity(drafted.len());
    for drafted in drafted {
        match drafted {
            Drafted::Draft(draft) => drafts.push(*draft),
            Drafted::Refused(found) => problems.extend(found),
        }
    }
    Ok(drafts)
}
