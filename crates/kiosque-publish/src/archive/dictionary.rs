use super::PublishError;
use super::catalogue::{Catalogue, FacetNumber};
use super::files::{Files, json_size};
use super::postings::size_of_run;
use super::runs::{Run, RunTable};
use super::shelf::{PackTable, Shelf};
use super::tallies::{KeptRun, Tallies, Tally};
use super::trees::KeyedLeaves;
use crate::related::DocumentNumber;
use kiosque_model::wire::{
    Dictionary, DictionaryEntry, FacetRecord, FileName, Kind, PostingsPart, Records, Summary, Tree,
    YEARS,
};

/// Bytes of JSON in a leaf of the dictionary, about: some 250 tags, 3 kB in
/// brotli. The list of tags reads up to two leaves at once.
const LEAF_BYTES: usize = 12 * 1024;
/// Bytes of JSON in a file of records that takes another: with the last one it
/// comes to a third more, 19 kB in brotli 11, which leaves room for the
/// dictionary's leaves among the 30 kB that one tag may cost.
const RECORDS_BYTES: usize = 66 * 1024;

/// What the dictionary of a generation is made from.
pub(super) struct Scope<'a> {
    /// Its first document.
    pub(super) start: DocumentNumber,
    /// Whether it names the facets of older generations, too.
    pub(super) whole: bool,
    pub(super) shelf: &'a Shelf,
    pub(super) catalogue: &'a Catalogue,
}

/// Writes the dictionary of a generation and the records of its own facets.
pub(super) fn write_dictionary(
    files: &mut Files,
    tallies: &mut Tallies,
    scope: &Scope<'_>,
) -> Result<Tree<String>, PublishError> {
    let own = tallies.since(scope.start, scope.catalogue);
    for (facets, records) in write_records(files, tallies, scope, &own)? {
        for facet in facets {
            tallies.set_record(facet, records.clone());
        }
    }
    let named = if scope.whole {
        tallies.since(0, scope.catalogue)
    } else {
        own
    };
    let mut leaves = KeyedLeaves::default();
    let mut leaf = Leaf::default();
    for number in named {
        if leaf.size >= LEAF_BYTES {
            std::mem::take(&mut leaf).write(files, &mut leaves)?;
        }
        leaf.add(scope, tallies, number)?;
    }
    leaf.write(files, &mut leaves)?;
    leaves.plant(files)
}

#[derive(Default)]
struct Leaf {
    records: Vec<FileName>,
    entries: Vec<DictionaryEntry>,
    size: usize,
}

impl Leaf {
    fn add(
        &mut self,
        scope: &Scope<'_>,
        tallies: &Tallies,
        number: FacetNumber,
    ) -> Result<(), PublishError> {
        let Some((tally, records)) = tallies
            .tally(number)
            .and_then(|tally| Some((tally, tally.record()?)))
        else {
            return Ok(());
        };
        let found = self.records.iter().position(|other| other == records);
        let record = found.unwrap_or_else(|| {
            self.records.push(records.clone());
            self.size += FileName::JSON_BYTES;
            self.records.len() - 1
        });
        let entry = DictionaryEntry {
            facet: scope.catalogue.facet(number, tally.articles()),
            record: u32::try_from(record).unwrap_or(u32::MAX),
            earlier: if scope.whole {
                0
            } else {
                u32::try_from(tally.before(scope.start)).unwrap_or(u32::MAX)
            },
        };
        self.size += json_size(&entry)?;
        self.entries.push(entry);
        Ok(())
    }

    fn write(self, files: &mut Files, leaves: &mut KeyedLeaves) -> Result<(), PublishError> {
        let dictionary = Dictionary {
            records: self.records,
            entries: self.entries,
        };
        if let (Some(first), Some(last)) = (dictionary.entries.first(), dictionary.entries.last()) {
            leaves.push(
                &first.facet.key,
                &last.facet.key,
                files.add(Kind::Dictionary, &dictionary)?,
            );
        }
        Ok(())
    }
}

/// Writes the records of `facets`, which are in the order of their keys; gives
/// the facets of each file.
fn write_records(
    files: &mut Files,
    tallies: &Tallies,
    scope: &Scope<'_>,
    facets: &[FacetNumber],
) -> Result<Vec<(Vec<FacetNumber>, FileName)>, PublishError> {
    let mut written = Vec::new();
    let mut sheet = Sheet::new(scope, tallies);
    for number in facets {
        if sheet.size >= RECORDS_BYTES {
            let full = std::mem::replace(&mut sheet, Sheet::new(scope, tallies));
            written.push(full.write(files)?);
        }
        if let Some(tally) = tallies.tally(*number) {
            sheet.add(*number, tally)?;
        }
    }
    if !sheet.records.is_empty() {
        written.push(sheet.write(files)?);
    }
    Ok(written)
}

/// A file of records in the making.
struct Sheet<'a> {
    tallies: &'a Tallies,
    shelf: &'a Shelf,
    catalogue: &'a Catalogue,
    packs: PackTable<'a>,
    table: RunTable<'a>,
    records: Vec<FacetRecord>,
    facets: Vec<FacetNumber>,
    size: usize,
}

impl<'a> Sheet<'a> {
    fn new(scope: &Scope<'a>, tallies: &'a Tallies) -> Self {
        Self {
            tallies,
            shelf: scope.shelf,
            catalogue: scope.catalogue,
            packs: PackTable::new(scope.shelf),
            table: RunTable::new(scope.shelf, scope.catalogue),
            records: Vec::new(),
            facets: Vec::new(),
            size: 0,
        }
    }

    fn add(&mut self, number: FacetNumber, tally: &Tally) -> Result<(), PublishError> {
        let named = self.packs.len();
        let record = FacetRecord {
            key: self.catalogue.key(number).to_owned(),
            count: tally.articles(),
            years: years_of(self.shelf, tally.since(0)),
            beside: self.beside(number),
            newest: self.newest(tally),
            postings: self.postings(number, tally),
        };
        let names = self.packs.len() - named + self.table.take_new_rows();
        self.size += json_size(&record)? + names * FileName::JSON_BYTES;
        for facet in self.table.take_new_facets() {
            self.size += json_size(&self.catalogue.facet(facet, 0))?;
        }
        self.records.push(record);
        self.facets.push(number);
        Ok(())
    }

    fn beside(&mut self, facet: FacetNumber) -> Vec<(u32, u32)> {
        let beside = self
            .tallies
            .beside(facet, self.shelf, self.catalogue, FacetRecord::BESIDE);
        let beside = beside.into_iter();
        beside
            .map(|(number, count)| (self.table.facet(number), count))
            .collect()
    }

    fn newest(&mut self, tally: &Tally) -> Vec<Summary> {
        let cards = tally
            .newest()
            .filter_map(|document| self.shelf.card(document));
        cards.map(|card| self.packs.summary(card)).collect()
    }

    /// Where its runs are; takes in those without a file.
    fn postings(&mut self, facet: FacetNumber, tally: &Tally) -> Vec<PostingsPart> {
        let mut parts = Vec::new();
        for kept in tally.runs() {
            let (file, run) = match &kept.place {
                Some((file, run)) => (Some(file.clone()), *run),
                None => (None, self.take_in(facet, tally, kept)),
            };
            parts.push(PostingsPart {
                generation: kept.generation.clone(),
                file,
                run,
                first: kept.first - kept.start,
                last: kept.last - kept.start,
            });
        }
        parts
    }

    fn take_in(&mut self, facet: FacetNumber, tally: &Tally, kept: &KeptRun) -> u32 {
        let documents = tally.documents_of(kept);
        self.size += size_of_run(documents, self.shelf);
        self.table.add(Run {
            facet,
            documents,
            start: kept.start,
            rows: kept.rows.as_ref(),
        })
    }

    fn write(self, files: &mut Files) -> Result<(Vec<FacetNumber>, FileName), PublishError> {
        let table = self.table.finish();
        let records = Records {
            packs: self.packs.into_names(),
            facets: table.facets,
            records: self.records,
            rows: table.rows,
            runs: table.runs,
        };
        Ok((self.facets, files.add(Kind::Records, &records)?))
    }
}

/// How many of some articles, in ascending order, are of which year, within
/// bounds.
pub(super) fn years_of(shelf: &Shelf, documents: &[DocumentNumber]) -> Vec<(u32, u32)> {
    let mut counts = shelf.periods_of(&shelf.years_since(0), documents);
    let earlier = counts.len().saturating_sub(YEARS);
    let folded: u32 = counts.drain(..earlier).map(|(_, count)| count).sum();
    if let Some((_, first)) = counts.first_mut() {
        *first += folded;
    }
    counts
}
