//! JSON Feed 1.0 and 1.1.

use crate::found::{Emit, Found, RawArticle, complain};
use crate::limits::Limits;
use crate::problem::{Place, ProblemKind};
use crate::source_path::folder_of;
use kiosque_model::feed::{Feed, FieldProblem, Item};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whether JSON that begins like this may be a feed.
pub(crate) fn looks_like(start: &str) -> bool {
    // Some write every slash as `\/`.
    start.contains("jsonfeed.org/version")
        || start.contains("jsonfeed.org\\/version")
        || (start.contains("\"items\"")
            && (start.contains("\"content_html\"") || start.contains("\"content_text\"")))
}

/// Reads a feed's items, each by itself: one that is broken costs itself only.
pub(crate) fn read(text: &str, file: &Arc<str>, path: &str, limits: &Limits, emit: &mut Emit<'_>) {
    let whole = Place::of_file(file);
    let feed = match taken_apart(text) {
        Ok(feed) => feed,
        Err(reason) => return complain(emit, &whole, None, ProblemKind::UnreadableFile(reason)),
    };
    report(emit, &whole, feed.problems);
    let mut lines = Lines::new(text);
    for (number, raw) in feed.items.into_iter().enumerate() {
        let place = Place::of_item(file, number, lines.line_of(raw));
        if raw.get().len() > limits.item {
            let limit = limits.item;
            complain(emit, &place, None, ProblemKind::ItemTooLarge { limit });
            continue;
        }
        match members(raw) {
            Ok(members) => article(&feed.feed, members, place, path, emit),
            Err(reason) => complain(emit, &place, None, ProblemKind::UnreadableItem(reason)),
        }
    }
}

struct FeedFile<'a> {
    feed: Feed,
    items: Vec<&'a RawValue>,
    problems: Vec<FieldProblem>,
}

fn taken_apart(text: &str) -> Result<FeedFile<'_>, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let whole: &RawValue =
        serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
    let not_a_feed = |reason: &str| format!("JSON, but not a JSON Feed: {reason}");
    let mut members: BTreeMap<String, &RawValue> =
        serde_json::from_str(whole.get()).map_err(|_| not_a_feed("it is not an object"))?;
    let items = members
        .remove("items")
        .ok_or_else(|| not_a_feed("it has no `items`"))?;
    let items =
        serde_json::from_str(items.get()).map_err(|_| not_a_feed("its `items` is not a list"))?;
    // A text no reader can hold, a lone surrogate, is as good as absent.
    let own: Map<String, Value> = members
        .into_iter()
        .filter_map(|(name, raw)| Some((name, serde_json::from_str(raw.get()).ok()?)))
        .collect();
    let reading = Feed::read_leniently(own);
    check_version(&reading.value.version).map_err(|reason| not_a_feed(&reason))?;
    Ok(FeedFile {
        feed: reading.value,
        items,
        problems: reading.problems,
    })
}

/// A feed without a version is taken as one of ours; a later one is not.
fn check_version(version: &str) -> Result<(), String> {
    let number = version
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    match number {
        "" | "1" | "1.0" | "1.1" => Ok(()),
        _ => Err(format!(
            "its version is `{version}`, and 1, 1.0 and 1.1 can be read"
        )),
    }
}

fn members(raw: &RawValue) -> Result<Map<String, Value>, String> {
    let value = serde_json::from_str(raw.get()).map_err(|error| reason_of(&error))?;
    match value {
        Value::Object(members) => Ok(members),
        _ => Err("it is not an object".to_owned()),
    }
}

/// The message without its place, which is the item's.
fn reason_of(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let reason = message.split(" at line ").next().unwrap_or_default();
    reason.to_owned()
}

fn article(
    feed: &Feed,
    members: Map<String, Value>,
    place: Place,
    path: &str,
    emit: &mut Emit<'_>,
) {
    let reading = Item::read_leniently(members);
    report(emit, &place, reading.problems);
    let mut item = reading.value;
    item.id = item.id.map(|id| qualified(id, feed));
    if item.authors.is_none() && item.author.is_none() {
        item.authors = feed.authors.clone();
        item.author = feed.author.clone();
    }
    let base = [&item.url, &feed.home_page_url, &feed.feed_url]
        .into_iter()
        .flatten()
        .find(|address| address.contains("://"))
        .cloned();
    emit(Found::Article(Box::new(RawArticle {
        place: Some(place),
        base,
        item,
        language: feed.language.clone(),
        outlet: feed.title.clone(),
        folder: folder_of(path).to_owned(),
        ..RawArticle::default()
    })));
}

/// An id is unique within its feed; the feed's address makes it so everywhere.
fn qualified(id: String, feed: &Feed) -> String {
    let address = feed.feed_url.as_ref().or(feed.home_page_url.as_ref());
    match address {
        Some(address) if !id.contains(':') && !id.trim().is_empty() => format!("{address}#{id}"),
        _ => id,
    }
}

fn report(emit: &mut Emit<'_>, place: &Place, problems: Vec<FieldProblem>) {
    for problem in problems {
        let kind = ProblemKind::UnreadableField(problem.reason);
        complain(emit, place, Some(&problem.field), kind);
    }
}

/// Counts lines forwards only.
struct Lines<'a> {
    text: &'a str,
    counted: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            counted: 0,
            line: 1,
        }
    }

    /// Raw values borrow from the text they were read from.
    fn line_of(&mut self, part: &RawValue) -> usize {
        let offset = (part.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let passed = self.text.as_bytes().get(self.counted..offset);
        let breaks = passed.into_iter().flatten().filter(|byte| **byte == b'\n');
        self.line += breaks.count();
        self.counted = offset;
        self.line
    }
}
