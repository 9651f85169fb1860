//! From a word to the documents that have it.

use super::Engine;
use super::column::{Asked, Column, Form};
use super::files::{Step, all};
use crate::analysis::{fold, keys};
use crate::format::{Directory, Entry, SearchFile, Terms, read_spread};
use std::rc::Rc;

/// Parts of terms read at most for a word of which only the start is known.
const PREFIX_PARTS: usize = 2;

impl Engine<'_> {
    /// Finds the documents of each form of a word.
    pub(super) fn look_up(&self, mut asked: Asked) -> Step<Asked> {
        let columns = self
            .generations
            .iter()
            .enumerate()
            .map(|(at, generation)| self.column(at, generation, &asked.forms));
        asked.columns = all(columns)?;
        Ok(asked)
    }

    fn column(&self, at: usize, generation: &Directory, forms: &[Form]) -> Step<Column> {
        let entries = forms
            .iter()
            .map(|form| match form.generations >> at.min(31) & 1 {
                0 => Ok(Vec::new()),
                _ => self.terms_of(generation, form),
            });
        let entries = all(entries)?;
        let mut column = Column::default();
        for (position, (form, entries)) in (0..).zip(forms.iter().zip(entries)) {
            for (_, entry) in entries.iter().filter(|(_, entry)| entry.postings.count > 0) {
                column.add(&entry.postings, form, position);
            }
        }
        column.settle();
        Ok(column)
    }

    /// The terms that a form stands for, each once.
    fn terms_of(&self, generation: &Directory, form: &Form) -> Step<Vec<(String, Entry)>> {
        let direct = all(keys(&form.clean)
            .into_iter()
            .map(|key| self.term(generation, key)));
        let prefixed = if form.is_prefix {
            self.starting_with(generation, &fold(&form.clean))
        } else {
            Ok(Vec::new())
        };
        let mut found: Vec<(String, Entry)> = Vec::new();
        let lists = all([
            direct.map(|direct| direct.into_iter().flatten().collect()),
            prefixed,
        ])?;
        for (key, entry) in lists.into_iter().flat_map(|list: Vec<_>| list) {
            if !found.iter().any(|(known, _)| *known == key) {
                found.push((key, entry));
            }
        }
        let aliases: Vec<String> = found
            .iter()
            .flat_map(|(_, entry)| entry.aliases.iter().cloned())
            .collect();
        let mut missing: Vec<String> = Vec::new();
        for alias in aliases {
            let is_known = found.iter().any(|(known, _)| *known == alias);
            if !is_known && !missing.contains(&alias) {
                missing.push(alias);
            }
        }
        let further = all(missing.into_iter().map(|key| self.term(generation, key)))?;
        found.extend(further.into_iter().flatten());
        Ok(found)
    }

    fn term(&self, generation: &Directory, key: String) -> Step<Option<(String, Entry)>> {
        let section = &generation.sections.terms;
        let Some(part) = section.position(&key).and_then(|at| section.part(at)) else {
            return Ok(None);
        };
        let terms = self.terms(&part, generation.articles)?;
        let entry = terms.get(&key).cloned();
        Ok(entry.map(|entry| (key, entry)))
    }

    /// A part of the terms of a generation of `articles`.
    fn terms(&self, part: &SearchFile, articles: u32) -> Step<Rc<Terms>> {
        let read = || self.desk.load(part, |bytes| Terms::read(bytes, articles));
        self.parsed.terms.get(part, read)
    }

    fn starting_with(&self, generation: &Directory, prefix: &str) -> Step<Vec<(String, Entry)>> {
        let section = &generation.sections.terms;
        let parts = section.positions(prefix).take(PREFIX_PARTS);
        let parts = parts.filter_map(|at| section.part(at));
        let parts = all(parts.map(|part| self.terms(&part, generation.articles)))?;
        let mut found = Vec::new();
        for terms in &parts {
            let terms = terms.starting_with(prefix);
            found.extend(terms.map(|(key, entry)| (key.to_owned(), entry.clone())));
        }
        Ok(found)
    }

    /// Reads the documents of the words of a generation that do not stand beside them.
    pub(super) fn complete(&self, asked: &mut [Asked], generation: usize) -> Step<()> {
        let Some(directory) = self.generations.get(generation) else {
            return Ok(());
        };
        let columns = asked
            .iter_mut()
            .filter_map(|asked| asked.columns.get_mut(generation));
        all(columns.map(|column| self.complete_column(directory, column)))?;
        Ok(())
    }

    fn complete_column(&self, directory: &Directory, column: &mut Column) -> Step<()> {
        let section = &directory.sections.spreads;
        let spreads = column.tails.iter().filter_map(|found| {
            let part = section.part(found.tail.part as usize)?;
            let (offset, count) = (found.tail.offset as usize, found.tail.count as usize);
            let documents = self.desk.load(&part, |bytes| {
                read_spread(bytes, offset, count, directory.articles)
            });
            Some(documents.map(|documents| (*found, documents)))
        });
        let spreads = all(spreads)?;
        column.tails.clear();
        column.add_spreads(&spreads);
        Ok(())
    }
}
