//! How many articles match a filter and what they carry, from the file that
//! was made for it where there is one.

use crate::calendar::{Periods, count_in};
use crate::files::all;
use crate::listing::with_packs;
use crate::matches::{Matches, Place, Spans};
use crate::order::{falling, in_order};
use crate::{Answer, Reader};
use kiosque_model::wire::{Facet, FileName, Summary};
use kiosque_model::{Filter, KeySet};
use std::cell::OnceCell;
use std::rc::Rc;

/// What is known of all articles that match, and of the newest.
#[derive(Default)]
pub(crate) struct Counts {
    pub total: u32,
    /// In the order they are offered.
    pub remaining: Rc<[Facet]>,
    pub periods: Periods,
    /// Whether `remaining` names every facet they carry.
    pub whole: bool,
    /// The first page of them, where the same file names it; those of `matches`
    /// come before, if there are any.
    pub newest: Option<Vec<(Summary, FileName)>>,
    /// All of them, where all were read; else those newer than `newest`.
    pub matches: Option<Matches>,
    /// Where those are, once that was asked for.
    pub places: OnceCell<Vec<Place>>,
}

impl Counts {
    /// Where the articles of `matches` are, newest first.
    pub fn places(&self) -> &[Place] {
        let places = || self.matches.as_ref().map(Matches::places);
        self.places.get_or_init(|| places().unwrap_or_default())
    }

    /// What is left without the articles of `others`, which are among these.
    /// Facets whose count is not known among those are left out.
    fn less(self, others: &Self) -> Self {
        let left = self.remaining.iter().filter_map(|facet| {
            let known = others.remaining.iter().find(|other| other.key == facet.key);
            let less = match known {
                Some(other) => other.count,
                None if others.whole => 0,
                None => return None,
            };
            let count = facet.count.saturating_sub(less);
            (count > 0).then(|| Facet {
                count,
                ..facet.clone()
            })
        });
        let mut periods = self.periods;
        for (period, count) in &mut periods {
            let less = others.periods.iter().find(|(other, _)| other == period);
            *count = count.saturating_sub(less.map_or(0, |(_, less)| *less));
        }
        Self {
            total: self.total.saturating_sub(others.total),
            remaining: in_order(left.collect(), |facet: &Facet| {
                falling(facet.count) + &facet.key
            })
            .into(),
            periods,
            ..Self::default()
        }
    }
}

impl Reader {
    /// [`Self::counts`], once for all pages of a list.
    pub(crate) fn counted(&self, filter: &Filter) -> Answer<Rc<Counts>> {
        // These are at hand, and asked for beside another list.
        if filter.is_empty() {
            return self.counts(filter).map(Rc::new);
        }
        if let Some((last, counts)) = &*self.counted.borrow()
            && last == filter
        {
            return Ok(Rc::clone(counts));
        }
        let counts = Rc::new(self.counts(filter)?);
        *self.counted.borrow_mut() = Some((filter.clone(), Rc::clone(&counts)));
        Ok(counts)
    }

    pub(crate) fn counts(&self, filter: &Filter) -> Answer<Counts> {
        let groups = filter.groups();
        let open = filter.days.is_open();
        match groups.as_slice() {
            [] if filter.none.is_empty() && open => return self.everything(),
            [] if open => return self.complement(filter),
            [group] if filter.none.is_empty() && open && group.len() == 1 => {
                return self.one_facet(group);
            }
            _ => {}
        }
        if let Some(counts) = self.paired(filter, &groups, None)? {
            return Ok(counts);
        }
        if let Some(counts) = self.difference(filter, &groups)? {
            return Ok(counts);
        }
        self.narrowed(filter, groups)
    }

    fn everything(&self) -> Answer<Counts> {
        let root = self.root();
        Ok(Counts {
            total: root.articles,
            remaining: root.facets.as_slice().into(),
            periods: self.all_years(),
            newest: Some(with_packs(
                "root.json",
                &root.newest.packs,
                &root.newest.summaries,
            )?),
            ..Counts::default()
        })
    }

    fn one_facet(&self, keys: &[String]) -> Answer<Counts> {
        let record = keys.first().map(|key| Ok((key, self.record(key)?)));
        let Some((key, Some(loaded))) = record.transpose()? else {
            return Ok(Counts::default());
        };
        let newest = with_packs(key, &loaded.file.packs, &loaded.record.newest)?;
        let mut remaining = vec![Facet {
            count: loaded.record.count,
            ..loaded.facet
        }];
        remaining.extend(loaded.beside);
        Ok(Counts {
            total: loaded.record.count,
            remaining: remaining.into(),
            periods: loaded.record.years,
            newest: Some(newest),
            ..Counts::default()
        })
    }

    /// What requires a facet, or a range of days: read the fewest postings
    /// that hold all candidates, then look at each.
    fn narrowed(&self, filter: &Filter, groups: Vec<Vec<String>>) -> Answer<Counts> {
        let spans = self.spans(&filter.days)?;
        let driver = self.driver(groups)?;
        let matches = self.matches(&driver, filter, &spans)?;
        let starts = self.period_starts(&filter.days, &spans)?;
        Ok(Counts {
            total: matches.total(),
            remaining: matches.tally().into(),
            periods: matches.periods(&starts),
            whole: true,
            matches: Some(matches),
            ..Counts::default()
        })
    }

    /// The facets whose articles are the candidates of a filter.
    pub(crate) fn driver(&self, groups: Vec<Vec<String>>) -> Answer<Vec<String>> {
        match self.fewest(groups)? {
            Some(group) => Ok(group),
            None => self.every_language(),
        }
    }

    /// One frequent facet without another: what the first shows, less what both
    /// share. Offers what occurs beside the first most.
    fn difference(&self, filter: &Filter, groups: &[Vec<String>]) -> Answer<Option<Counts>> {
        let floor = self.root().pairs.as_ref().map(|table| table.floor);
        let one_each = groups.len() == 1 && filter.none.iter().count() == 1;
        let (Some(floor), Some([key]), true) = (
            floor,
            groups.first().map(Vec::as_slice),
            one_each && filter.days.is_open(),
        ) else {
            return Ok(None);
        };
        let facet = self.facet(key)?;
        if facet.is_none_or(|facet| facet.count <= floor) {
            return Ok(None);
        }
        let both = Filter {
            all: filter
                .all
                .iter()
                .chain(filter.none.iter())
                .cloned()
                .collect(),
            none: KeySet::default(),
            ..filter.clone()
        };
        let alone = self.one_facet(std::slice::from_ref(key));
        // The month's part is read from the record that is read anyway.
        let driver = Some(std::slice::from_ref(key));
        let both = match self.paired(&both, &both.groups(), driver) {
            Ok(None) => self.counts(&both),
            Ok(Some(counts)) => Ok(counts),
            Err(stop) => Err(stop),
        };
        Ok(Some(alone?.less(&both?)))
    }

    /// What only refuses tags: everything less the articles that carry them.
    /// Remaining facets are those of the root.
    fn complement(&self, filter: &Filter) -> Answer<Counts> {
        let spans: Spans = self.spans(&filter.days)?;
        let refused = self.matches(&filter.refused(), &Filter::default(), &spans)?;
        let starts = self.period_starts(&filter.days, &spans)?;
        let refused = Counts {
            total: refused.total(),
            remaining: refused.tally().into(),
            periods: refused.periods(&starts),
            whole: true,
            matches: Some(refused),
            ..Counts::default()
        };
        let kept = self.everything()?.less(&refused);
        Ok(Counts {
            matches: refused.matches,
            ..kept
        })
    }

    /// How many articles are of which year.
    fn all_years(&self) -> Periods {
        let mut years = Periods::new();
        for generation in &self.root().generations {
            let ends = generation.years.iter().skip(1).map(|(_, start)| *start);
            let ends = ends.chain([generation.articles]);
            for ((_, start), end) in generation.years.iter().zip(ends) {
                let count = end.saturating_sub(*start);
                count_in(&mut years, &generation.years, *start, count);
            }
        }
        years
    }

    /// The facets that a filter names, with their counts in the whole archive: 0
    /// for one that no article carries.
    pub fn facets_of(&self, filter: &Filter) -> Answer<Vec<Facet>> {
        let named = filter.groups().into_iter().flatten();
        all(named.chain(filter.refused()).map(|key| self.named(key)))
    }

    fn named(&self, key: String) -> Answer<Facet> {
        let nameless = |key: String| Facet {
            label: key.get(2..).unwrap_or_default().to_owned(),
            key,
            ..Facet::default()
        };
        Ok(self.facet(&key)?.unwrap_or_else(|| nameless(key)))
    }
}
