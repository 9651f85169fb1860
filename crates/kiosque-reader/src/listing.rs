use crate::calendar::{Periods, year_of};
use crate::counts::Counts;
use crate::matches::{Matches, Place};
use crate::{Answer, Reader, Stop};
use kiosque_model::Filter;
use kiosque_model::wire::{Facet, FileName, PAGE_ROWS, Summary};
use std::rc::Rc;

/// Rows of a list, each with its pack.
pub type Rows = Vec<(Summary, FileName)>;

/// A page of a filtered list and what the filter leaves to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Articles that match, exactly.
    pub total: u32,
    /// The rows of this page, newest first, each with its pack.
    pub rows: Vec<(Summary, FileName)>,
    /// Facets the matching articles carry, with exact counts, most first.
    pub remaining: Rc<[Facet]>,
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
        let counts = self.counted(filter);
        let chosen = self.facets_of(filter);
        let (counts, chosen) = (counts?, chosen?);
        let rows = match &counts.newest {
            Some(older) if page == 0 => self.newest_rows(&counts, older)?,
            Some(_) => self.further_rows(filter, page, counts.total)?,
            None => self.rows(filter, page, &counts)?,
        };
        let root = self.root();
        Ok(Listing {
            total: counts.total,
            rows,
            remaining: Rc::clone(&counts.remaining),
            periods: counts.periods.clone(),
            years: (year_of(&root.first_day), year_of(&root.last_day)),
            chosen,
        })
    }

    /// All articles that match `filter`, newest first, each with its pack.
    pub fn all_rows(&self, filter: &Filter) -> Answer<Rows> {
        if filter.is_empty() {
            let places: Vec<Place> = self.all_places().collect();
            return self.summaries(&places, &Matches::default());
        }
        let spans = self.spans(&filter.days)?;
        if is_everything_but(filter) {
            let refused = self.matches(&filter.refused(), &Filter::default(), &spans)?;
            let refused = refused.places();
            let kept = self.all_places();
            let kept: Vec<Place> = kept
                .filter(|place| refused.binary_search(place).is_err())
                .collect();
            return self.summaries(&kept, &Matches::default());
        }
        let driver = self.driver(filter.groups())?;
        let matches = self.matches(&driver, filter, &spans)?;
        self.summaries(&matches.places(), &matches)
    }

    /// The documents of each generation, newest first, that match `filter`,
    /// ascending. `None` where it narrows nothing.
    pub fn documents(&self, filter: &Filter) -> Answer<Option<Vec<Vec<u32>>>> {
        if filter.is_empty() {
            return Ok(None);
        }
        let spans = self.spans(&filter.days)?;
        let is_everything_but = is_everything_but(filter);
        let (keys, narrowing) = if is_everything_but {
            (filter.refused(), Filter::default())
        } else {
            (self.driver(filter.groups())?, filter.clone())
        };
        let mut places = self.matches(&keys, &narrowing, &spans)?.places();
        if is_everything_but {
            let kept = self.all_places();
            places = kept
                .filter(|place| places.binary_search(place).is_err())
                .collect();
        }
        let mut documents = vec![Vec::new(); self.root().generations.len()];
        for place in places.into_iter().rev() {
            if let Some(documents) = documents.get_mut(place.generation()) {
                documents.push(place.document());
            }
        }
        Ok(Some(documents))
    }

    /// The first page, of which `older` are the last rows at most.
    fn newest_rows(&self, counts: &Counts, older: &Rows) -> Answer<Rows> {
        let Some(matches) = &counts.matches else {
            return Ok(older.clone());
        };
        let places = page_of(counts.places().iter().copied(), 0);
        let mut rows = self.summaries(&places, matches)?;
        rows.extend_from_slice(older);
        rows.truncate(PAGE_ROWS);
        Ok(rows)
    }

    /// The rows of a page where nothing but the counts is known, or all matches.
    fn rows(&self, filter: &Filter, page: usize, counts: &Counts) -> Answer<Rows> {
        match &counts.matches {
            Some(_) if is_everything_but(filter) => self.others(page, counts.places()),
            Some(matches) => {
                let places = page_of(counts.places().iter().copied(), page);
                self.summaries(&places, matches)
            }
            None => self.further_rows(filter, page, counts.total),
        }
    }

    /// The rows of a page of `total` matches, from no more postings than it takes.
    fn further_rows(&self, filter: &Filter, page: usize, total: u32) -> Answer<Rows> {
        if filter.is_empty() {
            return self.others(page, &[]);
        }
        let end = page.saturating_add(1).saturating_mul(PAGE_ROWS);
        let spans = self.spans(&filter.days)?;
        let driver = self.driver(filter.groups())?;
        let enough = end.min(total as usize);
        let matches = self.newest_matches(&driver, filter, &spans, enough)?;
        self.summaries(&page_of(matches.places().into_iter(), page), &matches)
    }

    /// The rows of a page of all articles without the refused ones.
    fn others(&self, page: usize, refused: &[Place]) -> Answer<Rows> {
        let kept = self
            .all_places()
            .filter(|place| refused.binary_search(place).is_err());
        self.summaries(&page_of(kept, page), &Matches::default())
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

/// Whether a filter does nothing but refuse tags.
fn is_everything_but(filter: &Filter) -> bool {
    filter.groups().is_empty() && filter.days.is_open()
}

fn page_of(places: impl Iterator<Item = Place>, page: usize) -> Vec<Place> {
    let before = page.saturating_mul(PAGE_ROWS);
    places.skip(before).take(PAGE_ROWS).collect()
}

pub(crate) fn with_packs(file: &str, packs: &[FileName], summaries: &[Summary]) -> Answer<Rows> {
    let rows = summaries.iter().map(|summary| {
        let pack = packs.get(summary.pack as usize)?;
        Some((summary.clone(), pack.clone()))
    });
    let rows: Option<Vec<_>> = rows.collect();
    rows.ok_or_else(|| Stop::damaged(file, "a summary points to a pack it does not name"))
}
