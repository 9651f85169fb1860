use crate::wire::{FromJson, Json, Reading};
use serde::Serialize;
use std::fmt;

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// `2019`
    Year,
    /// `2019-07`
    Month,
    /// `2019-07-04`
    Day,
    /// `2019-07-04T10:30:00+01:00`
    Instant,
}

/// The date of an article as its source states it, in normalised ISO 8601:
/// `2019`, `2019-07`, `2019-07-04` or an RFC 3339 instant with its own offset.
///
/// The shown day and the month an article is filed under are those of the
/// date's own offset. Years run from 0001 to 9999. Parsing of what publishers
/// write belongs to the publisher; this type only tells normalised text apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[serde(try_from = "String", into = "String")]
pub struct ArticleDate(String);

/// The text is none of the four forms of an [`ArticleDate`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidDate(pub String);

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)?;
        f.write_str(" is not a date: expected 2019, 2019-07, 2019-07-04 or an RFC 3339 instant")
    }
}

impl std::error::Error for InvalidDate {}

impl ArticleDate {
    /// The date as normalised text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How much of the date is known.
    pub fn precision(&self) -> Precision {
        match self.0.len() {
            4 => Precision::Year,
            7 => Precision::Month,
            10 => Precision::Day,
            _ => Precision::Instant,
        }
    }

    /// Four digits.
    pub fn year(&self) -> &str {
        self.0.get(..4).unwrap_or_default()
    }

    /// Two digits, where the month is known.
    pub fn month(&self) -> Option<&str> {
        self.0.get(5..7)
    }

    /// Two digits, where the day is known.
    pub fn day_of_month(&self) -> Option<&str> {
        self.0.get(8..10)
    }

    /// The calendar day `YYYY-MM-DD`; a partial date counts as its first day.
    pub fn first_day(&self) -> String {
        match self.precision() {
            Precision::Year => self.0.clone() + "-01-01",
            Precision::Month => self.0.clone() + "-01",
            _ => self.0.get(..10).unwrap_or_default().to_owned(),
        }
    }

    /// The calendar month `YYYY-MM` the article is filed under.
    pub fn period(&self) -> String {
        self.first_day().get(..7).unwrap_or_default().to_owned()
    }
}

impl TryFrom<String> for ArticleDate {
    type Error = InvalidDate;

    fn try_from(text: String) -> Result<Self, InvalidDate> {
        if is_normalised(&text) {
            Ok(Self(text))
        } else {
            Err(InvalidDate(text))
        }
    }
}

impl From<ArticleDate> for String {
    fn from(date: ArticleDate) -> Self {
        date.0
    }
}

impl FromJson for ArticleDate {
    fn from_json(value: &mut Json, reading: &mut Reading) -> Self {
        Self(reading.text_in_form(value, is_normalised, "is not a date"))
    }
}

fn is_normalised(text: &str) -> bool {
    let text = text.as_bytes();
    let shape: &[u8] = match text.len() {
        4 => b"0000",
        7 => b"0000-00",
        10 => b"0000-00-00",
        _ => b"0000-00-00T00:00:00",
    };
    let fits = |(byte, form): (&u8, &u8)| {
        if *form == b'0' {
            byte.is_ascii_digit()
        } else {
            byte == form
        }
    };
    let tail = text.get(shape.len()..).unwrap_or_default();
    text.len() >= shape.len() && text.iter().zip(shape).all(fits) && is_tail(shape.len(), tail)
}

fn is_tail(shape: usize, tail: &[u8]) -> bool {
    let allowed = |byte: &u8| byte.is_ascii_digit() || b".+-:Z".contains(byte);
    match shape {
        19 => !tail.is_empty() && tail.len() <= 24 && tail.iter().all(allowed),
        _ => tail.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(Precision, &str, &str)>) {
        let date = ArticleDate::try_from(text.to_owned()).ok();
        let seen = date.map(|date| (date.precision(), date.first_day(), date.period()));
        let expected = expected.map(|(p, day, month)| (p, day.to_owned(), month.to_owned()));
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn the_four_forms_are_told_apart() {
        check("2019", Some((Precision::Year, "2019-01-01", "2019-01")));
        check("2019-07", Some((Precision::Month, "2019-07-01", "2019-07")));
        check(
            "2019-07-04",
            Some((Precision::Day, "2019-07-04", "2019-07")),
        );
        check(
            "2019-07-04T23:30:00-05:00",
            Some((Precision::Instant, "2019-07-04", "2019-07")),
        );
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "19",
            "2019-7",
            "04/07/2019",
            "2019-07-04T10:30:00",
            "٢٠١٩",
            "2019-07-04T10:30:00<b>",
        ] {
            check(text, None);
        }
    }
}
