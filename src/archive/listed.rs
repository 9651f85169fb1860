use kiosque_model::ShortId;
use kiosque_model::wire::{FileName, Summary};
use kiosque_reader::Listing;

/// Rows that are remembered at most.
const ROWS: usize = 1_000;

/// Articles that were listed, each once, those of the last list at the end, and
/// their packs.
#[derive(Default)]
pub(super) struct Listed(Vec<(Summary, FileName)>);

impl Listed {
    pub fn remember(&mut self, listing: &Listing) {
        for (summary, pack) in &listing.rows {
            self.0.retain(|(other, _)| other.id != summary.id);
            self.0.push((summary.clone(), pack.clone()));
        }
        let excess = self.0.len().saturating_sub(ROWS);
        self.0.drain(..excess);
    }

    pub fn pack_of(&self, id: &ShortId) -> Option<FileName> {
        let found = self.0.iter().find(|(other, _)| other.id == *id);
        found.map(|(_, pack)| pack.clone())
    }

    /// The articles that stood before and after one.
    pub fn neighbours(&self, id: &ShortId) -> [Option<Summary>; 2] {
        let place = self.0.iter().position(|(other, _)| other.id == *id);
        let at = |at: usize| self.0.get(at).map(|(summary, _)| summary.clone());
        [
            place.and_then(|place| at(place.checked_sub(1)?)),
            place.and_then(|place| at(place + 1)),
        ]
    }
}
