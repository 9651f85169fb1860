//! How many slips of a typist lie between two words.
//!
//! A slip adds, leaves out or changes a letter, or exchanges two neighbours; no
//! letter is touched twice (Damerau 1964, as restricted by Oommen, Loke 1997). A
//! question compares its word with some thousands that stand in order: what they share
//! with the one before is not worked out again. The tables of an automaton would take
//! longer to make, and are a tenth of a module that a reader downloads before the first
//! question.

/// Tells which words are few slips from one.
pub(super) struct Slips {
    letters: Vec<char>,
    most: u8,
    /// The beginning of the last word that was compared.
    seen: Vec<char>,
    /// One for each letter of it, and one before.
    rows: Vec<Row>,
}

/// The slips from each beginning of the word to the first letters of another.
struct Row {
    slips: Vec<u8>,
    least: u8,
}

impl Slips {
    /// For words at most `most` slips from `word`.
    pub(super) fn from(word: &str, most: u8) -> Self {
        let letters: Vec<char> = word.chars().collect();
        let none = (0..=letters.len()).map(|at| u8::try_from(at).unwrap_or(u8::MAX));
        let rows = vec![Row {
            slips: none.collect(),
            least: 0,
        }];
        Self {
            letters,
            most,
            seen: Vec::new(),
            rows,
        }
    }

    /// The slips to `other`; none where they are too many.
    pub(super) fn to(&mut self, other: &str) -> Option<u8> {
        let mut row = self.rows.first();
        for (at, letter) in other.chars().enumerate() {
            if self.seen.get(at) != Some(&letter) {
                self.seen.truncate(at);
                self.rows.truncate(at + 1);
                self.rows.push(self.next_row(letter)?);
                self.seen.push(letter);
            }
            row = self.rows.get(at + 1).filter(|row| row.least <= self.most);
            row?;
        }
        let slips = row?.slips.last().copied();
        slips.filter(|slips| *slips <= self.most)
    }

    /// The row after the last one, for words that go on with `letter`.
    fn next_row(&self, letter: char) -> Option<Row> {
        let (last, older) = self.rows.split_last()?;
        let (previous, before) = (self.seen.last(), older.last());
        let mut left = last.slips.first()?.saturating_add(1);
        let mut slips = vec![left];
        let above = last.slips.iter().zip(last.slips.iter().skip(1));
        // Two columns to the left and two rows above; the first column has none.
        let before = before.map(|row| row.slips.as_slice()).unwrap_or_default();
        let mut crossed = std::iter::once(&u8::MAX).chain(before);
        let mut own_before = None;
        for (own, (diagonal, up)) in self.letters.iter().zip(above) {
            let changed = diagonal.saturating_add(u8::from(*own != letter));
            let mut least = changed
                .min(up.saturating_add(1))
                .min(left.saturating_add(1));
            let exchanged = crossed
                .next()
                .map_or(u8::MAX, |slips| slips.saturating_add(1));
            if own_before == Some(letter) && previous == Some(own) {
                least = least.min(exchanged);
            }
            slips.push(least);
            (left, own_before) = (least, Some(*own));
        }
        let least = slips.iter().copied().min().unwrap_or_default();
        Some(Row { slips, least })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(word: &str, other: &str, expected: Option<u8>) {
        assert_eq!(Slips::from(word, 2).to(other), expected, "{word} {other}");
    }

    #[test]
    fn slips_are_counted_up_to_a_bound() {
        check("tanger", "tanger", Some(0));
        check("tanger", "tagner", Some(1));
        check("tanger", "atnger", Some(1));
        check("tanger", "tangre", Some(1));
        check("tanger", "danger", Some(1));
        check("tanger", "tange", Some(1));
        check("tanger", "etangers", Some(2));
        check("tanger", "etrangers", None);
        check("بوتفليقه", "بوتليفقه", Some(2));
        check("ab", "bca", None);
        check("", "ab", Some(2));
        check("abc", "", None);
    }

    /// The textbook's table, whole.
    fn counted(word: &str, other: &str) -> usize {
        let (word, other): (Vec<char>, Vec<char>) =
            (word.chars().collect(), other.chars().collect());
        let mut table = vec![vec![0_usize; other.len() + 1]; word.len() + 1];
        for (i, row) in table.iter_mut().enumerate() {
            for (j, cell) in row.iter_mut().enumerate() {
                *cell = i.max(j);
            }
        }
        let at = |table: &Vec<Vec<usize>>, i: usize, j: usize| {
            table
                .get(i)
                .and_then(|row| row.get(j))
                .copied()
                .unwrap_or(usize::MAX)
        };
        for i in 1..=word.len() {
            for j in 1..=other.len() {
                let is_same = word.get(i - 1) == other.get(j - 1);
                let mut least = at(&table, i - 1, j - 1) + usize::from(!is_same);
                least = least
                    .min(at(&table, i - 1, j) + 1)
                    .min(at(&table, i, j - 1) + 1);
                if i > 1
                    && j > 1
                    && word.get(i - 1) == other.get(j - 2)
                    && word.get(i - 2) == other.get(j - 1)
                {
                    least = least.min(at(&table, i - 2, j - 2) + 1);
                }
                if let Some(cell) = table.get_mut(i).and_then(|row| row.get_mut(j)) {
                    *cell = least;
                }
            }
        }
        at(&table, word.len(), other.len())
    }

    proptest! {
        #[test]
        fn as_the_whole_table_says(word in "[abcé]{0,7}", others in prop::collection::vec("[abcé]{0,7}", 1..9), most in 0_u8..3) {
            let mut slips = Slips::from(&word, most);
            for other in others {
                let counted = u8::try_from(counted(&word, &other)).ok();
                prop_assert_eq!(slips.to(&other), counted.filter(|slips| *slips <= most));
            }
        }
    }
}
