use super::channel::{Channel, Entry};
use kiosque_model::feed::{Author, Feed, Item, VERSION};

/// JSON Feed 1.1.
pub(super) fn print(channel: &Channel) -> Vec<u8> {
    let feed = Feed {
        version: VERSION.to_owned(),
        title: Some(channel.title.clone()),
        home_page_url: Some(channel.page.clone()),
        feed_url: Some(channel.address.clone()),
        description: Some(channel.description.clone()),
        language: Some(channel.language.clone()),
        items: channel.entries.iter().map(item).collect(),
        ..Feed::default()
    };
    // Values of texts alone can be written.
    serde_json::to_vec(&feed).unwrap_or_default()
}

fn item(entry: &Entry) -> Item {
    let author = |name: &String| Author {
        name: Some(name.clone()),
        ..Author::default()
    };
    let authors: Vec<Author> = entry.authors.iter().map(author).collect();
    Item {
        id: Some(entry.id.clone()),
        url: Some(entry.address.clone()),
        external_url: entry.source.clone(),
        title: Some(entry.title.clone()),
        content_text: Some(entry.excerpt.clone()),
        date_published: entry.published.map(|date| date.to_string()),
        date_modified: entry.modified.map(|date| date.to_string()),
        authors: (!authors.is_empty()).then_some(authors),
        tags: (!entry.tags.is_empty()).then(|| entry.tags.clone()),
        language: (entry.language != "und").then(|| entry.language.clone()),
        ..Item::default()
    }
}
