use super::successors::Successors;
use super::{Letters, RareWords};
use crate::language::Language;
use crate::seeded::Seeded;
use crate::texts::Text;
use crate::weighted::Weighted;
use std::collections::{HashMap, HashSet};

/// A chunk of a language: a word as it stands between spaces, with its punctuation.
pub type ChunkId = u32;

/// How a language is written.
#[derive(Clone, Debug, Default)]
pub struct Speech {
    chunks: Vec<String>,
    counts: Vec<u32>,
    ids: HashMap<String, ChunkId>,
    any: Weighted<ChunkId>,
    starts: Weighted<ChunkId>,
    successors: Successors,
    letters: Letters,
    rare: RareWords,
    /// Sentences in a paragraph.
    sentences: Weighted<usize>,
    /// Words in a title.
    titles: Weighted<usize>,
}

/// Chunks that make up this share of all are known to every topic.
const COMMON: f64 = 0.000_5;

/// Salt of the rows of numbers that made words come from.
const WORDS: u64 = 0x7761_6c73;

impl Speech {
    /// Learns from the texts of `language`.
    pub fn learn(texts: &[Text], language: Language) -> Self {
        let own: Vec<&Text> = texts
            .iter()
            .filter(|text| text.language == language)
            .collect();
        let mut speech = Self::default();
        let (mut starts, mut neighbours) = (Vec::new(), Vec::new());
        for paragraph in own.iter().flat_map(|text| &text.paragraphs) {
            let chunks: Vec<ChunkId> = speech.number(paragraph);
            speech.note_order(&chunks, &mut starts, &mut neighbours);
        }
        speech.starts = counted(starts.into_iter());
        speech.successors = Successors::learn(neighbours, speech.chunks.len());
        speech.any = (0..)
            .zip(speech.counts.iter().copied().map(f64::from))
            .collect();
        speech.learn_words(&own);
        speech.sentences = counted(own.iter().flat_map(|text| sentence_counts(text)));
        let titles = own.iter().map(|text| text.title.split_whitespace().count());
        speech.titles = counted(titles.filter(|count| (4..=14).contains(count)));
        speech
    }

    /// The chunks of a text, each numbered at its first appearance.
    fn number(&mut self, text: &str) -> Vec<ChunkId> {
        let mut numbered = Vec::new();
        for chunk in text.split_whitespace().filter_map(clean) {
            let id = match self.ids.get(chunk) {
                Some(id) => *id,
                None => self.add(chunk),
            };
            if let Some(count) = self.counts.get_mut(id as usize) {
                *count += 1;
            }
            numbered.push(id);
        }
        numbered
    }

    fn add(&mut self, chunk: &str) -> ChunkId {
        let id = ChunkId::try_from(self.chunks.len()).unwrap_or(ChunkId::MAX);
        self.ids.insert(chunk.to_owned(), id);
        self.chunks.push(chunk.to_owned());
        self.counts.push(0);
        id
    }

    fn note_order(
        &self,
        chunks: &[ChunkId],
        starts: &mut Vec<ChunkId>,
        neighbours: &mut Vec<(ChunkId, ChunkId)>,
    ) {
        let mut before = None;
        for chunk in chunks {
            match before.filter(|before| !self.ends_sentence(*before)) {
                None => starts.push(*chunk),
                Some(before) => neighbours.push((before, *chunk)),
            }
            before = Some(*chunk);
        }
    }

    fn learn_words(&mut self, own: &[&Text]) {
        let chunks = own.iter().flat_map(|text| text.chunks());
        let words: Vec<String> = chunks.map(bare).filter(|word| !word.is_empty()).collect();
        self.rare = RareWords::learn(words.iter().map(String::as_str));
        let distinct: HashSet<&str> = words.iter().map(String::as_str).collect();
        self.letters = Letters::learn(distinct.into_iter());
    }

    /// A chunk as it is written.
    pub fn chunk(&self, id: ChunkId) -> &str {
        self.chunks.get(id as usize).map_or("", String::as_str)
    }

    /// Whether a sentence ends with it.
    pub fn ends_sentence(&self, id: ChunkId) -> bool {
        self.chunk(id).ends_with(['.', '!', '?', '؟', '…'])
    }

    /// Whether every topic has it.
    fn is_common(&self, id: ChunkId, words: f64) -> bool {
        let count = self.counts.get(id as usize).copied().unwrap_or(0);
        f64::from(count) >= COMMON * words
    }

    /// What the chunks of some texts are, less the common ones.
    pub fn words_of<'a>(&self, texts: impl Iterator<Item = &'a Text>) -> Weighted<ChunkId> {
        let words: f64 = self.counts.iter().copied().map(f64::from).sum();
        let chunks = texts.flat_map(Text::chunks).filter_map(clean);
        let known = chunks.filter_map(|chunk| self.ids.get(chunk).copied());
        counted(known.filter(|id| !self.ends_sentence(*id) && !self.is_common(*id, words)))
    }

    /// What a sentence starts with.
    pub fn start(&self, numbers: &mut Seeded) -> Option<ChunkId> {
        self.starts.draw(numbers).copied()
    }

    /// What follows `before`; `None` where real text would have something new.
    pub fn after(&self, before: ChunkId, numbers: &mut Seeded) -> Option<ChunkId> {
        self.successors.draw(before, numbers)
    }

    /// Any chunk, as often as it occurs.
    pub fn any(&self, numbers: &mut Seeded) -> Option<ChunkId> {
        self.any.draw(numbers).copied()
    }

    /// A word that the learnt texts do not hold, as often as longer ones would.
    pub fn rare(&self, numbers: &mut Seeded) -> Option<String> {
        if !numbers.chance(self.rare.share) {
            return None;
        }
        if numbers.chance(self.rare.numbers) {
            return Some(number(numbers));
        }
        let place = self.rare.draw(numbers);
        Some(self.letters.word(&mut Seeded::at(&[WORDS, place])))
    }

    /// A made name.
    pub fn name(&self, numbers: &mut Seeded) -> String {
        self.letters.name(numbers)
    }

    /// Sentences of a paragraph.
    pub fn sentences(&self, numbers: &mut Seeded) -> usize {
        self.sentences.draw(numbers).copied().unwrap_or(1)
    }

    /// Words of a title.
    pub fn title_words(&self, numbers: &mut Seeded) -> usize {
        self.titles.draw(numbers).copied().unwrap_or(8)
    }

    /// How the vocabulary grows.
    pub fn rare_words(&self) -> &RareWords {
        &self.rare
    }
}

/// How often each occurs, in order.
fn counted<T: Ord>(things: impl Iterator<Item = T>) -> Weighted<T> {
    let mut sorted: Vec<T> = things.collect();
    sorted.sort_unstable();
    let mut pairs: Vec<(T, f64)> = Vec::new();
    for thing in sorted {
        match pairs.last_mut().filter(|(last, _)| *last == thing) {
            Some((_, count)) => *count += 1.0,
            None => pairs.push((thing, 1.0)),
        }
    }
    pairs.into_iter().collect()
}

fn sentence_counts(text: &Text) -> impl Iterator<Item = usize> {
    let ends = |paragraph: &String| {
        let chunks = paragraph.split_whitespace();
        chunks
            .filter(|chunk| chunk.ends_with(['.', '!', '?', '؟']))
            .count()
    };
    text.paragraphs
        .iter()
        .map(ends)
        .filter(|count| (1..=8).contains(count))
}

/// A chunk without quotes and brackets, which would not come in pairs; none
/// where it is no word of prose.
fn clean(chunk: &str) -> Option<&str> {
    const PAIRED: [char; 12] = ['"', '(', ')', '[', ']', '«', '»', '“', '”', '<', '>', '\''];
    const FOREIGN: [char; 12] = ['/', '\\', '{', '}', '`', '|', '=', '#', '_', '*', '@', '<'];
    let chunk = chunk.trim_matches(PAIRED);
    (!chunk.is_empty() && !chunk.contains(FOREIGN)).then_some(chunk)
}

/// A chunk without punctuation and capitals.
fn bare(chunk: &str) -> String {
    chunk
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// A number of one to six digits, all lengths alike.
fn number(numbers: &mut Seeded) -> String {
    let digits = u32::try_from(1 + numbers.below(6)).unwrap_or(1);
    let bound = usize::try_from(10_u64.pow(digits)).unwrap_or(10);
    let number = numbers.below(bound);
    if number < 10_000 {
        return number.to_string();
    }
    format!("{},{:03}", number / 1_000, number % 1_000)
}
