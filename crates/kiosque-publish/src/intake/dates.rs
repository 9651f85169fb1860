use super::IntakeError;
use super::inventory::{Entry, Inventory};
use jiff::civil::{Date, Time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use kiosque_model::ArticleDate;
use kiosque_model::feed::DatePrecision;

/// Most days between the newest article and the next newest.
const NEWEST_AHEAD: i64 = 31;

const SECONDS_A_DAY: i64 = 86_400;

/// A date as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDate {
    /// Normalised.
    pub date: ArticleDate,
    /// Its first second, in seconds since 1970 UTC; partial dates begin at midnight UTC.
    pub instant: i64,
    /// Whether a time without an offset was taken as UTC.
    pub assumed_utc: bool,
}

/// What articles are ordered by within a day; `i64::MIN` where undated.
pub fn instant_of(date: Option<&ReadDate>) -> i64 {
    date.map_or(i64::MIN, |read| read.instant)
}

/// Reads RFC 3339, a day, a month or a year, of the years 1 to 9999, and cuts
/// it to `precision`. `None` where it is none of these.
pub fn read_date(written: &str, precision: Option<DatePrecision>) -> Option<ReadDate> {
    let read = partial_date(written.trim()).or_else(|| full_date(written.trim()))?;
    match precision {
        Some(precision) => cut_date(read, precision),
        None => Some(read),
    }
}

/// `2019` or `2019-07`.
fn partial_date(written: &str) -> Option<ReadDate> {
    let (year, month) = match written.len() {
        4 => (written, "01"),
        7 => written.split_once('-')?,
        _ => return None,
    };
    of_day(written, &format!("{year}-{month}-01"))
}

fn of_day(date: &str, first_day: &str) -> Option<ReadDate> {
    let is_digits = first_day
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-');
    let day: Date = first_day.parse().ok().filter(|_| is_digits)?;
    let date = ArticleDate::try_from(date.to_owned()).ok()?;
    let read = ReadDate {
        date,
        instant: timestamp_of(day, Time::midnight(), Offset::UTC)?,
        assumed_utc: false,
    };
    Some(read).filter(|_| day.year() >= 1)
}

fn full_date(written: &str) -> Option<ReadDate> {
    let compact = without_space_before_offset(written);
    let pieces = Pieces::parse(&compact).ok()?;
    let day = pieces.date();
    if day.year() < 1 {
        return None;
    }
    let Some(time) = pieces.time() else {
        return of_day(&day.to_string(), &day.to_string());
    };
    let stated = pieces.to_numeric_offset();
    let offset = stated.unwrap_or(Offset::UTC);
    let date = ArticleDate::try_from(normalised(day, time, offset)).ok()?;
    Some(ReadDate {
        date,
        instant: timestamp_of(day, time, offset)?,
        assumed_utc: stated.is_none(),
    })
}

/// `2019-07-04 10:30:00 +01:00` is often written.
fn without_space_before_offset(written: &str) -> String {
    match written.rsplit_once(' ') {
        Some((time, offset)) if offset.starts_with(['+', '-', 'Z', 'z']) => {
            format!("{time}{offset}")
        }
        _ => written.to_owned(),
    }
}

fn timestamp_of(day: Date, time: Time, offset: Offset) -> Option<i64> {
    offset
        .to_timestamp(day.to_datetime(time))
        .ok()
        .map(|timestamp| timestamp.as_second())
}

fn normalised(day: Date, time: Time, offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let clock = format!(
        "{:02}:{:02}:{:02}",
        time.hour(),
        time.minute(),
        time.second()
    );
    match minutes {
        0 => format!("{day}T{clock}Z"),
        _ => {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!(
                "{day}T{clock}{sign}{:02}:{:02}",
                minutes.abs() / 60,
                minutes.abs() % 60
            )
        }
    }
}

fn cut_date(read: ReadDate, precision: DatePrecision) -> Option<ReadDate> {
    let length = match precision {
        DatePrecision::Year => 4,
        DatePrecision::Month => 7,
        DatePrecision::Day => 10,
    };
    match read.date.as_str().get(..length) {
        Some(cut) if cut.len() < read.date.as_str().len() => {
            let date = ArticleDate::try_from(cut.to_owned()).ok()?;
            let first_day = date.first_day();
            of_day(cut, &first_day)
        }
        _ => Some(read),
    }
}

impl Inventory {
    /// Checks that the newest date is no slip of a digit: generations, and with
    /// them most of the archive's files, follow from it.
    ///
    /// # Errors
    /// [`IntakeError::FarNewest`] when it is more than 31 days after the next
    /// newest.
    pub fn check_newest(&self) -> Result<(), IntakeError> {
        let mut dated: Vec<&Entry> = self
            .entries
            .iter()
            .filter(|entry| entry.date.is_some())
            .collect();
        dated.sort_by_key(|entry| std::cmp::Reverse(entry.instant));
        let [newest, next, ..] = dated.as_slice() else {
            return Ok(());
        };
        let ahead = newest.instant.saturating_sub(next.instant);
        if ahead <= NEWEST_AHEAD * SECONDS_A_DAY {
            return Ok(());
        }
        let text = |entry: &Entry| {
            let date = entry.date.as_ref().map(|date| date.as_str().to_owned());
            date.unwrap_or_default()
        };
        Err(IntakeError::FarNewest {
            place: newest.place.clone(),
            date: text(newest),
            next: text(next),
            days: ahead / SECONDS_A_DAY,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, precision: Option<DatePrecision>, expected: Option<(&str, i64)>) {
        let read = read_date(written, precision);
        let seen = read.as_ref().map(|read| (read.date.as_str(), read.instant));
        assert_eq!(seen, expected, "{written}");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        let instant = Some(("2019-07-04T10:30:00+01:00", 1_562_232_600));
        for written in [
            "2019-07-04T10:30:00+01:00",
            "2019-07-04t10:30:00+01:00",
            "2019-07-04 10:30:00+01:00",
            " 2019-07-04 10:30:00 +01:00 ",
            "2019-07-04T10:30+01:00",
            "2019-07-04T10:30:00.123+0100",
        ] {
            check(written, None, instant);
        }
        check(
            "2019-07-04T09:30:00z",
            None,
            Some(("2019-07-04T09:30:00Z", 1_562_232_600)),
        );
        check(
            "2019-07-04T09:30:00-00:00",
            None,
            Some(("2019-07-04T09:30:00Z", 1_562_232_600)),
        );
        check("2019-07-04", None, Some(("2019-07-04", 1_562_198_400)));
        check("2019-07", None, Some(("2019-07", 1_561_939_200)));
        check("2019", None, Some(("2019", 1_546_300_800)));
        check(
            "0001-01-01T00:00:00Z",
            None,
            Some(("0001-01-01T00:00:00Z", -62_135_596_800)),
        );
    }

    #[test]
    fn a_time_without_an_offset_is_taken_as_utc_and_told() {
        let read = read_date("2019-07-04 10:30", None);
        let seen = read
            .as_ref()
            .map(|read| (read.date.as_str(), read.assumed_utc));
        assert_eq!(seen, Some(("2019-07-04T10:30:00Z", true)));
        assert_eq!(
            read_date("2019-07-04", None).map(|read| read.assumed_utc),
            Some(false)
        );
    }

    #[test]
    fn the_stated_precision_cuts_in_the_dates_own_offset() {
        let written = "2019-07-01T00:30:00+01:00";
        check(
            written,
            Some(DatePrecision::Day),
            Some(("2019-07-01", 1_561_939_200)),
        );
        check(
            written,
            Some(DatePrecision::Month),
            Some(("2019-07", 1_561_939_200)),
        );
        check(
            written,
            Some(DatePrecision::Year),
            Some(("2019", 1_546_300_800)),
        );
        check(
            "2019",
            Some(DatePrecision::Day),
            Some(("2019", 1_546_300_800)),
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        for written in [
            "",
            "yesterday",
            "04/07/2019",
            "2019-13",
            "2019-02-30",
            "0000",
            "0000-01-01",
            "-2019-01-01",
            "12019-01-01",
            "2019-07-04T25:00:00Z",
            "٢٠١٩-٠٧-٠٤",
            "1562232600",
            "2019-7-4",
            "+2019",
            "2019-07-04T",
        ] {
            check(written, None, None);
        }
    }
}
