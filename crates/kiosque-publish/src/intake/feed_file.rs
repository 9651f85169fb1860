//! A feed's file taken apart: what it says of itself, and its items with
//! their places, still as JSON text.

use super::text_file::{line_breaks, text_of};
use super::{IntakeError, Place, Problem, ProblemKind};
use kiosque_model::feed::{Feed, FieldProblem, LenientReading};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A feed, its items unread.
pub struct FeedFile<'a> {
    /// The feed's own members.
    pub feed: Feed,
    /// The items in order.
    pub items: Vec<RawItem<'a>>,
    /// Members of the feed that were left out.
    pub problems: Vec<Problem>,
}

/// An item as it is written.
pub struct RawItem<'a> {
    /// Where it is.
    pub place: Place,
    /// Its JSON text, well-formed.
    pub json: &'a str,
}

/// Takes a `.json` file of a set apart.
///
/// # Errors
/// Whatever makes it no JSON Feed of a known version.
pub fn read_feed_file<'a>(path: &Arc<str>, bytes: &'a [u8]) -> Result<FeedFile<'a>, IntakeError> {
    let text = text_of(path, bytes)?;
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| not_json(path, &error))?;
    let mut members = members_of(path, whole)?;
    let items = members
        .remove("items")
        .ok_or_else(|| not_a_feed(path, "it has no `items`"))?;
    let items: Vec<&RawValue> = serde_json::from_str(items.get())
        .map_err(|_| not_a_feed(path, "its `items` is not a list"))?;
    check_version(path, members.get("version").copied())?;
    let own = members
        .into_iter()
        .map(|(name, value)| Ok((name, value_of(path, text, value)?)));
    let own: Map<String, Value> = own.collect::<Result<_, IntakeError>>()?;
    let LenientReading {
        value: feed,
        problems,
    } = Feed::read_leniently(own);
    let problems = problems
        .into_iter()
        .map(|problem| of_feed(path, problem))
        .collect();
    Ok(FeedFile {
        feed,
        items: placed(path, text, items),
        problems,
    })
}

/// The value of an item's or a member's JSON text.
///
/// # Errors
/// [`IntakeError::NestedTooDeep`]; anything else only costs the value and is
/// returned inside.
pub fn parse_value(place: &Place, json: &str) -> Result<Result<Value, String>, IntakeError> {
    match serde_json::from_str(json) {
        Ok(value) => Ok(Ok(value)),
        Err(error) if is_too_deep(&error) => {
            let line = place.line.unwrap_or(1) + error.line() - 1;
            Err(IntakeError::NestedTooDeep {
                file: place.file.to_string(),
                line,
            })
        }
        Err(error) => Ok(Err(reason_of(&error))),
    }
}

fn members_of<'a>(
    path: &str,
    whole: &'a RawValue,
) -> Result<BTreeMap<String, &'a RawValue>, IntakeError> {
    serde_json::from_str(whole.get()).map_err(|_| {
        match serde_json::from_str::<Value>(whole.get()) {
            Err(error) if is_too_deep(&error) => IntakeError::NestedTooDeep {
                file: path.to_owned(),
                line: error.line(),
            },
            _ => not_a_feed(path, "it is not an object"),
        }
    })
}

fn value_of(path: &str, text: &str, value: &RawValue) -> Result<Value, IntakeError> {
    let place = Place {
        line: Some(line_of(text, value)),
        ..Place::of_file(path)
    };
    // A text no reader can hold, a lone surrogate, is as good as absent.
    Ok(parse_value(&place, value.get())?.unwrap_or_default())
}

/// The line a part of `text` starts in, counted from 1.
fn line_of(text: &str, part: &RawValue) -> usize {
    line_breaks(
        text.as_bytes()
            .get(..offset_of(text, part))
            .unwrap_or_default(),
    ) + 1
}

/// Raw values borrow from the text they were read from.
fn offset_of(text: &str, part: &RawValue) -> usize {
    (part.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn placed<'a>(path: &Arc<str>, text: &str, items: Vec<&'a RawValue>) -> Vec<RawItem<'a>> {
    let (mut line, mut counted) = (1, 0);
    let place = |(item, raw): (usize, &'a RawValue)| {
        let offset = offset_of(text, raw);
        line += line_breaks(text.as_bytes().get(counted..offset).unwrap_or_default());
        counted = offset;
        RawItem {
            place: Place {
                file: Arc::clone(path),
                item,
                line: Some(line),
            },
            json: raw.get(),
        }
    };
    items.into_iter().enumerate().map(place).collect()
}

fn check_version(path: &str, version: Option<&RawValue>) -> Result<(), IntakeError> {
    let version = version.and_then(|version| serde_json::from_str::<String>(version.get()).ok());
    let version = version.ok_or_else(|| not_a_feed(path, "it has no `version`"))?;
    let address = version
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_start_matches("www.");
    let number = address
        .strip_prefix("jsonfeed.org/version/")
        .map(|number| number.trim_end_matches('/'));
    match number {
        Some("1" | "1.0" | "1.1") => Ok(()),
        Some(_) => {
            let version = version
                .chars()
                .filter(|c| !c.is_control())
                .take(100)
                .collect();
            Err(IntakeError::UnsupportedVersion {
                file: path.to_owned(),
                version,
            })
        }
        None => Err(not_a_feed(path, "its `version` is not that of a JSON Feed")),
    }
}

fn of_feed(path: &str, problem: FieldProblem) -> Problem {
    let kind = ProblemKind::UnreadableField {
        reason: problem.reason,
    };
    Problem {
        place: Place::of_file(path),
        field: Some(problem.field),
        kind,
    }
}

fn not_a_feed(path: &str, reason: &str) -> IntakeError {
    IntakeError::NotJsonFeed {
        file: path.to_owned(),
        reason: reason.to_owned(),
    }
}

fn not_json(path: &str, error: &serde_json::Error) -> IntakeError {
    let file = path.to_owned();
    if error.is_eof() {
        return IntakeError::Truncated {
            file,
            line: error.line(),
        };
    }
    IntakeError::NotJson {
        file,
        line: error.line(),
        column: error.column(),
        reason: reason_of(error),
    }
}

fn is_too_deep(error: &serde_json::Error) -> bool {
    reason_of(error) == "recursion limit exceeded"
}

/// The message without its place, which we give ourselves.
fn reason_of(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message
        .split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
}
