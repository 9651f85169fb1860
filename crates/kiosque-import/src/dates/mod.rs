//! Dates as people and programs write them, in French, Arabic and English.

mod months;
mod words;

use jiff::civil::{Date, Time};
use jiff::fmt::rfc2822;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;

pub(crate) use words::folded;

/// The order of day, month and year in dates of numbers alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 04/07/2019 is the fourth of July.
    DayFirst,
    /// 04/07/2019 is the seventh of April.
    MonthFirst,
    /// 19/07/04 is the fourth of July.
    YearFirst,
}

/// A date as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDate {
    /// Normalised: `2019`, `2019-07`, `2019-07-04` or an RFC 3339 instant with
    /// the date's own offset.
    pub date: String,
    /// Whether day and month could as well be the other way round.
    pub ambiguous: bool,
    /// Whether a time without an offset was taken as UTC.
    pub assumed_utc: bool,
}

/// A date in its parts, not yet known to exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Parts {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
    time: Option<Time>,
    offset: Option<Offset>,
    ambiguous: bool,
}

/// Reads a date of the years 1 to 9999, as precise as it is written. `None`
/// where it is none, or no day of the calendar.
pub fn read_date(written: &str, order: Option<DateOrder>) -> Option<ReadDate> {
    let written = words::latin_digits(written.trim());
    partial(&written)
        .or_else(|| of_iso(&written))
        .or_else(|| of_mail(&written))
        .or_else(|| words::parts_of(&written, order))
        .and_then(normalised)
}

/// `2019`, `2019-07` or `20190704`.
fn partial(written: &str) -> Option<Parts> {
    let is_digits = written
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-');
    let number = |part: &str| part.parse().ok();
    match written.len() {
        4 if is_digits => Some(Parts {
            year: written.parse().ok()?,
            ..Parts::default()
        }),
        7 if is_digits => {
            let (year, month) = written
                .split_once('-')
                .filter(|(year, _)| year.len() == 4)?;
            Some(Parts {
                year: year.parse().ok()?,
                month: Some(number(month)?),
                ..Parts::default()
            })
        }
        8 if written.bytes().all(|byte| byte.is_ascii_digit()) => Some(Parts {
            year: written.get(..4)?.parse().ok()?,
            month: Some(number(written.get(4..6)?)?),
            day: Some(number(written.get(6..)?)?),
            ..Parts::default()
        }),
        _ => None,
    }
}

fn of_iso(written: &str) -> Option<Parts> {
    // `2019-07-04 10:30:00 +01:00` is often written.
    let compact = match written.rsplit_once(' ') {
        Some((time, offset)) if offset.starts_with(['+', '-', 'Z', 'z']) => {
            format!("{time}{offset}")
        }
        _ => written.to_owned(),
    };
    let pieces = Pieces::parse(&compact).ok()?;
    Some(of_civil(
        pieces.date(),
        pieces.time(),
        pieces.to_numeric_offset(),
    ))
}

fn of_mail(written: &str) -> Option<Parts> {
    let zoned = rfc2822::parse(written).ok()?;
    Some(of_civil(
        zoned.date(),
        Some(zoned.time()),
        Some(zoned.offset()),
    ))
}

fn of_civil(date: Date, time: Option<Time>, offset: Option<Offset>) -> Parts {
    Parts {
        year: date.year(),
        month: Some(date.month()),
        day: Some(date.day()),
        time,
        offset,
        ambiguous: false,
    }
}

fn normalised(parts: Parts) -> Option<ReadDate> {
    let day = Date::new(parts.year, parts.month.unwrap_or(1), parts.day.unwrap_or(1)).ok()?;
    if day.year() < 1 {
        return None;
    }
    let year = day.year();
    let date = match (parts.month, parts.day, parts.time) {
        (None, ..) => format!("{year:04}"),
        (Some(month), None, _) => format!("{year:04}-{month:02}"),
        (_, _, None) => day.to_string(),
        (_, _, Some(time)) => instant(day, time, parts.offset.unwrap_or(Offset::UTC))?,
    };
    let is_instant = date.contains('T');
    Some(ReadDate {
        date,
        ambiguous: parts.ambiguous,
        assumed_utc: is_instant && parts.offset.is_none(),
    })
}

/// RFC 3339 to the second, an offset of nothing as `Z`.
fn instant(day: Date, time: Time, offset: Offset) -> Option<String> {
    let time = time.with().subsec_nanosecond(0).build().ok()?;
    let timestamp = offset.to_timestamp(day.to_datetime(time)).ok()?;
    if offset.seconds() == 0 {
        return Some(timestamp.to_string());
    }
    Some(timestamp.display_with_offset(offset).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: &str) {
        let seen = read_date(written, None).map(|read| read.date);
        assert_eq!(seen.as_deref(), Some(expected), "{written}");
    }

    #[test]
    fn programs_dates_are_read_with_their_own_offset() {
        for (written, expected) in [
            ("2019-07-04T10:30:00+01:00", "2019-07-04T10:30:00+01:00"),
            ("2019-07-04T10:30:00.5Z", "2019-07-04T10:30:00Z"),
            ("2019-07-04 10:30:00 -0500", "2019-07-04T10:30:00-05:00"),
            (
                "Thu, 04 Jul 2019 10:30:00 +0100",
                "2019-07-04T10:30:00+01:00",
            ),
            ("Thu, 4 Jul 2019 10:30 GMT", "2019-07-04T10:30:00Z"),
            ("Thu, 04 Jul 19 10:30:00 EST", "2019-07-04T10:30:00-05:00"),
            ("Thu Jul  4 10:30:00 2019", "2019-07-04T10:30:00Z"),
            ("Thu Jul 4 10:30:00 EDT 2019", "2019-07-04T10:30:00-04:00"),
            ("20190704", "2019-07-04"),
            ("2019-7-4", "2019-07-04"),
            ("2019-7-4 9:05", "2019-07-04T09:05:00Z"),
        ] {
            check(written, expected);
        }
    }

    #[test]
    fn partial_dates_stay_partial() {
        for (written, expected) in [
            ("2019", "2019"),
            ("2019-07", "2019-07"),
            ("juillet 2019", "2019-07"),
            ("July, 2019", "2019-07"),
            ("يوليوز 2019", "2019-07"),
            ("07/2019", "2019-07"),
        ] {
            check(written, expected);
        }
    }

    #[test]
    fn peoples_dates_are_read_in_three_languages() {
        for (written, expected) in [
            ("Le 04/07/2019", "2019-07-04"),
            ("Jeudi 4 juillet 2019", "2019-07-04"),
            ("le 1er août 2019 à 10h30", "2019-08-01T10:30:00Z"),
            ("4 févr. 2019", "2019-02-04"),
            ("July 4th, 2019", "2019-07-04"),
            ("4 July 2019 at 3:05 pm", "2019-07-04T15:05:00Z"),
            ("الخميس 4 يوليو 2019", "2019-07-04"),
            ("٠٤/٠٧/٢٠١٩", "2019-07-04"),
            ("4 غشت 2019", "2019-08-04"),
            ("4 تشرين الثاني 2019", "2019-11-04"),
            ("14.12.2019", "2019-12-14"),
        ] {
            check(written, expected);
        }
    }

    #[test]
    fn the_order_of_numbers_is_the_users() {
        let read =
            |written, order| read_date(written, order).map(|read| (read.date, read.ambiguous));
        let date = |date: &str, ambiguous| Some((date.to_owned(), ambiguous));
        let [day, month, year] = [
            Some(DateOrder::DayFirst),
            Some(DateOrder::MonthFirst),
            Some(DateOrder::YearFirst),
        ];
        assert_eq!(read("04/07/2019", None), date("2019-07-04", true));
        assert_eq!(read("04/07/2019", day), date("2019-07-04", false));
        assert_eq!(read("04/07/2019", month), date("2019-04-07", false));
        assert_eq!(read("19/07/04", year), date("2019-07-04", false));
        assert_eq!(read("25/07/2019", None), date("2019-07-25", false));
        assert_eq!(read("07/25/2019", None), date("2019-07-25", false));
        assert_eq!(read("25/07/2019", month), date("2019-07-25", false));
        assert_eq!(read("07/07/2019", None), date("2019-07-07", false));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for written in [
            "",
            "yesterday",
            "2019-13",
            "2019-02-30",
            "0000",
            "-2019-01-01",
            "30/02/2019",
            "13/13/2019",
            "1562232600",
            "12019-01-01",
            "4 2019",
            "2019-07-04T25:00:00Z",
            "no 4 of 12",
            "١",
            "10:30",
            "a 2019 b 7 c 4 d 5 e 6",
        ] {
            assert_eq!(read_date(written, None), None, "{written}");
        }
    }
}
