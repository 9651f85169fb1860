//! Where the parts of a generation's index are.

use super::bytes::Reader;
#[cfg(feature = "authoring")]
use super::bytes::{Content, Writer};
use super::name::{GROUP, Group, PartName};
use super::sorted_texts::read_texts;
#[cfg(feature = "authoring")]
use super::sorted_texts::write_texts;
use super::{Damage, SearchFile};

/// Parts in the groups that follow the full ones of a section found by number:
/// few, so that what is added to its end renames few.
const LAST_GROUPS: usize = 4;

/// Parts of one kind, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Their groups: [`GROUP`] parts each. Where parts are found by number,
    /// those that do not fill a group stand in groups of [`LAST_GROUPS`].
    pub groups: Vec<Group>,
    /// How many parts.
    pub parts: usize,
    /// The first key that stands in each part, shortened; empty where parts
    /// are found by number.
    pub firsts: Vec<String>,
}

impl Section {
    /// Parts in each group of those that do not fill one of [`GROUP`].
    pub(crate) fn last_groups(&self) -> usize {
        if self.firsts.is_empty() {
            LAST_GROUPS
        } else {
            GROUP
        }
    }

    /// The part at `position`.
    pub fn part(&self, position: usize) -> Option<SearchFile> {
        let full = self.parts / GROUP;
        let (group, place) = match position.checked_sub(full * GROUP) {
            None => (position / GROUP, position % GROUP),
            Some(left) => (full + left / self.last_groups(), left % self.last_groups()),
        };
        let group = *self.groups.get(group)?;
        (position < self.parts).then_some(SearchFile::Part(PartName {
            group,
            place: place as u8,
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

    fn read(from: &mut Reader<'_>) -> Result<Self, Damage> {
        let parts = from.number()? as usize;
        let firsts = read_texts(from)?;
        if !firsts.is_empty() && firsts.len() != parts {
            return Err(Damage("parts and their keys differ in number"));
        }
        Ok(Self {
            groups: Vec::new(),
            parts,
            firsts,
        })
    }

    fn read_groups(&mut self, from: &mut Reader<'_>) -> Result<(), Damage> {
        let groups = self.parts / GROUP + (self.parts % GROUP).div_ceil(self.last_groups());
        for _ in 0..groups {
            let name = from.raw(17)?.try_into();
            self.groups
                .push(Group(name.map_err(|_| Damage("it ends early"))?));
        }
        Ok(())
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
    #[cfg(feature = "authoring")]
    pub(crate) fn to_content(&self) -> Content {
        let mut out = Writer::default();
        out.number(self.articles);
        for section in self.sections.all() {
            out.count(section.parts);
            write_texts(&mut out, section.firsts.iter().map(String::as_str));
        }
        let groups = self.sections.all();
        let groups = groups.iter().flat_map(|section| &section.groups);
        groups.for_each(|group| out.raw(&group.0));
        out.into_content()
    }

    /// Reads the content of its file.
    ///
    /// # Errors
    /// [`Damage`] says what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, Damage> {
        let mut from = Reader::new(bytes);
        let articles = from.number()?;
        let mut section = || Section::read(&mut from);
        let mut sections = Sections {
            terms: section()?,
            spreads: section()?,
            titles: section()?,
            words: section()?,
            endings: section()?,
            names: section()?,
        };
        for section in sections.all_mut() {
            section.read_groups(&mut from)?;
        }
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

    fn all_mut(&mut self) -> [&mut Section; 6] {
        [
            &mut self.terms,
            &mut self.spreads,
            &mut self.titles,
            &mut self.words,
            &mut self.endings,
            &mut self.names,
        ]
    }
}
