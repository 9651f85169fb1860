use super::words::term_text;
use crate::archive::FacetNumber;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::collections::HashMap;
use std::hash::BuildHasher;

/// The number of a word, as articles write it but for case, in a [`Vocabulary`].
pub(super) type Word = u32;
/// The number of a term: what several words have in common, or a tag.
pub(super) type Term = u32;

/// Of a word that counts for no term: a number, say.
const NO_TERM: Term = Term::MAX;
/// Of a text that no article has contained, the text of a term.
const UNMET: Term = Term::MAX - 1;

/// Every word and term met so far, numbered in the order they were met. What
/// is frequent has a small number.
#[derive(Default)]
pub(super) struct Vocabulary {
    texts: Texts,
    /// By text, its term where it is a word; or [`NO_TERM`] or [`UNMET`].
    term_of: Vec<Term>,
    /// By text, the term it is the text of, or [`NO_TERM`].
    named: Vec<Term>,
    of_tags: HashMap<FacetNumber, Term>,
    terms: Term,
}

impl Vocabulary {
    /// The number of a word that was met before, given in lower case.
    pub(super) fn find(&self, lower: &str, hash: TextHash) -> Option<Word> {
        let word = self.texts.find(lower, hash)?;
        let term = self.term_of.get(position(word)).copied();
        term.filter(|term| *term != UNMET).map(|_| word)
    }

    /// The number of a word, given in lower case, which is met from now on.
    pub(super) fn meet(&mut self, lower: &str) -> Word {
        let word = self.text(lower);
        if self.term_of.get(position(word)) == Some(&UNMET) {
            let term = term_text(lower).map(|text| self.term(&text));
            if let Some(place) = self.term_of.get_mut(position(word)) {
                *place = term.unwrap_or(NO_TERM);
            }
        }
        word
    }

    /// The term of a word that was met.
    pub(super) fn term_of(&self, word: Word) -> Option<Term> {
        let term = self.term_of.get(position(word)).copied();
        term.filter(|term| *term < UNMET)
    }

    /// A tag as a term.
    pub(super) fn term_of_tag(&mut self, tag: FacetNumber) -> Term {
        let next = self.terms;
        let term = *self.of_tags.entry(tag).or_insert(next);
        self.terms += Term::from(term == next);
        term
    }

    /// The term of a tag that was met.
    pub(super) fn known_tag(&self, tag: FacetNumber) -> Option<Term> {
        self.of_tags.get(&tag).copied()
    }

    fn term(&mut self, text: &str) -> Term {
        let text = self.text(text);
        let next = self.terms;
        match self.named.get_mut(position(text)) {
            Some(term) if *term == NO_TERM => {
                *term = next;
                self.terms += 1;
                next
            }
            Some(term) => *term,
            None => NO_TERM,
        }
    }

    fn text(&mut self, text: &str) -> Word {
        let number = self.texts.number(text);
        if position(number) == self.term_of.len() {
            self.term_of.push(UNMET);
            self.named.push(NO_TERM);
        }
        number
    }
}

/// What texts are found by. It is the same on every run, and no order depends on it.
pub(super) type TextHash = u64;

/// The hash of a text.
pub(super) fn hash(text: &str) -> TextHash {
    FixedState::default().hash_one(text)
}

/// Texts one after another, found by their hash: a `HashMap` of strings takes
/// three times as much.
#[derive(Default)]
struct Texts {
    letters: String,
    /// Where each text ends; it starts where the one before ends.
    ends: Vec<usize>,
    numbers: HashTable<Word>,
}

impl Texts {
    fn find(&self, text: &str, hash: TextHash) -> Option<Word> {
        let is_text = |number: &Word| text_at(&self.letters, &self.ends, *number) == text;
        self.numbers.find(hash, is_text).copied()
    }

    /// The number of a text, the next one where it is new.
    fn number(&mut self, text: &str) -> Word {
        let found = self.find(text, hash(text));
        found.unwrap_or_else(|| self.add(text))
    }

    fn add(&mut self, text: &str) -> Word {
        let number = Word::try_from(self.ends.len()).unwrap_or(Word::MAX);
        self.letters.push_str(text);
        self.ends.push(self.letters.len());
        let Self {
            letters,
            ends,
            numbers,
        } = self;
        numbers.insert_unique(hash(text), number, |number| {
            hash(text_at(letters, ends, *number))
        });
        number
    }
}

fn text_at<'a>(letters: &'a str, ends: &[usize], number: Word) -> &'a str {
    let at = position(number);
    let start = at
        .checked_sub(1)
        .and_then(|before| ends.get(before))
        .copied();
    let end = ends.get(at).copied().unwrap_or_default();
    letters
        .get(start.unwrap_or_default()..end)
        .unwrap_or_default()
}

/// The place of a numbered thing in a list.
pub(super) fn position(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_by_their_ending_have_a_term_in_common() {
        let mut vocabulary = Vocabulary::default();
        let [plural, singular, number] = ["marchés", "marche", "1987"].map(|word| {
            assert_eq!(vocabulary.find(word, hash(word)), None, "{word}");
            let met = vocabulary.meet(word);
            assert_eq!(vocabulary.find(word, hash(word)), Some(met), "{word}");
            assert_eq!(vocabulary.meet(word), met, "{word}");
            met
        });
        assert_ne!(plural, singular);
        assert_eq!(vocabulary.term_of(plural), Some(0));
        assert_eq!(vocabulary.term_of(singular), Some(0));
        assert_eq!(vocabulary.term_of(number), None);
    }

    #[test]
    fn a_tag_is_a_term_of_its_own() {
        let mut vocabulary = Vocabulary::default();
        let word = vocabulary.meet("7");
        assert_eq!(vocabulary.term_of(word), None);
        let terms = [7, 8, 7].map(|tag| vocabulary.term_of_tag(tag));
        assert_eq!(terms, [0, 1, 0]);
        let word = vocabulary.meet("port");
        assert_eq!(vocabulary.term_of(word), Some(2));
    }
}
