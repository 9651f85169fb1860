use super::packs::Packs;
use super::store::Store;
use kiosque_model::ShortId;
use kiosque_model::wire::{FacetKind, Kind, YEARS};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What was found of all generations so far, the oldest first.
#[derive(Default)]
pub struct Ledger {
    pub packs: Packs,
    /// In archive order.
    pub documents: Vec<ShortId>,
    /// The day of each; empty where undated.
    pub days: Vec<String>,
    /// The facets of each, by the postings that were read first.
    pub rows: BTreeMap<usize, BTreeSet<String>>,
    /// Articles that carry a facet, ascending.
    pub carriers: BTreeMap<String, Vec<usize>>,
    /// Articles that additions name, with the additions' file.
    pub added: Vec<(String, ShortId)>,
}

/// Facets and counts as a list shows them.
pub type Counts = Vec<(String, u32)>;

impl Ledger {
    /// Enters the rows of the documents from `start` on into the carriers.
    pub fn enter_rows(&mut self, start: usize) {
        for (document, row) in self.rows.range(start..) {
            for key in row {
                self.carriers
                    .entry(key.clone())
                    .or_default()
                    .push(*document);
            }
        }
    }

    pub fn count(&self, key: &str) -> u32 {
        let carriers = self.carriers.get(key).map_or(0, Vec::len);
        u32::try_from(carriers).unwrap_or(u32::MAX)
    }

    /// How many of the articles that carry a facet are of which year.
    pub fn years(&self, key: &str) -> Vec<(u32, u32)> {
        let carriers = self.carriers.get(key).map_or([].as_slice(), Vec::as_slice);
        self.periods(carriers, false)
    }

    /// How many of some articles are of which month, or year, within bounds.
    pub fn periods(&self, documents: &[usize], by_month: bool) -> Vec<(u32, u32)> {
        let mut periods: BTreeMap<u32, u32> = BTreeMap::new();
        for document in documents {
            let day = self.days.get(*document).map_or("", String::as_str);
            if let Some(month) = period_of(day) {
                let period = if by_month { month } else { month / 100 };
                *periods.entry(period).or_default() += 1;
            }
        }
        let mut periods: Vec<_> = periods.into_iter().collect();
        let earlier = periods.len().saturating_sub(YEARS);
        let folded: u32 = periods.drain(..earlier).map(|(_, count)| count).sum();
        if let Some((_, first)) = periods.first_mut() {
            *first += folded;
        }
        periods
    }

    /// The year of an article, if it is dated.
    pub fn year(&self, document: usize) -> Option<u32> {
        let day = self.days.get(document)?;
        period_of(day).map(|month| month / 100)
    }

    /// Where the months of the documents from `start` on start among them.
    pub fn months(&self, start: usize) -> Vec<(u32, u32)> {
        let mut months: Vec<(u32, u32)> = Vec::new();
        for (document, day) in (0_u32..).zip(self.days.iter().skip(start)) {
            let month = period_of(day);
            if let Some(month) =
                month.filter(|month| months.last().is_none_or(|(last, _)| last != month))
            {
                months.push((month, document));
            }
        }
        months
    }

    /// The newest articles that carry a facet, newest first.
    pub fn newest(&self, key: &str, most: usize) -> Vec<ShortId> {
        let carriers = self.carriers.get(key).map_or([].as_slice(), Vec::as_slice);
        carriers
            .iter()
            .rev()
            .take(most)
            .filter_map(|document| self.documents.get(*document).cloned())
            .collect()
    }

    /// The commonest facets of each kind, at most `most` of each.
    pub fn top(&self, most: usize) -> Counts {
        top(
            self.carriers
                .keys()
                .map(|key| (key.as_str(), self.count(key))),
            most,
        )
    }

    /// The same among the articles that carry `key`, without it.
    pub fn top_beside(&self, key: &str, most: usize) -> Counts {
        let mut counts: HashMap<&str, u32> = HashMap::new();
        let carriers = self.carriers.get(key).map_or([].as_slice(), Vec::as_slice);
        for other in carriers
            .iter()
            .filter_map(|document| self.rows.get(document))
            .flatten()
        {
            *counts.entry(other).or_default() += 1;
        }
        counts.remove(key);
        top(counts.into_iter(), most)
    }

    pub fn check_related(&self, store: &mut Store) {
        let known: BTreeSet<&ShortId> = self.documents.iter().collect();
        let own = self
            .packs
            .related()
            .into_iter()
            .map(|(pack, id)| (pack.path(Kind::Pack), id));
        for (file, id) in own.chain(self.added.iter().cloned()) {
            if !known.contains(&id) {
                store.fault(
                    file,
                    format!(
                        "names the related article {}, which is in no list",
                        id.as_str()
                    ),
                );
            }
        }
    }
}

/// The number `YYYYMM` of a day.
fn period_of(day: &str) -> Option<u32> {
    let year: u32 = day.get(..4)?.parse().ok()?;
    Some(year * 100 + day.get(5..7)?.parse::<u32>().ok()?)
}

fn top<'a>(counts: impl Iterator<Item = (&'a str, u32)>, most: usize) -> Counts {
    let mut ranked: Vec<_> = counts.map(|(key, count)| (Reverse(count), key)).collect();
    ranked.sort_unstable();
    let of_kind = |kind: FacetKind| {
        let ranked = ranked
            .iter()
            .filter(move |(_, key)| key.starts_with(kind.prefix()))
            .take(most);
        ranked.map(|(Reverse(count), key)| ((*key).to_owned(), *count))
    };
    FacetKind::ALL.into_iter().flat_map(of_kind).collect()
}
