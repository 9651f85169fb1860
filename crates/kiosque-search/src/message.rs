//! What the page and the worker that searches say to each other, as bytes.

use crate::engine::Total;
use crate::format::bytes::{Reader, Writer};
use crate::format::{Card, Damage};
use crate::{Highlighter, Query, Results};
use kiosque_model::wire::{FileName, ascending, steps};
use kiosque_model::{ArticleDate, ShortId};
use std::ops::Range;

/// A question to the worker. A newer one takes the place of one that is not
/// answered yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Larger than those of all questions before.
    pub number: u32,
    /// Address of the archive's folder, with its slash.
    pub archive: String,
    /// The directories of the generations' indexes, newest first.
    pub directories: Vec<FileName>,
    /// What the reader typed.
    pub words: String,
    /// Whether the last word may go on.
    pub is_typing: bool,
    /// Whether words are searched as they are written, without corrections.
    pub is_exact: bool,
    /// Whether the newest come first.
    pub newest_first: bool,
    /// Results to leave out.
    pub skip: u32,
    /// Results to show.
    pub limit: u32,
    /// The documents among which to search, ascending, generation by generation;
    /// all where absent.
    pub within: Option<Vec<Vec<u32>>>,
}

/// The worker's answer to the question of that number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The question's.
    pub number: u32,
    /// What was found.
    pub outcome: Result<Found, Failure>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Articles that match.
    pub total: u32,
    /// Whether `total` is exact; there may be more otherwise.
    pub is_total_exact: bool,
    /// The page asked for.
    pub cards: Vec<Card>,
    /// Where the titles of the cards have what was searched, in bytes.
    pub marks: Vec<Vec<Range<usize>>>,
    /// What was typed, and what was searched in its place.
    pub corrections: Vec<(String, String)>,
    /// Whether some lack some of the words.
    pub is_relaxed: bool,
    /// Words that nothing has.
    pub unknown: Vec<String>,
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

impl Question {
    /// The question as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.number(self.number);
        out.text(&self.archive);
        out.count(self.directories.len());
        for name in &self.directories {
            out.text(name.as_str());
        }
        out.text(&self.words);
        for flag in [
            self.is_typing,
            self.is_exact,
            self.newest_first,
            self.within.is_some(),
        ] {
            out.byte(flag.into());
        }
        out.number(self.skip);
        out.number(self.limit);
        let within = self.within.as_deref().unwrap_or_default();
        out.count(within.len());
        for documents in within {
            out.count(documents.len());
            for step in steps(documents.iter().copied()) {
                out.number(step);
            }
        }
        out.into_bytes()
    }

    /// Reads a question.
    ///
    /// # Errors
    /// [`Damage`] where the bytes are none.
    pub fn read(bytes: &[u8]) -> Result<Self, Damage> {
        let mut from = Reader::new(bytes);
        let number = from.number()?;
        let archive = from.text()?.to_owned();
        let name = |text: &str| FileName::try_from(text.to_owned());
        let directories = texts(&mut from)?.into_iter().map(|text| name(&text));
        let directories: Result<Vec<_>, _> = directories.collect();
        let words = from.text()?.to_owned();
        let mut flag = || from.byte().map(|byte| byte != 0);
        let (is_typing, is_exact, newest_first, is_within) = (flag()?, flag()?, flag()?, flag()?);
        let (skip, limit) = (from.number()?, from.number()?);
        let mut within = Vec::new();
        for _ in 0..from.count(1)? {
            let count = from.count(1)?;
            let steps: Result<Vec<u32>, Damage> = (0..count).map(|_| from.number()).collect();
            within.push(ascending(&steps?).collect());
        }
        Ok(Self {
            number,
            archive,
            directories: directories.map_err(|_| Damage("it names no file"))?,
            words,
            is_typing,
            is_exact,
            newest_first,
            skip,
            limit,
            within: is_within.then_some(within),
        })
    }
}

impl Found {
    /// What the page shows of the answer to a question.
    pub fn of(query: &Query, results: Results) -> Self {
        let highlighter = Highlighter::new(query, &results);
        let (total, is_total_exact) = match results.total {
            Total::Exactly(total) => (total, true),
            Total::AtLeast(total) => (total, false),
            Total::None => (0, true),
        };
        let corrections = results.corrections.into_iter();
        Self {
            total,
            is_total_exact,
            marks: results
                .hits
                .iter()
                .map(|hit| highlighter.marks(&hit.card.title, &hit.card.language))
                .collect(),
            cards: results.hits.into_iter().map(|hit| hit.card).collect(),
            corrections: corrections
                .map(|correction| (correction.typed, correction.searched))
                .collect(),
            is_relaxed: results.is_relaxed,
            unknown: results.unknown,
        }
    }
}

impl Reply {
    /// The answer as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.number(self.number);
        match &self.outcome {
            Ok(found) => found.write(&mut out),
            Err(failure) => {
                out.byte(0);
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
        let outcome = if from.byte()? == 0 {
            Err(Failure {
                file: from.text()?.to_owned(),
                status: u16::try_from(from.number()?).unwrap_or_default(),
                reason: from.text()?.to_owned(),
            })
        } else {
            Ok(Found::read(&mut from)?)
        };
        Ok(Self { number, outcome })
    }
}

impl Found {
    fn write(&self, out: &mut Writer) {
        out.byte(1);
        out.number(self.total);
        out.byte(self.is_total_exact.into());
        out.byte(self.is_relaxed.into());
        out.count(self.corrections.len());
        for (typed, searched) in &self.corrections {
            out.text(typed);
            out.text(searched);
        }
        out.count(self.marks.len());
        out.count(self.unknown.len());
        self.unknown.iter().for_each(|word| out.text(word));
        for marks in &self.marks {
            out.count(marks.len());
            for mark in marks {
                out.count(mark.start);
                out.count(mark.end);
            }
        }
        self.cards.iter().for_each(|card| write_card(out, card));
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Damage> {
        let total = from.number()?;
        let (is_total_exact, is_relaxed) = (from.byte()? != 0, from.byte()? != 0);
        let mut corrections = Vec::new();
        for _ in 0..from.count(2)? {
            corrections.push((from.text()?.to_owned(), from.text()?.to_owned()));
        }
        let marked = from.count(1)?;
        let unknown = texts(from)?;
        let mut marks = Vec::new();
        for _ in 0..marked {
            let count = from.count(2)?;
            let mark = |_| Ok(from.number()? as usize..from.number()? as usize);
            marks.push((0..count).map(mark).collect::<Result<_, Damage>>()?);
        }
        Ok(Self {
            total,
            is_total_exact,
            is_relaxed,
            corrections,
            unknown,
            marks,
            cards: (0..marked)
                .map(|_| read_card(from))
                .collect::<Result<_, _>>()?,
        })
    }
}

// A file of the index has no slug that its title makes: making it takes Unicode's
// tables, which the worker has and the page has not.
fn write_card(out: &mut Writer, card: &Card) {
    let date = card.date.as_ref().map_or("", ArticleDate::as_str);
    let texts = [
        card.id.as_str(),
        &card.slug,
        &card.title,
        &card.language,
        date,
        &card.source,
        card.pack.as_str(),
    ];
    texts.into_iter().for_each(|text| out.text(text));
}

fn read_card(from: &mut Reader<'_>) -> Result<Card, Damage> {
    let no_card = Damage("a card is none");
    let mut text = || from.text().map(str::to_owned);
    let id = ShortId::try_from(text()?).map_err(|_| no_card)?;
    let (slug, title, language) = (text()?, text()?, text()?);
    let date = Some(text()?).filter(|date| !date.is_empty());
    let date = date.map(ArticleDate::try_from).transpose();
    Ok(Card {
        id,
        slug,
        title,
        language,
        date: date.map_err(|_| no_card)?,
        source: text()?,
        pack: FileName::try_from(text()?).map_err(|_| no_card)?,
    })
}

fn texts(from: &mut Reader<'_>) -> Result<Vec<String>, Damage> {
    let count = from.count(1)?;
    (0..count).map(|_| from.text().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    #[test]
    fn a_question_arrives_as_it_was_put() {
        for within in [None, Some(vec![]), Some(vec![vec![], vec![0, 7, 900]])] {
            let question = Question {
                number: 300,
                archive: "https://exemple.test/archive/".to_owned(),
                directories: vec![FileName::of(&[9; 32], 1234)],
                words: "l’eau \"بحر\" -x".to_owned(),
                is_typing: true,
                is_exact: false,
                newest_first: true,
                skip: 20,
                limit: 10,
                within,
            };
            assert_eq!(Question::read(&question.to_bytes()), Ok(question));
        }
    }

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
            is_relaxed: true,
            unknown: vec!["xyz".to_owned()],
        };
        let failure = Failure {
            file: "data/search/x.bin".to_owned(),
            status: 404,
            reason: String::new(),
        };
        for outcome in [Ok(found), Err(failure)] {
            let reply = Reply { number: 1, outcome };
            assert_eq!(Reply::read(&reply.to_bytes()), Ok(reply.clone()));
            let bytes = reply.to_bytes();
            for end in 0..bytes.len() {
                let part = bytes.get(..end).unwrap();
                assert!(Reply::read(part).is_err(), "{end}");
            }
        }
    }
}
