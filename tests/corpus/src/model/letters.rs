use crate::seeded::Seeded;
use crate::weighted::Weighted;
use std::collections::BTreeMap;

/// How the words of a language are spelt: which letter follows which two.
/// Makes words that look like its own.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    after: BTreeMap<[char; 2], Weighted<char>>,
}

/// Stands before the first letter and after the last.
const EDGE: char = '\0';

/// Letters of a made word.
const SHORTEST: usize = 4;
const LONGEST: usize = 12;
/// Tries to stay within them.
const TRIES: usize = 8;

impl Letters {
    /// Learns from distinct words, whatever their order.
    pub fn learn<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: BTreeMap<[char; 2], BTreeMap<char, u32>> = BTreeMap::new();
        for word in words.filter(|word| word.chars().all(char::is_alphabetic)) {
            let mut before = [EDGE, EDGE];
            for letter in word.chars().chain([EDGE]) {
                *counts.entry(before).or_default().entry(letter).or_default() += 1;
                before = [before[1], letter];
            }
        }
        let table = |counts: BTreeMap<char, u32>| {
            let weighed = counts
                .into_iter()
                .map(|(letter, count)| (letter, f64::from(count)));
            weighed.collect()
        };
        Self {
            after: counts
                .into_iter()
                .map(|(before, counts)| (before, table(counts)))
                .collect(),
        }
    }

    /// The word that belongs to a place in the row of made words.
    pub fn word(&self, numbers: &mut Seeded) -> String {
        let mut word = String::new();
        for _ in 0..TRIES {
            word = self.draft(numbers);
            if word.chars().count() >= SHORTEST {
                break;
            }
        }
        word
    }

    /// A word with a capital where the script has any.
    pub fn name(&self, numbers: &mut Seeded) -> String {
        let word = self.word(numbers);
        let mut letters = word.chars();
        let first = letters.next().map(char::to_uppercase);
        first.into_iter().flatten().chain(letters).collect()
    }

    fn draft(&self, numbers: &mut Seeded) -> String {
        let mut word = String::new();
        let mut before = [EDGE, EDGE];
        for _ in 0..LONGEST {
            let next = self
                .after
                .get(&before)
                .and_then(|after| after.draw(numbers));
            match next {
                None | Some(&EDGE) => break,
                Some(letter) => word.push(*letter),
            }
            before = [before[1], next.copied().unwrap_or(EDGE)];
        }
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_words_follow_real_ones() {
        let letters = Letters::learn(["banana", "bandana", "b4"].into_iter());
        for seed in 0..50 {
            let word = letters.word(&mut Seeded::new(seed));
            assert!(
                word.starts_with("ban") && word.ends_with('a') || word.len() == LONGEST,
                "{word}"
            );
            assert!(letters.name(&mut Seeded::new(seed)).starts_with("Ban"));
        }
    }
}
