use super::generation::check_summary;
use super::ledger::{Counts, Ledger};
use super::store::Store;
use kiosque_model::wire::{
    Dictionary, Facet, FacetRecord, FileName, Generation, Kind, PAGE_ROWS, Postings, PostingsFile,
    PostingsPart, Records,
};
use kiosque_publish::archive::ROOT;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// A facet as a generation's dictionary and record tell of it.
struct Entry {
    facet: Facet,
    dictionary: String,
    record: FacetRecord,
    records: FileName,
}

/// Files that several entries name.
#[derive(Default)]
struct Shared {
    records: HashMap<FileName, Option<Rc<Records>>>,
    postings: HashMap<FileName, Option<Rc<PostingsFile>>>,
}

/// Checks the facets of a generation whose documents start at `start`.
pub fn inspect(store: &mut Store, ledger: &mut Ledger, generation: &Generation, start: usize) {
    let mut shared = Shared::default();
    let entries = read_entries(store, &mut shared, generation);
    for entry in &entries {
        for part in entry
            .record
            .postings
            .iter()
            .filter(|part| part.generation == generation.name)
        {
            read_part(store, ledger, &mut shared, &entry.facet.key, part, start);
        }
    }
    ledger.enter_rows(start);
    check_rows(store, ledger, start);
    let listed: BTreeSet<&str> = entries
        .iter()
        .map(|entry| entry.facet.key.as_str())
        .collect();
    let carried: BTreeSet<&str> = ledger
        .rows
        .range(start..)
        .flat_map(|(_, row)| row)
        .map(String::as_str)
        .collect();
    for key in carried.difference(&listed) {
        store.fault(
            ROOT,
            format!(
                "generation {} has articles with {key}, but no record of it",
                generation.name
            ),
        );
    }
    for entry in &entries {
        check_entry(store, ledger, &shared, entry);
    }
}

fn read_entries(store: &mut Store, shared: &mut Shared, generation: &Generation) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for leaf in store.leaves(&generation.dictionary) {
        let Some(dictionary) = store.read::<Dictionary>(Kind::Dictionary, &leaf.file) else {
            continue;
        };
        let path = leaf.file.path(Kind::Dictionary);
        for entry in dictionary.entries {
            if entries
                .last()
                .is_some_and(|last| last.facet.key >= entry.facet.key)
            {
                store.fault(
                    &path,
                    format!("{} is not in the order of the keys", entry.facet.key),
                );
            }
            let records = usize::try_from(entry.record)
                .ok()
                .and_then(|record| dictionary.records.get(record));
            let Some(records) = records else {
                store.fault(
                    &path,
                    format!(
                        "names records {} of {}",
                        entry.record,
                        dictionary.records.len()
                    ),
                );
                continue;
            };
            if let Some(record) = read_record(store, shared, records, &entry.facet.key) {
                let dictionary = path.clone();
                entries.push(Entry {
                    facet: entry.facet,
                    dictionary,
                    record,
                    records: records.clone(),
                });
            }
        }
    }
    entries
}

fn read_record(
    store: &mut Store,
    shared: &mut Shared,
    name: &FileName,
    key: &str,
) -> Option<FacetRecord> {
    let records = shared
        .records
        .entry(name.clone())
        .or_insert_with(|| store.read(Kind::Records, name).map(Rc::new));
    let record = records
        .as_ref()?
        .records
        .iter()
        .find(|record| record.key == key)
        .cloned();
    if record.is_none() {
        store.fault(name.path(Kind::Records), format!("has no record of {key}"));
    }
    record
}

fn read_part(
    store: &mut Store,
    ledger: &mut Ledger,
    shared: &mut Shared,
    key: &str,
    part: &PostingsPart,
    start: usize,
) {
    let read = || store.read(Kind::Postings, &part.file).map(Rc::new);
    let Some(file) = shared
        .postings
        .entry(part.file.clone())
        .or_insert_with(read)
        .clone()
    else {
        return;
    };
    let path = part.file.path(Kind::Postings);
    let Some(run) = usize::try_from(part.list)
        .ok()
        .and_then(|list| file.lists.get(list))
    else {
        store.fault(path, format!("has no list {} for {key}", part.list));
        return;
    };
    check_run(store, &path, key, part, run);
    for (document, row) in run.iter() {
        let key_of = |position: &u32| {
            Some(
                file.facets
                    .get(usize::try_from(*position).ok()?)?
                    .key
                    .clone(),
            )
        };
        let row: BTreeSet<String> = row.iter().filter_map(key_of).collect();
        let document = start.saturating_add(usize::try_from(document).unwrap_or(usize::MAX));
        if !row.contains(key) {
            store.fault(
                &path,
                format!("lists article {document} for {key}, whose row lacks it"),
            );
        }
        if ledger.rows.entry(document).or_insert_with(|| row.clone()) != &row {
            store.fault(
                &path,
                format!("the facets of article {document} differ from those another list states"),
            );
        }
    }
}

fn check_run(store: &mut Store, path: &str, key: &str, part: &PostingsPart, run: &Postings) {
    let numbers: Vec<u32> = run.iter().map(|(document, _)| document).collect();
    let ends = (
        numbers.first().copied().unwrap_or_default(),
        numbers.last().copied().unwrap_or_default(),
    );
    store.compare(
        path,
        &format!("the range of {key}"),
        &(part.first, part.last),
        &ends,
    );
    if run.documents.len() != run.rows.len() || !numbers.is_sorted_by(|a, b| a < b) {
        store.fault(
            path,
            format!("the list of {key} does not ascend, or has another number of rows"),
        );
    }
}

/// Checks the rows against what the packs show. Rows may have wider tags, too.
fn check_rows(store: &mut Store, ledger: &Ledger, start: usize) {
    let shown = ledger.packs.shown_facets();
    for (document, id) in ledger.documents.iter().enumerate().skip(start) {
        let row = ledger.rows.get(&document);
        let missing = shown.get(id).and_then(|facets| {
            facets
                .iter()
                .find(|facet| row.is_none_or(|row| !row.contains(*facet)))
        });
        if let Some(missing) = missing {
            store.fault(
                ROOT,
                format!("no postings list {} under {missing}", id.as_str()),
            );
        }
    }
    if let Some((document, _)) = ledger.rows.range(ledger.documents.len()..).next() {
        store.fault(
            ROOT,
            format!(
                "postings name article {document} of {}",
                ledger.documents.len()
            ),
        );
    }
}

fn check_entry(store: &mut Store, ledger: &mut Ledger, shared: &Shared, entry: &Entry) {
    let (key, path) = (entry.facet.key.as_str(), entry.records.path(Kind::Records));
    let count = ledger.count(key);
    store.compare(
        &entry.dictionary,
        &format!("the count of {key}"),
        &entry.facet.count,
        &count,
    );
    store.compare(
        &path,
        &format!("the count of {key}"),
        &entry.record.count,
        &count,
    );
    let beside = ledger.top_beside(key, FacetRecord::BESIDE);
    store.compare(
        &path,
        &format!("what stands beside {key}"),
        &counts_of(&entry.record.beside),
        &beside,
    );
    let newest: Vec<_> = entry
        .record
        .newest
        .iter()
        .map(|summary| summary.id.clone())
        .collect();
    store.compare(
        &path,
        &format!("the newest list of {key}"),
        &newest,
        &ledger.newest(key, PAGE_ROWS),
    );
    let packs = shared.records.get(&entry.records).cloned().flatten();
    for summary in &entry.record.newest {
        let packs = packs
            .as_ref()
            .map_or([].as_slice(), |records| records.packs.as_slice());
        check_summary(store, ledger, &path, packs, summary, None);
    }
}

pub fn counts_of(facets: &[Facet]) -> Counts {
    facets
        .iter()
        .map(|facet| (facet.key.clone(), facet.count))
        .collect()
}
