use super::DocumentNumber;
use super::ascending::{number, push_number};
use super::vocabulary::{Term, position};

/// The weight 1.
const ONE: f32 = 65_535.0;

/// The vector of every article, one after another in few bytes: its terms,
/// ascending, each as the difference to the one before, with its weight.
#[derive(Default)]
pub(super) struct Directions {
    bytes: Vec<u8>,
    /// By article, where its vector starts.
    starts: Vec<usize>,
}

impl Directions {
    /// Adds that of the next article: a vector of length 1, its terms in any order.
    pub(super) fn push(&mut self, vector: &[(Term, f32)]) {
        let mut vector = vector.to_vec();
        vector.sort_unstable_by_key(|(term, _)| *term);
        self.starts.push(self.bytes.len());
        let mut last = 0;
        for (term, weight) in vector {
            push_number(&mut self.bytes, term - last);
            last = term;
            // A float becomes the nearest integer in range.
            let weight = (weight * ONE).round() as u16;
            self.bytes.extend(weight.to_le_bytes());
        }
    }

    /// That of an article.
    pub(super) fn of(&self, document: DocumentNumber) -> Direction<'_> {
        let at = position(document);
        let start = self.starts.get(at).copied().unwrap_or(self.bytes.len());
        let end = self.starts.get(at + 1).copied();
        let bytes = self.bytes.get(start..end.unwrap_or(self.bytes.len()));
        Direction {
            bytes: bytes.unwrap_or_default(),
            term: 0,
        }
    }
}

/// The vector of an article: its terms, ascending, with their weights in parts of [`ONE`].
#[derive(Clone, Copy)]
pub(super) struct Direction<'a> {
    bytes: &'a [u8],
    term: Term,
}

impl Iterator for Direction<'_> {
    type Item = (Term, u16);

    #[inline]
    fn next(&mut self) -> Option<(Term, u16)> {
        self.term += number(&mut self.bytes)?;
        let (weight, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some((self.term, u16::from_le_bytes(*weight)))
    }
}

/// The vector of an article, ready to be compared with many.
pub(super) struct Compass {
    /// Ascending.
    weights: Vec<(Term, u16)>,
    /// A bit for each term, so that most terms of others are not looked up.
    bits: [u64; 16],
}

impl Compass {
    pub(super) fn of(direction: Direction<'_>) -> Self {
        let weights: Vec<(Term, u16)> = direction.collect();
        let mut bits = [0; 16];
        for (term, _) in &weights {
            if let Some(bits) = bits.get_mut(group(*term)) {
                *bits |= bit(*term);
            }
        }
        Self { weights, bits }
    }

    /// The cosine of the angle to another vector.
    pub(super) fn cosine(&self, other: Direction<'_>) -> f32 {
        let product = |(term, weight)| Some(u64::from(self.weight(term)?) * u64::from(weight));
        other.filter_map(product).sum::<u64>() as f32 / (ONE * ONE)
    }

    #[inline]
    fn weight(&self, term: Term) -> Option<u16> {
        if self.bits.get(group(term))? & bit(term) == 0 {
            return None;
        }
        let at = self.weights.binary_search_by_key(&term, |(term, _)| *term);
        self.weights.get(at.ok()?).map(|(_, weight)| *weight)
    }
}

fn group(term: Term) -> usize {
    position(term / 64 % 16)
}

fn bit(term: Term) -> u64 {
    1 << (term % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_is_one_to_itself_and_zero_at_a_right_angle() {
        let mut directions = Directions::default();
        directions.push(&[(9, 0.6), (2, 0.8)]);
        directions.push(&[(2, 0.6), (700, 0.8)]);
        // The same bits as those of 9 and 2.
        directions.push(&[(1_033, 0.6), (1_026, 0.8)]);
        let compass = Compass::of(directions.of(0));
        for (document, expected) in [(0, 1.0), (1, 0.48), (2, 0.0), (3, 0.0)] {
            let cosine = compass.cosine(directions.of(document));
            assert!((cosine - expected).abs() < 1e-4, "{document}: {cosine}");
        }
    }
}
