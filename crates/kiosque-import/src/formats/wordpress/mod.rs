//! WordPress' export, WXR 1.0 to 1.2, read as it streams.

mod attachments;
mod paragraphs;
mod pictures;
mod post;
mod short_codes;

use crate::formats::feed::plain_title;
use crate::formats::xml::{Container, Context, Field, Space, Walk, walk};
use crate::found::{Emit, Found, complain, complain_of_end};
use crate::problem::{Place, ProblemKind};
pub(crate) use attachments::Attachments;
use pictures::Pictures;
use post::{Fate, Post};
use std::collections::BTreeMap;
use std::io::{self, BufRead};

/// Reads an export, whose files are known.
///
/// # Errors
/// What the file answers.
pub(crate) fn read(
    text: impl BufRead,
    attachments: &Attachments,
    context: &Context<'_>,
    emit: &mut Emit<'_>,
) -> io::Result<()> {
    let mut reading = Reading {
        context,
        emit,
        blog: Blog::default(),
        attachments,
        items: 0,
        has_root: false,
    };
    walk(text, context.limits, &mut |met| reading.meet(met))
}

/// What an export says of the site.
#[derive(Default)]
struct Blog {
    title: Option<String>,
    language: Option<String>,
    address: Option<String>,
    /// Names by login.
    authors: BTreeMap<String, String>,
    /// Names of categories by their nicename, for those that name a parent.
    categories: BTreeMap<String, String>,
}

impl Blog {
    fn field(&mut self, field: &Field, emit: &mut Emit<'_>) {
        let text = || field.filled().map(str::to_owned);
        match (field.space.unwrap_or(Space::Rss), field.name.as_str()) {
            (Space::Rss, "title") => self.title = text().map(|title| plain_title(&title)),
            (Space::Rss, "language") => self.language = text(),
            (Space::Rss, "link") => self.address = text(),
            (Space::WordPress, "author") => self.author(field),
            (Space::WordPress, "category") => self.category(field, emit),
            _ => (),
        }
    }

    fn author(&mut self, field: &Field) {
        let part = |name| field.child(name).filter(|text| !text.is_empty());
        let parts = ["author_first_name", "author_last_name"].map(part);
        let own = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let name = part("author_display_name")
            .map(str::to_owned)
            .or(Some(own).filter(|name| !name.is_empty()));
        if let (Some(login), Some(name)) = (part("author_login"), name) {
            self.authors.insert(login.to_owned(), name);
        }
    }

    /// A parent stands before its children in an export, by name or nicename.
    fn category(&mut self, field: &Field, emit: &mut Emit<'_>) {
        let Some(name) = field.child("cat_name").filter(|name| !name.is_empty()) else {
            return;
        };
        let name = plain_title(name);
        if let Some(nicename) = field.child("category_nicename") {
            self.categories.insert(nicename.to_owned(), name.clone());
        }
        let parent = field
            .child("category_parent")
            .filter(|parent| !parent.is_empty());
        if let Some(parent) = parent {
            let parent = self
                .categories
                .get(parent)
                .cloned()
                .unwrap_or_else(|| parent.to_owned());
            emit(Found::WiderTag {
                tag: name,
                wider: parent,
            });
        }
    }
}

struct Reading<'a, 'e> {
    context: &'a Context<'a>,
    emit: &'a mut Emit<'e>,
    blog: Blog,
    attachments: &'a Attachments,
    items: usize,
    has_root: bool,
}

impl Reading<'_, '_> {
    fn meet(&mut self, met: Walk) {
        match met {
            Walk::Root(root) => self.has_root = root.name == "rss",
            Walk::Field(field) => self.blog.field(&field, self.emit),
            Walk::Article(item) => self.item(&item),
            Walk::End(reason) => self.end(reason),
        }
    }

    fn item(&mut self, item: &Container) {
        let place = Place::of_item(self.context.file, self.items, item.line);
        self.items += 1;
        if item.is_too_large {
            let limit = self.context.limits.item;
            return complain(self.emit, &place, None, ProblemKind::ItemTooLarge { limit });
        }
        if item.is_cut {
            let reason = "the file stops inside this article".to_owned();
            complain(self.emit, &place, None, ProblemKind::BrokenOff(reason));
        }
        let post = Post::of(item);
        match post.fate() {
            Fate::Published => {
                let mut pictures = Pictures::of(&post, self.attachments);
                let mut raw = post.raw_article(&self.blog, &mut pictures);
                for number in pictures.missing {
                    let path = format!("?attachment_id={number}");
                    let reason =
                        "was not found in the export, which names it by its number".to_owned();
                    complain(self.emit, &place, None, ProblemKind::Image { path, reason });
                }
                raw.place = Some(place);
                (self.emit)(Found::Article(Box::new(raw)));
            }
            Fate::LeftOut(what) => {
                complain(self.emit, &place, None, ProblemKind::NotPublished(what));
            }
        }
    }

    fn end(&mut self, reason: Option<String>) {
        let is_foreign = !self.has_root && self.items == 0;
        let foreign = is_foreign.then_some("not an export of WordPress: it has no rss element");
        complain_of_end(self.emit, self.context.file, reason, foreign);
    }
}
