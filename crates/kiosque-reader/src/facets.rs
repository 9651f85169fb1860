use crate::order::{falling, in_order};
use kiosque_model::wire::Facet;
use std::collections::BTreeMap;

/// The facets met while reading postings, numbered in order of appearance.
#[derive(Default)]
pub(crate) struct Facets {
    numbers: BTreeMap<String, u32>,
    known: Vec<Facet>,
}

impl Facets {
    /// The number of a facet, given it at its first appearance.
    pub fn number(&mut self, facet: &Facet) -> u32 {
        if let Some(number) = self.numbers.get(&facet.key) {
            return *number;
        }
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.numbers.insert(facet.key.clone(), number);
        self.known.push(facet.clone());
        number
    }

    /// The number of a key, where it has appeared.
    pub fn find(&self, key: &str) -> Option<u32> {
        self.numbers.get(key).copied()
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
