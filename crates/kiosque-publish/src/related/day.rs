use kiosque_model::{ArticleDate, Precision};

/// A day, and whether the date says no more than its month or year.
#[derive(Clone, Copy)]
pub(super) struct Day {
    /// Days since 1970.
    number: i32,
    is_exact: bool,
}

impl Day {
    pub(super) fn of(date: &ArticleDate) -> Option<Self> {
        let day: jiff::civil::Date = date.first_day().parse().ok()?;
        let number = (day - jiff::civil::Date::constant(1970, 1, 1)).get_days();
        let is_exact = matches!(date.precision(), Precision::Day | Precision::Instant);
        Some(Self { number, is_exact })
    }
}

/// Days between two dates; none where either is missing.
pub(super) fn days_apart(a: Option<Day>, b: Option<Day>) -> Option<u32> {
    Some(a?.number.abs_diff(b?.number))
}

/// Whether both are dated to the day, at most seven days apart.
pub(super) fn same_week(a: Option<Day>, b: Option<Day>) -> bool {
    let exact = |day: Option<Day>| day.filter(|day| day.is_exact);
    days_apart(exact(a), exact(b)).is_some_and(|days| days <= 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Day> {
        Day::of(&ArticleDate::try_from(text.to_owned()).ok()?)
    }

    #[test]
    fn a_week_needs_days() {
        for (a, b, expected) in [
            ("2026-02-26", "2026-03-05", true),
            ("2026-02-25", "2026-03-05", false),
            ("2026-03-05T23:00:00+01:00", "2026-02-26", true),
            ("2026-03", "2026-03-01", false),
            ("2026", "2026", false),
        ] {
            assert_eq!(same_week(day(a), day(b)), expected, "{a} {b}");
        }
        assert!(!same_week(None, day("2026-03-01")));
    }
}
