use super::ascending::Ascending;
use super::vocabulary::Term;
use std::cmp::Ordering;

/// The weight 1.
const ONE: f32 = 65_535.0;

/// The vector of an article in few bytes.
pub(super) struct Direction {
    terms: Ascending,
    /// By term, in parts of [`ONE`].
    weights: Box<[u16]>,
}

impl Direction {
    /// Of a vector of length 1, its terms in any order.
    pub(super) fn of(vector: &[(Term, f32)]) -> Self {
        let mut vector = vector.to_vec();
        vector.sort_unstable_by_key(|(term, _)| *term);
        // A float becomes the nearest integer in range.
        let weight = |(_, weight): &(Term, f32)| (weight * ONE).round() as u16;
        Self {
            terms: Ascending::new(vector.iter().map(|(term, _)| *term)),
            weights: vector.iter().map(weight).collect(),
        }
    }

    /// The cosine of the angle between two.
    pub(super) fn cosine(&self, other: &Self) -> f32 {
        let (mut own, mut others) = (self.iter(), other.iter());
        let (mut a, mut b) = (own.next(), others.next());
        let mut sum: u64 = 0;
        while let (Some((term, weight)), Some((other, other_weight))) = (a, b) {
            match term.cmp(&other) {
                Ordering::Less => a = own.next(),
                Ordering::Greater => b = others.next(),
                Ordering::Equal => {
                    sum += u64::from(weight) * u64::from(other_weight);
                    (a, b) = (own.next(), others.next());
                }
            }
        }
        sum as f32 / (ONE * ONE)
    }

    fn iter(&self) -> impl Iterator<Item = (Term, u16)> {
        self.terms.iter().zip(self.weights.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_is_one_to_itself_and_zero_at_a_right_angle() {
        let [one, other, right] = [
            vec![(9, 0.6), (2, 0.8)],
            vec![(2, 0.6), (7, 0.8)],
            vec![(3, 1.0)],
        ]
        .map(|vector| Direction::of(&vector));
        assert!((one.cosine(&one) - 1.0).abs() < 1e-4);
        assert!((one.cosine(&other) - 0.48).abs() < 1e-4);
        assert_eq!(one.cosine(&right).to_bits(), 0.0_f32.to_bits());
    }
}
