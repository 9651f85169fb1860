use super::article::ArticleMaker;
use super::draft::{Draft, Drafted, draft};
use super::duplicates::{Candidate, without_duplicates};
use super::feed_file::{FeedFile, RawItem, read_feed_file};
use super::images::SetImages;
use super::inventory::{Inventory, check_short_ids};
use super::part::Part;
use super::text_file::text_of;
use super::{IntakeError, Place, Problem, ProblemKind, SetArticle};
use kiosque_model::feed::Feed;
use kiosque_model::site::SiteSettings;
use kiosque_sanitise::{ImageNames, Sanitiser, one_line};
use rayon::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;

/// Bytes of feeds that are looked at together, so that many small ones keep
/// every thread busy. A larger feed is looked at alone.
const TOGETHER: usize = 4 << 20;

/// Items whose articles are in memory at once.
const ITEMS: usize = 512;

/// Takes in a set of files with these `paths` (relative to the set's folder,
/// `/` between their parts): `site.toml`, `*.json` feeds and what is under
/// `images/`. A single feed is a set, too.
///
/// `read` gives the content of a file by its position in `paths`; each is read
/// once, few are in memory at a time, and files that are no part of a set are
/// not read. `keep` gets the articles one by one; what is published of them is
/// named by the [`Inventory`], which counts them from 0 in this order.
///
/// The order of `paths` means nothing unless two are the same.
///
/// # Errors
/// See [`IntakeError`]; each names the file and the way out. And whatever
/// `read` and `keep` return.
pub fn take_in<'f, E: From<IntakeError>>(
    paths: &[&str],
    mut read: impl FnMut(usize) -> Result<Cow<'f, [u8]>, E>,
    mut keep: impl FnMut(SetArticle) -> Result<(), E>,
) -> Result<Inventory, E> {
    let files = in_order(paths)?;
    let mut reading = Reading::default();
    for (part, path, position) in files {
        match part {
            Part::Settings => reading.read_settings(path, &read(position)?)?,
            Part::Image => reading.add_image(path, &read(position)?),
            Part::Feed => reading.add_feed(path, read(position)?, &mut keep)?,
            Part::Other => reading.pass_over(path),
        }
    }
    reading.read_feeds(&mut keep)?;
    Ok(reading.finish()?)
}

/// The files as they are read: by what they are, then by path.
fn in_order<'p>(paths: &[&'p str]) -> Result<Vec<(Part, &'p str, usize)>, IntakeError> {
    let positions = paths.iter().enumerate();
    let mut files: Vec<_> = positions
        .map(|(position, path)| (Part::of(path), *path, position))
        .collect();
    files.sort_unstable();
    let has_feed = files.iter().any(|(part, ..)| *part == Part::Feed);
    has_feed.then_some(files).ok_or(IntakeError::NoFeed)
}

/// What was read of a set so far.
#[derive(Default)]
struct Reading<'f> {
    site: Option<SiteSettings>,
    images: SetImages,
    /// The same, as the sanitiser needs them; complete before the first feed.
    names: Option<ImageNames>,
    sanitiser: Sanitiser,
    /// Feeds that are looked at together with the next ones.
    feeds: Vec<(Arc<str>, Cow<'f, [u8]>)>,
    /// Their bytes.
    waiting: usize,
    candidates: Vec<Candidate>,
    problems: Vec<Problem>,
    /// Articles that were kept.
    articles: usize,
}

/// What became of an item.
enum Outcome<'a> {
    Made(Box<Made<'a>>),
    /// Left out.
    Refused(Vec<Problem>),
}

struct Made<'a> {
    draft: Draft<'a>,
    /// None where it was withdrawn.
    article: Option<SetArticle>,
    /// What was found when the article was made.
    found: Vec<Problem>,
}

impl<'f> Reading<'f> {
    fn read_settings(&mut self, path: &str, bytes: &[u8]) -> Result<(), IntakeError> {
        let refused = |reason| IntakeError::Site {
            file: path.to_owned(),
            reason,
        };
        self.site = Some(SiteSettings::from_toml(text_of(path, bytes)?).map_err(refused)?);
        Ok(())
    }

    fn add_image(&mut self, path: &str, bytes: &[u8]) {
        self.problems.extend(self.images.add(path, bytes));
    }

    fn pass_over(&mut self, path: &str) {
        self.problems.push(Problem {
            place: Place::of_file(path),
            field: None,
            kind: ProblemKind::UnknownFile,
        });
    }

    fn add_feed<E: From<IntakeError>>(
        &mut self,
        path: &str,
        bytes: Cow<'f, [u8]>,
        keep: &mut impl FnMut(SetArticle) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.waiting + bytes.len() > TOGETHER {
            self.read_feeds(keep)?;
        }
        self.waiting += bytes.len();
        self.feeds.push((path.into(), bytes));
        Ok(())
    }

    /// Reads the feeds that wait.
    fn read_feeds<E: From<IntakeError>>(
        &mut self,
        keep: &mut impl FnMut(SetArticle) -> Result<(), E>,
    ) -> Result<(), E> {
        self.waiting = 0;
        let files = std::mem::take(&mut self.feeds);
        let feeds = files
            .par_iter()
            .map(|(path, bytes)| read_feed_file(path, bytes))
            .collect::<Vec<_>>()
            // Not in parallel, where any of several errors might be the one given.
            .into_iter()
            .collect::<Result<Vec<FeedFile<'_>>, _>>()?;
        if let (None, Some((path, _)), Some(first)) = (&self.site, files.first(), feeds.first()) {
            self.site = Some(site_of_feed(path, &first.feed));
        }
        let items = feeds
            .iter()
            .flat_map(|feed| feed.items.iter().map(move |item| (&feed.feed, item)));
        let items: Vec<_> = items.collect();
        for together in items.chunks(ITEMS) {
            for outcome in self.make(together) {
                self.admit(outcome?, keep)?;
            }
        }
        self.problems
            .extend(feeds.into_iter().flat_map(|feed| feed.problems));
        Ok(())
    }

    fn make<'a>(
        &mut self,
        items: &[(&'a Feed, &RawItem<'a>)],
    ) -> Vec<Result<Outcome<'a>, IntakeError>> {
        let names = self.names.get_or_insert_with(|| self.images.image_names());
        let maker = ArticleMaker::new(&self.sanitiser, names);
        items
            .par_iter()
            .map(|(feed, item)| make(&maker, feed, item))
            .collect()
    }

    fn admit<E>(
        &mut self,
        outcome: Outcome<'_>,
        keep: &mut impl FnMut(SetArticle) -> Result<(), E>,
    ) -> Result<(), E> {
        let made = match outcome {
            Outcome::Made(made) => *made,
            Outcome::Refused(found) => {
                self.problems.extend(found);
                return Ok(());
            }
        };
        let number = made.article.is_some().then_some(self.articles);
        if let Some(article) = made.article {
            keep(article)?;
            self.articles += 1;
        }
        self.candidates
            .push(Candidate::new(made.draft, made.found, number));
        Ok(())
    }

    fn finish(self) -> Result<Inventory, IntakeError> {
        let Self {
            site,
            images,
            candidates,
            mut problems,
            ..
        } = self;
        let mut site = site.ok_or(IntakeError::NoFeed)?;
        let mut place = |image: &mut Option<String>, field| {
            place_image(image, field, &images, &mut problems);
        };
        place(&mut site.banner.image, "banner.image");
        place(&mut site.icon, "icon");
        let (entries, withdrawn) = without_duplicates(candidates, &mut problems);
        check_short_ids(&entries)?;
        // The theme's file is taken by who dresses the site.
        let theme = site.theme.as_deref();
        problems.retain(|problem| {
            problem.kind != ProblemKind::UnknownFile || theme != Some(&*problem.place.file)
        });
        problems.sort_by(|one, other| one.place.cmp(&other.place));
        Ok(Inventory {
            site,
            images: images.paths(),
            problems,
            withdrawn,
            entries,
        })
    }
}

fn make<'a>(
    maker: &ArticleMaker<'_>,
    feed: &'a Feed,
    item: &RawItem<'a>,
) -> Result<Outcome<'a>, IntakeError> {
    let draft = match draft(feed, item)? {
        Drafted::Draft(draft) => *draft,
        Drafted::Refused(problems) => return Ok(Outcome::Refused(problems)),
    };
    let (article, found) = maker.article(&draft);
    Ok(Outcome::Made(Box::new(Made {
        draft,
        article,
        found,
    })))
}

/// The settings of a set without `site.toml`: what its first feed says of itself.
fn site_of_feed(path: &str, feed: &Feed) -> SiteSettings {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let text = |written: &Option<String>| {
        written
            .as_deref()
            .map(one_line)
            .filter(|text| !text.is_empty())
    };
    let title = text(&feed.title).unwrap_or_else(|| stem.to_owned());
    SiteSettings::from_feed(title, text(&feed.description))
}

/// Turns the path of an image in the settings into its name in the archive.
fn place_image(
    image: &mut Option<String>,
    field: &str,
    images: &SetImages,
    problems: &mut Vec<Problem>,
) {
    let Some(path) = image.take() else {
        return;
    };
    *image = images.names.get(path.trim_start_matches("./")).cloned();
    if image.is_none() {
        problems.push(Problem {
            place: Place::of_file("site.toml"),
            field: Some(field.to_owned()),
            kind: ProblemKind::UnknownImage(path),
        });
    }
}
