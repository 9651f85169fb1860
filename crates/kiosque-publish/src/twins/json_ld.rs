//! What search engines read of an article: schema.org in JSON-LD.

use super::head::ArticleHead;
use kiosque_model::ArticleDate;
use kiosque_model::wire::FacetKind;
use serde_json::{Map, Value, json};

/// The article, and the way to it.
pub(super) fn linked_data(head: &ArticleHead<'_>) -> Value {
    let graph = [news_article(head), breadcrumb(head)];
    json!({"@context": "https://schema.org", "@graph": graph})
}

fn news_article(head: &ArticleHead<'_>) -> Value {
    let article = &head.loaded.article;
    let common = head.common;
    let address = common.address(head.path);
    let mut data = Map::new();
    let mut say = |name: &str, value: Value| drop(data.insert(name.to_owned(), value));
    say("@type", json!("NewsArticle"));
    say("@id", json!(address.clone() + "#article"));
    say("headline", json!(article.title));
    say("url", json!(address));
    say("mainEntityOfPage", json!(address));
    if !head.description.is_empty() {
        say("description", json!(head.description));
    }
    if article.language != "und" {
        say("inLanguage", json!(article.language));
    }
    if let Some(date) = &article.date {
        say("datePublished", json!(date.as_str()));
    }
    let modified = article.modified.as_ref().or(article.date.as_ref());
    if let Some(date) = modified.map(ArticleDate::as_str) {
        say("dateModified", json!(date));
    }
    let authors = article.authors.iter();
    let mut authors: Vec<Value> = authors
        .map(|name| json!({"@type": "Person", "name": name}))
        .collect();
    if let Some(source) = &article.source {
        let outlet = json!({"@type": "Organization", "name": source.name});
        if authors.is_empty() {
            authors.push(outlet.clone());
        }
        say("sourceOrganization", outlet);
    }
    if !authors.is_empty() {
        say("author", json!(authors));
    }
    if let Some(original) = head.original {
        say("isBasedOn", json!(original));
    }
    if let Some(image) = &head.image {
        say("image", json!([image]));
    }
    let tags = head.loaded.tags.iter();
    let tags: Vec<&str> = tags.map(|tag| tag.label_in(&article.language)).collect();
    if !tags.is_empty() {
        say("keywords", json!(tags));
    }
    let publisher = common.title(head.language);
    let home = common.address("");
    say(
        "publisher",
        json!({"@type": "Organization", "name": publisher, "url": home}),
    );
    Value::Object(data)
}

/// Home, the first tag, the article.
fn breadcrumb(head: &ArticleHead<'_>) -> Value {
    let common = head.common;
    let words = head.language.messages();
    let home = (common.title(head.language), common.address(""));
    let tag = head.loaded.tags.first().map(|tag| {
        let id = tag
            .key
            .strip_prefix(FacetKind::Tag.prefix())
            .unwrap_or(&tag.key);
        let address = common.address(&common.place.tag_page(id));
        (tag.label_in(words.code), address)
    });
    let own = (
        head.loaded.article.title.as_str(),
        common.address(head.path),
    );
    let steps = [home].into_iter().chain(tag).chain([own]);
    let steps: Vec<Value> = steps
        .zip(1..)
        .map(|((name, address), position)| {
            json!({"@type": "ListItem", "position": position, "name": name, "item": address})
        })
        .collect();
    json!({"@type": "BreadcrumbList", "itemListElement": steps})
}
