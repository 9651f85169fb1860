use crate::Convention;
use kiosque_model::ArticleDate;

/// The parts of a date that are known and exist in the calendar. A partial date stays
/// partial: no format is told a first of January that nobody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31; none without a month.
    pub day: Option<u8>,
}

impl Parts {
    pub fn of(date: &ArticleDate) -> Self {
        let within = |text: Option<&str>, last: u8| {
            let number = text?.parse().ok()?;
            (1..=last).contains(&number).then_some(number)
        };
        let month = within(date.month(), 12);
        Self {
            year: date.year().parse().unwrap_or_default(),
            month,
            day: month.and_then(|_| within(date.day_of_month(), 31)),
        }
    }

    /// `2019`, `2019-07` or `2019-07-04`, with `separator` in place of the hyphens.
    pub fn in_figures(self, separator: &str) -> String {
        let mut written = padded(self.year, 4);
        for part in [self.month, self.day].into_iter().flatten() {
            written.push_str(separator);
            written.push_str(&padded(part.into(), 2));
        }
        written
    }

    /// `4 juillet 2019`, `July 4, 2019`, `يوليو 2019` or `2019`.
    pub fn in_words(self, convention: Convention) -> String {
        let year = self.year.to_string();
        let place = self
            .month
            .and_then(|month| usize::from(month).checked_sub(1));
        let Some(month) = place.and_then(|at| convention.words().months.get(at)) else {
            return year;
        };
        let Some(day) = self.day else {
            return [month, " ", &year].concat();
        };
        match (convention, day) {
            (Convention::English, _) => [month, " ", &day.to_string(), ", ", &year].concat(),
            (Convention::French, 1) => ["1er ", month, " ", &year].concat(),
            _ => [&day.to_string(), " ", month, " ", &year].concat(),
        }
    }
}

fn padded(number: u16, width: usize) -> String {
    let digits = number.to_string();
    "0".repeat(width.saturating_sub(digits.len())) + &digits
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn check(date: &str, figures: &str, words: [&str; 3]) {
        let parts = Parts::of(&ArticleDate::try_from(date.to_owned()).unwrap());
        assert_eq!(parts.in_figures("-"), figures);
        assert_eq!(Convention::ALL.map(|one| parts.in_words(one)), words);
    }

    #[test]
    fn partial_dates_stay_partial() {
        check("2019", "2019", ["2019", "2019", "2019"]);
        check(
            "2019-07",
            "2019-07",
            ["juillet 2019", "يوليو 2019", "July 2019"],
        );
        let day = ["4 juillet 2019", "4 يوليو 2019", "July 4, 2019"];
        check("2019-07-04", "2019-07-04", day);
        check("2019-07-04T23:30:00-05:00", "2019-07-04", day);
        let first =
            ["1er mai 0987", "1 مايو 0987", "May 1, 0987"].map(|text| text.replace("0987", "987"));
        check(
            "0987-05-01",
            "0987-05-01",
            [&first[0], &first[1], &first[2]],
        );
    }

    #[test]
    fn months_and_days_that_do_not_exist_are_not_told() {
        check("2019-13-04", "2019", ["2019", "2019", "2019"]);
        check(
            "2019-02-00",
            "2019-02",
            ["février 2019", "فبراير 2019", "February 2019"],
        );
    }
}
