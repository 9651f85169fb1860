use crate::files::all;
use crate::order::{falling, in_order};
use crate::{Answer, Reader, Stop};
use kiosque_model::wire::{
    Dictionary, DictionaryEntry, Facet, FacetRecord, FileName, Generation, Kind, Records,
};
use std::rc::Rc;

/// A stretch of the dictionary in the order of keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DictionaryPage {
    /// Facets with their exact counts.
    pub facets: Vec<Facet>,
    /// The key the next stretch starts at; `None` at the end.
    pub next: Option<String>,
}

/// A facet and its record, opened.
pub(crate) struct LoadedRecord {
    pub facet: Facet,
    pub record: FacetRecord,
    /// What occurs beside it.
    pub beside: Vec<Facet>,
    /// The file of the record, with the packs that its summaries point to and the
    /// runs that stand beside it.
    pub file: Rc<Records>,
}

/// An entry of a dictionary.
pub(crate) struct Found {
    pub entry: DictionaryEntry,
    /// The file of its record.
    pub file: FileName,
    /// Whether an article of the current month carries the facet.
    pub is_of_month: bool,
}

impl Found {
    /// Articles outside the current month.
    pub fn earlier(&self) -> u32 {
        if self.is_of_month {
            self.entry.earlier
        } else {
            self.entry.facet.count
        }
    }
}

impl Reader {
    /// The stretch of the dictionary that holds `from`, from there on. A facet
    /// named by several generations is given as the newest one counts it.
    pub fn dictionary(&self, from: &str) -> Answer<DictionaryPage> {
        let asked = self
            .root
            .generations
            .iter()
            .map(|generation| self.dictionary_leaf(generation, from));
        let leaves = all(asked)?;
        let next = leaves.iter().filter_map(|(_, next)| next.clone()).min();
        let within = |facet: &Facet| {
            facet.key.as_str() >= from && next.as_ref().is_none_or(|next| facet.key < *next)
        };
        let dictionaries = leaves.iter().flat_map(|(dictionary, _)| dictionary);
        let facets = dictionaries.flat_map(|leaf| leaf.entries.iter().map(|entry| &entry.facet));
        let found = facets.filter(|facet| within(facet)).cloned().collect();
        // The newest generation counts all older ones in: its count is the largest.
        let mut facets = in_order(found, |facet: &Facet| {
            format!("{}\0{}", facet.key, falling(facet.count))
        });
        facets.dedup_by(|later, first| later.key == first.key);
        Ok(DictionaryPage { facets, next })
    }

    /// The facet `key` with its exact count. `None` where no article has it.
    pub fn facet(&self, key: &str) -> Answer<Option<Facet>> {
        Ok(self.entry(key)?.map(|found| found.entry.facet))
    }

    pub(crate) fn record(&self, key: &str) -> Answer<Option<LoadedRecord>> {
        let Some(Found { entry, file, .. }) = self.entry(key)? else {
            return Ok(None);
        };
        let records = self.shared::<Records>(Kind::Records, &file)?;
        let found = records.records.iter().find(|record| record.key == key);
        let damaged =
            |reason: &str| Stop::damaged(file.path(Kind::Records), reason.to_owned() + key);
        let record = found.ok_or_else(|| damaged("it lacks the record of "))?;
        let beside = record.beside.iter().map(|(at, count)| {
            let facet = records.facets.get(*at as usize)?.clone();
            Some(Facet {
                count: *count,
                ..facet
            })
        });
        let beside: Option<Vec<Facet>> = beside.collect();
        Ok(Some(LoadedRecord {
            facet: entry.facet,
            beside: beside.ok_or_else(|| damaged("it names no facet beside "))?,
            record: record.clone(),
            file: records,
        }))
    }

    /// The generations whose dictionaries together name every facet: those
    /// before the first that names all itself, and it.
    fn dictionaries(&self) -> impl Iterator<Item = &Generation> {
        let mut whole = false;
        let generations = self.root().generations.iter();
        generations.take_while(move |generation| {
            !std::mem::replace(&mut whole, generation.whole_dictionary)
        })
    }

    /// The newest generation that names `key` has its exact record.
    pub(crate) fn entry(&self, key: &str) -> Answer<Option<Found>> {
        for generation in self.dictionaries() {
            let (Some(dictionary), _) = self.dictionary_leaf(generation, key)? else {
                continue;
            };
            let entries = &dictionary.entries;
            let found = entries.binary_search_by(|entry| entry.facet.key.as_str().cmp(key));
            let found = found.ok().and_then(|at| entries.get(at));
            if let Some(entry) = found.cloned() {
                let file = dictionary.records.get(entry.record as usize).cloned();
                let file = file.ok_or_else(|| {
                    Stop::damaged("dictionary", "it points to records it does not name")
                })?;
                return Ok(Some(Found {
                    entry,
                    file,
                    is_of_month: !generation.whole_dictionary,
                }));
            }
        }
        Ok(None)
    }

    /// The leaf that holds `key`, none before the first, and where the next one
    /// starts.
    fn dictionary_leaf(
        &self,
        generation: &Generation,
        key: &str,
    ) -> Answer<(Option<Rc<Dictionary>>, Option<String>)> {
        let Some(leaf) = self.leaf(&generation.dictionary, |first| first.as_str() > key)? else {
            let first = generation.dictionary.branches.first();
            return Ok((None, first.map(|branch| branch.first.clone())));
        };
        let dictionary = self.shared(Kind::Dictionary, &leaf.branch.file)?;
        Ok((Some(dictionary), leaf.next))
    }
}
