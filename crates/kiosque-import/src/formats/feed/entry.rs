//! What feed-rs makes of an article, as an article of ours.

use super::canonical::document;
use super::title::{is_html, plain_title, title_of};
use super::{About, in_feed};
use crate::formats::xml::{Container, Field, Space};
use crate::found::RawArticle;
use feed_rs::model::{Content, Entry, Link, Person};
use feed_rs::parser::Builder;
use kiosque_model::feed::{Attachment, Author, Item};
use kiosque_sanitise::text_of_markup;

/// Reads an article of a feed.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn read(article: &Container, feed: &About) -> Result<RawArticle, String> {
    let is_atom = is_atom(article, feed);
    let document = document(article, is_atom).map_err(|error| error.to_string())?;
    // Dates are taken as they are written: feed-rs would make them UTC.
    let parser = Builder::new()
        .sanitize_content(false)
        .timestamp_parser(|_| None)
        .id_generator(|_, _, _| String::new())
        .build();
    let parsed = parser
        .parse(document.as_slice())
        .map_err(|error| error.to_string())?;
    let entry = parsed.entries.into_iter().next().unwrap_or_default();
    Ok(raw_article(entry, article, feed))
}

fn is_atom(article: &Container, feed: &About) -> bool {
    match article.start.space {
        Some(Space::Atom) => true,
        Some(Space::Rss) => false,
        _ => feed.is_atom,
    }
}

fn raw_article(entry: Entry, article: &Container, feed: &About) -> RawArticle {
    let address = address_of(&entry.links, article);
    let mut raw = in_feed(feed);
    let whole = address.clone().filter(|address| address.contains("://"));
    raw.base = base_of(article, feed)
        .or(whole)
        .or_else(|| feed.address.clone());
    if let Some(language) = language_of(article) {
        raw.item.language = Some(language);
    }
    let (html, text, elsewhere) = bodies(entry.content);
    let summary = entry
        .summary
        .map(|summary| (is_html(&summary), summary.content));
    raw.item = Item {
        id: id_of(&entry.id, feed),
        title: entry
            .title
            .as_ref()
            .map(title_of)
            .filter(|title| !title.is_empty()),
        external_url: elsewhere.or_else(|| source_of_content(article)),
        date_published: date(
            article,
            &["pubdate", "published", "issued", "created", "date"],
        ),
        date_modified: date(article, &["updated", "modified"]),
        tags: Some(tags_of(&entry.categories)),
        authors: Some(authors_of(entry.authors, feed)),
        attachments: attachments_of(article),
        language: raw.item.language.take(),
        url: address,
        ..Item::default()
    };
    take_bodies(&mut raw.item, html, text, summary);
    if raw.item.summary.is_none() {
        raw.item.summary = second_summary(article);
    }
    if raw.item.date_published.is_none() {
        raw.item.date_published.clone_from(&raw.item.date_modified);
    }
    note_source(&mut raw, article);
    raw
}

/// A summary is the body where there is no other.
fn take_bodies(
    item: &mut Item,
    html: Option<String>,
    text: Option<String>,
    summary: Option<(bool, String)>,
) {
    let has_body = html.is_some() || text.is_some();
    (item.content_html, item.content_text) = (html, text);
    match summary {
        Some((true, summary)) if has_body => item.summary = Some(text_of_markup(&summary, 4_000)),
        Some((false, summary)) if has_body => item.summary = Some(summary),
        Some((true, summary)) => item.content_html = Some(summary),
        Some((false, summary)) => item.content_text = Some(summary),
        None => (),
    }
}

/// Some feeds have a summary beside a description, which is the body then.
fn second_summary(article: &Container) -> Option<String> {
    let find = |name| {
        article
            .fields
            .iter()
            .find(|field| field.is(Space::Rss, name))
    };
    find("description").and_then(Field::filled)?;
    let summary = find("summary")?;
    summary
        .filled()
        .map(|_| text_of_markup(summary.html(), 4_000))
}

/// The body as HTML, as text, or elsewhere.
fn bodies(content: Option<Content>) -> (Option<String>, Option<String>, Option<String>) {
    let Some(content) = content else {
        return (None, None, None);
    };
    let elsewhere = content
        .src
        .map(|source| source.href)
        .filter(|_| content.body.is_none());
    match content.content_type.to_string().as_str() {
        "text/plain" => (None, content.body, elsewhere),
        _ => (content.body, None, elsewhere),
    }
}

/// Atom may say where the text is, and no more.
fn source_of_content(article: &Container) -> Option<String> {
    let mut fields = article.fields.iter();
    let content = fields.find(|field| field.is(Space::Atom, "content"))?;
    content.attribute("src").map(str::to_owned)
}

/// The original's address, which FeedBurner keeps aside, else the link to the
/// article's page, else a permanent id.
fn address_of(links: &[Link], article: &Container) -> Option<String> {
    let original = article
        .fields
        .iter()
        .find(|field| field.is(Space::FeedBurner, "origlink"));
    let link = links.iter().find(|link| {
        let relation = link.rel.as_deref().unwrap_or("alternate");
        relation == "alternate" && link.target.is_none()
    });
    let permanent = article.fields.iter().find(|field| {
        field.is(Space::Rss, "guid")
            && field.attribute("ispermalink") != Some("false")
            && field.text.trim_start().starts_with("http")
    });
    let about = article
        .start
        .attribute("rdf:about")
        .or(article.start.attribute("about"));
    original
        .and_then(Field::filled)
        .map(str::to_owned)
        .or_else(|| link.map(|link| link.href.trim().to_owned()))
        .or_else(|| permanent.and_then(Field::filled).map(str::to_owned))
        .or_else(|| {
            about
                .filter(|about| about.starts_with("http"))
                .map(str::to_owned)
        })
}

/// The base of the body, else of the article, else of the feed.
fn base_of(article: &Container, feed: &About) -> Option<String> {
    let body = |field: &&Field| {
        matches!(
            field.name.as_str(),
            "content" | "encoded" | "description" | "summary"
        )
    };
    let of_body = article
        .fields
        .iter()
        .find(body)
        .and_then(|field| field.base.clone());
    of_body
        .or_else(|| article.start.base.clone())
        .or_else(|| feed.base.clone())
}

fn language_of(article: &Container) -> Option<String> {
    let stated = |field: &Field| field.attribute("xml:lang").map(str::to_owned);
    let body = article
        .fields
        .iter()
        .find(|field| matches!(field.name.as_str(), "content" | "summary"));
    let core = article
        .fields
        .iter()
        .find(|field| field.is(Space::Core, "language"));
    body.and_then(stated)
        .or_else(|| stated(&article.start))
        .or_else(|| core.and_then(Field::filled).map(str::to_owned))
}

/// An id is unique within its feed; the feed's address makes it so everywhere.
fn id_of(id: &str, feed: &About) -> Option<String> {
    let id = id.trim();
    match &feed.address {
        _ if id.is_empty() => None,
        Some(address) if !id.contains(':') => Some(format!("{address}#{id}")),
        _ => Some(id.to_owned()),
    }
}

/// The first of these fields, as it is written.
fn date(article: &Container, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let field = article
            .fields
            .iter()
            .find(|field| field.name == *name && field.filled().is_some())?;
        field.filled().map(str::to_owned)
    })
}

fn tags_of(categories: &[feed_rs::model::Category]) -> Vec<String> {
    let name = |category: &feed_rs::model::Category| {
        let label = category
            .label
            .clone()
            .filter(|label| !label.trim().is_empty());
        plain_title(&label.unwrap_or_else(|| category.term.clone()))
    };
    categories.iter().map(name).collect()
}

fn authors_of(authors: Vec<Person>, feed: &About) -> Vec<Author> {
    let author = |name: String, url: Option<String>| Author {
        name: Some(name),
        url: url.filter(|url| url.starts_with("http")),
        ..Author::default()
    };
    let own: Vec<Author> = authors
        .into_iter()
        .filter_map(|person| {
            let name = person
                .name
                .filter(|name| !name.trim().is_empty())
                .or(person.email)?;
            Some(author(plain_title(without_parentheses(&name)), person.uri))
        })
        .collect();
    if own.is_empty() {
        feed.author
            .iter()
            .map(|name| author(name.clone(), None))
            .collect()
    } else {
        own
    }
}

/// RSS writes an author as `lina@press.example (Lina B.)`.
fn without_parentheses(name: &str) -> &str {
    let inner = name.trim().strip_prefix('(');
    inner
        .and_then(|inner| inner.strip_suffix(')'))
        .unwrap_or(name)
}

/// Files beside the text: RSS' enclosures, and Atom's, which are links.
fn attachments_of(article: &Container) -> Option<Vec<Attachment>> {
    let is_link =
        |field: &&Field| field.name == "link" && field.attribute("rel") == Some("enclosure");
    let enclosures = article
        .fields
        .iter()
        .filter(|field| field.is(Space::Rss, "enclosure") || is_link(field));
    let attachments: Vec<Attachment> = enclosures
        .filter_map(|field| {
            let url = field
                .attribute("url")
                .or_else(|| field.attribute("href"))
                .filter(|url| url.starts_with("http"))?;
            Some(Attachment {
                url: Some(url.to_owned()),
                mime_type: field.attribute("type").map(str::to_owned),
                size_in_bytes: field
                    .attribute("length")
                    .and_then(|length| length.parse::<u64>().ok())
                    .map(Into::into),
                ..Attachment::default()
            })
        })
        .collect();
    Some(attachments).filter(|attachments| !attachments.is_empty())
}

/// `<source url="…">Hespress</source>`: where an aggregator has it from.
fn note_source(raw: &mut RawArticle, article: &Container) {
    let source = article.fields.iter().find(|field| field.name == "source");
    let Some(source) = source else {
        return;
    };
    let name = match source.child("title") {
        Some(title) => Some(title),
        None if source.children.is_empty() => source.filled(),
        None => None,
    };
    if let Some(name) = name.map(plain_title).filter(|name| !name.is_empty()) {
        raw.source().name = Some(name);
    }
}
