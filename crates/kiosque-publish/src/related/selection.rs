use super::neighbours::{Nearest, Neighbours, Profile};
use kiosque_model::wire::Related;
use std::cmp::Reverse;

/// How much an article of the same day gains over one of long ago.
const PULL: f32 = 0.15;
/// Days after which half of that is gone.
const PULL_DAYS: f32 = 7.0;

/// What a list is ordered by, smallest first: translations, then the nearest,
/// then the newest.
pub(super) fn rank(nearest: &Nearest) -> (Reverse<bool>, Reverse<u32>, Reverse<u32>) {
    (
        Reverse(nearest.translation),
        Reverse(nearest.score),
        Reverse(nearest.document),
    )
}

/// Nearness of articles at an angle and so many days apart: 0 to 999, as 1000
/// is that of a translation.
pub(super) fn score(cosine: f32, days_apart: Option<u32>) -> u32 {
    let pull = days_apart.map_or(0.0, |days| PULL / (1.0 + days as f32 / PULL_DAYS));
    let score = cosine * (1.0 + pull) / (1.0 + PULL) * 1_000.0;
    // A float becomes the nearest integer in range.
    (score.round() as u32).min(999)
}

/// A list of related articles in the making: no two near duplicates of each
/// other, and at most one of the article itself.
pub(super) struct Selection<'a> {
    neighbours: &'a Neighbours,
    own: &'a Profile,
    chosen: Vec<Nearest>,
}

impl<'a> Selection<'a> {
    pub(super) fn new(neighbours: &'a Neighbours, own: &'a Profile) -> Self {
        Self {
            neighbours,
            own,
            chosen: Vec::new(),
        }
    }

    /// The list of an older article with one more offered. What readers have
    /// in older files stays: of near duplicates the newcomer is left out, but
    /// a translation never is.
    pub(super) fn merge(
        neighbours: &'a Neighbours,
        own: &'a Profile,
        offered: Nearest,
    ) -> Vec<Nearest> {
        let Some(profile) = neighbours.profile(offered.document) else {
            return own.nearest.to_vec();
        };
        let is_far = own
            .nearest
            .get(Related::MOST - 1)
            .is_some_and(|last| rank(last) < rank(&offered));
        let mut selection = Self::new(neighbours, own);
        selection.chosen = own.nearest.to_vec();
        if is_far || (!offered.translation && selection.repeats(profile)) {
            return selection.chosen;
        }
        let mut merged = selection.chosen;
        merged.retain(|chosen| chosen.document != offered.document);
        merged.push(offered);
        merged.sort_by_key(rank);
        merged.truncate(Related::MOST);
        merged
    }

    /// Takes the next nearest article, unless the list says as much already;
    /// tells whether it did.
    pub(super) fn take(&mut self, candidate: Nearest) -> bool {
        let Some(profile) = self.neighbours.profile(candidate.document) else {
            return false;
        };
        let is_known = self
            .chosen
            .iter()
            .any(|chosen| chosen.document == candidate.document);
        if is_known || self.repeats(profile) {
            return false;
        }
        self.chosen.push(candidate);
        true
    }

    /// Whether the list holds a near duplicate of `candidate`, or both it and
    /// the candidate are near duplicates of the article itself.
    fn repeats(&self, candidate: &Profile) -> bool {
        let chosen = || {
            self.chosen
                .iter()
                .filter_map(|chosen| self.neighbours.profile(chosen.document))
        };
        let repeats_own = |other: &Profile| self.own.words.is_near_duplicate(&other.words);
        chosen().any(|chosen| chosen.words.is_near_duplicate(&candidate.words))
            || (repeats_own(candidate) && chosen().any(repeats_own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_stays_below_that_of_a_translation() {
        assert_eq!(score(1.0, Some(0)), 999);
        assert_eq!(score(0.0, Some(0)), 0);
        assert!(score(0.5, Some(3)) > score(0.5, Some(300)));
        assert!(score(0.5, Some(3_000)) >= score(0.5, None));
    }
}
