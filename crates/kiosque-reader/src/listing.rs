use crate::files::all;
use crate::matches::{Candidates, Place};
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
        Ok(Listing { chosen, ..listing })
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
            self.summaries(
                &self
                    .all_places()
                    .skip(page * PAGE_ROWS)
                    .take(PAGE_ROWS)
                    .collect::<Vec<_>>(),
            )?
        };
        Ok(Listing {
            total: root.articles,
            rows,
            remaining: root.facets.clone(),
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
        let own = Facet {
            count: loaded.record.count,
            ..loaded.facet
        };
        let mut remaining = vec![own];
        remaining.extend(loaded.record.beside);
        Ok(Listing {
            total: loaded.record.count,
            rows: with_packs(key, &newest)?,
            remaining,
            ..Listing::default()
        })
    }

    /// What requires a facet, or a range of days: read the fewest postings
    /// that hold all candidates, then look at each.
    fn narrowed(&self, filter: &Filter, groups: Vec<Vec<String>>, page: usize) -> Answer<Listing> {
        let spans = self.spans(&filter.days)?;
        let driver = self
            .fewest(groups)?
            .unwrap_or_else(|| self.every_language());
        let mut candidates = self.candidates(&driver, &spans)?;
        candidates.narrow(filter);
        let places: Vec<Place> = candidates
            .rows
            .iter()
            .map(|(place, _)| *place)
            .skip(page * PAGE_ROWS)
            .take(PAGE_ROWS)
            .collect();
        Ok(Listing {
            total: count(&candidates),
            rows: self.summaries(&places)?,
            remaining: candidates.tally(),
            ..Listing::default()
        })
    }

    /// What only refuses tags: everything less the articles that carry them.
    /// Remaining facets are those of the root.
    fn complement(&self, filter: &Filter, page: usize) -> Answer<Listing> {
        let spans = self.spans(&filter.days)?;
        let refused = self.candidates(&filter.refused(), &spans)?;
        let is_gone = |place: &Place| {
            refused
                .rows
                .binary_search_by_key(place, |(other, _)| *other)
                .is_ok()
        };
        let kept = self.all_places().filter(|place| !is_gone(place));
        let places: Vec<Place> = kept.skip(page * PAGE_ROWS).take(PAGE_ROWS).collect();
        let tally = refused.tally();
        let less = |facet: &Facet| {
            tally
                .iter()
                .find(|other| other.key == facet.key)
                .map_or(0, |other| other.count)
        };
        let facets = self.root().facets.iter();
        let facets = facets.map(|facet| Facet {
            count: facet.count - less(facet).min(facet.count),
            ..facet.clone()
        });
        Ok(Listing {
            total: self.root().articles.saturating_sub(count(&refused)),
            rows: self.summaries(&places)?,
            remaining: facets.filter(|facet| facet.count > 0).collect(),
            ..Listing::default()
        })
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

fn count(candidates: &Candidates) -> u32 {
    u32::try_from(candidates.rows.len()).unwrap_or(u32::MAX)
}

fn with_packs(file: &str, page: &ListPage) -> Answer<Vec<(Summary, FileName)>> {
    let rows = page.summaries.iter().map(|summary| {
        let pack = page.packs.get(summary.pack as usize)?;
        Some((summary.clone(), pack.clone()))
    });
    let rows: Option<Vec<_>> = rows.collect();
    rows.ok_or_else(|| Stop::damaged(file, "a summary points to a pack it does not name"))
}
