use super::{Ask, texts};
use crate::format::Damage;
use crate::format::bytes::{Reader, Writer};
use kiosque_model::wire::{FileName, ascending, steps};

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
    /// Whether all that match are read, to count them, and names of the other
    /// script are looked for.
    pub is_whole: bool,
    /// Results to leave out.
    pub skip: u32,
    /// Results to show.
    pub limit: u32,
    /// The documents among which to search, ascending, generation by generation;
    /// all where absent.
    pub within: Option<Vec<Vec<u32>>>,
}

/// Texts to find the words of a question in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marking {
    /// Larger than those of all questions before.
    pub number: u32,
    /// The question's words.
    pub words: String,
    /// Bytes of the part to show of each text; the whole text where 0.
    pub length: u32,
    /// The texts, each with its BCP 47 language.
    pub texts: Vec<(String, String)>,
}

const SEARCH: u8 = 0;
const MARK: u8 = 1;

impl Ask {
    /// The question as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        match self {
            Self::Search(question) => {
                out.byte(SEARCH);
                question.write(&mut out);
            }
            Self::Mark(marking) => {
                out.byte(MARK);
                marking.write(&mut out);
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
        match from.byte()? {
            SEARCH => Question::read(&mut from).map(Self::Search),
            MARK => Marking::read(&mut from).map(Self::Mark),
            _ => Err(Damage("it is no question")),
        }
    }
}

impl Question {
    fn write(&self, out: &mut Writer) {
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
            self.is_whole,
            self.within.is_some(),
        ] {
            out.byte(flag.into());
        }
        out.number(self.skip);
        out.number(self.limit);
        write_documents(out, self.within.as_deref().unwrap_or_default());
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Damage> {
        let number = from.number()?;
        let archive = from.text()?.to_owned();
        let name = |text: &str| FileName::try_from(text.to_owned());
        let directories = texts(from)?.into_iter().map(|text| name(&text));
        let directories: Result<Vec<_>, _> = directories.collect();
        let words = from.text()?.to_owned();
        let mut flag = || from.byte().map(|byte| byte != 0);
        let (is_typing, is_exact, newest_first) = (flag()?, flag()?, flag()?);
        let (is_whole, is_within) = (flag()?, flag()?);
        let (skip, limit) = (from.number()?, from.number()?);
        let within = read_documents(from)?;
        Ok(Self {
            number,
            archive,
            directories: directories.map_err(|_| Damage("it names no file"))?,
            words,
            is_typing,
            is_exact,
            newest_first,
            is_whole,
            skip,
            limit,
            within: is_within.then_some(within),
        })
    }
}

/// Documents by generation, ascending.
pub(super) fn write_documents(out: &mut Writer, generations: &[Vec<u32>]) {
    out.count(generations.len());
    for documents in generations {
        out.count(documents.len());
        for step in steps(documents.iter().copied()) {
            out.number(step);
        }
    }
}

pub(super) fn read_documents(from: &mut Reader<'_>) -> Result<Vec<Vec<u32>>, Damage> {
    let mut generations = Vec::new();
    for _ in 0..from.count(1)? {
        let count = from.count(1)?;
        let steps: Result<Vec<u32>, Damage> = (0..count).map(|_| from.number()).collect();
        generations.push(ascending(&steps?).collect());
    }
    Ok(generations)
}

impl Marking {
    fn write(&self, out: &mut Writer) {
        out.number(self.number);
        out.text(&self.words);
        out.number(self.length);
        out.count(self.texts.len());
        for (text, language) in &self.texts {
            out.text(text);
            out.text(language);
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Damage> {
        let (number, words) = (from.number()?, from.text()?.to_owned());
        let length = from.number()?;
        let mut texts = Vec::new();
        for _ in 0..from.count(2)? {
            texts.push((from.text()?.to_owned(), from.text()?.to_owned()));
        }
        Ok(Self {
            number,
            words,
            length,
            texts,
        })
    }
}

#[cfg(test)]
mod tests {
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
                is_whole: true,
                skip: 20,
                limit: 10,
                within,
            };
            let ask = Ask::Search(question);
            assert_eq!(Ask::read(&ask.to_bytes()), Ok(ask));
        }
        let ask = Ask::Mark(Marking {
            number: 7,
            words: "eau".to_owned(),
            length: 160,
            texts: vec![("L’eau.".to_owned(), "fr".to_owned())],
        });
        assert_eq!(Ask::read(&ask.to_bytes()), Ok(ask));
    }
}
