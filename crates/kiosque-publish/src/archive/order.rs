use crate::intake::Entry;
use kiosque_model::ArticleDate;
use kiosque_model::wire::ONE_GENERATION;
use rayon::prelude::*;

/// The generation of the current month.
pub(super) const MONTH: &str = "month";

/// The generation of the current year's closed months.
pub(super) const YEAR: &str = "year";
/// The only generation of a small archive.
pub(super) const ALL: &str = "all";

/// The articles of one generation, oldest first.
pub(super) struct Part {
    pub(super) name: &'static str,
    /// By period, oldest first; none is empty.
    pub(super) periods: Vec<Period>,
}

impl Part {
    /// Whether it is one that no other follows.
    pub(super) fn is_last(&self) -> bool {
        matches!(self.name, ALL | MONTH)
    }
}

/// The articles of a calendar month, or the undated ones.
pub(super) struct Period {
    /// `YYYY-MM`; empty for undated articles.
    pub(super) name: String,
    /// By their numbers in the spool.
    pub(super) articles: Vec<usize>,
}

/// The day a list files an article under; empty where it is undated, so that
/// undated articles come before all others.
pub(super) fn day_of(date: Option<&ArticleDate>) -> String {
    date.map(ArticleDate::first_day).unwrap_or_default()
}

/// Cuts the articles into generations, oldest first, without empty ones.
///
/// The day comes before the instant: where offsets differ, pages, periods and
/// ranges of days still follow each other.
pub(super) fn parts(mut entries: Vec<Entry>, as_of: Option<&ArticleDate>) -> Vec<Part> {
    entries.par_sort_unstable_by(|a, b| place_in_time(a).cmp(&place_in_time(b)));
    let newest = entries.last().map(|entry| day_of(entry.date.as_ref()));
    let current = as_of.map_or(newest.unwrap_or_default(), ArticleDate::first_day);
    let single = entries.len() < ONE_GENERATION;
    let mut parts: Vec<Part> = Vec::new();
    for period in periods(&entries) {
        let name = if single {
            ALL
        } else {
            generation_of(&period.name, &current)
        };
        match parts.last_mut() {
            Some(part) if part.name == name => part.periods.push(period),
            _ => parts.push(Part {
                name,
                periods: vec![period],
            }),
        }
    }
    parts
}

/// By day, instant and id. The day is compared as text that needs no room of
/// its own: that of [`day_of`].
fn place_in_time(entry: &Entry) -> ([u8; 10], i64, &str) {
    let mut day = [0; 10];
    if let Some(date) = &entry.date {
        day = *b"0000-01-01";
        let written = day.iter_mut().zip(date.as_str().bytes());
        written.for_each(|(place, byte)| *place = byte);
    }
    (day, entry.instant, &entry.id)
}

fn periods(entries: &[Entry]) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for entry in entries {
        let name = entry.date.as_ref().map(ArticleDate::period);
        let name = name.unwrap_or_default();
        match periods.last_mut() {
            Some(period) if period.name == name => period.articles.push(entry.number),
            _ => periods.push(Period {
                name,
                articles: vec![entry.number],
            }),
        }
    }
    periods
}

/// The generation of a period, when the current day is `YYYY-MM-DD`. What is
/// dated after the current month belongs to it.
fn generation_of(period: &str, current: &str) -> &'static str {
    let year = current.get(..4).unwrap_or_default();
    let month = current.get(..7).unwrap_or_default();
    match period {
        "" => "undated",
        _ if period < year => "before",
        _ if period < month => YEAR,
        _ => MONTH,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_current_day_decides_the_generation() {
        for (period, expected) in [
            ("", "undated"),
            ("2025-12", "before"),
            ("2026-01", "year"),
            ("2026-10", "year"),
            ("2026-11", "month"),
            ("2027-02", "month"),
        ] {
            assert_eq!(generation_of(period, "2026-11-03"), expected, "{period}");
        }
    }
}
