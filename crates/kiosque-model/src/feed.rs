//! JSON Feed 1.1, in and out, with Kiosque's own members under `_kiosque`.
//!
//! Every optional member is typed; extensions and members this version does
//! not know are kept, so that what is read is written back equal. Plain serde
//! is strict. What others publish is read member by member with
//! [`Feed::read_leniently`] and [`Item::read_leniently`]: a member of the
//! wrong type costs itself only, and is reported.

use crate::Direction;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Number, Value};
use std::collections::BTreeMap;

/// Members that have no field of their own: extensions and unknown ones.
pub type OtherMembers = BTreeMap<String, Value>;

/// The version this crate writes.
pub const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// A JSON Feed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Feed {
    /// The address of the format's version, [`VERSION`] for what we write.
    pub version: String,
    /// The name of the feed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The page the feed describes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_page_url: Option<String>,
    /// Where the feed itself is published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_url: Option<String>,
    /// What the feed is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// A remark for people who open the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_comment: Option<String>,
    /// The feed's next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_url: Option<String>,
    /// A large square image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// A small square image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub favicon: Option<String>,
    /// Who writes the feed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authors: Option<Vec<Author>>,
    /// The single author of version 1.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// The language of the feed, BCP 47.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether the feed will never change again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expired: Option<bool>,
    /// Where updates are announced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hubs: Option<Vec<Hub>>,
    /// The articles.
    pub items: Vec<Item>,
    /// Everything else.
    #[serde(flatten)]
    pub other: OtherMembers,
}

/// An article of a feed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// What tells the item from all others; a number is read as its text.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "text_or_number"
    )]
    pub id: Option<String>,
    /// The item's own page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A page elsewhere that the item is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_url: Option<String>,
    /// Plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The body as HTML, not to be trusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_html: Option<String>,
    /// The body as plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_text: Option<String>,
    /// One or two sentences of plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The address of the main image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// The address of a wide image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub banner_image: Option<String>,
    /// RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    /// RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authors: Option<Vec<Author>>,
    /// The single author of version 1.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// Plain words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// The language of the item, BCP 47.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Sound, video and other files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Vec<Attachment>>,
    /// What Kiosque adds to the format.
    #[serde(rename = "_kiosque", skip_serializing_if = "Option::is_none")]
    pub kiosque: Option<ItemExtension>,
    /// Everything else.
    #[serde(flatten)]
    pub other: OtherMembers,
}

/// A person or a desk.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Author {
    /// Plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The author's page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The address of a portrait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub other: OtherMembers,
}

/// Where updates of a feed are announced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hub {
    /// The protocol spoken there.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The hub's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub other: OtherMembers,
}

/// A file that goes with an item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attachment {
    /// Where the file is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its media type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Its name; attachments of one title are one thing in several forms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its size, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size_in_bytes: Option<Number>,
    /// How long it plays, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_in_seconds: Option<Number>,
    /// Everything else.
    #[serde(flatten)]
    pub other: OtherMembers,
}

/// What Kiosque adds to an item, under `_kiosque`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ItemExtension {
    /// Where the article comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceStatement>,
    /// How much of the date is known; all of it unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_precision: Option<DatePrecision>,
    /// The direction of the text; the language's unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// The id of the item this one translates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translation_of: Option<String>,
    /// Slugs the article was published under before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former_slugs: Vec<String>,
    /// That the article was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawal>,
    /// The slug of the article's address; the title's unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub other: OtherMembers,
}

/// Where an article comes from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceStatement {
    /// Plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The original's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub other: OtherMembers,
}

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DatePrecision {
    /// The year.
    Year,
    /// The month and the year.
    Month,
    /// The day, but no time.
    Day,
}

/// That an article was taken back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Withdrawal {
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What the reader is told, plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub other: OtherMembers,
}

/// A value read leniently, with what had to be left out of it.
#[derive(Clone, Debug, PartialEq)]
pub struct LenientReading<T> {
    /// What could be read.
    pub value: T,
    /// What could not, in the order of the members' names.
    pub problems: Vec<FieldProblem>,
}

/// A member that was left out because it has the wrong type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The member's path: `title`, `tags[1]`, `_kiosque.direction`.
    pub field: String,
    /// What was found and what was expected.
    pub reason: String,
}

impl Feed {
    /// Reads a feed's members, of which `items` should be taken out before.
    pub fn read_leniently(members: Map<String, Value>) -> LenientReading<Self> {
        read_members(members)
    }
}

impl Item {
    /// Reads an item's members.
    pub fn read_leniently(mut members: Map<String, Value>) -> LenientReading<Self> {
        let extension = members.remove("_kiosque").map(read_extension);
        let mut reading: LenientReading<Self> = read_members(members);
        if let Some(extension) = extension {
            reading.value.kiosque = extension.value;
            reading.problems.extend(extension.problems);
        }
        reading
    }
}

fn read_extension(value: Value) -> LenientReading<Option<ItemExtension>> {
    match value {
        Value::Object(members) => {
            let reading = read_members(members);
            let problems = reading
                .problems
                .into_iter()
                .map(FieldProblem::of_extension)
                .collect();
            LenientReading {
                value: Some(reading.value),
                problems,
            }
        }
        Value::Null => LenientReading {
            value: None,
            problems: Vec::new(),
        },
        other => {
            let reason = serde_json::from_value::<ItemExtension>(other)
                .map_or_else(|error| error.to_string(), |_| String::new());
            let problem = FieldProblem {
                field: "_kiosque".to_owned(),
                reason,
            };
            LenientReading {
                value: None,
                problems: vec![problem],
            }
        }
    }
}

impl FieldProblem {
    fn of_extension(mut self) -> Self {
        self.field.insert_str(0, "_kiosque.");
        self
    }
}

/// Reads all members at once and, only where that fails, one by one.
fn read_members<T: DeserializeOwned + Default>(members: Map<String, Value>) -> LenientReading<T> {
    let whole = Value::Object(members);
    if let Ok(value) = T::deserialize(&whole) {
        return LenientReading {
            value,
            problems: Vec::new(),
        };
    }
    let Value::Object(members) = whole else {
        return LenientReading {
            value: T::default(),
            problems: Vec::new(),
        };
    };
    // In the order of names, whatever order the map keeps them in.
    let members: BTreeMap<String, Value> = members.into_iter().collect();
    let mut problems = Vec::new();
    let readable: Map<String, Value> = members
        .into_iter()
        .filter_map(|(name, value)| {
            let kept = readable_part::<T>(&name, value, &mut problems)?;
            Some((name, kept))
        })
        .collect();
    let value = T::deserialize(Value::Object(readable)).unwrap_or_default();
    LenientReading { value, problems }
}

/// What of one member can be read: all, some entries of a list, or nothing.
fn readable_part<T: DeserializeOwned>(
    name: &str,
    value: Value,
    problems: &mut Vec<FieldProblem>,
) -> Option<Value> {
    let Err(reason) = check_member::<T>(name, &value) else {
        return Some(value);
    };
    let is_list = check_member::<T>(name, &Value::Array(Vec::new())).is_ok();
    match value {
        Value::Array(entries) if is_list => Some(readable_entries::<T>(name, entries, problems)),
        Value::Null => None,
        _ => {
            problems.push(FieldProblem {
                field: name.to_owned(),
                reason,
            });
            None
        }
    }
}

fn readable_entries<T: DeserializeOwned>(
    name: &str,
    entries: Vec<Value>,
    problems: &mut Vec<FieldProblem>,
) -> Value {
    let mut kept = Vec::new();
    for (index, entry) in entries.into_iter().enumerate() {
        match check_member::<T>(name, &Value::Array(vec![entry.clone()])) {
            Ok(()) => kept.push(entry),
            Err(reason) => {
                let field = format!("{name}[{index}]");
                problems.push(FieldProblem { field, reason });
            }
        }
    }
    Value::Array(kept)
}

fn check_member<T: DeserializeOwned>(name: &str, value: &Value) -> Result<(), String> {
    let alone = Map::from_iter([(name.to_owned(), value.clone())]);
    T::deserialize(Value::Object(alone))
        .map(drop)
        .map_err(|error| error.to_string())
}

fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a text or a number")]
    enum TextOrNumber {
        Text(String),
        Number(Number),
    }
    let id = Option::<TextOrNumber>::deserialize(deserializer)?;
    Ok(id.map(|id| match id {
        TextOrNumber::Text(text) => text,
        TextOrNumber::Number(number) => number.to_string(),
    }))
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::print_stderr,
        reason = "a test may stop at the first surprise, and says what it skips"
    )]
    use super::*;
    use serde_json::json;

    fn check_written_back(text: &str) {
        let read: Feed = serde_json::from_str(text).unwrap();
        let before: Value = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), before);
    }

    #[test]
    fn every_member_is_written_back_equal() {
        let person = json!({"name": "A", "url": "b", "avatar": "c", "_x": [1, {"y": null}]});
        let item = json!({
            "id": "1", "url": "a", "external_url": "b", "title": "c", "content_html": "d", "content_text": "e",
            "summary": "f", "image": "g", "banner_image": "h", "date_published": "i", "date_modified": "j",
            "authors": [person], "author": person, "tags": [], "language": "fr", "_other": {"z": 1.5}, "unknown": false,
            "attachments": [{"url": "u", "mime_type": "m", "title": "t", "size_in_bytes": 89970236, "duration_in_seconds": 6.5, "_a": 1}],
            "_kiosque": {
                "source": {"name": "n", "url": "u", "more": 1}, "date_precision": "month", "direction": "rtl",
                "translation_of": "2", "former_slugs": ["s"], "slug": "t", "later": true,
                "withdrawn": {"date": "2020", "notice": "n", "by": "x"},
            },
        });
        let feed = json!({
            "version": VERSION, "title": "a", "home_page_url": "b", "feed_url": "c", "description": "d",
            "user_comment": "e", "next_url": "f", "icon": "g", "favicon": "h", "authors": [person], "author": person,
            "language": "ar", "expired": true, "hubs": [{"type": "rssCloud", "url": "u", "k": 1}],
            "items": [item, {"id": "2"}], "_extension": {"about": "x"}, "unknown": [],
        });
        check_written_back(&feed.to_string());
        let read: Feed = serde_json::from_value(feed).unwrap();
        let extension = read.items[0].kiosque.clone().unwrap();
        assert_eq!(extension.date_precision, Some(DatePrecision::Month));
        assert_eq!(extension.direction, Some(Direction::Rtl));
    }

    #[test]
    fn the_examples_of_the_specification_are_written_back_equal() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../shared/corpora/jsonfeed/version-1.1.markdown"
        );
        let Ok(text) = std::fs::read_to_string(path) else {
            return eprintln!("skipped: {path} is not there");
        };
        // The examples are code blocks: lines that begin with a tab or four spaces.
        let code = |line: &str| {
            line.strip_prefix('\t')
                .or(line.strip_prefix("    "))
                .map(str::to_owned)
        };
        let blocks = text
            .split("\n\n")
            .map(|block| block.lines().map(code).collect::<Option<Vec<_>>>());
        let joined: Vec<String> = blocks
            .map(|block| block.unwrap_or_default().join("\n"))
            .collect();
        let fenced = text
            .split("```")
            .map(|block| block.trim_start_matches("json").to_owned());
        let feeds: Vec<String> = joined
            .into_iter()
            .chain(fenced)
            .filter(|block| is_feed(block))
            .collect();
        assert!(feeds.len() >= 2, "{} examples", feeds.len());
        feeds.iter().for_each(|feed| check_written_back(feed));
    }

    fn is_feed(text: &str) -> bool {
        serde_json::from_str::<Value>(text).is_ok_and(|value| value.get("items").is_some())
    }

    fn check_lenient(item: Value, expected: Value, problems: &[(&str, &str)]) {
        let Value::Object(members) = item else { return };
        let reading = Item::read_leniently(members);
        assert_eq!(serde_json::to_value(&reading.value).unwrap(), expected);
        let seen: Vec<_> = reading
            .problems
            .iter()
            .map(|p| (p.field.as_str(), p.reason.as_str()))
            .collect();
        assert_eq!(seen, problems);
    }

    #[test]
    fn a_member_of_the_wrong_type_costs_itself_only() {
        check_lenient(json!({"id": 5, "title": null}), json!({"id": "5"}), &[]);
        check_lenient(
            json!({"id": ["x"], "title": 5, "url": "u", "tags": "x", "_x": {}}),
            json!({"url": "u", "_x": {}}),
            &[
                ("id", "expected a text or a number"),
                ("tags", "invalid type: string \"x\", expected a sequence"),
                ("title", "invalid type: integer `5`, expected a string"),
            ],
        );
        check_lenient(
            json!({"tags": ["a", 5, "b", null], "title": "t"}),
            json!({"tags": ["a", "b"], "title": "t"}),
            &[
                ("tags[1]", "invalid type: integer `5`, expected a string"),
                ("tags[3]", "invalid type: null, expected a string"),
            ],
        );
    }

    #[test]
    fn a_malformed_extension_costs_its_malformed_members_only() {
        check_lenient(
            json!({"title": "t", "_kiosque": {"slug": "s", "direction": "up", "former_slugs": ["a", 1], "x": 1}}),
            json!({"title": "t", "_kiosque": {"slug": "s", "former_slugs": ["a"], "x": 1}}),
            &[
                (
                    "_kiosque.direction",
                    "unknown variant `up`, expected `ltr` or `rtl`",
                ),
                (
                    "_kiosque.former_slugs[1]",
                    "invalid type: integer `1`, expected a string",
                ),
            ],
        );
        check_lenient(
            json!({"title": "t", "_kiosque": "x"}),
            json!({"title": "t"}),
            &[(
                "_kiosque",
                "invalid type: string \"x\", expected struct ItemExtension",
            )],
        );
    }
}
