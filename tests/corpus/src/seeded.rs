/// The same numbers from the same seed: SplitMix64 (Steele, Lea and Flood, 2014).
#[derive(Clone, Debug)]
pub struct Seeded(u64);

impl Seeded {
    /// Starts a row of numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Starts the row of numbers that belongs to a place, such as a seed, a
    /// purpose and an article's number.
    pub fn at(place: &[u64]) -> Self {
        let mixed = place.iter().fold(0, |mixed, part| {
            Self(mixed ^ part.wrapping_mul(0xd6e8_feb8_6659_fd93)).bits()
        });
        Self(mixed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0. The bias is below 2^-32 for
    /// bounds below 2^32.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.bits() % bound.max(1) as u64).unwrap_or_default()
    }

    /// A number from 0 to less than 1.
    pub fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True in the given share of cases.
    pub fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }

    /// One of several, `None` of none.
    pub fn pick<'a, T>(&mut self, several: &'a [T]) -> Option<&'a T> {
        several.get(self.below(several.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_below_their_bound_and_repeat() {
        let row = |seed| {
            let mut numbers = Seeded::new(seed);
            (0..100).map(|_| numbers.below(7)).collect::<Vec<_>>()
        };
        assert_eq!(row(1), row(1));
        assert_ne!(row(1), row(2));
        assert_eq!(row(1).iter().max(), Some(&6));
    }

    #[test]
    fn places_have_rows_of_their_own() {
        let first = |place: &[u64]| Seeded::at(place).bits();
        assert_eq!(first(&[1, 2]), first(&[1, 2]));
        assert_ne!(first(&[1, 2]), first(&[2, 1]));
        assert_ne!(first(&[0, 1]), first(&[0, 0, 1]));
    }

    #[test]
    fn shares_are_spread_evenly() {
        let mut numbers = Seeded::new(3);
        let sum: f64 = (0..10_000).map(|_| numbers.share()).sum();
        assert!((sum / 10_000.0 - 0.5).abs() < 0.01, "{sum}");
    }
}
