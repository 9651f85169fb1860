use crate::calendar::{Periods, year_of};
use crate::counts::Counts;
use crate::matches::{Matches, Place};
use crate::{Answer, Reader, Stop};
use kiosque_model::Filter;
use kiosque_model::wire::{Facet, FileName, ListPage, PAGE_ROWS, Summary};

/// A page of a filtered list and what the filter leaves to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Articles that match, exactly.
    pub total: u32,
    /// The rows of this page, newest first, each with its pack.
    pub rows: Vec<(Summary, FileName)>,
    /// Facets the matching articles carry, with exact counts, most first.
    pub remaining: Vec<Facet>,
    /// How many are of which year; of which month, as the number `YYYYMM`, where
    /// the filter's days lie in one year. Undated articles are of none.
    pub periods: Periods,
    /// First and last year of the whole archive; 0 where nothing is dated.
    pub years: (u32, u32),
    /// The facets the filter names, with their counts in the whole archive: 0
    /// for one that no article carries.
    pub chosen: Vec<Facet>,
}

impl Reader {
    /// Page `page`, from 0, of the articles that match `filter`.
    pub fn list(&self, filter: &Filter, page: usize) -> Answer<Listing> {
        let counts = self.counts(filter);
        let chosen = self.facets_of(filter);
        let (mut counts, chosen) = (counts?, chosen?);
        let rows = match counts.newest.take() {
            Some(newest) if page == 0 => newest,
            _ => self.rows(filter, page, &counts)?,
        };
        let root = self.root();
        Ok(Listing {
            total: counts.total,
            rows,
            remaining: counts.remaining,
            periods: counts.periods,
            years: (year_of(&root.first_day), year_of(&root.last_day)),
            chosen,
        })
    }

    /// The rows of a page, of which all matches are known, or their number.
    fn rows(
        &self,
        filter: &Filter,
        page: usize,
        counts: &Counts,
    ) -> Answer<Vec<(Summary, FileName)>> {
        let groups = filter.groups();
        let none = Matches::default();
        if groups.is_empty() && filter.days.is_open() {
            let refused = counts.matches.as_ref().unwrap_or(&none).places();
            let kept = self
                .all_places()
                .filter(|place| refused.binary_search(place).is_err());
            return self.summaries(&page_of(kept, page), &none);
        }
        if let Some(matches) = &counts.matches {
            return self.summaries(&page_of(matches.places().into_iter(), page), matches);
        }
        let end = page.saturating_add(1).saturating_mul(PAGE_ROWS);
        let spans = self.spans(&filter.days)?;
        let driver = self.driver(groups)?;
        let enough = end.min(counts.total as usize);
        let matches = self.newest_matches(&driver, filter, &spans, enough)?;
        self.summaries(&page_of(matches.places().into_iter(), page), &matches)
    }

    fn all_places(&self) -> impl Iterator<Item = Place> {
        let generations = self.root().generations.iter().enumerate();
        generations.flat_map(|(generation, data)| {
            (0..data.articles)
                .rev()
                .map(move |document| Place::new(generation, document))
        })
    }
}

fn page_of(places: impl Iterator<Item = Place>, page: usize) -> Vec<Place> {
    let before = page.saturating_mul(PAGE_ROWS);
    places.skip(before).take(PAGE_ROWS).collect()
}

pub(crate) fn with_packs(file: &str, page: &ListPage) -> Answer<Vec<(Summary, FileName)>> {
    let rows = page.summaries.iter().map(|summary| {
        let pack = page.packs.get(summary.pack as usize)?;
        Some((summary.clone(), pack.clone()))
    });
    let rows: Option<Vec<_>> = rows.collect();
    rows.ok_or_else(|| Stop::damaged(file, "a summary points to a pack it does not name"))
}
