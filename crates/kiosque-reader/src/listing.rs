use crate::calendar::{Periods, count_in, year_of};
use crate::files::all;
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
        let listing = self.matching(filter, page)?;
        let named = filter
            .groups()
            .into_iter()
            .flatten()
            .chain(filter.refused());
        let chosen = all(named.map(|key| self.named(key)))?;
        let root = self.root();
        Ok(Listing {
            chosen,
            years: (year_of(&root.first_day), year_of(&root.last_day)),
            ..listing
        })
    }

    fn named(&self, key: String) -> Answer<Facet> {
        let nameless = |key: String| Facet {
            label: key.get(2..).unwrap_or_default().to_owned(),
            key,
            ..Facet::default()
        };
        Ok(self.facet(&key)?.unwrap_or_else(|| nameless(key)))
    }

    fn matching(&self, filter: &Filter, page: usize) -> Answer<Listing> {
        let groups = filter.groups();
        let plain = filter.none.is_empty() && filter.days.is_open();
        match groups.as_slice() {
            [] if plain => self.everything(page),
            [] if filter.days.is_open() => self.complement(filter, page),
            [group] if plain && page == 0 && group.len() == 1 => self.one_facet(group),
            _ => self.narrowed(filter, groups, page),
        }
    }

    fn everything(&self, page: usize) -> Answer<Listing> {
        let root = self.root();
        let rows = if page == 0 {
            with_packs("root.json", &root.newest)?
        } else {
            self.summaries(&page_of(self.all_places(), page), &Matches::default())?
        };
        Ok(Listing {
            total: root.articles,
            rows,
            remaining: root.facets.clone(),
            periods: self.all_years(),
            ..Listing::default()
        })
    }

    fn one_facet(&self, keys: &[String]) -> Answer<Listing> {
        let Some(key) = keys.first() else {
            return Ok(Listing::default());
        };
        let Some(loaded) = self.record(key)? else {
            return Ok(Listing::default());
        };
        let newest = ListPage {
            packs: loaded.packs,
            summaries: loaded.record.newest,
        };
        let mut remaining = vec![Facet {
            count: loaded.record.count,
            ..loaded.facet
        }];
        remaining.extend(loaded.beside);
        Ok(Listing {
            total: loaded.record.count,
            rows: with_packs(key, &newest)?,
            remaining,
            periods: loaded.record.years,
            ..Listing::default()
        })
    }

    /// What requires a facet, or a range of days: read the fewest postings
    /// that hold all candidates, then look at each.
    fn narrowed(&self, filter: &Filter, groups: Vec<Vec<String>>, page: usize) -> Answer<Listing> {
        let spans = self.spans(&filter.days)?;
        let driver = match self.fewest(groups)? {
            Some(group) => group,
            None => self.every_language()?,
        };
        let matches = self.matches(&driver, filter, &spans)?;
        let starts = self.period_starts(&filter.days, &spans)?;
        Ok(Listing {
            total: matches.total(),
            rows: self.summaries(&page_of(matches.places().into_iter(), page), &matches)?,
            remaining: matches.tally(),
            periods: matches.periods(&starts),
            ..Listing::default()
        })
    }

    /// What only refuses tags: everything less the articles that carry them.
    /// Remaining facets are those of the root.
    fn complement(&self, filter: &Filter, page: usize) -> Answer<Listing> {
        let spans = self.spans(&filter.days)?;
        let keys = filter.refused();
        let refused = self.matches(&keys, &Filter::default(), &spans)?;
        let (gone, tally) = (refused.places(), refused.tally());
        let kept = self
            .all_places()
            .filter(|place| gone.binary_search(place).is_err());
        let less = |facet: &Facet| {
            let found = tally.iter().find(|other| other.key == facet.key);
            found.map_or(0, |other| other.count)
        };
        let facets = self.root().facets.iter().map(|facet| Facet {
            count: facet.count.saturating_sub(less(facet)),
            ..facet.clone()
        });
        let mut periods = self.all_years();
        let starts = self.period_starts(&filter.days, &spans)?;
        for (period, less) in refused.periods(&starts) {
            for (_, count) in periods.iter_mut().filter(|(other, _)| *other == period) {
                *count = count.saturating_sub(less);
            }
        }
        Ok(Listing {
            total: self.root().articles.saturating_sub(refused.total()),
            rows: self.summaries(&page_of(kept, page), &Matches::default())?,
            remaining: facets.filter(|facet| facet.count > 0).collect(),
            periods,
            ..Listing::default()
        })
    }

    /// How many articles are of which year.
    fn all_years(&self) -> Periods {
        let mut years = Periods::new();
        for generation in &self.root().generations {
            let ends = generation.years.iter().skip(1).map(|(_, start)| *start);
            let ends = ends.chain([generation.articles]);
            for ((_, start), end) in generation.years.iter().zip(ends) {
                count_in(
                    &mut years,
                    &generation.years,
                    *start,
                    end.saturating_sub(*start),
                );
            }
        }
        years
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

fn with_packs(file: &str, page: &ListPage) -> Answer<Vec<(Summary, FileName)>> {
    let rows = page.summaries.iter().map(|summary| {
        let pack = page.packs.get(summary.pack as usize)?;
        Some((summary.clone(), pack.clone()))
    });
    let rows: Option<Vec<_>> = rows.collect();
    rows.ok_or_else(|| Stop::damaged(file, "a summary points to a pack it does not name"))
}
