//! From days to documents, and from documents to years and months.

use crate::files::all;
use crate::matches::Spans;
use crate::{Answer, Reader};
use kiosque_model::DayRange;
use kiosque_model::wire::{Calendar, Generation, Kind, ListPage, PageStart, Summary};

/// Years, or months as the number `YYYYMM`, ascending, each with a number.
pub type Periods = Vec<(u32, u32)>;

impl Reader {
    /// The documents of each generation whose day lies in `days`. Undated
    /// articles lie in none but the open range.
    pub(crate) fn spans(&self, days: &DayRange) -> Answer<Spans> {
        all(self
            .root()
            .generations
            .iter()
            .map(|generation| self.span(generation, days)))
    }

    fn span(&self, generation: &Generation, days: &DayRange) -> Answer<(u32, u32)> {
        if days.is_open() {
            return Ok((0, generation.articles));
        }
        // Undated articles have the empty day, which stands before them all.
        let from = self.first_since(generation, days.from.as_deref().unwrap_or("0"), false)?;
        let to = match days.to.as_deref() {
            Some(day) => self.first_since(generation, day, true)?,
            None => generation.articles,
        };
        Ok((from, to.max(from)))
    }

    /// The first document dated `day` or later; with `past`, later than `day`.
    /// Years are known from the root, months from the calendar; any other day
    /// is looked up on the page of the list.
    fn first_since(&self, generation: &Generation, day: &str, past: bool) -> Answer<u32> {
        let reached = |other: &str| if past { other > day } else { other >= day };
        if !reached(&generation.last_day) {
            return Ok(generation.articles);
        }
        if reached(&generation.first_day) {
            return Ok(first_dated(generation));
        }
        // Days are compared as text: the 31st ends every month.
        let (month_edge, year_edge) = if past {
            ("-31", "-12-31")
        } else {
            ("-01", "-01-01")
        };
        let first = |starts: &Periods, period: u32| {
            let after = |other: &u32| {
                if past {
                    *other > period
                } else {
                    *other >= period
                }
            };
            let found = starts.iter().find(|(other, _)| after(other));
            found.map_or(generation.articles, |(_, document)| *document)
        };
        let month = month_of(day);
        // The oldest year named may hold earlier ones, too.
        let oldest = generation.years.first().map_or(0, |(year, _)| *year);
        if day.ends_with(year_edge) && month / 100 > oldest {
            return Ok(first(&generation.years, month / 100));
        }
        if day.ends_with(month_edge) {
            return Ok(first(&self.months(generation)?, month));
        }
        self.first_listed(generation, reached)
    }

    fn first_listed(&self, generation: &Generation, reached: impl Fn(&str) -> bool) -> Answer<u32> {
        let Some(leaf) = self.leaf(&generation.lists, |start: &PageStart| reached(&start.day))?
        else {
            return Ok(0);
        };
        let page = self.shared::<ListPage>(Kind::List, &leaf.branch.file)?;
        let before = page
            .summaries
            .iter()
            .take_while(|summary| !reached(&day_of(summary)))
            .count();
        let before = u32::try_from(before).unwrap_or(u32::MAX);
        Ok(leaf.branch.first.document.saturating_add(before))
    }

    /// Where the months of a generation start.
    fn months(&self, generation: &Generation) -> Answer<Periods> {
        match &generation.calendar {
            Some(file) => {
                let calendar = self.shared::<Calendar>(Kind::Calendar, file)?;
                Ok(calendar.months.clone())
            }
            None => Ok(vec![(
                month_of(&generation.first_day),
                first_dated(generation),
            )]),
        }
    }

    /// Where the periods of each generation start: the months where `days` lie
    /// in one year, else the years. Those of a generation without documents in
    /// its span are not asked for.
    pub(crate) fn period_starts(&self, days: &DayRange, spans: &Spans) -> Answer<Vec<Periods>> {
        let year = |day: &Option<String>| day.as_deref().map(|day| month_of(day) / 100);
        let within_a_year = !days.is_open() && year(&days.from) == year(&days.to);
        let generations = self.root().generations.iter().zip(spans);
        all(generations.map(|(generation, (from, to))| {
            if within_a_year && from < to {
                self.months(generation)
            } else {
                Ok(generation.years.clone())
            }
        }))
    }
}

/// Adds `count` to the period that a document is of, given where they start.
pub(crate) fn count_in(periods: &mut Periods, starts: &Periods, document: u32, count: u32) {
    let after = starts.partition_point(|(_, start)| *start <= document);
    if let Some((period, _)) = after.checked_sub(1).and_then(|at| starts.get(at)) {
        count_period(periods, *period, count);
    }
}

/// Adds `count` to a period.
pub(crate) fn count_period(periods: &mut Periods, period: u32, count: u32) {
    match periods.binary_search_by_key(&period, |(other, _)| *other) {
        Ok(at) => {
            if let Some((_, counted)) = periods.get_mut(at) {
                *counted = counted.saturating_add(count);
            }
        }
        Err(at) => periods.insert(at, (period, count)),
    }
}

/// The first document with a date.
fn first_dated(generation: &Generation) -> u32 {
    let first = generation.years.first();
    first.map_or(generation.articles, |(_, document)| *document)
}

/// The year of a day; 0 of what is none.
pub(crate) fn year_of(day: &str) -> u32 {
    month_of(day) / 100
}

/// The number `YYYYMM` of a day; 0 of what is none.
fn month_of(day: &str) -> u32 {
    let digits = |range| {
        day.get(range)
            .and_then(|digits: &str| digits.parse::<u32>().ok())
    };
    digits(0..4).unwrap_or_default() * 100 + digits(5..7).unwrap_or_default()
}

fn day_of(summary: &Summary) -> String {
    summary
        .date
        .as_ref()
        .map(kiosque_model::ArticleDate::first_day)
        .unwrap_or_default()
}
