//! Where the parts of a generation's index are.

use super::bytes::{Reader, Writer};
use super::name::{GROUP, Group, PartName};
use super::sorted_texts::{read_texts, write_texts};
use super::{Damage, SearchFile};

/// Parts of one kind, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Their groups, [`GROUP`] parts each but the last.
    pub groups: Vec<Group>,
    /// How many parts.
    pub parts: usize,
    /// The first key that stands in each part, shortened; empty where parts
    /// are found by number.
    pub firsts: Vec<String>,
}

impl Section {
    /// The part at `position`.
    pub fn part(&self, position: usize) -> Option<SearchFile> {
        let group = *self.groups.get(position / GROUP)?;
        (position < self.parts).then_some(SearchFile::Part(PartName {
            group,
            place: (position % GROUP) as u8,
        }))
    }

    /// Position of the part that has `key`, if any has.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.firsts
            .partition_point(|first| first.as_str() <= key)
            .checked_sub(1)
    }

    /// Positions of the parts that have keys starting with `prefix`.
    pub fn positions(&self, prefix: &str) -> std::ops::Range<usize> {
        let start = self.position(prefix).unwrap_or_default();
        let end = self
            .firsts
            .partition_point(|first| first.as_str() <= prefix || first.starts_with(prefix));
        start..end
    }

    fn write(&self, out: &mut Writer) {
        out.count(self.parts);
        write_texts(out, self.firsts.iter().map(String::as_str));
        self.groups.iter().for_each(|group| out.raw(&group.0));
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Damage> {
        let parts = from.number()? as usize;
        let firsts = read_texts(from)?;
        if !firsts.is_empty() && firsts.len() != parts {
            return Err(Damage("parts and their keys differ in number"));
        }
        let mut groups = Vec::new();
        for _ in 0..parts.div_ceil(GROUP) {
            let name = from.raw(17)?.try_into();
            groups.push(Group(name.map_err(|_| Damage("it ends early"))?));
        }
        Ok(Self {
            groups,
            parts,
            firsts,
        })
    }
}

/// The parts of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sections {
    /// [`Terms`](super::Terms) by key.
    pub terms: Section,
    /// [`Spread`](super::Spread): all documents of frequent terms, by number.
    pub spreads: Section,
    /// [`Titles`](super::Titles) by document number.
    pub titles: Section,
    /// [`Vocabulary`](super::Vocabulary): words as they are written.
    pub words: Section,
    /// [`Vocabulary`](super::Vocabulary): words read from their ends.
    pub endings: Section,
    /// [`Vocabulary`](super::Vocabulary) of names by their consonants.
    pub names: Section,
}

/// The start of a generation's index: all that is read before the first question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// Documents in the generation.
    pub articles: u32,
    /// Where its parts are.
    pub sections: Sections,
}

impl Directory {
    /// The content of its file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.number(self.articles);
        for section in self.sections.all() {
            section.write(&mut out);
        }
        out.into_bytes()
    }

    /// Reads the content of its file.
    ///
    /// # Errors
    /// [`Damage`] says what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, Damage> {
        let mut from = Reader::new(bytes);
        let articles = from.number()?;
        let mut section = || Section::read(&mut from);
        let sections = Sections {
            terms: section()?,
            spreads: section()?,
            titles: section()?,
            words: section()?,
            endings: section()?,
            names: section()?,
        };
        Ok(Self { articles, sections })
    }
}

impl Sections {
    /// All of them, in the order they are written.
    pub fn all(&self) -> [&Section; 6] {
        [
            &self.terms,
            &self.spreads,
            &self.titles,
            &self.words,
            &self.endings,
            &self.names,
        ]
    }
}
