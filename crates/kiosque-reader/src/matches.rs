//! Which articles match a filter, from the postings of as few facets as will do.

use crate::dictionary::LoadedRecord;
use crate::facets::Facets;
use crate::files::all;
use crate::{Answer, Reader, Stop};
use kiosque_model::Filter;
use kiosque_model::wire::{Facet, FacetKind, FileName, Kind, PostingsFile, PostingsPart};

/// An article by its place: the position of its generation in the root, newest
/// first, above its number there, largest first. In ascending order the newest
/// article comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place(u64);

impl Place {
    pub fn new(generation: usize, document: u32) -> Self {
        Self((generation as u64) << 32 | u64::from(u32::MAX - document))
    }

    /// Position of its generation in the root.
    pub fn generation(self) -> usize {
        (self.0 >> 32) as usize
    }

    /// Its number there.
    pub fn document(self) -> u32 {
        u32::MAX - (self.0 & u64::from(u32::MAX)) as u32
    }
}

/// The documents of each generation that a range of days holds: `from..to`.
pub(crate) type Spans = Vec<(u32, u32)>;

/// An article and the numbers of the facets it carries.
pub(crate) type Row = (Place, Vec<u32>);

/// Articles read from postings, newest first, and what each carries.
#[derive(Default)]
pub(crate) struct Candidates {
    pub facets: Facets,
    pub rows: Vec<Row>,
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
        let carries = |row: &[u32], some: &[u32]| some.iter().any(|facet| row.contains(facet));
        self.rows.retain(|(_, row)| {
            groups.iter().all(|group| carries(row, group)) && !carries(row, &refused)
        });
    }

    /// The facets the candidates carry, with how many carry each.
    pub fn tally(&self) -> Vec<Facet> {
        let mut counts = vec![0_u32; self.facets.len()];
        for facet in self.rows.iter().flat_map(|(_, row)| row) {
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
        let parts = self.parts(keys, spans)?;
        let mut names: Vec<&FileName> = Vec::new();
        for (_, part) in &parts {
            if !names.contains(&&part.file) {
                names.push(&part.file);
            }
        }
        let files = all(names
            .iter()
            .map(|name| self.load::<PostingsFile>(Kind::Postings, name)))?;
        let mut candidates = Candidates::default();
        for (name, file) in names.into_iter().zip(&files) {
            let numbers: Vec<u32> = file
                .facets
                .iter()
                .map(|facet| candidates.facets.number(facet))
                .collect();
            for (generation, part) in parts.iter().filter(|(_, part)| part.file == *name) {
                let span = spans.get(*generation).copied().unwrap_or_default();
                let run = Run {
                    file,
                    part,
                    numbers: &numbers,
                };
                run.add_to(&mut candidates.rows, *generation, span)?;
            }
        }
        // An article that carries several of the keys has come once for each.
        candidates.rows.sort_unstable_by_key(|(place, _)| *place);
        candidates.rows.dedup_by_key(|(place, _)| *place);
        Ok(candidates)
    }

    /// The runs of postings of `keys` that reach into `spans`.
    fn parts(&self, keys: &[String], spans: &Spans) -> Answer<Vec<(usize, PostingsPart)>> {
        let records = all(keys.iter().map(|key| self.record(key)))?;
        let mut parts = Vec::new();
        for LoadedRecord { record, .. } in records.into_iter().flatten() {
            for part in record.postings {
                let generation = self.position(&part.generation)?;
                let reaches = |(from, to): &(u32, u32)| part.last >= *from && part.first < *to;
                if spans.get(generation).is_some_and(reaches) {
                    parts.push((generation, part));
                }
            }
        }
        Ok(parts)
    }

    /// The group whose articles are fewest: the postings of the others need
    /// not be read, since every row says what else its article carries.
    pub(crate) fn fewest(&self, groups: Vec<Vec<String>>) -> Answer<Option<Vec<String>>> {
        let mut best: Option<(u32, Vec<String>)> = None;
        for group in groups {
            let facets = all(group.iter().map(|key| self.facet(key)))?;
            let size = facets.iter().flatten().map(|facet| facet.count).sum();
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
}

/// A run of postings, and the numbers of its file's facets.
struct Run<'a> {
    file: &'a PostingsFile,
    part: &'a PostingsPart,
    numbers: &'a [u32],
}

impl Run<'_> {
    fn add_to(&self, rows: &mut Vec<Row>, generation: usize, (from, to): (u32, u32)) -> Answer<()> {
        let run = self.file.lists.get(self.part.list as usize);
        let run = run.ok_or_else(|| self.damaged("a run is missing"))?;
        if run.documents.len() != run.rows.len() {
            return Err(self.damaged("a run has more articles than rows"));
        }
        for (document, row) in run
            .iter()
            .filter(|(document, _)| (from..to).contains(document))
        {
            let row: Option<Vec<u32>> = row
                .iter()
                .map(|at| self.numbers.get(*at as usize).copied())
                .collect();
            let row = row.ok_or_else(|| self.damaged("a row names a facet the file does not"))?;
            rows.push((Place::new(generation, document), row));
        }
        Ok(())
    }

    fn damaged(&self, reason: &str) -> Stop {
        Stop::damaged(self.part.file.path(Kind::Postings), reason)
    }
}
