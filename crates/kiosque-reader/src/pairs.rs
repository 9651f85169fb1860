//! What two frequent facets share, from the table of pairs and the current
//! month, which the table leaves out.

use crate::calendar::{Periods, count_period};
use crate::counts::Counts;
use crate::facets::Facets;
use crate::files::all;
use crate::matches::{Matches, Spans};
use crate::{Answer, Reader, Stop};
use kiosque_model::wire::{
    Facet, FileName, Kind, PairRecord, PairTable, Pairs, Summary, YEARS, pair_key, year_key,
};
use kiosque_model::{DayRange, Filter};

/// A pair's record, opened.
struct LoadedPair {
    count: u32,
    periods: Periods,
    whole: bool,
    beside: Vec<Facet>,
    newest: Vec<(Summary, FileName)>,
}

impl LoadedPair {
    /// What no article carries.
    fn empty() -> Self {
        Self {
            count: 0,
            periods: Periods::new(),
            whole: true,
            beside: Vec::new(),
            newest: Vec::new(),
        }
    }
}

impl Reader {
    /// What `filter` counts, if it requires two facets of the table, or one of a
    /// year, or a year alone, and nothing else. Of the current month, the postings
    /// of `driver` are read, if it is given.
    pub(crate) fn paired(
        &self,
        filter: &Filter,
        groups: &[Vec<String>],
        driver: Option<&[String]>,
    ) -> Answer<Option<Counts>> {
        let Some(table) = self.root().pairs.as_ref() else {
            return Ok(None);
        };
        let Some((keys, year)) = subjects(filter, groups) else {
            return Ok(None);
        };
        let Some(facets) = self.above_floor(table, &keys, year)? else {
            return Ok(None);
        };
        let names: Vec<String> = keys.iter().cloned().chain(year.map(year_key)).collect();
        let (Some(one), Some(other)) = (names.first(), names.last()) else {
            return Ok(None);
        };
        let pair = self.pair(table, &pair_key(one, other));
        let month = self.in_month(filter, groups, driver);
        let (pair, month) = (pair?, month?);
        self.with_month(pair, facets, month, &filter.days).map(Some)
    }

    /// The facets of `keys`, if they and the year are of the table.
    fn above_floor(
        &self,
        table: &PairTable,
        keys: &[String],
        year: Option<u32>,
    ) -> Answer<Option<Vec<Facet>>> {
        if year.is_some_and(|year| self.articles_of(year) <= table.floor) {
            return Ok(None);
        }
        let entries = all(keys.iter().map(|key| self.entry(key)))?;
        let facets = entries.into_iter().map(|found| {
            let found = found.filter(|found| found.earlier() > table.floor);
            found.map(|found| found.entry.facet)
        });
        Ok(facets.collect())
    }

    /// Articles of a year outside the current month; 0 for one that is not
    /// counted by itself.
    fn articles_of(&self, year: u32) -> u32 {
        let mut count = 0_u32;
        let closed = self.root().generations.iter();
        for generation in closed.filter(|generation| generation.whole_dictionary) {
            let at = generation
                .years
                .iter()
                .position(|(other, _)| *other == year);
            let folded = at == Some(0) && generation.years.len() == YEARS;
            let Some(at) = at.filter(|_| !folded) else {
                continue;
            };
            let start = |at: usize| generation.years.get(at).map(|(_, start)| *start);
            let end = start(at.saturating_add(1)).unwrap_or(generation.articles);
            count = count.saturating_add(end.saturating_sub(start(at).unwrap_or(end)));
        }
        count
    }

    /// A pair of facets above the floor; an empty one where no article carries
    /// both.
    fn pair(&self, table: &PairTable, key: &str) -> Answer<LoadedPair> {
        let Some(leaf) = self.leaf(&table.tree, |first| first.as_str() > key)? else {
            return Ok(LoadedPair::empty());
        };
        let file = leaf.branch.file;
        let mut pairs: Pairs = self.load(Kind::Pairs, &file)?;
        let found = pairs
            .pairs
            .binary_search_by(|pair| pair.key.as_str().cmp(key));
        let Ok(at) = found else {
            return Ok(LoadedPair::empty());
        };
        let record = pairs.pairs.swap_remove(at);
        open(&pairs, record).ok_or_else(|| {
            Stop::damaged(file.path(Kind::Pairs), "it points to what it does not name")
        })
    }

    /// What matches in the current month, if anything may.
    fn in_month(
        &self,
        filter: &Filter,
        groups: &[Vec<String>],
        driver: Option<&[String]>,
    ) -> Answer<Option<Matches>> {
        let entries = all(groups.iter().flatten().map(|key| self.entry(key)))?;
        let carried = entries.iter().flatten().all(|found| found.is_of_month);
        let spans = self.month_spans(&filter.days)?;
        if !carried || spans.iter().all(|(from, to)| from == to) {
            return Ok(None);
        }
        let driver = match driver {
            Some(driver) => driver.to_vec(),
            None => self.driver(groups.to_vec())?,
        };
        self.matches(&driver, filter, &spans).map(Some)
    }

    /// The documents of the current month among those of a range of days.
    fn month_spans(&self, days: &DayRange) -> Answer<Spans> {
        let mut spans = self.spans(days)?;
        for (span, generation) in spans.iter_mut().zip(&self.root().generations) {
            if generation.whole_dictionary {
                *span = (0, 0);
            }
        }
        Ok(spans)
    }

    /// A pair and the current month's matches together.
    fn with_month(
        &self,
        pair: LoadedPair,
        facets: Vec<Facet>,
        month: Option<Matches>,
        days: &DayRange,
    ) -> Answer<Counts> {
        let starts = self.period_starts(days, &self.month_spans(days)?)?;
        let month = month.unwrap_or_default();
        let mut periods = pair.periods;
        for (period, count) in month.periods(&starts) {
            count_period(&mut periods, period, count);
        }
        let own = facets.into_iter().map(|facet| Facet {
            count: pair.count,
            ..facet
        });
        let beside = own.chain(pair.beside).collect();
        Ok(Counts {
            total: pair.count.saturating_add(month.total()),
            remaining: merged(beside, month.tally(), pair.whole).into(),
            periods,
            whole: pair.whole,
            newest: Some(pair.newest),
            matches: Some(month),
            ..Counts::default()
        })
    }
}

/// The facets and the year that a filter requires, if they make a pair.
fn subjects(filter: &Filter, groups: &[Vec<String>]) -> Option<(Vec<String>, Option<u32>)> {
    let single = |group: &Vec<String>| match group.as_slice() {
        [key] => Some(key.clone()),
        _ => None,
    };
    let keys: Vec<String> = groups.iter().map(single).collect::<Option<_>>()?;
    let year = filter.days.whole_year();
    let plain = filter.none.is_empty() && (filter.days.is_open() || year.is_some());
    let makes_pair = match keys.len() {
        0 | 1 => year.is_some(),
        2 => year.is_none() && keys.first() != keys.last(),
        _ => false,
    };
    (plain && makes_pair).then_some((keys, year))
}

fn open(pairs: &Pairs, record: PairRecord) -> Option<LoadedPair> {
    let beside = record.beside.iter().map(|(at, count)| {
        let facet = pairs.facets.get(*at as usize)?.clone();
        Some(Facet {
            count: *count,
            ..facet
        })
    });
    let newest = record.newest.iter().map(|at| {
        let summary = pairs.summaries.get(*at as usize)?;
        let pack = pairs.packs.get(summary.pack as usize)?;
        Some((summary.clone(), pack.clone()))
    });
    Some(LoadedPair {
        count: record.count,
        whole: record.whole,
        beside: beside.collect::<Option<_>>()?,
        newest: newest.collect::<Option<_>>()?,
        periods: record.periods,
    })
}

/// The counts of both; where the first are not `whole`, those alone that it
/// has: of any other its part is not known.
fn merged(counted: Vec<Facet>, more: Vec<Facet>, whole: bool) -> Vec<Facet> {
    let mut facets = Facets::default();
    let mut counts: Vec<u32> = Vec::new();
    let known = counted.len();
    for facet in counted.into_iter().chain(more) {
        let number = facets.number(&facet) as usize;
        if number >= known && !whole {
            continue;
        }
        if number >= counts.len() {
            counts.resize(number + 1, 0);
        }
        if let Some(count) = counts.get_mut(number) {
            *count = count.saturating_add(facet.count);
        }
    }
    facets.counted(&counts)
}
