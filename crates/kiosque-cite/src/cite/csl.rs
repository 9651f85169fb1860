use super::Entry;
use crate::date::Parts;
use serde::Serialize;

/// An item of CSL-JSON 1.0.2. Our own address is its place in an archive.
#[derive(Serialize)]
struct Item<'e> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'e str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'e>>,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container_title: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date>,
    accessed: Date,
    #[serde(rename = "URL")]
    url: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_location: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'e str>,
}

#[derive(Serialize)]
struct Name<'e> {
    literal: &'e str,
}

#[derive(Serialize)]
struct Date {
    #[serde(rename = "date-parts")]
    parts: [Vec<u16>; 1],
}

impl Date {
    fn of(date: Parts) -> Self {
        let rest = [date.month, date.day].into_iter().flatten().map(u16::from);
        Self {
            parts: [[date.year].into_iter().chain(rest).collect()],
        }
    }
}

pub(super) fn write(entries: &[Entry]) -> String {
    let items: Vec<Item> = entries.iter().map(item).collect();
    // Texts and numbers cannot fail to be written.
    serde_json::to_string_pretty(&items).unwrap_or_default() + "\n"
}

fn item<'e>(entry: &'e Entry) -> Item<'e> {
    let fields = &entry.fields;
    Item {
        id: entry.key(),
        kind: "article-newspaper",
        title: &fields.title,
        author: fields
            .authors
            .iter()
            .map(|literal| Name { literal })
            .collect(),
        container_title: fields.source.as_deref(),
        issued: entry.date.map(Date::of),
        accessed: Date::of(entry.consulted),
        url: &fields.url,
        archive_location: fields.archived.as_deref(),
        language: fields.language.as_deref(),
    }
}
