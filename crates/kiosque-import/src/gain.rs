use jiff::tz::Offset;
use jiff::{Timestamp, civil};
use kiosque_model::feed::Item;

/// What an article gains by its copies: tags, and a later date of change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gain {
    tags: Vec<String>,
    modified: Option<String>,
}

impl Gain {
    /// Notes what a copy has.
    pub fn add(&mut self, copy: &Item) {
        add_tags(&mut self.tags, copy.tags.iter().flatten());
        self.modified = later(self.modified.take(), copy.date_modified.clone());
    }

    /// Gives it to the article; whether that changes anything.
    pub fn give_to(&self, item: &mut Item) -> bool {
        let mut tags = item.tags.clone().unwrap_or_default();
        add_tags(&mut tags, self.tags.iter());
        let tags = Some(tags).filter(|tags| !tags.is_empty());
        let modified = later(item.date_modified.clone(), self.modified.clone());
        let changes = tags != item.tags || modified != item.date_modified;
        item.tags = tags;
        item.date_modified = modified;
        changes
    }
}

fn add_tags<'a>(tags: &mut Vec<String>, more: impl Iterator<Item = &'a String>) {
    for tag in more {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
}

/// The later of two dates as drafts have them; the first of equals.
fn later(one: Option<String>, other: Option<String>) -> Option<String> {
    match (&one, &other) {
        (Some(first), Some(second)) if start_of(second) <= start_of(first) => one,
        (_, Some(_)) => other,
        _ => one,
    }
}

/// The first second of a date, which may be a year, a month, a day or an instant.
fn start_of(date: &str) -> Option<i64> {
    if let Ok(instant) = date.parse::<Timestamp>() {
        return Some(instant.as_second());
    }
    let day = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    let day: civil::Date = day.parse().ok()?;
    let midnight = Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()?;
    Some(midnight.as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(tags: &[&str], modified: Option<&str>) -> Item {
        let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
        Item {
            tags: Some(tags).filter(|tags| !tags.is_empty()),
            date_modified: modified.map(str::to_owned),
            ..Item::default()
        }
    }

    #[test]
    fn tags_are_joined_and_the_later_date_stays() {
        let mut gain = Gain::default();
        gain.add(&item(&["Maroc", "Mer"], Some("2019-07")));
        gain.add(&item(&["Ports"], Some("2019-07-04T23:30:00-02:00")));
        let mut kept = item(&["Mer"], Some("2019-07-05T00:30:00+01:00"));
        assert!(gain.give_to(&mut kept));
        let expected = item(
            &["Mer", "Maroc", "Ports"],
            Some("2019-07-04T23:30:00-02:00"),
        );
        assert_eq!(kept, expected);
        assert!(!gain.give_to(&mut kept));
    }

    #[test]
    fn nothing_gained_is_no_change() {
        let mut gain = Gain::default();
        gain.add(&item(&[], None));
        let mut kept = item(&[], Some("2019"));
        assert!(!gain.give_to(&mut kept));
        assert_eq!(kept, item(&[], Some("2019")));
    }
}
