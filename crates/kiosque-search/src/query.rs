//! What a reader typed.

use crate::analysis::{Word, fold, is_function_word, words};
use std::ops::Range;

/// Characters of a question that are read at most.
pub const LONGEST: usize = 1_000;
/// Words that are searched at most, function words apart: the first ones.
pub const WORDS: usize = 16;
/// Words, function words apart, that make a sentence.
pub const SENTENCE: usize = 4;
/// Narrowings that are read at most.
pub const NARROWINGS: usize = 16;

/// A question. Parsing never fails: what is no syntax is words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// All must be found, but for those that are optional.
    pub words: Vec<QueryWord>,
    /// None may be found.
    pub refused: Vec<QueryWord>,
    /// Each must stand in the text as it is.
    pub phrases: Vec<Phrase>,
    /// What else an article must be.
    pub narrowings: Vec<Narrowing>,
    /// Whether it is a sentence rather than a list of words: it has
    /// [`SENTENCE`] words or a question mark. Articles may lack some of them, as
    /// nobody who asks in a sentence means every word.
    pub is_sentence: bool,
    /// Whether part of the question was too long to be read.
    pub is_cut: bool,
}

/// A word of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryWord {
    /// As analysis cleans it.
    pub clean: String,
    /// As typed.
    pub written: String,
    /// Bytes of the question it stands at.
    pub place: Range<usize>,
    /// Whether words that start with it will do.
    pub is_prefix: bool,
    /// Whether it is corrected where nothing has it.
    pub is_correctable: bool,
}

/// Words that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// As analysis cleans them, accents folded.
    pub words: Vec<String>,
}

/// What a narrowing is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `tag:`
    Tag,
    /// `source:`
    Source,
    /// `lang:`
    Language,
    /// `before:` a day, not included.
    Before,
    /// `after:` a day, included.
    After,
}

/// A part of a question that the tag filter answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrowing {
    /// What it is about.
    pub field: Field,
    /// As typed, without quotes; for dates `YYYY-MM-DD`, a partial one its first day.
    pub value: String,
    /// Whether it was preceded by `-`.
    pub is_refused: bool,
}

impl Query {
    /// Reads a question.
    pub fn parse(text: &str) -> Self {
        Self::read(text, false)
    }

    /// Reads a question that is still being typed: its last word may go on.
    pub fn parse_typing(text: &str) -> Self {
        Self::read(text, true)
    }

    fn read(text: &str, is_typing: bool) -> Self {
        let end = text.char_indices().nth(LONGEST).map(|(end, _)| end);
        let read = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
        let mut query = Self {
            is_cut: end.is_some(),
            ..Self::default()
        };
        for piece in pieces(read) {
            query.take(&piece);
        }
        let goes_on = |word: &QueryWord| is_typing && word.place.end == text.len();
        if let Some(last) = query.words.pop_if(|word| goes_on(word)) {
            // One letter after other words says nothing yet, and would cost most of all.
            let is_begun = last.clean.len() > "ا".len() || query.words.is_empty();
            query.words.extend(is_begun.then_some(QueryWord {
                is_prefix: true,
                ..last
            }));
        }
        query.drop_function_words();
        query.is_sentence = query.words.len() >= SENTENCE || read.contains(['?', '؟']);
        query.is_cut |= query.words.len() > WORDS || query.refused.len() > WORDS;
        query.words.truncate(WORDS);
        query.refused.truncate(WORDS);
        query
    }

    /// Whether nothing is asked for but narrowings, if any.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty()
    }

    /// Whether `text` has every phrase.
    pub fn phrases_in(&self, text: &str) -> bool {
        let folded: Vec<String> = words(text).map(|word| fold(&word.clean)).collect();
        self.phrases.iter().all(|phrase| {
            folded
                .windows(phrase.words.len().max(1))
                .any(|window| window == phrase.words)
        })
    }

    /// The same question with its words searched as they are written.
    #[must_use]
    pub fn exactly(mut self) -> Self {
        for word in &mut self.words {
            word.is_correctable = false;
        }
        self
    }

    fn take(&mut self, piece: &Piece<'_>) {
        if let Some(narrowing) = piece.narrowing()
            && self.narrowings.len() < NARROWINGS
        {
            return self.narrowings.push(narrowing);
        }
        let found: Vec<Word> = words(piece.text).collect();
        if piece.is_quoted && !piece.is_refused && found.len() > 1 {
            let folded = found.iter().map(|word| fold(&word.clean));
            self.phrases.push(Phrase {
                words: folded.collect(),
            });
        }
        let last = found.len().saturating_sub(1);
        for (at, word) in found.into_iter().enumerate() {
            let word = QueryWord {
                written: piece
                    .text
                    .get(word.place.clone())
                    .unwrap_or_default()
                    .to_owned(),
                place: piece.start + word.place.start..piece.start + word.place.end,
                clean: word.clean,
                is_prefix: piece.is_prefix && at == last,
                is_correctable: !piece.is_quoted && !piece.is_refused,
            };
            let list = if piece.is_refused {
                &mut self.refused
            } else {
                &mut self.words
            };
            let is_known = list.iter().any(|other| other.clean == word.clean);
            if !is_known || word.is_prefix {
                list.push(word);
            }
        }
    }

    /// Words that any text has are left out, unless there are no others or
    /// they stand between quotes.
    fn drop_function_words(&mut self) {
        let says_nothing =
            |word: &QueryWord| !word.is_prefix && is_function_word(&fold(&word.clean));
        if !self.words.iter().all(says_nothing) {
            self.words.retain(|word| !says_nothing(word));
        }
    }
}

/// A part of a question between spaces.
struct Piece<'q> {
    /// Without sign, quotes and star.
    text: &'q str,
    /// What stands before a colon.
    field: Option<&'q str>,
    start: usize,
    is_refused: bool,
    is_quoted: bool,
    is_prefix: bool,
}

impl Piece<'_> {
    fn narrowing(&self) -> Option<Narrowing> {
        let field = match self.field?.to_ascii_lowercase().as_str() {
            "tag" => Field::Tag,
            "source" => Field::Source,
            "lang" => Field::Language,
            "before" => Field::Before,
            "after" => Field::After,
            _ => return None,
        };
        let value = match field {
            Field::Before | Field::After => first_day(self.text)?,
            _ => self.text.to_owned(),
        };
        (!value.is_empty()).then_some(Narrowing {
            field,
            value,
            is_refused: self.is_refused,
        })
    }
}

/// The day a partial date starts with.
fn first_day(text: &str) -> Option<String> {
    let date = kiosque_model::ArticleDate::try_from(text.to_owned()).ok()?;
    (text.len() <= 10).then(|| date.first_day())
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..).filter(|rest| !rest.is_empty()) {
        let trimmed = rest.trim_start();
        let start = text.len() - trimmed.len();
        let (piece, end) = piece(trimmed, start);
        pieces.extend(piece);
        from = end.max(from + 1);
        while !text.is_char_boundary(from) {
            from += 1;
        }
    }
    pieces
}

/// The piece that `text` starts with, which stands at `start` of the question,
/// and where it ends.
fn piece(text: &str, start: usize) -> (Option<Piece<'_>>, usize) {
    let (is_refused, body) = match text.strip_prefix('-') {
        Some(body) if body.starts_with(|c: char| c.is_alphanumeric() || c == '"') => (true, body),
        _ => (false, text),
    };
    let head_end = body.find(|c: char| c == '"' || c.is_whitespace());
    let head = body
        .get(..head_end.unwrap_or(body.len()))
        .unwrap_or_default();
    let (field, value) = match head.split_once(':') {
        Some((name, _)) => (Some(name), body.get(name.len() + 1..).unwrap_or_default()),
        None => (None, body),
    };
    let known = field.is_some_and(|name| {
        ["tag", "source", "lang", "before", "after"].contains(&name.to_ascii_lowercase().as_str())
    });
    let (field, value) = if known { (field, value) } else { (None, body) };
    let at = start + text.len() - value.len();
    if let Some(quoted) = value.strip_prefix(['"', '«', '“']) {
        return quoted_piece(quoted, field, at + value.len() - quoted.len(), is_refused);
    }
    let length = value.find(|c: char| c == '"' || c.is_whitespace());
    let length = length.unwrap_or(value.len());
    let word = value.get(..length).unwrap_or_default();
    let is_prefix = word.ends_with('*');
    let piece = Piece {
        text: word.trim_end_matches('*'),
        field,
        start: at,
        is_refused,
        is_quoted: false,
        is_prefix,
    };
    (Some(piece), at + length)
}

fn quoted_piece<'q>(
    quoted: &'q str,
    field: Option<&'q str>,
    at: usize,
    is_refused: bool,
) -> (Option<Piece<'q>>, usize) {
    let end = quoted.find(['"', '»', '”']);
    let text = quoted
        .get(..end.unwrap_or(quoted.len()))
        .unwrap_or_default();
    let rest = quoted.get(text.len()..).unwrap_or_default();
    let mark = rest.chars().next().map_or(0, char::len_utf8);
    let piece = Piece {
        text: text.trim(),
        field,
        start: at + text.len() - text.trim_start().len(),
        is_refused,
        is_quoted: true,
        is_prefix: false,
    };
    (Some(piece), at + text.len() + mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(query: &Query) -> String {
        let word = |word: &QueryWord| word.clean.clone() + if word.is_prefix { "*" } else { "" };
        let mut shown: Vec<String> = query.words.iter().map(word).collect();
        shown.extend(
            query
                .refused
                .iter()
                .map(|refused| format!("-{}", word(refused))),
        );
        shown.extend(
            query
                .phrases
                .iter()
                .map(|phrase| format!("{:?}", phrase.words.join(" "))),
        );
        for narrowing in &query.narrowings {
            let sign = if narrowing.is_refused { "-" } else { "" };
            shown.push(format!("{sign}{:?}={}", narrowing.field, narrowing.value));
        }
        shown.join(" ")
    }

    fn check(text: &str, expected: &str) {
        let query = Query::parse(text);
        assert_eq!(shown(&query), expected, "{text}");
        for word in query.words.iter().chain(&query.refused) {
            assert_eq!(text.get(word.place.clone()), Some(word.written.as_str()));
        }
    }

    #[test]
    fn syntax_is_read() {
        check("Maroc diplomatie", "maroc diplomatie");
        check("maroc -Algérie", "maroc -algérie");
        check(
            "\"Sahara occidental\" maroc",
            "sahara occidental maroc \"sahara occidental\"",
        );
        check(
            "« Sahara occidental »",
            "sahara occidental \"sahara occidental\"",
        );
        check("econom*", "econom*");
        check("tag:maroc lang:ar x", "x Tag=maroc Language=ar");
        check("-tag:\"vie privée\" x", "x -Tag=vie privée");
        check(
            "before:2019 after:2018-05",
            "Before=2019-01-01 After=2018-05-01",
        );
        check("le maroc et la france", "maroc france");
        check("the of", "the of");
    }

    #[test]
    fn what_is_no_syntax_is_words() {
        check("author:maroc", "author maroc");
        check("before:yesterday", "yesterday");
        check("\"maroc", "maroc");
        check("maroc\"", "maroc");
        check("-- - * \" :", "");
        check("tag:", "");
        check("well-known", "well known");
    }

    #[test]
    fn the_last_word_goes_on_while_typing() {
        assert_eq!(shown(&Query::parse_typing("vie mar")), "vie mar*");
        assert_eq!(shown(&Query::parse_typing("vie mar ")), "vie mar");
        assert_eq!(shown(&Query::parse_typing("le")), "le*");
        assert_eq!(shown(&Query::parse_typing("vie m")), "vie");
        assert_eq!(shown(&Query::parse_typing("vie م")), "vie");
        assert_eq!(shown(&Query::parse_typing("vie 中")), "vie 中*");
        assert_eq!(shown(&Query::parse_typing("m")), "m*");
    }

    #[test]
    fn a_question_is_bounded() {
        let words: Vec<String> = (0..500).map(|at| format!("w{at}")).collect();
        let query = Query::parse(&words.join(" "));
        assert_eq!(query.words.len(), WORDS);
        assert!(query.is_cut);
        assert!(Query::parse(&"x".repeat(100_000)).is_cut);
    }

    #[test]
    fn phrases_are_found_in_text() {
        let query = Query::parse("\"sahara occidental\"");
        assert!(query.phrases_in("Le Sahara Occidental, ici"));
        assert!(!query.phrases_in("Sahara, est occidental"));
    }
}
