use super::dates::instant_of;
use super::digest::sha256;
use super::draft::{Draft, problem, web_address};
use super::language::{UNKNOWN, direction};
use super::slug::slug;
use super::source::source_of;
use super::{Place, Problem, ProblemKind};
use kiosque_model::feed::{Author, Item};
use kiosque_model::{ArticleDate, Direction, SafeHtml, ShortId, language_tag};
use kiosque_sanitise::{
    BodyContext, ImageNames, Sanitiser, beginning, cut, one_line, paragraphs, plain_text,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Longest title, in characters: it stands in lists that must stay small.
const TITLE_LENGTH: usize = 300;

/// Longest tag or name, in characters.
const NAME_LENGTH: usize = 120;

/// Longest summary, in characters.
const SUMMARY_LENGTH: usize = 600;

/// An article as it was taken in: checked, cleaned, and with all that can be
/// said about it without knowing the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetArticle {
    /// The item's id.
    pub id: String,
    /// The end of the article's address.
    pub short_id: ShortId,
    /// The readable part of the article's address.
    pub slug: String,
    /// The item's own page, http or https.
    pub url: Option<String>,
    /// Text, never empty, at most 301 characters.
    pub title: String,
    /// BCP 47 with a lower-case primary subtag; `und` where nothing says.
    pub language: String,
    /// The direction of title and body.
    pub direction: Direction,
    /// When it was published.
    pub date: Option<ArticleDate>,
    /// When it was last changed.
    pub modified: Option<ArticleDate>,
    /// The first second of `date`, in seconds since 1970 UTC; `i64::MIN` when undated.
    pub instant: i64,
    /// Where it comes from.
    pub source: Option<Source>,
    /// Text, unique, in order.
    pub authors: Vec<String>,
    /// As written, unique, in order.
    pub tags: Vec<String>,
    /// The body; empty where there is none.
    pub body: SafeHtml,
    /// The body's visible text, blocks on lines of their own.
    pub text: String,
    /// Text of one or two sentences, where the publisher gave one.
    pub summary: Option<String>,
    /// The id of the article this one translates.
    pub translation_of: Option<String>,
    /// Slugs it was published under before.
    pub former_slugs: Vec<String>,
    /// Where it stands in the set.
    pub place: Place,
}

impl SetArticle {
    /// Makes the text of the body again, for whoever keeps articles without it.
    pub fn restore_text(&mut self) {
        self.text = plain_text(&self.body);
    }
}

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Source {
    /// Text, never empty.
    pub name: String,
    /// http or https.
    pub url: Option<String>,
}

/// The short id of the article of this id.
pub fn short_id_of(id: &str) -> ShortId {
    ShortId::from_digest(&sha256(id.as_bytes()))
}

/// Makes articles of drafts.
pub struct ArticleMaker<'a> {
    sanitiser: &'a Sanitiser,
    images: &'a ImageNames,
}

impl<'a> ArticleMaker<'a> {
    /// With the set's images.
    pub fn new(sanitiser: &'a Sanitiser, images: &'a ImageNames) -> Self {
        Self { sanitiser, images }
    }

    /// The article of a draft, unless it was withdrawn, and what was found on
    /// the way.
    pub fn article(&self, draft: &Draft<'_>) -> (Option<SetArticle>, Vec<Problem>) {
        let mut report = Report {
            place: draft.place.clone(),
            problems: Vec::new(),
        };
        let article = self.reported_article(draft, &mut report);
        (article, report.problems)
    }

    fn reported_article(&self, draft: &Draft<'_>, report: &mut Report) -> Option<SetArticle> {
        let extension = draft.item.kiosque.clone().unwrap_or_default();
        if extension.withdrawn.is_some() {
            report.add(Some("_kiosque.withdrawn"), ProblemKind::Withdrawn);
            return None;
        }
        let url = url_of(&draft.item, report);
        let body = self.body(&draft.item, url.as_deref(), report);
        let text = plain_text(&body);
        let title = title_of(&draft.item, &text, &draft.id, report);
        let language = language_of(draft, report);
        let names = |written: Option<&Vec<String>>, field, report: &mut Report| {
            report.names(written.into_iter().flatten().map(String::as_str), field)
        };
        Some(SetArticle {
            short_id: short_id_of(&draft.id),
            slug: slug(extension.slug.as_deref().unwrap_or(&title)),
            direction: extension
                .direction
                .unwrap_or_else(|| direction(&language, &title, &text)),
            date: draft.published.as_ref().map(|read| read.date.clone()),
            modified: draft.modified.as_ref().map(|read| read.date.clone()),
            instant: instant_of(draft.published.as_ref()),
            source: source_of(draft, report),
            authors: authors_of(draft, report),
            tags: names(draft.item.tags.as_ref(), "tags", report),
            summary: summary_of(&draft.item, report),
            translation_of: extension
                .translation_of
                .map(|id| id.trim().to_owned())
                .filter(|id| !id.is_empty()),
            former_slugs: extension
                .former_slugs
                .iter()
                .map(|former| slug(former))
                .collect(),
            place: draft.place.clone(),
            id: draft.id.clone(),
            url,
            title,
            language,
            body,
            text,
        })
    }

    fn body(&self, item: &Item, base: Option<&str>, report: &mut Report) -> SafeHtml {
        let filled = |text: &&String| !text.trim().is_empty();
        let plain = || {
            item.content_text
                .as_ref()
                .filter(filled)
                .map(|text| paragraphs(text))
        };
        let (field, html) = match item.content_html.as_ref().filter(filled) {
            Some(html) => ("content_html", Some(html.clone())),
            None => ("content_text", plain()),
        };
        let context = BodyContext {
            base,
            images: self.images,
        };
        let (body, notes) = self.sanitiser.body(&html.unwrap_or_default(), &context);
        notes
            .into_iter()
            .for_each(|note| report.add(Some(field), ProblemKind::Body(note)));
        if body.as_str().is_empty() {
            report.add(None, ProblemKind::NoBody);
        }
        body
    }
}

/// The problems of one item while it is read.
pub struct Report {
    place: Place,
    problems: Vec<Problem>,
}

impl Report {
    /// Adds a problem of the item, or of one of its members.
    pub fn add(&mut self, field: Option<&str>, kind: ProblemKind) {
        self.problems.push(problem(&self.place, field, kind));
    }

    /// One line of text, cut at `limit` characters; `None` where nothing is left.
    pub fn line(&mut self, written: &str, field: &str, limit: usize) -> Option<String> {
        let line = one_line(written);
        match cut(&line, limit) {
            Some(cut) => {
                self.add(Some(field), ProblemKind::Cut { limit });
                Some(cut)
            }
            None => Some(line).filter(|line| !line.is_empty()),
        }
    }

    /// A name, as of a tag, an author or a source.
    pub fn name(&mut self, written: &str, field: &str) -> Option<String> {
        self.line(written, field, NAME_LENGTH)
    }

    /// Names, each once.
    fn names<'t>(&mut self, written: impl Iterator<Item = &'t str>, field: &str) -> Vec<String> {
        let mut seen = BTreeSet::new();
        written
            .filter_map(|name| self.name(name, field))
            .filter(|name| seen.insert(name.clone()))
            .collect()
    }
}

fn url_of(item: &Item, report: &mut Report) -> Option<String> {
    let written = item.url.as_ref().filter(|url| !url.trim().is_empty())?;
    match web_address(Some(written)) {
        Some(address) => Some(address.to_owned()),
        None => {
            report.add(
                Some("url"),
                ProblemKind::UnreadableAddress(one_line(written)),
            );
            None
        }
    }
}

fn title_of(item: &Item, text: &str, id: &str, report: &mut Report) -> String {
    if let Some(title) = item
        .title
        .as_ref()
        .and_then(|title| report.line(title, "title", TITLE_LENGTH))
    {
        return title;
    }
    let summary = item.summary.as_deref().unwrap_or_default();
    let address = item
        .url
        .as_deref()
        .or(item.external_url.as_deref())
        .unwrap_or(id);
    let candidates = [(text, "text"), (summary, "summary"), (address, "address")];
    let found = candidates
        .into_iter()
        .map(|(text, from)| (beginning(text), from))
        .find(|(title, _)| !title.is_empty());
    let (title, from) = found.unwrap_or_else(|| ("…".to_owned(), "address"));
    report.add(Some("title"), ProblemKind::DerivedTitle(from));
    title
}

fn language_of(draft: &Draft<'_>, report: &mut Report) -> String {
    let of_item = draft
        .item
        .language
        .as_ref()
        .filter(|language| !language.trim().is_empty());
    let own = of_item.and_then(|written| {
        let tag = language_tag(written);
        if tag.is_none() {
            report.add(
                Some("language"),
                ProblemKind::UnreadableLanguage(one_line(written)),
            );
        }
        tag
    });
    let of_feed = || draft.feed.language.as_deref().and_then(language_tag);
    own.or_else(of_feed).unwrap_or_else(|| UNKNOWN.to_owned())
}

/// The item's authors, else the feed's; version 1.0 had a single one.
fn authors_of(draft: &Draft<'_>, report: &mut Report) -> Vec<String> {
    let (item, feed) = (&draft.item, draft.feed);
    let mut named = |several: &Option<Vec<Author>>, one: &Option<Author>| {
        let all = several
            .iter()
            .flatten()
            .chain(one.iter().filter(|_| several.is_none()));
        report.names(all.filter_map(|author| author.name.as_deref()), "authors")
    };
    let own = named(&item.authors, &item.author);
    if own.is_empty() {
        named(&feed.authors, &feed.author)
    } else {
        own
    }
}

fn summary_of(item: &Item, report: &mut Report) -> Option<String> {
    report.line(item.summary.as_deref()?, "summary", SUMMARY_LENGTH)
}
