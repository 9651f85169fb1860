use super::ascending::{Ascending, Numbers};
use super::vocabulary::Word;
use std::cmp::Ordering;

/// The different words of an article.
pub(super) struct WordSet {
    words: Ascending,
    count: u32,
    sketch: Sketch,
}

/// A bit for each word, chosen by its number. A word that only one of two
/// articles has makes at most one bit differ, so that articles of which more
/// bits differ than their words may need not be compared word by word.
#[derive(Default)]
struct Sketch([u64; 4]);

impl WordSet {
    /// Of words in any order, each once.
    pub(super) fn new(mut words: Vec<Word>) -> Self {
        words.sort_unstable();
        let mut sketch = Sketch::default();
        words.iter().for_each(|word| sketch.mark(*word));
        Self {
            count: u32::try_from(words.len()).unwrap_or(u32::MAX),
            words: Ascending::new(&words),
            sketch,
        }
    }

    /// Ascending.
    pub(super) fn iter(&self) -> Numbers<'_> {
        self.words.iter()
    }

    /// Whether more than four fifths of the words of either are common to
    /// both: where as many are shared, fewer than a ninth of all are not.
    pub(super) fn is_near_duplicate(&self, other: &Self) -> bool {
        let all = u64::from(self.count) + u64::from(other.count);
        let is_near = |differing: u32| u64::from(differing) * 9 < all;
        is_near(self.count.abs_diff(other.count))
            && is_near(self.sketch.differing(&other.sketch))
            && is_near(differing(self.iter(), other.iter()))
    }
}

impl Sketch {
    fn mark(&mut self, word: Word) {
        // Multiplicative hashing (Knuth): neighbouring numbers far apart.
        let hash = word.wrapping_mul(0x9e37_79b1) >> 24;
        if let Some(bits) = usize::try_from(hash / 64)
            .ok()
            .and_then(|at| self.0.get_mut(at))
        {
            *bits |= 1 << (hash % 64);
        }
    }

    fn differing(&self, other: &Self) -> u32 {
        let pairs = self.0.iter().zip(&other.0);
        pairs.map(|(a, b)| (a ^ b).count_ones()).sum()
    }
}

/// Elements that only one of two ascending lists has.
fn differing(mut a: Numbers<'_>, mut b: Numbers<'_>) -> u32 {
    let mut differing = 0;
    let (mut x, mut y) = (a.next(), b.next());
    while let (Some(one), Some(other)) = (x, y) {
        match one.cmp(&other) {
            Ordering::Less => x = a.next(),
            Ordering::Greater => y = b.next(),
            Ordering::Equal => (x, y) = (a.next(), b.next()),
        }
        differing += u32::from(one != other);
    }
    let rest = x.into_iter().chain(y).chain(a).chain(b).count();
    differing + u32::try_from(rest).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::indexing_slicing,
        reason = "a test may stop at the first surprise"
    )]
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn four_fifths_of_the_words_make_a_near_duplicate() {
        for (a, b, expected) in [
            (vec![1, 2, 3, 4, 5], vec![1, 2, 3, 4, 5], true),
            (vec![1, 2, 3, 4], vec![1, 2, 3, 4, 5], false),
            (vec![1, 2, 3, 4, 5], vec![1, 2, 3, 4, 6], false),
            (vec![1, 2, 3, 4, 5, 6], vec![1, 2, 3, 4, 5], true),
            (vec![9, 2, 3, 4, 5, 6], vec![6, 2, 3, 4, 5], true),
            (vec![], vec![], false),
        ] {
            let (one, other) = (WordSet::new(a.clone()), WordSet::new(b.clone()));
            assert_eq!(one.is_near_duplicate(&other), expected, "{a:?} {b:?}");
            assert_eq!(other.is_near_duplicate(&one), expected, "{b:?} {a:?}");
        }
    }

    proptest! {
        #[test]
        fn near_duplicates_are_those_that_counting_finds(
            shared in prop::collection::btree_set(any::<u32>(), 0..400),
            a in prop::collection::btree_set(any::<u32>(), 0..40),
            b in prop::collection::btree_set(any::<u32>(), 0..40),
        ) {
            let a: BTreeSet<u32> = shared.union(&a).copied().collect();
            let b: BTreeSet<u32> = shared.union(&b).copied().collect();
            let counted = a.intersection(&b).count() * 5 > a.union(&b).count() * 4;
            let sets = [a, b].map(|set| WordSet::new(set.into_iter().collect()));
            prop_assert_eq!(sets[0].is_near_duplicate(&sets[1]), counted);
        }
    }
}
