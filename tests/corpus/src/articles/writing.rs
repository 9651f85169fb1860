use super::story::Story;
use crate::language::Language;
use crate::model::{ChunkId, Model, Speech, Topic};
use crate::seeded::Seeded;
use crate::texts::push_escaped;
use crate::weighted::Weighted;

/// Writes an article, word by word.
pub struct Pen<'a> {
    speech: &'a Speech,
    topic: &'a Weighted<ChunkId>,
    story: &'a Story,
    numbers: Seeded,
}

/// Where a word is not one that real text has after the one before, how often
/// it is the topic's, and how often the story's.
const OF_TOPIC: f64 = 0.45;
const OF_STORY: f64 = 0.12;
const NAME: f64 = 0.05;

/// Chunks of a sentence at most.
const LONGEST: usize = 50;

/// Bytes by which an article would be too long, on average, if its last
/// sentence were written to its end only because one letter was wanting.
const HALF_SENTENCE: usize = 120;

/// How often a paragraph is preceded by a heading, and is not plain.
const HEADING: f64 = 0.06;
const LIST: f64 = 0.02;
const QUOTE: f64 = 0.03;

/// A word, and whether a sentence ends with it.
enum Word {
    Chunk(ChunkId),
    Made(String),
}

impl<'a> Pen<'a> {
    /// Writes in `language` about `topic`, to tell `story`.
    pub fn new(
        model: &'a Model,
        topic: &'a Topic,
        story: &'a Story,
        language: Language,
        numbers: Seeded,
    ) -> Self {
        Self {
            speech: model.speech.of(language),
            topic: topic.words.of(language),
            story,
            numbers,
        }
    }

    /// A title, without a full stop.
    pub fn title(&mut self) -> String {
        let mut words = String::new();
        let wanted = self.speech.title_words(&mut self.numbers);
        let mut before = None;
        for place in 0..wanted {
            let word = if place % 3 == 1 {
                self.of_story()
            } else {
                self.next(before)
            };
            before = self.push(&mut words, &word);
        }
        let title = words.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        title.to_owned()
    }

    /// HTML of about `length` bytes, to a sentence.
    pub fn html(&mut self, length: usize) -> String {
        let mut html = String::with_capacity(length + 400);
        let length = length.saturating_sub(HALF_SENTENCE).max(1);
        while html.len() < length {
            if !html.is_empty() && self.numbers.chance(HEADING) {
                let title = self.title();
                push_element(&mut html, "h2", &title);
            }
            self.block(&mut html, length);
        }
        html
    }

    fn block(&mut self, html: &mut String, length: usize) {
        let share = self.numbers.share();
        let element = match share {
            share if share < LIST => return self.list(html),
            share if share < LIST + QUOTE => "blockquote",
            _ => "p",
        };
        let (sentences, room) = (
            self.speech.sentences(&mut self.numbers),
            length.saturating_sub(html.len()),
        );
        let mut text = String::new();
        for _ in 0..sentences {
            self.sentence(&mut text);
            if text.len() >= room {
                break;
            }
        }
        push_element(html, element, &text);
    }

    fn list(&mut self, html: &mut String) {
        html.push_str("<ul>");
        for _ in 0..2 + self.numbers.below(4) {
            let item = self.title();
            push_element(html, "li", &item);
        }
        html.push_str("</ul>");
    }

    fn sentence(&mut self, text: &mut String) {
        let mut before = self.speech.start(&mut self.numbers);
        if let Some(start) = before {
            self.push(text, &Word::Chunk(start));
        }
        for _ in 0..LONGEST {
            if before.is_some_and(|before| self.speech.ends_sentence(before)) {
                return;
            }
            let word = self.next(before);
            before = self.push(text, &word).or(before);
        }
        text.push('.');
    }

    fn next(&mut self, before: Option<ChunkId>) -> Word {
        if let Some(made) = self.speech.rare(&mut self.numbers) {
            return Word::Made(made);
        }
        match before.and_then(|before| self.speech.after(before, &mut self.numbers)) {
            Some(next) => Word::Chunk(next),
            None => self.something_new(),
        }
    }

    fn something_new(&mut self) -> Word {
        let share = self.numbers.share();
        if share < OF_STORY + NAME {
            return self.of_story();
        }
        let of_topic = (share < OF_STORY + NAME + OF_TOPIC)
            .then(|| self.topic.draw(&mut self.numbers).copied());
        let chunk = of_topic
            .flatten()
            .or_else(|| self.speech.any(&mut self.numbers));
        Word::Chunk(chunk.unwrap_or_default())
    }

    fn of_story(&mut self) -> Word {
        let name = self.numbers.chance(NAME / (NAME + OF_STORY));
        let word = self
            .numbers
            .pick(&self.story.words)
            .copied()
            .filter(|_| !name);
        match word {
            Some(word) => Word::Chunk(word),
            None => Word::Made(
                self.numbers
                    .pick(&self.story.names)
                    .cloned()
                    .unwrap_or_default(),
            ),
        }
    }

    /// Adds a word; gives back what the next one follows.
    fn push(&self, text: &mut String, word: &Word) -> Option<ChunkId> {
        if !text.is_empty() {
            text.push(' ');
        }
        match word {
            Word::Chunk(id) => {
                text.push_str(self.speech.chunk(*id));
                Some(*id)
            }
            Word::Made(made) => {
                text.push_str(made);
                None
            }
        }
    }
}

fn push_element(html: &mut String, element: &str, text: &str) {
    if !html.is_empty() && !html.ends_with("<ul>") {
        html.push('\n');
    }
    html.push('<');
    html.push_str(element);
    html.push('>');
    push_escaped(html, text);
    html.push_str("</");
    html.push_str(element);
    html.push('>');
}
