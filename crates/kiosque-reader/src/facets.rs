use crate::order::{falling, in_order};
use kiosque_model::wire::Facet;

/// The facets met while reading postings, numbered in order of appearance.
#[derive(Default)]
pub(crate) struct Facets {
    known: Vec<Facet>,
    /// Their numbers in the order of their keys.
    by_key: Vec<u32>,
}

impl Facets {
    /// The number of a facet, given it at its first appearance.
    pub fn number(&mut self, facet: &Facet) -> u32 {
        let at = match self.place(&facet.key) {
            Ok(number) => return number,
            Err(at) => at,
        };
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.by_key.insert(at, number);
        self.known.push(facet.clone());
        number
    }

    /// The number of a key, where it has appeared.
    pub fn find(&self, key: &str) -> Option<u32> {
        self.place(key).ok()
    }

    /// The number of a key, or its place among the numbers by key.
    fn place(&self, key: &str) -> Result<u32, usize> {
        let key_of = |number: &u32| self.known.get(*number as usize).map(|facet| &*facet.key);
        let at = self
            .by_key
            .partition_point(|number| key_of(number) < Some(key));
        let number = self.by_key.get(at).copied();
        number
            .filter(|number| key_of(number) == Some(key))
            .ok_or(at)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// The facets with the counts given by number, none of them zero: most
    /// articles first, then by key.
    pub fn counted(&self, counts: &[u32]) -> Vec<Facet> {
        let pairs = self
            .known
            .iter()
            .zip(counts)
            .filter(|(_, count)| **count > 0);
        let facets: Vec<Facet> = pairs
            .map(|(facet, count)| Facet {
                count: *count,
                ..facet.clone()
            })
            .collect();
        in_order(facets, |facet| falling(facet.count) + &facet.key)
    }
}
