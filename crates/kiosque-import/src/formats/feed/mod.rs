//! RSS 0.9 to 2.0 and Atom 0.3 and 1.0.
//!
//! Each article is written again as RSS 2.0 or Atom 1.0 (`canonical`), which
//! evens out what versions and mistakes call the same thing, and is read by
//! feed-rs (`entry`): one that is broken costs itself only.

mod canonical;
mod entry;
mod title;

use crate::formats::xml::{Container, Context, Field, Space, Walk, walk};
use crate::found::{Emit, Found, RawArticle, complain, complain_of_end};
use crate::problem::{Place, ProblemKind};
use kiosque_sanitise::text_of_markup;
use std::io::{self, BufRead};

pub(crate) use title::plain_title;

/// Reads a feed as it streams.
///
/// # Errors
/// What the file answers.
pub(crate) fn read(
    text: impl BufRead,
    context: &Context<'_>,
    emit: &mut Emit<'_>,
) -> io::Result<()> {
    let mut reading = Reading {
        context,
        emit,
        feed: About::default(),
        articles: 0,
        has_root: false,
    };
    walk(text, context.limits, &mut |met| reading.meet(met))
}

/// What a feed says of itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    pub(crate) is_atom: bool,
    pub(crate) title: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) language: Option<String>,
    /// The address that relative ones refer to: stated, else the feed's own.
    pub(crate) base: Option<String>,
    pub(crate) author: Option<String>,
}

impl About {
    /// What the document's first element says.
    pub(crate) fn root(&mut self, root: &Field) {
        self.is_atom = match root.space {
            Some(Space::Atom) => true,
            Some(Space::Rss | Space::Rdf) => false,
            _ => matches!(root.name.as_str(), "feed" | "entry"),
        };
        self.language = root.attribute("xml:lang").map(str::to_owned);
        self.base.clone_from(&root.base);
    }

    /// What a field outside all articles says.
    pub(crate) fn field(&mut self, field: Field) {
        let text = field.filled().map(str::to_owned);
        match (field.space, field.name.as_str()) {
            (None | Some(Space::Rss | Space::Atom), "title") if self.title.is_none() => {
                self.title = text.map(|_| text_of_markup(field.html(), 1_000));
            }
            (None | Some(Space::Rss), "link") if !self.is_atom => {
                self.address = text.or(self.address.take());
            }
            (_, "link") => {
                let relation = field.attribute("rel").unwrap_or("alternate");
                let href = || field.attribute("href").map(str::to_owned);
                if relation == "alternate" && self.address.is_none() {
                    self.address = href();
                }
                if relation == "self" && self.base.is_none() {
                    self.base = href().filter(|href| href.contains("://"));
                }
            }
            (_, "language") => self.language = text,
            (None | Some(Space::Atom), "author") => {
                self.author = field
                    .child("name")
                    .map(str::to_owned)
                    .filter(|name| !name.is_empty());
            }
            _ => (),
        }
    }
}

struct Reading<'a, 'e> {
    context: &'a Context<'a>,
    emit: &'a mut Emit<'e>,
    feed: About,
    articles: usize,
    has_root: bool,
}

impl Reading<'_, '_> {
    fn meet(&mut self, met: Walk) {
        match met {
            Walk::Root(root) => {
                self.has_root = matches!(
                    root.name.as_str(),
                    "rss" | "rdf" | "feed" | "channel" | "entry" | "item"
                );
                self.feed.root(&root);
            }
            Walk::Field(field) => self.feed.field(field),
            Walk::Article(article) => self.article(article),
            Walk::End(reason) => self.end(reason),
        }
    }

    fn article(&mut self, article: Container) {
        let place = Place::of_item(self.context.file, self.articles, article.line);
        self.articles += 1;
        if article.is_too_large {
            let limit = self.context.limits.item;
            return complain(self.emit, &place, None, ProblemKind::ItemTooLarge { limit });
        }
        if article.is_cut {
            let reason = "the file stops inside this article".to_owned();
            complain(self.emit, &place, None, ProblemKind::BrokenOff(reason));
        }
        if let Some(what) = left_out(&article) {
            return complain(self.emit, &place, None, ProblemKind::NotPublished(what));
        }
        match entry::read(&article, &self.feed) {
            Ok(mut raw) => {
                raw.place = Some(place);
                (self.emit)(Found::Article(Box::new(raw)));
            }
            Err(reason) => {
                complain(self.emit, &place, None, ProblemKind::UnreadableItem(reason));
            }
        }
    }

    fn end(&mut self, reason: Option<String>) {
        let is_foreign = !self.has_root && self.articles == 0;
        let foreign = is_foreign.then_some("not a feed: it has no rss, RDF or feed element");
        complain_of_end(self.emit, self.context.file, reason, foreign);
    }
}

/// Why an entry is not for readers: exports are feeds, too, and hold drafts,
/// comments and settings.
fn left_out(article: &Container) -> Option<String> {
    let text = |name: &str| {
        let mut fields = article.fields.iter();
        fields.find(|field| field.name == name)?.filled()
    };
    let control = article.fields.iter().find(|field| field.name == "control");
    let is_draft = control.and_then(|control| control.child("draft")) == Some("yes");
    if is_draft || text("status") == Some("DRAFT") {
        return Some("a draft".to_owned());
    }
    if text("status") == Some("SOFT_TRASHED") {
        return Some("in the bin".to_owned());
    }
    let categories = article
        .fields
        .iter()
        .filter(|field| field.name == "category");
    let stated = categories.filter_map(canonical::kind_of_entry).next();
    let of_type = || text("type").filter(|kind| *kind == "COMMENT");
    let kind = stated.or_else(of_type)?.to_lowercase();
    let is_article = matches!(kind.as_str(), "post" | "page");
    (!is_article).then(|| format!("of the kind {kind}, no article"))
}

/// An article whose members are those of what it stands in.
fn in_feed(feed: &About) -> RawArticle {
    RawArticle {
        language: feed.language.clone(),
        outlet: feed.title.clone(),
        ..RawArticle::default()
    }
}
