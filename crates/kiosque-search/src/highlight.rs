//! Where the words of a question stand in a text.

use crate::analysis::{Language, fold, key, keys, words};
use crate::{Query, Results};
use std::ops::{BitOr, Range};

/// Finds the words of a question in texts.
#[derive(Clone, Debug, Default)]
pub struct Highlighter {
    words: Vec<Sought>,
}

#[derive(Clone, Debug)]
struct Sought {
    keys: Vec<String>,
    /// Where words that start so will do.
    prefix: Option<String>,
    /// Which word of the question.
    word: usize,
}

/// A part of a text with the words of a question marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The bytes of the text it is.
    pub place: Range<usize>,
    /// The bytes of the whole text that are marked, in order.
    pub marks: Vec<Range<usize>>,
}

impl Highlighter {
    /// For the words of `query` and those that were searched in their place.
    pub fn new(query: &Query, results: &Results) -> Self {
        let typed = query.words.iter().enumerate().map(|(word, asked)| Sought {
            keys: keys(&asked.clean),
            prefix: asked.is_prefix.then(|| fold(&asked.clean)),
            word,
        });
        let searched = results.corrections.iter().map(|correction| Sought {
            keys: keys(&correction.searched),
            prefix: None,
            word: correction.word,
        });
        Self {
            words: typed.chain(searched).collect(),
        }
    }

    /// Every place in `text`, which is in the language of the BCP 47 tag, in
    /// order. Offsets are those of the text as it is, vowel marks and all.
    pub fn marks(&self, text: &str, language: &str) -> Vec<Range<usize>> {
        self.places(text, language)
            .into_iter()
            .map(|(place, _)| place)
            .collect()
    }

    fn places(&self, text: &str, language: &str) -> Vec<(Range<usize>, usize)> {
        let language = Language::of_tag(language);
        let sought = |word: crate::Word| {
            let folded = fold(&word.clean);
            let found = [key(&word.clean, language), key(&folded, language)];
            let is_sought = |sought: &&Sought| {
                let starts = |prefix: &String| folded.starts_with(prefix.as_str());
                sought.prefix.as_ref().is_some_and(starts)
                    || found.iter().any(|key| sought.keys.contains(key))
            };
            let sought = self.words.iter().find(is_sought)?;
            Some((word.place, sought.word))
        };
        words(text).filter_map(sought).collect()
    }

    /// The part of `text` of about `length` bytes that has most of the words,
    /// the first such; its beginning where there are none. Cut between words.
    pub fn excerpt(&self, text: &str, language: &str, length: usize) -> Excerpt {
        let places = self.places(text, language);
        let mut best = (0, 0);
        for (at, (place, _)) in places.iter().enumerate() {
            let within = places.iter().skip(at);
            let within = within.take_while(|(other, _)| other.end <= place.start + length * 3 / 4);
            let bit = |(_, word): &(Range<usize>, usize)| 1_u32 << word.min(&31);
            let words = within.take(MOST_MARKS).map(bit).fold(0, BitOr::bitor);
            if words.count_ones() > best.0 {
                best = (words.count_ones(), place.start);
            }
        }
        let start = best.1.saturating_sub(length / 4);
        let place = between_words(text, start, start + length);
        let inside = |mark: &Range<usize>| place.start <= mark.start && mark.end <= place.end;
        let marks = places.into_iter().map(|(mark, _)| mark).filter(inside);
        Excerpt {
            marks: marks.collect(),
            place: place.clone(),
        }
    }
}

/// Marks of an excerpt that are compared at most.
const MOST_MARKS: usize = 64;

/// A part of `text` from about `start` to about `end` that cuts no word, unless
/// there are no spaces.
fn between_words(text: &str, start: usize, end: usize) -> Range<usize> {
    let start = text.floor_char_boundary(start);
    let end = text.floor_char_boundary(end);
    let slice = text.get(start..end).unwrap_or_default();
    let first = match start {
        0 => 0,
        _ => slice.find(char::is_whitespace).unwrap_or_default(),
    };
    let last = match end == text.len() {
        true => slice.len(),
        false => slice.rfind(char::is_whitespace).unwrap_or(slice.len()),
    };
    let (first, last) = if first < last {
        (first, last)
    } else {
        (0, slice.len())
    };
    let trimmed = slice.get(first..last).unwrap_or_default();
    let start = start + first + (trimmed.len() - trimmed.trim_start().len());
    start..start + trimmed.trim().len()
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::indexing_slicing,
        reason = "a test may stop at the first surprise"
    )]
    use super::*;
    use proptest::prelude::*;

    fn check(query: &str, language: &str, text: &str, expected: &[&str]) {
        let highlighter = Highlighter::new(&Query::parse(query), &Results::default());
        let marks = highlighter.marks(text, language);
        let found: Vec<&str> = marks.into_iter().map(|mark| &text[mark]).collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn words_are_marked_as_they_are_written() {
        check(
            "économie",
            "fr",
            "L’ÉCONOMIE, les économies.",
            &["ÉCONOMIE", "économies"],
        );
        check("economie", "fr", "L’économie", &["économie"]);
        check("محمد", "ar", "قال مُحَمَّدٌ اليوم", &["مُحَمَّدٌ"]);
        check("econ*", "fr", "économiste rien", &["économiste"]);
        check("nation", "en", "nations national", &["nations", "national"]);
    }

    #[test]
    fn an_excerpt_is_where_most_words_are() {
        let text = format!(
            "maroc {} maroc et france ici {}",
            "x ".repeat(90),
            "y ".repeat(90)
        );
        let query = Query::parse("maroc france");
        let highlighter = Highlighter::new(&query, &Results::default());
        let excerpt = highlighter.excerpt(&text, "fr", 80);
        let marked: Vec<&str> = excerpt
            .marks
            .iter()
            .map(|mark| &text[mark.clone()])
            .collect();
        assert_eq!(marked, ["maroc", "france"]);
        assert!(text[excerpt.place.clone()].starts_with("x x"));
        let none = highlighter.excerpt("Rien du tout.", "fr", 80);
        assert_eq!((none.place, none.marks.len()), (0..13, 0));
    }

    proptest! {
        #[test]
        fn offsets_fit_any_text(text in "\\PC{0,80}", query in "\\PC{0,20}", length in 0_usize..90) {
            let highlighter = Highlighter::new(&Query::parse(&query), &Results::default());
            let excerpt = highlighter.excerpt(&text, "fr", length);
            prop_assert!(text.get(excerpt.place.clone()).is_some());
            for mark in highlighter.marks(&text, "ar").into_iter().chain(excerpt.marks) {
                prop_assert!(text.get(mark).is_some_and(|marked| !marked.is_empty()));
            }
        }
    }
}
