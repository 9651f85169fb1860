use super::index::{TermIndex, Vector};
use super::vocabulary::{Term, TextHash, Vocabulary, Word, hash};
use super::word_set::WordSet;
use super::words::each_word;
use super::{DocumentNumber, Newcomer};
use hashbrown::HashTable;
use std::ops::Range;

/// What a tag is worth, as a word is worth 1 at most: enough for two articles
/// in different languages to meet by a rare one.
const TAG: f32 = 1.5;
/// Letters a word given as a reason has at least.
const SHORTEST_REASON: usize = 4;
/// Words given as a reason at most.
const REASONS: usize = 3;

/// An article as it is read: its different words, of its text and then of its
/// title, in the order they first stand there.
pub(super) struct Reading<'a> {
    newcomer: &'a Newcomer<'a>,
    words: Vec<Written<'a>>,
    /// The words in lower case, one after another.
    lower: String,
    places: HashTable<usize>,
}

/// A word of an article.
struct Written<'a> {
    /// As it is first written.
    form: &'a str,
    lower: Range<usize>,
    hash: TextHash,
    times: u32,
    number: Option<Word>,
}

impl<'a> Reading<'a> {
    /// Reads an article, and looks up its words in what was met before.
    pub(super) fn new(newcomer: &'a Newcomer<'a>, vocabulary: &Vocabulary) -> Self {
        let mut reading = Self {
            newcomer,
            words: Vec::new(),
            lower: String::with_capacity(newcomer.text.len()),
            places: HashTable::new(),
        };
        for text in [newcomer.text, newcomer.title] {
            each_word(text, |form, lower| reading.see(form, lower));
        }
        let Self { words, lower, .. } = &mut reading;
        for word in words {
            let text = lower.get(word.lower.clone()).unwrap_or_default();
            word.number = vocabulary.find(text, word.hash);
        }
        reading
    }

    fn see(&mut self, form: &'a str, lower: &str) {
        let hash = hash(lower);
        let Self {
            words,
            lower: known,
            places,
            ..
        } = self;
        let is_word = |at: &usize| {
            let word = words.get(*at).map(|word| word.lower.clone());
            word.and_then(|range| known.get(range)) == Some(lower)
        };
        if let Some(word) = places.find(hash, is_word).and_then(|at| words.get_mut(*at)) {
            word.times += 1;
            return;
        }
        let start = known.len();
        known.push_str(lower);
        let rehash = |at: &usize| words.get(*at).map(|word| word.hash).unwrap_or_default();
        places.insert_unique(hash, words.len(), rehash);
        words.push(Written {
            form,
            lower: start..known.len(),
            hash,
            times: 1,
            number: None,
        });
    }

    /// Numbers the words that are new and counts the article's terms.
    pub(super) fn count(
        self,
        document: DocumentNumber,
        vocabulary: &mut Vocabulary,
        index: &mut TermIndex,
    ) -> Counted<'a> {
        let words = self.words.iter().map(|word| {
            let text = || self.lower.get(word.lower.clone()).unwrap_or_default();
            let number = word.number.unwrap_or_else(|| vocabulary.meet(text()));
            (number, word.form, word.times)
        });
        let words: Vec<_> = words.collect();
        let counted = words
            .iter()
            .filter_map(|(word, _, times)| Some((vocabulary.term_of(*word)?, *times)));
        let mut worth = summed(counted.collect());
        let tags = self.newcomer.tags.iter();
        worth.extend(tags.map(|tag| (vocabulary.term_of_tag(*tag), TAG)));
        index.count(worth.iter().map(|(term, _)| *term));
        Counted {
            newcomer: self.newcomer,
            document,
            words: words
                .into_iter()
                .map(|(word, form, _)| (word, form))
                .collect(),
            worth,
        }
    }
}

/// What each term is worth.
fn summed(mut counts: Vec<(Term, u32)>) -> Vec<(Term, f32)> {
    counts.sort_unstable_by_key(|(term, _)| *term);
    counts.dedup_by(|next, sum| {
        let is_same = next.0 == sum.0;
        sum.1 += u32::from(is_same) * next.1;
        is_same
    });
    let worth = counts.into_iter();
    worth
        .map(|(term, count)| (term, saturated(count as f32)))
        .collect()
}

/// What a term gains when it stands once, twice, … in an article: the
/// saturation of BM25 (Robertson and Zaragoza, 2009).
fn saturated(count: f32) -> f32 {
    count / (count + 1.0)
}

/// An article whose words have numbers and whose terms are counted.
pub(super) struct Counted<'a> {
    newcomer: &'a Newcomer<'a>,
    document: DocumentNumber,
    words: Vec<(Word, &'a str)>,
    /// What each of its terms is worth.
    worth: Vec<(Term, f32)>,
}

/// A new article, taken apart.
pub(super) struct Analysed<'a> {
    pub(super) newcomer: &'a Newcomer<'a>,
    pub(super) document: DocumentNumber,
    pub(super) vector: Vector,
    /// Words that may be given as reasons, ascending.
    telling: Vec<Telling<'a>>,
}

/// A word that may be given as a reason.
struct Telling<'a> {
    word: Word,
    /// As it is written.
    form: &'a str,
    /// The place of its term in the vector.
    rank: usize,
}

impl<'a> Counted<'a> {
    /// Weighs the terms, once those of the whole pack are counted; gives all
    /// the words beside.
    pub(super) fn weigh(
        self,
        vocabulary: &Vocabulary,
        index: &TermIndex,
    ) -> (Analysed<'a>, WordSet) {
        let vector = index.vector(self.worth.iter().copied());
        let mut ranks: Vec<(Term, usize)> = vector.iter().map(|(term, _)| *term).zip(0..).collect();
        ranks.retain(|(term, _)| index.is_rare(*term));
        ranks.sort_unstable();
        let telling = self.words.iter().filter_map(|(word, form)| {
            let term = vocabulary.term_of(*word)?;
            let at = ranks.binary_search_by_key(&term, |(term, _)| *term);
            let (_, rank) = ranks.get(at.ok()?)?;
            let is_long = form.chars().count() >= SHORTEST_REASON;
            is_long.then_some(Telling {
                word: *word,
                form,
                rank: *rank,
            })
        });
        let mut telling: Vec<_> = telling.collect();
        telling.sort_unstable_by_key(|telling| telling.word);
        let analysed = Analysed {
            newcomer: self.newcomer,
            document: self.document,
            vector,
            telling,
        };
        let words = self.words.iter().map(|(word, _)| *word);
        (analysed, WordSet::new(words.collect()))
    }
}

impl Analysed<'_> {
    /// The most telling words that another article writes alike but for case,
    /// one a term.
    pub(super) fn words_shared_with(&self, other: &WordSet) -> Vec<&str> {
        let mut own = self.telling.iter().peekable();
        let mut shared: Vec<&Telling<'_>> = Vec::new();
        for word in other.iter() {
            while own.next_if(|telling| telling.word < word).is_some() {}
            shared.extend(own.next_if(|telling| telling.word == word));
        }
        shared.sort_by_key(|telling| telling.rank);
        shared.dedup_by_key(|telling| telling.rank);
        shared.truncate(REASONS);
        shared.into_iter().map(|telling| telling.form).collect()
    }
}
