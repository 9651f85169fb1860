use crate::calendar::Periods;
use crate::{Answer, Reader};
use kiosque_model::Filter;
use kiosque_model::wire::Facet;

/// What some articles carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// How many they are.
    pub total: u32,
    /// Their facets, with exact counts, most first.
    pub facets: Vec<Facet>,
    /// How many are of which period, as [`Listing`](crate::Listing) has them.
    pub periods: Periods,
}

impl Carried {
    /// Runs of postings read at most: some 19 kB each as they travel.
    pub const MOST_RUNS: usize = 48;
}

impl Reader {
    /// What `documents` carry, given ascending by generation, newest first, that all
    /// match `filter`. `None` where they stand too far apart in the archive to be read.
    pub fn carried(&self, filter: &Filter, documents: &[Vec<u32>]) -> Answer<Option<Carried>> {
        let spans = self.spans(&filter.days)?;
        let keys = self.driver(filter.groups())?;
        let matches = self.matches_among(documents, &keys, filter, Carried::MOST_RUNS)?;
        let Some(matches) = matches else {
            return Ok(None);
        };
        let starts = self.period_starts(&filter.days, &spans)?;
        Ok(Some(Carried {
            total: matches.total(),
            facets: matches.tally(),
            periods: matches.periods(&starts),
        }))
    }
}
