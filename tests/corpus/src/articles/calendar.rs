use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// First and last day.
const FIRST: Date = date(2014, 11, 17);
const LAST: Date = date(2026, 11, 16);

/// A day at the end brings this many times the articles of one at the start.
const GROWTH: f64 = 2.0;
/// What a day of the weekend brings, compared with one of the week.
const WEEKEND: f64 = 0.45;

/// Minutes of a day between its first article and its last.
const MORNING: f64 = 360.0;
const WORKING: f64 = 960.0;

/// Minutes between the articles that come after the last day.
const BETWEEN: usize = 12;

/// Days that the articles of a story lie within.
const STORY_DAYS: usize = 10;

/// When articles appear: slowly more of them, fewer at weekends.
#[derive(Debug)]
pub struct Calendar {
    days: Vec<Date>,
    /// Share of the articles up to and with each day.
    shares: Vec<f64>,
}

/// When an article appears.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    day: Date,
    /// Days since the first.
    age: usize,
    minute: usize,
}

impl Calendar {
    /// From the first day to the last.
    pub fn new() -> Self {
        let days: Vec<Date> = FIRST
            .series(1.day())
            .take_while(|day| *day <= LAST)
            .collect();
        let all = days.len() as f64;
        let mut sum = 0.0;
        let weights = days.iter().zip(0_u32..).map(|(day, age)| {
            let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            let grown = 1.0 + (GROWTH - 1.0) * f64::from(age) / all;
            sum += if weekend { WEEKEND * grown } else { grown };
            sum
        });
        let sums: Vec<f64> = weights.collect();
        let shares = sums.iter().map(|upto| upto / sum).collect();
        Self { days, shares }
    }

    /// When article `number` of `size` appears; those from `size` on follow
    /// the last day, in its month.
    pub fn moment(&self, number: usize, size: usize) -> Moment {
        if number >= size {
            return self.later(number - size);
        }
        let share = (number as f64 + 0.5) / size as f64;
        let age = self.shares.partition_point(|upto| *upto < share);
        let before = age
            .checked_sub(1)
            .and_then(|before| self.shares.get(before));
        let before = before.copied().unwrap_or(0.0);
        let upto = self.shares.get(age).copied().unwrap_or(1.0);
        let minute = MORNING + WORKING * (share - before) / (upto - before);
        Moment {
            day: self.days.get(age).copied().unwrap_or(LAST),
            age,
            minute: minute as usize,
        }
    }

    /// Share of the articles that a [`Moment::period`] holds, on average.
    pub fn share_of_period(&self) -> f64 {
        STORY_DAYS as f64 / self.days.len() as f64
    }

    fn later(&self, number: usize) -> Moment {
        let minutes = number * BETWEEN;
        let days = minutes / WORKING as usize;
        Moment {
            day: LAST.saturating_add(i64::try_from(days + 1).unwrap_or(1).days()),
            age: self.days.len() + days,
            minute: MORNING as usize + minutes % WORKING as usize,
        }
    }
}

impl Moment {
    /// RFC 3339.
    pub fn written(self) -> String {
        let (hour, minute) = (self.minute / 60, self.minute % 60);
        format!("{}T{hour:02}:{minute:02}:00+01:00", self.day)
    }

    /// The number of the stretch of days whose stories it may belong to.
    pub fn period(self) -> usize {
        self.age / STORY_DAYS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_come_in_order_and_slowly_bring_more() {
        let calendar = Calendar::new();
        let written: Vec<String> = (0..10_000)
            .map(|at| calendar.moment(at, 10_000).written())
            .collect();
        assert!(written.is_sorted());
        assert_eq!(
            written.first().map(String::as_str),
            Some("2014-11-17T10:25:00+01:00")
        );
        assert!(
            written
                .last()
                .is_some_and(|last| last.starts_with("2026-11-16"))
        );
        let in_year = |year: &str| written.iter().filter(|date| date.starts_with(year)).count();
        assert!(in_year("2016") < in_year("2020") && in_year("2020") < in_year("2025"));
        assert!(
            (30..70).contains(&in_year("2026-11")),
            "{}",
            in_year("2026-11")
        );
    }

    #[test]
    fn later_articles_stay_in_the_last_month() {
        let calendar = Calendar::new();
        let later = |number: usize| calendar.moment(100 + number, 100).written();
        assert_eq!(later(0), "2026-11-17T06:00:00+01:00");
        assert_eq!(later(super::super::LATER - 1), "2026-11-29T13:48:00+01:00");
    }
}
