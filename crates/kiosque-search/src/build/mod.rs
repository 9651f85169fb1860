//! From articles to the files of a generation's index.

mod cut;
mod impact;
mod parts;
mod postings;
mod reading;
mod shards;
mod vocabulary;

use impact::{Lengths, Means};
pub use parts::Output;
pub use vocabulary::frequency;

use crate::analysis::{Language, fold, function_words, key, plain_key, skeleton};
use crate::format::{Card, Posting, form};
use hashbrown::{HashMap, HashSet};
use impact::Occurrences;
use kiosque_model::wire::FileName;
use postings::Postings;
use reading::{Reading, Written};
use std::collections::BTreeMap;
use vocabulary::Surfaces;

/// What is searched of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document<'a> {
    /// Plain text.
    pub title: &'a str,
    /// Every word its tags are known by.
    pub tags: &'a [String],
    /// The visible text of its body.
    pub text: &'a str,
    /// BCP 47; `und` where unknown.
    pub language: &'a str,
}

/// Where a word stands in an article.
#[derive(Clone, Copy)]
enum Field {
    Title,
    Tags,
    Body,
}

/// A word of some language.
struct Known {
    /// Number of its term.
    term: u32,
    /// Number of the word as it is written.
    surface: u32,
    form: u8,
    is_function_word: bool,
    /// Number of the name it may be; none before it is met where names stand, and
    /// then none within where it has too few consonants.
    name: Option<Option<u32>>,
}

/// What an index needs to know of all older generations.
#[derive(Default)]
pub struct Earlier {
    means: Means,
    words: vocabulary::Known,
    names: vocabulary::Known,
}

/// A folded word after its consonants.
fn name_of(folded: &str) -> Option<String> {
    Some(skeleton(folded)? + "\t" + folded)
}

type Map<K, V> = HashMap<K, V, foldhash::fast::FixedState>;

/// Makes the index of a generation. Takes its articles one by one, in the order
/// of their document numbers; keeps about a quarter of their text in memory.
pub struct IndexBuilder {
    /// Number of each term.
    terms: Map<String, u32>,
    /// By number.
    postings: Vec<Postings>,
    /// What terms are called where accents are not written.
    aliases: BTreeMap<String, Vec<u32>>,
    surfaces: Surfaces,
    /// Position in what is known of each word met so far, by language.
    places: [Map<String, usize>; Language::COUNT],
    known: Vec<Known>,
    lengths: Vec<Lengths>,
    names: Surfaces,
    /// Occurrences in the document being added.
    counts: Map<u32, Occurrences>,
    reading: Reading,
    /// Looked up for every new word, of which there are many.
    function_words: HashSet<&'static str, foldhash::fast::FixedState>,
}

impl Default for IndexBuilder {
    fn default() -> Self {
        Self {
            terms: Map::default(),
            postings: Vec::new(),
            aliases: BTreeMap::new(),
            surfaces: Surfaces::default(),
            places: Default::default(),
            known: Vec::new(),
            lengths: Vec::new(),
            names: Surfaces::default(),
            counts: Map::default(),
            reading: Reading::default(),
            function_words: function_words().collect(),
        }
    }
}

impl IndexBuilder {
    /// Documents added so far.
    pub fn documents(&self) -> u32 {
        u32::try_from(self.lengths.len()).unwrap_or(u32::MAX)
    }

    /// Adds the next document.
    pub fn add(&mut self, document: &Document<'_>) {
        let language = Language::of_tag(document.language);
        let mut reading = std::mem::take(&mut self.reading);
        reading.clear();
        reading.read(document.title, Field::Title);
        let tags = document.tags.iter();
        tags.for_each(|tag| reading.read(tag, Field::Tags));
        reading.read(document.text, Field::Body);
        let mut lengths = Lengths::default();
        for (clean, written) in reading.words() {
            self.count(clean, language, written, &mut lengths);
        }
        self.reading = reading;
        let number = self.documents();
        for (term, occurrences) in self.counts.drain() {
            if let Some(postings) = self.postings.get_mut(term as usize) {
                postings.push(number, occurrences);
            }
        }
        self.lengths.push(lengths);
    }

    /// Counts a word of the document being added.
    fn count(&mut self, clean: &str, language: Language, word: &Written, lengths: &mut Lengths) {
        let document = self.documents();
        let place = self.learn(language, clean);
        let Some(known) = self.known.get_mut(place) else {
            return;
        };
        self.surfaces.count(known.surface, document);
        let occurrences = self.counts.entry(known.term).or_default();
        occurrences.add(word.times, known.form);
        if !known.is_function_word {
            lengths.add(word.times);
        }
        if word.may_be_name {
            let names = &mut self.names;
            let name = known.name.get_or_insert_with(|| {
                let name = name_of(&fold(clean)).filter(|_| !known.is_function_word);
                name.map(|name| names.number(name))
            });
            name.iter().for_each(|name| names.count(*name, document));
        }
    }

    /// Position of what is known of a word.
    fn learn(&mut self, language: Language, clean: &str) -> usize {
        let places = self.places.get(language as usize);
        if let Some(place) = places.and_then(|places| places.get(clean)) {
            return *place;
        }
        let term = self.term(key(clean, language));
        let plain = plain_key(clean, language);
        if self.terms.get(&plain) != Some(&term) {
            let names = self.aliases.entry(plain).or_default();
            if !names.contains(&term) {
                names.push(term);
            }
        }
        let folded = fold(clean);
        let known = Known {
            term,
            form: form(&folded),
            is_function_word: self.function_words.contains(folded.as_str()),
            surface: self.surfaces.number(folded),
            name: None,
        };
        let place = self.known.len();
        self.known.push(known);
        if let Some(places) = self.places.get_mut(language as usize) {
            places.insert(clean.to_owned(), place);
        }
        place
    }

    /// The words and names that were met; all else is let go.
    fn into_words(self) -> (Surfaces, Surfaces) {
        (self.surfaces, self.names)
    }

    /// The documents of a term, weighed.
    fn weighed(&self, term: u32, means: &Means) -> Vec<Posting> {
        let postings = self.postings.get(term as usize);
        postings.map_or_else(Vec::new, |postings| postings.weighed(&self.lengths, means))
    }

    fn term(&mut self, key: String) -> u32 {
        let next = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
        let term = *self.terms.entry(key).or_insert(next);
        if term == next {
            self.postings.push(Postings::default());
        }
        term
    }

    /// Writes the index to `output`: the file to name in the root. `earlier` is
    /// what older generations left, and then what this one leaves. `cards` has
    /// one for each document.
    ///
    /// # Errors
    /// What `output` says.
    pub fn finish<E>(
        mut self,
        earlier: &mut Earlier,
        cards: impl Iterator<Item = Card>,
        output: &mut Output<'_, E>,
    ) -> Result<FileName, E> {
        // No word is looked up any more, and memory is at its highest from here on.
        (self.places, self.known) = Default::default();
        earlier.means = self.lengths.iter().fold(earlier.means, Means::with);
        shards::write(self, earlier, cards, output)
    }
}
