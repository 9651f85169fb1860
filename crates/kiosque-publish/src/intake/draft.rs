//! An item read as far as is needed to tell which of several duplicates stays.

use super::dates::{ReadDate, read_date};
use super::digest::{canonical, sha256};
use super::feed_file::{RawItem, parse_value};
use super::plain::one_line;
use super::{IntakeError, Place, Problem, ProblemKind};
use kiosque_model::feed::{Feed, FieldProblem, Item};
use kiosque_model::wire::FileName;
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use url::Url;

/// An item with its identity and dates.
pub struct Draft<'a> {
    /// The feed it stands in.
    pub feed: &'a Feed,
    /// Where it stands.
    pub place: Place,
    /// Its members.
    pub item: Item,
    /// Its id, derived where it has none.
    pub id: String,
    /// When it was published.
    pub published: Option<ReadDate>,
    /// When it was changed.
    pub modified: Option<ReadDate>,
    /// What was found on the way.
    pub problems: Vec<Problem>,
    json: &'a str,
}

/// An item, or why there is none.
pub enum Drafted<'a> {
    /// To go on with.
    Draft(Box<Draft<'a>>),
    /// Left out.
    Refused(Vec<Problem>),
}

/// Reads one item.
///
/// # Errors
/// [`IntakeError::NestedTooDeep`] only.
pub fn draft<'a>(feed: &'a Feed, raw: &RawItem<'a>) -> Result<Drafted<'a>, IntakeError> {
    let place = &raw.place;
    let members = match parse_value(place, raw.json)? {
        Ok(Value::Object(members)) => members,
        Ok(_) => {
            return Ok(refused(
                place,
                ProblemKind::UnreadableItem {
                    reason: "it is not an object".to_owned(),
                },
            ));
        }
        Err(reason) => return Ok(refused(place, ProblemKind::UnreadableItem { reason })),
    };
    let reading = Item::read_leniently(members);
    let mut problems: Vec<Problem> = reading
        .problems
        .into_iter()
        .map(|problem| of_field(place, problem))
        .collect();
    let item = reading.value;
    if is_empty(&item) {
        problems.push(problem(place, None, ProblemKind::NothingToKeep));
        return Ok(Drafted::Refused(problems));
    }
    let id = id_of(&item, place, &mut problems);
    let (published, modified) = dates_of(&item, place, &mut problems);
    let json = raw.json;
    Ok(Drafted::Draft(Box::new(Draft {
        feed,
        place: place.clone(),
        item,
        id,
        published,
        modified,
        problems,
        json,
    })))
}

/// A problem of the item at `place`.
pub fn problem(place: &Place, field: Option<&str>, kind: ProblemKind) -> Problem {
    Problem {
        place: place.clone(),
        field: field.map(str::to_owned),
        kind,
    }
}

/// An http or https address, as it is written.
pub fn web_address(address: Option<&String>) -> Option<&str> {
    let address = address?.trim();
    let url = Url::parse(address).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(address)
}

fn refused<'a>(place: &Place, kind: ProblemKind) -> Drafted<'a> {
    Drafted::Refused(vec![problem(place, None, kind)])
}

fn of_field(place: &Place, field: FieldProblem) -> Problem {
    problem(
        place,
        Some(&field.field),
        ProblemKind::UnreadableField {
            reason: field.reason,
        },
    )
}

fn is_empty(item: &Item) -> bool {
    let is_blank =
        |text: &Option<String>| text.as_deref().is_none_or(|text| one_line(text).is_empty());
    [&item.title, &item.content_html, &item.content_text]
        .into_iter()
        .all(is_blank)
        && [&item.url, &item.external_url]
            .into_iter()
            .all(|url| web_address(url.as_ref()).is_none())
}

fn id_of(item: &Item, place: &Place, problems: &mut Vec<Problem>) -> String {
    let own = item
        .id
        .as_deref()
        .map(str::trim)
        .filter(|id| !id.is_empty());
    if let Some(id) = own {
        return id.to_owned();
    }
    let address = web_address(item.url.as_ref()).or(web_address(item.external_url.as_ref()));
    let (id, from) = match address {
        Some(address) => (address.to_owned(), "address"),
        None => (id_of_content(item), "title and text"),
    };
    problems.push(problem(place, Some("id"), ProblemKind::DerivedId(from)));
    id
}

fn id_of_content(item: &Item) -> String {
    let content = item.content_html.as_ref().or(item.content_text.as_ref());
    let both = Value::from(
        [
            item.title.clone().unwrap_or_default(),
            content.cloned().unwrap_or_default(),
        ]
        .to_vec(),
    );
    format!("content:{}", FileName::hash(&canonical(&both)))
}

fn dates_of(
    item: &Item,
    place: &Place,
    problems: &mut Vec<Problem>,
) -> (Option<ReadDate>, Option<ReadDate>) {
    let precision = item
        .kiosque
        .as_ref()
        .and_then(|extension| extension.date_precision);
    let mut read = |field: &str, written: Option<&String>, precision| {
        let written = written
            .map(|written| one_line(written))
            .filter(|written| !written.is_empty())?;
        let date = read_date(&written, precision);
        match &date {
            None => problems.push(problem(
                place,
                Some(field),
                ProblemKind::UnreadableDate(written),
            )),
            Some(date) if date.assumed_utc && precision.is_none() => {
                problems.push(problem(
                    place,
                    Some(field),
                    ProblemKind::DateWithoutOffset(written),
                ));
            }
            Some(_) => (),
        }
        date
    };
    let published = read("date_published", item.date_published.as_ref(), precision);
    let modified = read("date_modified", item.date_modified.as_ref(), None);
    if published.is_none()
        && item
            .date_published
            .as_deref()
            .is_none_or(|date| date.trim().is_empty())
    {
        problems.push(problem(place, Some("date_published"), ProblemKind::NoDate));
    }
    (published, modified)
}

/// Of drafts of one id, keeps the one with the later date of change (else of
/// publication); of equals the one with the smaller hash of its canonical
/// JSON, then the first by place. The others are reported.
pub fn without_duplicates<'a>(
    drafts: Vec<Draft<'a>>,
    problems: &mut Vec<Problem>,
) -> Vec<Draft<'a>> {
    let mut kept: BTreeMap<String, Vec<Draft<'a>>> = BTreeMap::new();
    for draft in drafts {
        kept.entry(draft.id.clone()).or_default().push(draft);
    }
    kept.into_values()
        .filter_map(|same| best_of(same, problems))
        .collect()
}

fn best_of<'a>(mut same: Vec<Draft<'a>>, problems: &mut Vec<Problem>) -> Option<Draft<'a>> {
    same.sort_by(preference);
    let mut same = same.into_iter();
    let kept = same.next()?;
    for other in same {
        let kind = ProblemKind::Duplicate {
            id: other.id.clone(),
            kept: kept.place.clone(),
        };
        problems.push(problem(&other.place, Some("id"), kind));
    }
    Some(kept)
}

fn preference(one: &Draft<'_>, other: &Draft<'_>) -> Ordering {
    let latest = |draft: &Draft<'_>| {
        draft
            .modified
            .as_ref()
            .or(draft.published.as_ref())
            .map(|date| date.instant)
    };
    let newer = latest(other).cmp(&latest(one));
    newer
        .then_with(|| hash_of(one.json).cmp(&hash_of(other.json)))
        .then_with(|| one.place.cmp(&other.place))
}

fn hash_of(json: &str) -> [u8; 32] {
    serde_json::from_str(json).map_or_else(
        |_| sha256(json.as_bytes()),
        |value: Value| canonical(&value),
    )
}
