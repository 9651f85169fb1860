//! Words of a text, each with its place.

use super::fold::{Letter, composed, letter, second_letter};
use super::lower;
use std::ops::Range;

/// Letters of a word that count at most; what follows is the same word.
const LONGEST: usize = 40;

/// Bytes that most words take.
const USUAL: usize = 24;

/// What French joins to the next word by an apostrophe.
const ELIDED: [&str; 16] = [
    "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu",
    "presqu", "entr",
];

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// In lower case, Arabic letters folded, marks dropped, accents kept.
    pub clean: String,
    /// The bytes of the text that it is written with.
    pub place: Range<usize>,
    /// Whether it starts with a capital.
    pub is_capitalised: bool,
}

/// The words of `text` in order.
pub fn words(text: &str) -> Words<'_> {
    Words { text, from: 0 }
}

/// Gives the words of `text` to `take`, each as [`Word::clean`] and with whether it starts
/// with a capital: no memory is taken for a word.
#[cfg(feature = "authoring")]
pub fn each_word(text: &str, mut take: impl FnMut(&str, bool)) {
    let mut draft = Draft::default();
    let mut from = 0;
    while let Some(rest) = text.get(from..).filter(|rest| !rest.is_empty()) {
        draft.begin(None);
        from += draft.read(rest);
        if draft.place.is_some() {
            take(draft.word(), draft.is_capitalised);
        }
    }
}

/// See [`words`].
pub struct Words<'t> {
    text: &'t str,
    from: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        loop {
            let rest = self.text.get(self.from..).filter(|rest| !rest.is_empty())?;
            let mut draft = Draft::default();
            let read = draft.read(rest);
            let start = self.from;
            self.from += read;
            if let Some(word) = draft.finish(start) {
                return Some(word);
            }
        }
    }
}

/// A word being read.
#[derive(Default)]
struct Draft {
    clean: String,
    letters: usize,
    /// Where the first letter starts and the last one ends.
    place: Option<Range<usize>>,
    /// The apostrophe after the last letter, where one stands there.
    apostrophe: Option<usize>,
    is_capitalised: bool,
}

impl Draft {
    /// Starts anew at `place`, if it is known.
    fn begin(&mut self, place: Option<Range<usize>>) {
        self.clean.clear();
        (self.letters, self.place) = (0, place);
        (self.apostrophe, self.is_capitalised) = (None, false);
    }

    /// Reads up to the end of one word; the number of bytes read, never 0.
    fn read(&mut self, text: &str) -> usize {
        for (at, written) in text.char_indices() {
            let end = at + written.len_utf8();
            if is_ideograph(written) {
                if self.place.is_some() {
                    return at;
                }
                self.push(written, at, end);
                return end;
            }
            let small = lower(written);
            let ends = self.take(small, at, end);
            if self.letters == 1 && small != written {
                self.is_capitalised = true;
            }
            if ends {
                return end;
            }
        }
        text.len()
    }

    /// Takes a letter in; whether the word ends before it.
    fn take(&mut self, lower: char, at: usize, end: usize) -> bool {
        match letter(lower) {
            Letter::As(shown) => {
                self.push(shown, at, end);
                if let Some(second) = second_letter(lower) {
                    self.push(second, at, end);
                }
            }
            Letter::Dropped => self.widen(end),
            Letter::Accent(accent) => {
                if let Some(base) = self.clean.pop() {
                    self.clean.push(composed(base, accent).unwrap_or(base));
                }
                self.widen(end);
            }
            Letter::Apostrophe => {
                if self.place.is_none() || self.apostrophe.is_some() {
                    return self.place.is_some();
                }
                self.apostrophe = Some(end);
            }
            Letter::Outside => return self.place.is_some(),
        }
        false
    }

    fn push(&mut self, letter: char, at: usize, end: usize) {
        if let Some(after) = self.apostrophe.take() {
            if ELIDED.contains(&self.clean.as_str()) {
                self.begin(Some(after..after));
            } else {
                self.clean.push('\'');
            }
        }
        match &mut self.place {
            Some(place) => place.end = end,
            None => self.place = Some(at..end),
        }
        self.letters += 1;
        if self.letters == 1 {
            self.clean.reserve(USUAL);
        }
        if self.letters <= LONGEST {
            self.clean.push(letter);
        }
    }

    fn widen(&mut self, end: usize) {
        if let Some(place) = self.place.as_mut().filter(|_| self.apostrophe.is_none()) {
            place.end = end;
        }
    }

    /// The word that was read.
    fn word(&self) -> &str {
        self.clean.strip_suffix("'s").unwrap_or(&self.clean)
    }

    fn finish(mut self, start: usize) -> Option<Word> {
        let place = self.place.take()?;
        self.clean.truncate(self.word().len());
        Some(Word {
            clean: self.clean,
            place: start + place.start..start + place.end,
            is_capitalised: self.is_capitalised,
        })
    }
}

/// Signs of scripts that put no spaces between words: each is one.
fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::indexing_slicing,
        reason = "a test may stop at the first surprise"
    )]
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<_> = words(text)
            .map(|word| (word.clean, &text[word.place]))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(clean, written)| ((*clean).to_owned(), *written))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_keep_their_places() {
        check(
            "L’Économie d'abord, aujourd'hui !",
            &[
                ("économie", "Économie"),
                ("abord", "abord"),
                ("aujourd'hui", "aujourd'hui"),
            ],
        );
        check(
            "the president's 'quote'",
            &[
                ("the", "the"),
                ("president", "president's"),
                ("quote", "quote"),
            ],
        );
        check("e\u{301}te\u{301}", &[("été", "e\u{301}te\u{301}")]);
        check("中文 a", &[("中", "中"), ("文", "文"), ("a", "a")]);
        check("-- '' … ", &[]);
    }

    #[test]
    fn arabic_is_read_without_its_marks() {
        check("مُحَمَّدٌ", &[("محمد", "مُحَمَّدٌ")]);
        check("الأُمّــة ٢٠١٩", &[("الامه", "الأُمّــة"), ("2019", "٢٠١٩")]);
        check("ﻻ", &[("لا", "ﻻ")]);
    }

    #[test]
    fn a_word_has_a_longest_length_and_one_place() {
        let long = "x".repeat(100_000);
        check(&long, &[(&"x".repeat(LONGEST), &long)]);
    }
}
