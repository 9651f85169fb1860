//! Saved HTML pages: their article is found by dom_smoothie, what they say of
//! themselves in JSON-LD, Open Graph and `meta`.

mod linked;
mod metadata;
mod shown;
mod title;

use crate::found::{Emit, Found, RawArticle, complain};
use crate::importer::SourceFile;
use crate::limits::Limits;
use crate::problem::{Place, ProblemKind};
use crate::source_path::{folder_of, stem_of};
use dom_query::Document;
use dom_smoothie::{Config, Readability};
use kiosque_model::feed::{Author, Item};
use kiosque_sanitise::check_shape;
use kiosque_sanitise::one_line;
use metadata::Metadata;
use std::borrow::Cow;
use std::sync::Arc;
use title::{Site, without_site};

/// How the element begins that dom_smoothie puts around an article.
const WRAPPER: &str = "<div id=\"readability-page-1\" class=\"page\">";

/// How much of a page that is not taken apart is looked at for its head, in bytes.
const HEAD: usize = 64 << 10;

/// Whether markup that begins like this is a page.
pub(crate) fn looks_like(start: &str) -> bool {
    let near = start
        .get(..start.floor_char_boundary(4_096))
        .unwrap_or(start);
    let lower = near.to_ascii_lowercase();
    // XML of another kind has titles, too.
    if lower.trim_start().starts_with("<?xml") {
        return lower.contains("<html");
    }
    [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<title",
        "<meta ",
    ]
    .iter()
    .any(|mark| lower.contains(mark))
}

/// Reads a page, which is one article.
pub(crate) fn read(
    text: &str,
    label: &Arc<str>,
    file: &SourceFile<'_>,
    limits: &Limits,
    emit: &mut Emit<'_>,
) {
    let place = Place::of_file(label);
    let path = file.name();
    let found = match check_shape(text, &shape(limits)) {
        Ok(()) => taken_apart(text, limits),
        Err(note) => {
            complain(emit, &place, None, ProblemKind::Body(note));
            whole(text)
        }
    };
    let (metadata, content) = found;
    let mut raw = RawArticle {
        place: Some(place.clone()),
        identity: Some(format!("import:{}", file.label())),
        name: Some(stem_of(path).to_owned()),
        folder: folder_of(path).to_owned(),
        base: metadata.base.clone().or_else(|| metadata.address.clone()),
        language: metadata.language.clone(),
        outlet: metadata.outlet.clone(),
        ..RawArticle::default()
    };
    raw.item = item_of(metadata, content);
    if raw.item.content_html.is_none() {
        let reason = "no article was found in the page".to_owned();
        complain(emit, &place, None, ProblemKind::UnreadableField(reason));
    }
    emit(Found::Article(Box::new(raw)));
}

fn shape(limits: &Limits) -> kiosque_sanitise::Limits {
    kiosque_sanitise::Limits {
        bytes: limits.page,
        ..limits.body
    }
}

fn item_of(mut metadata: Metadata, content: Option<String>) -> Item {
    // What a page calls its title on purpose is left as it is, unless it says on
    // purpose, too, what its headline is.
    let is_stated = metadata.stated_title == metadata.title;
    if let Some(title) = metadata.title.as_mut() {
        let site = match is_stated {
            true => Site {
                heading: metadata.headline.as_deref(),
                ..Site::default()
            },
            false => Site {
                outlet: metadata.outlet.as_deref(),
                address: metadata.address.as_deref(),
                heading: metadata.heading.as_deref(),
            },
        };
        *title = without_site(title, &site).to_owned();
    }
    let author = |name| Author {
        name: Some(name),
        ..Author::default()
    };
    Item {
        url: metadata.address,
        title: metadata.title,
        content_html: content,
        summary: metadata.summary,
        date_published: metadata.published,
        date_modified: metadata.modified,
        authors: Some(metadata.authors.into_iter().map(author).collect()),
        tags: Some(metadata.tags),
        ..Item::default()
    }
}

/// The article of a page and what is said of it.
fn taken_apart(text: &str, limits: &Limits) -> (Metadata, Option<String>) {
    let document = Document::from(text);
    let mut metadata = Metadata::of(&document, text);
    let config = Config {
        max_elements_to_parse: limits.page_elements,
        keep_classes: false,
        ..Config::default()
    };
    let Ok(mut reader) = Readability::with_document(document, None, Some(config)) else {
        return (metadata, None);
    };
    match reader.parse() {
        Ok(article) => {
            metadata.complete(&article);
            (metadata, Some(unwrapped(&article.content).to_owned()))
        }
        // What is no article to a reader is one to whoever saved it.
        Err(_) => {
            metadata.title = metadata
                .title
                .or_else(|| Some(reader.get_article_title().to_string()));
            (metadata, body_of(text).map(Cow::into_owned))
        }
    }
}

/// The article without the element that dom_smoothie puts around it.
fn unwrapped(content: &str) -> &str {
    let inner = content.trim().strip_prefix(WRAPPER);
    inner
        .and_then(|inner| inner.strip_suffix("</div>"))
        .unwrap_or(content)
}

/// A page that is not taken apart, for it would take too long.
fn whole(text: &str) -> (Metadata, Option<String>) {
    let near = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    let head = match near.split_once("</head>") {
        Some((head, _)) => head,
        None => near.split_once("<body").map_or("", |(head, _)| head),
    };
    let document = Document::from(head);
    let mut metadata = Metadata::of(&document, head);
    let named = one_line(&document.select_single("title").text());
    metadata.title = metadata.stated_title.clone();
    metadata.title = metadata
        .title
        .or(Some(named).filter(|title| !title.is_empty()));
    (metadata, body_of(text).map(Cow::into_owned))
}

/// What stands behind the head.
fn body_of(text: &str) -> Option<Cow<'_, str>> {
    let body = text.split_once("</head>").map_or(text, |(_, body)| body);
    Some(Cow::Borrowed(body)).filter(|body| !body.trim().is_empty())
}
