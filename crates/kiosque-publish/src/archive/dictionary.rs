use super::PublishError;
use super::catalogue::{Catalogue, FacetNumber};
use super::files::{Files, json_size};
use super::shelf::{PackTable, Shelf};
use super::tallies::{Tallies, Tally};
use super::trees::KeyedLeaves;
use crate::related::DocumentNumber;
use kiosque_model::wire::{
    Dictionary, DictionaryEntry, FacetRecord, FileName, Kind, Records, Tree,
};

/// Bytes of JSON in a leaf of the dictionary, about: some 700 tags, 8 kB in brotli.
const LEAF_BYTES: usize = 40 * 1024;
/// Bytes of JSON in a file of records that holds more than one. Reuters' files
/// of this size take at most 20 kB in brotli 11, which leaves room for the
/// dictionary's leaves among the 30 kB that one tag may cost.
const RECORDS_BYTES: usize = 96 * 1024;
/// Bytes a pack's name takes.
const PACK_BYTES: usize = 35;

/// What the dictionary of a generation is made from.
pub(super) struct Scope<'a> {
    /// Its first document.
    pub(super) start: DocumentNumber,
    pub(super) shelf: &'a Shelf,
    pub(super) catalogue: &'a Catalogue,
    pub(super) tallies: &'a Tallies,
}

/// Writes the dictionary of a generation and the records it points to.
pub(super) fn write_dictionary(
    files: &mut Files,
    scope: &Scope<'_>,
) -> Result<Tree<String>, PublishError> {
    let facets = scope.tallies.since(scope.start, scope.catalogue);
    let mut leaves = KeyedLeaves::default();
    let mut leaf = Leaf::default();
    for (numbers, records) in write_records(files, scope, &facets)? {
        for number in numbers {
            if leaf.size >= LEAF_BYTES {
                std::mem::take(&mut leaf).write(files, &mut leaves)?;
            }
            leaf.add(scope, number, &records)?;
        }
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
        number: FacetNumber,
        records: &FileName,
    ) -> Result<(), PublishError> {
        if self.records.last() != Some(records) {
            self.records.push(records.clone());
            self.size += PACK_BYTES;
        }
        let record = u32::try_from(self.records.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let count = scope.tallies.tally(number).map_or(0, Tally::articles);
        let entry = DictionaryEntry {
            facet: scope.catalogue.facet(number, count),
            record,
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
    scope: &Scope<'_>,
    facets: &[FacetNumber],
) -> Result<Vec<(Vec<FacetNumber>, FileName)>, PublishError> {
    let mut written = Vec::new();
    let mut sheet = Sheet::new(scope.shelf);
    for number in facets {
        if sheet.size >= RECORDS_BYTES {
            let full = std::mem::replace(&mut sheet, Sheet::new(scope.shelf));
            written.push(full.write(files)?);
        }
        sheet.add(scope, *number)?;
    }
    if !sheet.records.is_empty() {
        written.push(sheet.write(files)?);
    }
    Ok(written)
}

/// A file of records in the making.
struct Sheet<'a> {
    packs: PackTable<'a>,
    records: Vec<FacetRecord>,
    facets: Vec<FacetNumber>,
    size: usize,
}

impl<'a> Sheet<'a> {
    fn new(shelf: &'a Shelf) -> Self {
        Self {
            packs: PackTable::new(shelf),
            records: Vec::new(),
            facets: Vec::new(),
            size: 0,
        }
    }

    fn add(&mut self, scope: &Scope<'_>, number: FacetNumber) -> Result<(), PublishError> {
        let Some(tally) = scope.tallies.tally(number) else {
            return Ok(());
        };
        let newest = tally
            .newest()
            .filter_map(|document| scope.shelf.card(document));
        let named = self.packs.len();
        let record = FacetRecord {
            key: scope.catalogue.key(number).to_owned(),
            count: tally.articles(),
            beside: tally.beside(scope.catalogue, FacetRecord::BESIDE),
            newest: newest.map(|card| self.packs.summary(card)).collect(),
            postings: tally.parts().to_vec(),
        };
        self.size += json_size(&record)? + (self.packs.len() - named) * PACK_BYTES;
        self.records.push(record);
        self.facets.push(number);
        Ok(())
    }

    fn write(self, files: &mut Files) -> Result<(Vec<FacetNumber>, FileName), PublishError> {
        let records = Records {
            packs: self.packs.into_names(),
            records: self.records,
        };
        Ok((self.facets, files.add(Kind::Records, &records)?))
    }
}
