//! Which articles match a filter, from the postings of as few facets as will do.

use crate::dictionary::LoadedRecord;
use crate::facets::Facets;
use crate::files::all;
use crate::{Answer, Reader, Stop};
use kiosque_model::Filter;
use kiosque_model::wire::{Facet, FacetKind, FileName, Kind, PostingsFile, PostingsPart};
use std::collections::{BTreeMap, BTreeSet};

/// An article by its place: position of its generation in the root, newest
/// first, and its number there, largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub generation: usize,
    pub document: std::cmp::Reverse<u32>,
}

/// The documents of each generation that a range of days holds: `from..to`.
pub(crate) type Spans = Vec<(u32, u32)>;

/// Articles read from postings, newest first, and what each carries.
#[derive(Default)]
pub(crate) struct Candidates {
    pub facets: Facets,
    pub rows: BTreeMap<Place, Vec<u32>>,
}

impl Candidates {
    /// Keeps the candidates that match.
    pub fn narrow(&mut self, filter: &Filter) {
        let numbers = |keys: Vec<String>| -> Vec<u32> {
            keys.iter()
                .filter_map(|key| self.facets.find(key))
                .collect()
        };
        let groups: Vec<Vec<u32>> = filter.groups().into_iter().map(numbers).collect();
        let refused = numbers(filter.refused());
        self.rows.retain(|_, row| {
            groups
                .iter()
                .all(|group| group.iter().any(|facet| row.contains(facet)))
                && !refused.iter().any(|facet| row.contains(facet))
        });
    }

    /// The facets the candidates carry, with how many carry each.
    pub fn tally(&self) -> Vec<Facet> {
        let mut counts = vec![0_u32; self.facets.len()];
        for facet in self.rows.values().flatten() {
            if let Some(count) = counts.get_mut(*facet as usize) {
                *count += 1;
            }
        }
        self.facets.counted(&counts)
    }
}

impl Reader {
    /// The articles that carry one of `keys` within `spans`.
    pub(crate) fn candidates(&self, keys: &[String], spans: &Spans) -> Answer<Candidates> {
        let records = all(keys.iter().map(|key| self.record(key)))?;
        let mut parts = Vec::new();
        for LoadedRecord { record, .. } in records.into_iter().flatten() {
            for part in record.postings {
                let generation = self.position(&part.generation)?;
                if spans
                    .get(generation)
                    .is_some_and(|(from, to)| part.last >= *from && part.first < *to)
                {
                    parts.push((generation, part));
                }
            }
        }
        let names: BTreeSet<FileName> = parts.iter().map(|(_, part)| part.file.clone()).collect();
        let files = all(names.into_iter().map(|name| self.postings(name)))?;
        let files: BTreeMap<FileName, PostingsFile> = files.into_iter().collect();
        let mut candidates = Candidates::default();
        for (generation, part) in &parts {
            let span = spans.get(*generation).copied().unwrap_or_default();
            if let Some(file) = files.get(&part.file) {
                add_run(&mut candidates, file, part, *generation, span)?;
            }
        }
        Ok(candidates)
    }

    /// The group whose articles are fewest: the postings of the others need
    /// not be read, since every row says what else its article carries.
    pub(crate) fn fewest(&self, groups: Vec<Vec<String>>) -> Answer<Option<Vec<String>>> {
        let mut best: Option<(u64, Vec<String>)> = None;
        for group in groups {
            let facets = all(group.iter().map(|key| self.facet(key)))?;
            let size = facets
                .iter()
                .flatten()
                .map(|facet| u64::from(facet.count))
                .sum();
            if best.as_ref().is_none_or(|(fewest, _)| size < *fewest) {
                best = Some((size, group));
            }
        }
        Ok(best.map(|(_, group)| group))
    }

    /// Every article has one language: together they carry them all.
    pub(crate) fn every_language(&self) -> Vec<String> {
        let languages = self
            .root()
            .facets
            .iter()
            .filter(|facet| facet.is(FacetKind::Language));
        languages.map(|facet| facet.key.clone()).collect()
    }

    fn position(&self, name: &str) -> Answer<usize> {
        let found = self
            .root()
            .generations
            .iter()
            .position(|generation| generation.name == name);
        found.ok_or_else(|| Stop::damaged("root.json", "it names no generation ".to_owned() + name))
    }

    fn postings(&self, name: FileName) -> Answer<(FileName, PostingsFile)> {
        let file = self.load(Kind::Postings, &name)?;
        Ok((name, file))
    }
}

fn add_run(
    candidates: &mut Candidates,
    file: &PostingsFile,
    part: &PostingsPart,
    generation: usize,
    (from, to): (u32, u32),
) -> Answer<()> {
    let damaged = |reason: &str| Stop::damaged(part.file.path(Kind::Postings), reason);
    let run = file
        .lists
        .get(part.list as usize)
        .ok_or_else(|| damaged("a run is missing"))?;
    if run.documents.len() != run.rows.len() {
        return Err(damaged("a run has more articles than rows"));
    }
    let numbers: Vec<u32> = file
        .facets
        .iter()
        .map(|facet| candidates.facets.number(facet))
        .collect();
    for (document, row) in run
        .iter()
        .filter(|(document, _)| (from..to).contains(document))
    {
        let row: Option<Vec<u32>> = row
            .iter()
            .map(|at| numbers.get(*at as usize).copied())
            .collect();
        let row = row.ok_or_else(|| damaged("a row names a facet the file does not"))?;
        candidates.rows.insert(
            Place {
                generation,
                document: std::cmp::Reverse(document),
            },
            row,
        );
    }
    Ok(())
}
