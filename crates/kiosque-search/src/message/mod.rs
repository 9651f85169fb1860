//! What the page and the worker that searches say to each other, as bytes.

mod found;
mod question;

pub use found::Found;
pub use question::{Marking, Question};

use crate::format::Damage;
use crate::format::bytes::{Reader, Writer};
use crate::{Highlighter, Query, Results};
use std::ops::Range;

/// What the page asks of the worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Articles that match.
    Search(Question),
    /// Where texts have the words of a question.
    Mark(Marking),
}

/// The worker's answer to the question of that number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The question's.
    pub number: u32,
    /// What is answered.
    pub outcome: Result<Answer, Failure>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To a search.
    Found(Box<Found>),
    /// Of each text of a [`Marking`], in order.
    Marked(Vec<Marked>),
}

/// Where a text has the words of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The bytes of the part to show.
    pub place: Range<usize>,
    /// The bytes of the whole text that are marked, in order, all in `place`.
    pub marks: Vec<Range<usize>>,
    /// Whether the text has every phrase of the question.
    pub has_phrases: bool,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Path in the archive; empty where no file is to blame.
    pub file: String,
    /// The status of the server's answer, 0 where there was none.
    pub status: u16,
    /// What is wrong, for who mends it; empty where the status says it.
    pub reason: String,
}

impl Marking {
    /// Finds the words.
    pub fn answer(&self) -> Vec<Marked> {
        let query = Query::parse(&self.words);
        let highlighter = Highlighter::new(&query, &Results::default());
        let marked = |(text, language): &(String, String)| {
            let (place, marks) = match self.length {
                0 => (0..text.len(), highlighter.marks(text, language)),
                length => {
                    let excerpt = highlighter.excerpt(text, language, length as usize);
                    (excerpt.place, excerpt.marks)
                }
            };
            Marked {
                place,
                marks,
                has_phrases: query.phrases_in(text),
            }
        };
        self.texts.iter().map(marked).collect()
    }
}

const FAILED: u8 = 0;
const FOUND: u8 = 1;
const MARKED: u8 = 2;

impl Reply {
    /// The answer as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.number(self.number);
        match &self.outcome {
            Ok(Answer::Found(found)) => {
                out.byte(FOUND);
                found.write(&mut out);
            }
            Ok(Answer::Marked(all)) => {
                out.byte(MARKED);
                out.count(all.len());
                for marked in all {
                    out.byte(marked.has_phrases.into());
                    write_marks(&mut out, std::slice::from_ref(&marked.place));
                    write_marks(&mut out, &marked.marks);
                }
            }
            Err(failure) => {
                out.byte(FAILED);
                out.text(&failure.file);
                out.number(failure.status.into());
                out.text(&failure.reason);
            }
        }
        out.into_bytes()
    }

    /// Reads an answer.
    ///
    /// # Errors
    /// [`Damage`] where the bytes are none.
    pub fn read(bytes: &[u8]) -> Result<Self, Damage> {
        let mut from = Reader::new(bytes);
        let number = from.number()?;
        let outcome = match from.byte()? {
            FOUND => Ok(Answer::Found(Box::new(Found::read(&mut from)?))),
            MARKED => Ok(Answer::Marked(read_marked(&mut from)?)),
            _ => Err(Failure {
                file: from.text()?.to_owned(),
                status: u16::try_from(from.number()?).unwrap_or_default(),
                reason: from.text()?.to_owned(),
            }),
        };
        Ok(Self { number, outcome })
    }

    /// The number of an answer that is not read yet.
    pub fn number_of(bytes: &[u8]) -> Option<u32> {
        Reader::new(bytes).number().ok()
    }
}

fn read_marked(from: &mut Reader<'_>) -> Result<Vec<Marked>, Damage> {
    let mut all = Vec::new();
    for _ in 0..from.count(3)? {
        let has_phrases = from.byte()? != 0;
        all.push(Marked {
            has_phrases,
            place: read_marks(from)?.pop().unwrap_or_default(),
            marks: read_marks(from)?,
        });
    }
    Ok(all)
}

fn write_marks(out: &mut Writer, marks: &[Range<usize>]) {
    out.count(marks.len());
    for mark in marks {
        out.count(mark.start);
        out.count(mark.end);
    }
}

fn read_marks(from: &mut Reader<'_>) -> Result<Vec<Range<usize>>, Damage> {
    let count = from.count(2)?;
    let mark = |_| Ok(from.number()? as usize..from.number()? as usize);
    (0..count).map(mark).collect()
}

fn texts(from: &mut Reader<'_>) -> Result<Vec<String>, Damage> {
    let count = from.count(1)?;
    (0..count).map(|_| from.text().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;
    use crate::format::Card;
    use kiosque_model::ShortId;
    use kiosque_model::wire::FileName;

    #[test]
    fn an_answer_arrives_as_it_was_given() {
        let card = Card {
            id: ShortId::try_from("abcdefghijklm".to_owned()).unwrap(),
            slug: "un-port".to_owned(),
            title: "Un port".to_owned(),
            language: "fr".to_owned(),
            date: None,
            source: String::new(),
            pack: FileName::of(&[7; 32], 99),
        };
        let found = Found {
            total: 12,
            is_total_exact: false,
            cards: vec![card],
            marks: vec![vec![3..7, 9..10]],
            corrections: vec![("prot".to_owned(), "port".to_owned())],
            searched: "port".to_owned(),
            has_phrases: true,
            is_relaxed: true,
            unknown: vec!["xyz".to_owned()],
            matches: Some(vec![vec![1, 9], vec![]]),
            also: vec!["طنجة".to_owned()],
        };
        let marked = Marked {
            place: 3..40,
            marks: vec![4..9, 11..12],
            has_phrases: true,
        };
        let failure = Failure {
            file: "data/search/x.bin".to_owned(),
            status: 404,
            reason: String::new(),
        };
        for outcome in [
            Ok(Answer::Found(Box::new(found))),
            Ok(Answer::Marked(vec![marked])),
            Err(failure),
        ] {
            let reply = Reply { number: 1, outcome };
            let bytes = reply.to_bytes();
            assert_eq!(Reply::number_of(&bytes), Some(1));
            for end in 0..bytes.len() {
                let part = bytes.get(..end).unwrap();
                assert!(Reply::read(part).is_err(), "{end}");
            }
            assert_eq!(Reply::read(&bytes), Ok(reply));
        }
    }

    #[test]
    fn texts_are_marked_whole_or_in_part() {
        let mut marking = Marking {
            words: "\"port de tanger\"".to_owned(),
            texts: vec![
                ("Le port de Tanger.".to_owned(), "fr".to_owned()),
                ("Tanger a un port.".to_owned(), "fr".to_owned()),
            ],
            ..Marking::default()
        };
        let all = marking.answer();
        let phrases: Vec<bool> = all.iter().map(|marked| marked.has_phrases).collect();
        assert_eq!(phrases, [true, false]);
        assert_eq!(all.first().unwrap().place, 0..18);
        assert_eq!(all.first().unwrap().marks, [3..7, 11..17]);
        marking.length = 8;
        let all = marking.answer();
        assert!(all.iter().all(|marked| marked.place.len() <= 8));
    }
}
