//! Which articles match a filter, from the postings of as few facets as will do.

use crate::calendar::{Periods, count_in};
use crate::dictionary::LoadedRecord;
use crate::facets::Facets;
use crate::files::all;
use crate::order::in_order;
use crate::rows::row_of;
use crate::{Answer, Reader, Stop};
use kiosque_model::Filter;
use kiosque_model::wire::{
    Column, Facet, FacetKind, FileName, Kind, Postings, PostingsFile, PostingsPart, Root, ascending,
};

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

/// The articles of some facets that match a filter, and what they carry.
#[derive(Default)]
pub(crate) struct Matches {
    facets: Facets,
    runs: Vec<Run>,
}

/// A run of postings, opened.
struct Run {
    generation: usize,
    /// The facet that all of it carries.
    own: u32,
    documents: Vec<u32>,
    /// Positions of the articles that carry another facet, too.
    columns: Vec<(u32, Vec<u32>)>,
    /// Whether an article matches.
    kept: Vec<bool>,
    pages: Vec<FileName>,
    row: Option<u32>,
}

impl Matches {
    /// How many there are.
    pub fn total(&self) -> u32 {
        self.runs.iter().map(Run::total).sum()
    }

    /// Where they are, newest first.
    pub fn places(&self) -> Vec<Place> {
        let places = self.runs.iter().flat_map(|run| {
            let kept = run.kept_documents();
            kept.map(|document| Place::new(run.generation, document))
        });
        let mut places: Vec<Place> = places.collect();
        places.sort_unstable();
        places
    }

    /// The facets they carry, with how many carry each.
    pub fn tally(&self) -> Vec<Facet> {
        let mut counts = vec![0_u32; self.facets.len()];
        let mut add = |facet: u32, more: u32| {
            if let Some(count) = counts.get_mut(facet as usize) {
                *count += more;
            }
        };
        for run in &self.runs {
            add(run.own, run.total());
            for (facet, articles) in &run.columns {
                let kept = articles.iter().filter(|article| run.keeps(**article));
                add(*facet, kept.count() as u32);
            }
        }
        self.facets.counted(&counts)
    }

    /// How many are of which period, given where those of each generation start.
    pub fn periods(&self, starts: &[Periods]) -> Periods {
        let mut periods = Periods::new();
        for run in &self.runs {
            if let Some(starts) = starts.get(run.generation) {
                for document in run.kept_documents() {
                    count_in(&mut periods, starts, document, 1);
                }
            }
        }
        periods
    }

    /// Where the row of an article stands, if a run has rows of its own.
    pub fn spot(&self, place: Place) -> Option<(FileName, usize)> {
        let runs = self
            .runs
            .iter()
            .filter(|run| run.generation == place.generation());
        runs.filter_map(|run| {
            let position = run.documents.binary_search(&place.document()).ok()?;
            row_of(&run.pages, run.row?, position)
        })
        .next()
    }

    fn numbers(&self, keys: &[String]) -> Vec<u32> {
        keys.iter()
            .filter_map(|key| self.facets.find(key))
            .collect()
    }

    /// Adds a run and gives its file's facets their numbers.
    fn add(
        &mut self,
        generation: usize,
        facet: &Facet,
        file: &Opened<'_>,
        part: &PostingsPart,
    ) -> Answer<()> {
        let damaged = |reason: &str| {
            let file = part.file.as_ref().map(|name| name.path(Kind::Postings));
            Stop::damaged(file.unwrap_or_else(|| facet.key.clone()), reason)
        };
        let numbers: Vec<u32> = file
            .facets
            .iter()
            .map(|facet| self.facets.number(facet))
            .collect();
        let own = self.facets.number(facet);
        let run = file.runs.get(part.run as usize);
        let run = run.ok_or_else(|| damaged("a run is missing"))?;
        let column = |column: &Column| {
            let articles: Vec<u32> = ascending(&column.articles).collect();
            let within = articles
                .last()
                .is_none_or(|last| (*last as usize) < run.documents.len());
            let number = numbers.get(column.facet as usize).filter(|_| within)?;
            Some((*number, articles))
        };
        let columns: Option<Vec<_>> = run.columns.iter().map(column).collect();
        let columns = columns.ok_or_else(|| damaged("a column names what is not there"))?;
        let documents: Vec<u32> = ascending(&run.documents).collect();
        self.runs.push(Run {
            generation,
            own,
            kept: vec![true; documents.len()],
            documents,
            columns,
            pages: file.rows.to_vec(),
            row: run.row,
        });
        Ok(())
    }

    /// Adds to the last run the facets of articles that carry too many for its
    /// columns.
    fn widen(&mut self, wide: Vec<(u32, Vec<Facet>)>) {
        for (position, facets) in wide {
            let numbers: Vec<u32> = facets
                .iter()
                .map(|facet| self.facets.number(facet))
                .collect();
            if let Some(run) = self.runs.last_mut() {
                let others = numbers.into_iter().filter(|number| *number != run.own);
                run.columns
                    .extend(others.map(|number| (number, vec![position])));
            }
        }
    }

    /// Keeps the documents of each generation, ascending, that are among these.
    pub fn keep_only(&mut self, documents: &[Vec<u32>]) {
        for run in &mut self.runs {
            let few = documents
                .get(run.generation)
                .map_or([].as_slice(), Vec::as_slice);
            for (document, kept) in run.documents.iter().zip(&mut run.kept) {
                *kept &= few.binary_search(document).is_ok();
            }
        }
    }

    /// Keeps of each run what lies in its generation's span and matches. Of the
    /// articles that carry several of the keys read, each is kept once: under
    /// the first.
    fn narrow(&mut self, filter: &Filter, keys: &[String], spans: &Spans) {
        let groups: Vec<Vec<u32>> = filter
            .groups()
            .iter()
            .map(|group| self.numbers(group))
            .collect();
        let (refused, read) = (self.numbers(&filter.refused()), self.numbers(keys));
        for run in &mut self.runs {
            let (from, to) = spans.get(run.generation).copied().unwrap_or_default();
            for (document, kept) in run.documents.iter().zip(&mut run.kept) {
                *kept = (from..to).contains(document);
            }
            for group in &groups {
                run.keep(group, true);
            }
            run.keep(&refused, false);
            let earlier: Vec<u32> = read
                .iter()
                .copied()
                .take_while(|key| *key != run.own)
                .collect();
            run.keep(&earlier, false);
        }
    }
}

impl Run {
    /// Keeps the articles that carry one of `some`, or those that carry none.
    fn keep(&mut self, some: &[u32], carried: bool) {
        let mut carries = vec![some.contains(&self.own); self.documents.len()];
        for (_, articles) in self
            .columns
            .iter()
            .filter(|(facet, _)| some.contains(facet))
        {
            for article in articles {
                if let Some(carries) = carries.get_mut(*article as usize) {
                    *carries = true;
                }
            }
        }
        for (kept, carries) in self.kept.iter_mut().zip(carries) {
            *kept &= carries == carried;
        }
    }

    fn keeps(&self, position: u32) -> bool {
        self.kept.get(position as usize) == Some(&true)
    }

    fn kept_documents(&self) -> impl Iterator<Item = u32> {
        let kept = self.documents.iter().zip(&self.kept);
        kept.filter(|(_, kept)| **kept)
            .map(|(document, _)| *document)
    }

    fn total(&self) -> u32 {
        self.kept_documents().count() as u32
    }
}

/// What holds a run: a file of postings, or that of a record.
struct Opened<'a> {
    facets: &'a [Facet],
    rows: &'a [FileName],
    runs: &'a [Postings],
}

/// A run of postings that may hold matches.
struct Part<'a> {
    generation: usize,
    loaded: &'a LoadedRecord,
    part: &'a PostingsPart,
}

impl Part<'_> {
    /// What holds it: `file`, or its record's own.
    fn opened<'a>(&'a self, file: Option<&'a PostingsFile>) -> Opened<'a> {
        let own = &self.loaded.file;
        match file {
            Some(file) => Opened {
                facets: &file.facets,
                rows: &file.rows,
                runs: &file.runs,
            },
            None => Opened {
                facets: &own.facets,
                rows: &own.rows,
                runs: &own.runs,
            },
        }
    }

    /// Whether it may hold some of `documents`, ascending by generation.
    fn has_some(&self, documents: &[Vec<u32>]) -> bool {
        let few = documents.get(self.generation);
        few.is_some_and(|few| {
            let after = few.partition_point(|document| *document < self.part.first);
            few.get(after).is_some_and(|first| *first <= self.part.last)
        })
    }

    /// The newest article it may hold.
    fn newest(&self) -> Place {
        Place::new(self.generation, self.part.last)
    }
}

impl Reader {
    /// The articles that carry one of `keys` and match `filter`, whose days are
    /// `spans`.
    pub(crate) fn matches(
        &self,
        keys: &[String],
        filter: &Filter,
        spans: &Spans,
    ) -> Answer<Matches> {
        self.newest_matches(keys, filter, spans, usize::MAX)
    }

    /// The newest `enough` of them at least; runs of older ones are not read.
    pub(crate) fn newest_matches(
        &self,
        keys: &[String],
        filter: &Filter,
        spans: &Spans,
        enough: usize,
    ) -> Answer<Matches> {
        let records = all(keys.iter().map(|key| self.record(key)))?;
        let records: Vec<LoadedRecord> = records.into_iter().flatten().collect();
        let parts = self.parts(&records, spans)?;
        let mut taken = if enough == usize::MAX { parts.len() } else { 1 };
        loop {
            let read = parts.get(..taken).unwrap_or(&parts);
            let mut matches = self.read_parts(read)?;
            matches.narrow(filter, keys, spans);
            let Some(unread) = parts.get(taken) else {
                return Ok(matches);
            };
            let newer = |place: &Place| *place < unread.newest();
            if matches.places().into_iter().take_while(newer).count() >= enough {
                return Ok(matches);
            }
            taken = taken.saturating_mul(2);
        }
    }

    /// Of `documents`, ascending by generation, those that match `filter`: they
    /// carry one of `keys`, or are not read. `None` where they stand in more than
    /// `most` runs.
    pub(crate) fn matches_among(
        &self,
        documents: &[Vec<u32>],
        keys: &[String],
        filter: &Filter,
        most: usize,
    ) -> Answer<Option<Matches>> {
        let spans = self.spans(&filter.days)?;
        let records = all(keys.iter().map(|key| self.record(key)))?;
        let records: Vec<LoadedRecord> = records.into_iter().flatten().collect();
        let mut parts = self.parts(&records, &spans)?;
        parts.retain(|part| part.has_some(documents));
        if parts.len() > most {
            return Ok(None);
        }
        let mut matches = self.read_parts(&parts)?;
        matches.narrow(filter, keys, &spans);
        matches.keep_only(documents);
        Ok(Some(matches))
    }

    /// The runs of some facets that reach into the spans, newest first.
    fn parts<'a>(&self, records: &'a [LoadedRecord], spans: &Spans) -> Answer<Vec<Part<'a>>> {
        let mut parts = Vec::new();
        for loaded in records {
            for part in &loaded.record.postings {
                let generation = self.position(&part.generation)?;
                let reaches = |(from, to): &(u32, u32)| part.last >= *from && part.first < *to;
                if spans.get(generation).is_some_and(reaches) {
                    parts.push(Part {
                        generation,
                        loaded,
                        part,
                    });
                }
            }
        }
        Ok(in_order(parts, |part| format!("{:020}", part.newest().0)))
    }

    fn read_parts(&self, parts: &[Part<'_>]) -> Answer<Matches> {
        let files = all(parts.iter().map(|Part { part, .. }| {
            let file = part.file.as_ref();
            let file = file.map(|name| self.shared::<PostingsFile>(Kind::Postings, name));
            file.transpose()
        }))?;
        let mut matches = Matches::default();
        for (of, file) in parts.iter().zip(&files) {
            let Part {
                generation,
                loaded,
                part,
            } = of;
            let file = of.opened(file.as_deref());
            let run = file.runs.get(part.run as usize);
            let wide = run.map_or([].as_slice(), |run| run.wide.as_slice());
            let wide = all(wide.iter().map(|(position, name)| {
                let file: PostingsFile = self.load(Kind::Postings, name)?;
                Ok((*position, file.facets))
            }))?;
            matches.add(*generation, &loaded.facet, &file, part)?;
            matches.widen(wide);
        }
        Ok(matches)
    }

    /// The group whose articles are fewest: the postings of the others need
    /// not be read, since the columns say what else each article carries.
    pub(crate) fn fewest(&self, groups: Vec<Vec<String>>) -> Answer<Option<Vec<String>>> {
        let mut best: Option<(u32, Vec<String>)> = None;
        for group in groups {
            let facets = all(group.iter().map(|key| self.facet(key)))?;
            let counts = facets.iter().flatten().map(|facet| facet.count);
            let size = counts.fold(0, u32::saturating_add);
            if best.as_ref().is_none_or(|(fewest, _)| size < *fewest) {
                best = Some((size, group));
            }
        }
        Ok(best.map(|(_, group)| group))
    }

    /// Every article has one language: together they carry them all.
    pub(crate) fn every_language(&self) -> Answer<Vec<String>> {
        let is_language = |facet: &Facet| facet.is(FacetKind::Language);
        let mut languages = self.root().facets.clone();
        languages.retain(is_language);
        if languages.len() == Root::FACETS {
            languages.clear();
            let mut from = Some(FacetKind::Language.prefix().to_owned());
            while let Some(key) = from.filter(|key| key.starts_with(FacetKind::Language.prefix())) {
                let page = self.dictionary(&key)?;
                languages.extend(page.facets.into_iter().filter(is_language));
                from = page.next;
            }
        }
        Ok(languages.into_iter().map(|facet| facet.key).collect())
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
