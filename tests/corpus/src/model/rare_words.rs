use crate::seeded::Seeded;
use std::collections::HashMap;

/// The words that the learnt texts do not hold but longer ones would.
///
/// How many there are follows from how the learnt vocabulary grew. A word that
/// was never seen comes next with the probability that words seen once have in
/// the text (Good, 1953), and the number of distinct words grows as a power of
/// the text's length (Heaps, 1978), which is what a row of ever rarer words
/// yields where the word at place r has a probability in proportion to
/// (r + offset)^(-1 / growth).
#[derive(Clone, Debug, Default)]
pub struct RareWords {
    /// Words in the learnt text.
    pub words: usize,
    /// Distinct ones.
    pub distinct: usize,
    /// Probability that the next word is a new one.
    pub share: f64,
    /// Share of numbers among words seen once.
    pub numbers: f64,
    /// Exponent of the growth of the vocabulary.
    pub growth: f64,
    offset: f64,
}

/// What texts of news have been found to grow with, to keep what is learnt
/// from little text within reason.
const GROWTHS: (f64, f64) = (0.45, 0.75);

impl RareWords {
    /// Measures the growth of the vocabulary of a text, given word by word.
    pub fn learn<'a>(text: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: HashMap<&str, u32> = HashMap::new();
        let mut distinct_at: Vec<usize> = Vec::new();
        for word in text {
            *counts.entry(word).or_default() += 1;
            distinct_at.push(counts.len());
        }
        let words = distinct_at.len();
        let once: Vec<&&str> = counts
            .iter()
            .filter(|(_, count)| **count == 1)
            .map(|(word, _)| word)
            .collect();
        let numbers = once
            .iter()
            .filter(|word| word.contains(|c: char| c.is_ascii_digit()))
            .count();
        let growth = growth(&distinct_at).clamp(GROWTHS.0, GROWTHS.1);
        Self {
            words,
            distinct: counts.len(),
            share: once.len() as f64 / words.max(1) as f64,
            numbers: numbers as f64 / once.len().max(1) as f64,
            growth,
            offset: once.len() as f64 * (1.0 / growth - 1.0),
        }
    }

    /// The place of a word in the row of rare ones.
    pub fn draw(&self, numbers: &mut Seeded) -> u64 {
        let rest = 1.0 - numbers.share();
        let place = self.offset * (rest.powf(self.growth / (self.growth - 1.0)) - 1.0);
        place as u64
    }
}

/// The exponent from a quarter of the text to its end.
fn growth(distinct_at: &[usize]) -> f64 {
    let end = distinct_at.last().copied().unwrap_or(1);
    let quarter = distinct_at.get(distinct_at.len() / 4).copied().unwrap_or(1);
    (end as f64 / quarter as f64).log(4.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_vocabulary_goes_on_growing_as_it_grew() {
        let words: Vec<String> = (0..1_000_u32)
            .flat_map(|n| [n.to_string(), "again".to_owned()])
            .collect();
        let rare = RareWords::learn(words.iter().map(String::as_str));
        assert_eq!((rare.words, rare.distinct), (2_000, 1_001));
        assert!((rare.share - 0.5).abs() < 0.01 && rare.numbers > 0.99);
        let mut numbers = Seeded::new(1);
        let mut known = HashSet::new();
        let mut at = |draws: usize| {
            known.extend((0..draws).map(|_| rare.draw(&mut numbers)));
            known.len() as f64
        };
        let (few, many) = (at(50_000), at(150_000));
        let growth = (many / few).log(4.0);
        assert!(
            (growth - rare.growth).abs() < 0.05,
            "{growth} {}",
            rare.growth
        );
    }
}
