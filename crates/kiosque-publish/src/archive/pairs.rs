//! Pairs of frequent facets, counted beforehand: what two of them share could
//! be read off the postings of either, but those grow with the archive.

use super::PublishError;
use super::catalogue::{Catalogue, FacetNumber};
use super::dictionary::years_of;
use super::files::{Files, json_size};
use super::shelf::{PackTable, Shelf};
use super::tallies::{Counter, Tallies};
use super::trees::KeyedLeaves;
use crate::related::DocumentNumber;
use kiosque_model::wire::{
    FacetRecord, FileName, Kind, PAGE_ROWS, PairRecord, PairTable, Pairs, Summary, pair_key,
    year_key,
};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Bytes of JSON in a leaf that takes another pair: about 20 kB in brotli.
const LEAF_BYTES: usize = 64 * 1024;

/// Facets whose pairs are counted together, side by side.
const TOGETHER: usize = 8;

/// Writes the pairs of all articles so far.
pub(super) fn write_pairs(
    files: &mut Files,
    tallies: &Tallies,
    shelf: &Shelf,
    catalogue: &Catalogue,
) -> Result<PairTable, PublishError> {
    let frequent = Frequent::of(tallies, shelf, catalogue);
    let mut leaves = KeyedLeaves::default();
    let mut sheet = Sheet::new(shelf, catalogue);
    let subjects: Vec<Subject> = frequent.subjects().collect();
    for subjects in subjects.chunks(TOGETHER) {
        let counted: Vec<Vec<Pair>> = subjects
            .par_iter()
            .map(|subject| frequent.pairs_of(subject))
            .collect();
        for pair in counted.into_iter().flatten() {
            if sheet.size >= LEAF_BYTES {
                let full = std::mem::replace(&mut sheet, Sheet::new(shelf, catalogue));
                full.write(files, &mut leaves)?;
            }
            sheet.add(pair)?;
        }
    }
    sheet.write(files, &mut leaves)?;
    Ok(PairTable {
        floor: frequent.floor,
        tree: leaves.plant(files)?,
    })
}

/// What a pair consists of, in the order of the keys: facets before years.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    /// A position in [`Frequent::facets`].
    Facet(usize),
    /// A position in [`Frequent::years`].
    Year(usize),
}

/// The facets and years on more articles than the floor.
struct Frequent<'a> {
    tallies: &'a Tallies,
    shelf: &'a Shelf,
    catalogue: &'a Catalogue,
    floor: u32,
    /// In the order of their keys, with what occurs beside each most.
    facets: Vec<(FacetNumber, HashSet<FacetNumber>)>,
    positions: HashMap<FacetNumber, usize>,
    /// Each with its first document and the first after it.
    years: Vec<(u32, DocumentNumber, DocumentNumber)>,
}

/// A pair, counted.
struct Pair {
    key: String,
    count: u32,
    periods: Vec<(u32, u32)>,
    whole: bool,
    beside: Vec<(FacetNumber, u32)>,
    newest: Vec<DocumentNumber>,
}

impl<'a> Frequent<'a> {
    fn of(tallies: &'a Tallies, shelf: &'a Shelf, catalogue: &'a Catalogue) -> Self {
        let floor = floor(tallies);
        let mut numbers: Vec<FacetNumber> = tallies
            .counts()
            .filter(|(_, count)| *count > floor)
            .map(|(number, _)| number)
            .collect();
        numbers.sort_unstable_by_key(|number| catalogue.key(*number));
        let beside = |number: &FacetNumber| {
            let beside = tallies.beside(*number, shelf, catalogue, FacetRecord::BESIDE);
            beside.into_iter().map(|(other, _)| other).collect()
        };
        let beside: Vec<HashSet<FacetNumber>> = numbers.par_iter().map(beside).collect();
        let starts = shelf.years_since(0);
        let ends = starts.iter().skip(1).map(|(_, start)| *start);
        let years = starts.iter().zip(ends.chain([shelf.documents()]));
        let years = years.map(|((year, start), end)| (*year, *start, end));
        Self {
            tallies,
            shelf,
            catalogue,
            floor,
            positions: numbers.iter().copied().zip(0..).collect(),
            facets: numbers.into_iter().zip(beside).collect(),
            years: years
                .filter(|(_, start, end)| end - start > floor)
                .collect(),
        }
    }

    fn subjects(&self) -> impl Iterator<Item = Subject> + use<'_> {
        let facets = (0..self.facets.len()).map(Subject::Facet);
        facets.chain((0..self.years.len()).map(Subject::Year))
    }

    /// The pairs of a subject with itself or those after it: a year with itself
    /// stands for the year alone.
    fn pairs_of(&self, subject: &Subject) -> Vec<Pair> {
        let mut met: BTreeMap<Subject, Vec<DocumentNumber>> = BTreeMap::new();
        match subject {
            Subject::Facet(one) => {
                for document in self.documents_of(*one) {
                    for other in self.others(*document, *one) {
                        met.entry(other).or_default().push(*document);
                    }
                }
            }
            Subject::Year(at) => {
                let (_, start, end) = self.years.get(*at).copied().unwrap_or_default();
                met.insert(*subject, (start..end).collect());
            }
        }
        let mut counter = self.tallies.counter();
        met.into_iter()
            .map(|(other, documents)| self.count(*subject, other, &documents, &mut counter))
            .collect()
    }

    fn documents_of(&self, facet: usize) -> &[DocumentNumber] {
        let facet = self.facets.get(facet);
        let tally = facet.and_then(|(number, _)| self.tallies.tally(*number));
        tally.map_or([].as_slice(), |tally| tally.since(0))
    }

    /// The subjects after a facet that an article is of.
    fn others(&self, document: DocumentNumber, one: usize) -> impl Iterator<Item = Subject> {
        let card = self.shelf.card(document);
        let facets = card.into_iter().flat_map(|card| &card.facets);
        let facets = facets.filter_map(|facet| self.positions.get(facet).copied());
        let year = self
            .years
            .iter()
            .position(|(_, start, end)| (*start..*end).contains(&document));
        facets
            .filter(move |other| *other > one)
            .map(Subject::Facet)
            .chain(year.map(Subject::Year))
    }

    fn count(
        &self,
        one: Subject,
        other: Subject,
        documents: &[DocumentNumber],
        counter: &mut Counter,
    ) -> Pair {
        let (numbers, wanted) = self.wanted(one, other);
        let mut counts = counter.beside(documents, self.shelf);
        counts.retain(|(number, _)| !numbers.contains(number));
        let all = counts.len();
        let top =
            super::tallies::top_facets(self.catalogue, counts.iter().copied(), FacetRecord::BESIDE);
        let top: HashSet<FacetNumber> = top.into_iter().map(|(number, _)| number).collect();
        counts.retain(|(number, _)| {
            top.contains(number) || wanted.iter().any(|wanted| wanted.contains(number))
        });
        counts
            .sort_unstable_by_key(|(number, count)| (Reverse(*count), self.catalogue.key(*number)));
        Pair {
            key: pair_key(&self.key(one), &self.key(other)),
            count: u32::try_from(documents.len()).unwrap_or(u32::MAX),
            periods: match other {
                Subject::Facet(_) => years_of(self.shelf, documents),
                Subject::Year(_) => self.shelf.months_of(documents),
            },
            whole: counts.len() == all,
            beside: counts,
            newest: documents.iter().rev().take(PAGE_ROWS).copied().collect(),
        }
    }

    /// The two facets themselves, and what occurs beside either most: with the
    /// year of a pair there is one, and nothing.
    fn wanted(
        &self,
        one: Subject,
        other: Subject,
    ) -> (Vec<FacetNumber>, Vec<&HashSet<FacetNumber>>) {
        let facets = [one, other]
            .into_iter()
            .filter_map(|subject| match subject {
                Subject::Facet(at) => self.facets.get(at),
                Subject::Year(_) => None,
            });
        let (numbers, beside): (Vec<_>, Vec<_>) =
            facets.map(|(number, beside)| (*number, beside)).unzip();
        let is_of_two = numbers.len() == 2;
        (numbers, if is_of_two { beside } else { Vec::new() })
    }

    fn key(&self, subject: Subject) -> String {
        match subject {
            Subject::Facet(at) => {
                let number = self.facets.get(at).map(|(number, _)| *number);
                number
                    .map_or("", |number| self.catalogue.key(number))
                    .to_owned()
            }
            Subject::Year(at) => year_key(self.years.get(at).map_or(0, |(year, ..)| *year)),
        }
    }
}

/// The number of articles that no more than [`PairTable::FACETS`] facets are
/// on more of.
fn floor(tallies: &Tallies) -> u32 {
    let mut counts: Vec<u32> = tallies.counts().map(|(_, count)| count).collect();
    counts.sort_unstable_by_key(|count| Reverse(*count));
    let first_out = counts.get(PairTable::FACETS).copied();
    first_out.unwrap_or_default().max(PairTable::FLOOR)
}

/// A leaf in the making.
struct Sheet<'a> {
    shelf: &'a Shelf,
    catalogue: &'a Catalogue,
    packs: PackTable<'a>,
    facets: Vec<FacetNumber>,
    facet_positions: HashMap<FacetNumber, u32>,
    summaries: Vec<Summary>,
    summary_positions: HashMap<DocumentNumber, u32>,
    pairs: Vec<PairRecord>,
    size: usize,
}

impl<'a> Sheet<'a> {
    fn new(shelf: &'a Shelf, catalogue: &'a Catalogue) -> Self {
        Self {
            shelf,
            catalogue,
            packs: PackTable::new(shelf),
            facets: Vec::new(),
            facet_positions: HashMap::new(),
            summaries: Vec::new(),
            summary_positions: HashMap::new(),
            pairs: Vec::new(),
            size: 0,
        }
    }

    fn add(&mut self, pair: Pair) -> Result<(), PublishError> {
        let named = self.packs.len();
        let mut beside = Vec::new();
        for (number, count) in pair.beside {
            beside.push((self.facet(number)?, count));
        }
        let mut newest = Vec::new();
        for document in pair.newest {
            newest.extend(self.summary(document)?);
        }
        let record = PairRecord {
            key: pair.key,
            count: pair.count,
            periods: pair.periods,
            whole: pair.whole,
            beside,
            newest,
        };
        let names = (self.packs.len() - named) * FileName::JSON_BYTES;
        self.size += json_size(&record)? + names;
        self.pairs.push(record);
        Ok(())
    }

    fn facet(&mut self, number: FacetNumber) -> Result<u32, PublishError> {
        if let Some(position) = self.facet_positions.get(&number) {
            return Ok(*position);
        }
        let position = u32::try_from(self.facets.len()).unwrap_or(u32::MAX);
        self.size += json_size(&self.catalogue.facet(number, 0))?;
        self.facets.push(number);
        self.facet_positions.insert(number, position);
        Ok(position)
    }

    fn summary(&mut self, document: DocumentNumber) -> Result<Option<u32>, PublishError> {
        if let Some(position) = self.summary_positions.get(&document) {
            return Ok(Some(*position));
        }
        let Some(card) = self.shelf.card(document) else {
            return Ok(None);
        };
        let position = u32::try_from(self.summaries.len()).unwrap_or(u32::MAX);
        let summary = self.packs.summary(card);
        self.size += json_size(&summary)?;
        self.summaries.push(summary);
        self.summary_positions.insert(document, position);
        Ok(Some(position))
    }

    fn write(self, files: &mut Files, leaves: &mut KeyedLeaves) -> Result<(), PublishError> {
        let facet = |number: &FacetNumber| self.catalogue.facet(*number, 0);
        let leaf = Pairs {
            packs: self.packs.into_names(),
            facets: self.facets.iter().map(facet).collect(),
            summaries: self.summaries,
            pairs: self.pairs,
        };
        if let (Some(first), Some(last)) = (leaf.pairs.first(), leaf.pairs.last()) {
            leaves.push(&first.key, &last.key, files.add(Kind::Pairs, &leaf)?);
        }
        Ok(())
    }
}
