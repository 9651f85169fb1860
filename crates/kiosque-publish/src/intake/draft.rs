//! An item read as far as is needed to tell which of several duplicates stays.

use super::dates::{ReadDate, read_date};
use super::digest::canonical;
use super::feed_file::{RawItem, parse_value};
use super::{IntakeError, Place, Problem, ProblemKind};
use kiosque_model::feed::{Feed, FieldProblem, Item};
use kiosque_model::wire::FileName;
use kiosque_sanitise::one_line;
use serde_json::Value;
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
    /// The SHA-256 of its canonical JSON.
    pub hash: [u8; 32],
    /// What was found on the way.
    pub problems: Vec<Problem>,
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
    let unreadable = |reason| refused(place, ProblemKind::UnreadableItem { reason });
    let value = match parse_value(place, raw.json)? {
        Ok(value) => value,
        Err(reason) => return Ok(unreadable(reason)),
    };
    let hash = canonical(&value);
    let Value::Object(members) = value else {
        return Ok(unreadable("it is not an object".to_owned()));
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
    Ok(Drafted::Draft(Box::new(Draft {
        feed,
        place: place.clone(),
        item,
        id,
        published,
        modified,
        hash,
        problems,
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
