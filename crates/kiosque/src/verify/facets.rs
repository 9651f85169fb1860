use super::generation::check_summary;
use super::ledger::{Counts, Ledger};
use super::store::Store;
use kiosque_model::wire::{
    Dictionary, Facet, FacetRecord, FileName, Generation, Kind, ListPage, PAGE_ROWS, Postings,
    PostingsFile, PostingsPart, Records, ascending,
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
    rows: HashMap<FileName, Option<Rc<ListPage>>>,
}

/// Checks the facets of a generation whose documents start at `start`.
pub fn inspect(store: &mut Store, ledger: &mut Ledger, generation: &Generation, start: usize) {
    let mut shared = Shared::default();
    let entries = read_entries(store, &mut shared, generation);
    for entry in &entries {
        let own = |part: &&PostingsPart| part.generation == generation.name;
        for part in entry.record.postings.iter().filter(own) {
            if let Some(run) = open_run(store, &mut shared, entry, part) {
                run.enter(store, ledger, &mut shared, start);
            }
        }
    }
    ledger.enter_rows(start);
    check_rows(store, ledger, start);
    check_names(store, ledger, &entries, generation, start);
    for entry in &entries {
        check_entry(store, ledger, &shared, entry);
    }
}

/// The dictionary must name every facet of its articles, and none but those
/// and, where it says so, those of older ones.
fn check_names(
    store: &mut Store,
    ledger: &Ledger,
    entries: &[Entry],
    generation: &Generation,
    start: usize,
) {
    let keys = entries.iter().map(|entry| entry.facet.key.as_str());
    let listed: BTreeSet<&str> = keys.collect();
    let from = if generation.whole_dictionary {
        0
    } else {
        start
    };
    let rows = ledger.rows.range(from..).flat_map(|(_, row)| row);
    let carried: BTreeSet<&str> = rows.map(String::as_str).collect();
    for key in carried.difference(&listed) {
        let name = &generation.name;
        let reason = format!("generation {name} has articles with {key}, but no record of it");
        store.fault(ROOT, reason);
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

/// A run and the file it stands in.
struct OpenRun<'a> {
    entry: &'a Entry,
    part: &'a PostingsPart,
    path: String,
    file: Rc<PostingsFile>,
    run: Postings,
}

fn open_run<'a>(
    store: &mut Store,
    shared: &mut Shared,
    entry: &'a Entry,
    part: &'a PostingsPart,
) -> Option<OpenRun<'a>> {
    let (path, file) = match &part.file {
        Some(name) => (name.path(Kind::Postings), shared.postings(store, name)?),
        None => (
            entry.records.path(Kind::Records),
            shared.beside(&entry.records)?,
        ),
    };
    let run = usize::try_from(part.run)
        .ok()
        .and_then(|at| file.runs.get(at));
    let Some(run) = run.cloned() else {
        let key = &entry.facet.key;
        store.fault(path, format!("has no run {} for {key}", part.run));
        return None;
    };
    Some(OpenRun {
        entry,
        part,
        path,
        file,
        run,
    })
}

impl Shared {
    fn postings(&mut self, store: &mut Store, name: &FileName) -> Option<Rc<PostingsFile>> {
        let read = || store.read(Kind::Postings, name).map(Rc::new);
        let file = self.postings.entry(name.clone()).or_insert_with(read);
        file.clone()
    }

    /// The runs that stand beside records.
    fn beside(&self, name: &FileName) -> Option<Rc<PostingsFile>> {
        let records = self.records.get(name)?.as_ref()?;
        Some(Rc::new(PostingsFile {
            facets: records.facets.clone(),
            rows: records.rows.clone(),
            runs: records.runs.clone(),
        }))
    }

    fn rows(&mut self, store: &mut Store, name: &FileName) -> Option<Rc<ListPage>> {
        let read = || store.read(Kind::Rows, name).map(Rc::new);
        self.rows.entry(name.clone()).or_insert_with(read).clone()
    }
}

impl OpenRun<'_> {
    /// Enters what the run says its articles carry.
    fn enter(&self, store: &mut Store, ledger: &mut Ledger, shared: &mut Shared, start: usize) {
        let documents: Vec<u32> = ascending(&self.run.documents).collect();
        self.check_documents(store, &documents);
        let carried = self.carried(store, shared, documents.len());
        for (position, (document, row)) in documents.into_iter().zip(carried).enumerate() {
            let document = start.saturating_add(usize::try_from(document).unwrap_or(usize::MAX));
            if ledger.rows.entry(document).or_insert_with(|| row.clone()) != &row {
                let reason = format!(
                    "the facets of article {document} differ from those another run states"
                );
                store.fault(&self.path, reason);
            }
            self.check_row(store, ledger, shared, position, document);
        }
    }

    fn check_documents(&self, store: &mut Store, documents: &[u32]) {
        let key = &self.entry.facet.key;
        let ends = (
            documents.first().copied().unwrap_or_default(),
            documents.last().copied().unwrap_or_default(),
        );
        let stated = (self.part.first, self.part.last);
        store.compare(&self.path, &format!("the range of {key}"), &stated, &ends);
        if !documents.is_sorted_by(|a, b| a < b) {
            let reason = format!("the run of {key} does not ascend");
            store.fault(&self.path, reason);
        }
    }

    /// The facets of each article.
    fn carried(
        &self,
        store: &mut Store,
        shared: &mut Shared,
        articles: usize,
    ) -> Vec<BTreeSet<String>> {
        let own = BTreeSet::from([self.entry.facet.key.clone()]);
        let mut carried = vec![own; articles];
        let mut enter = |position: u32, key: &str| {
            let row = usize::try_from(position)
                .ok()
                .and_then(|at| carried.get_mut(at));
            row.map(|row| row.insert(key.to_owned())).is_some()
        };
        let mut sound = true;
        for column in &self.run.columns {
            let facet = usize::try_from(column.facet)
                .ok()
                .and_then(|at| self.file.facets.get(at));
            let key = facet.map(|facet| facet.key.as_str());
            for position in ascending(&column.articles) {
                sound &= key.is_some_and(|key| enter(position, key));
            }
        }
        for (position, name) in &self.run.wide {
            let wide = shared.postings(store, name);
            for facet in wide.iter().flat_map(|wide| &wide.facets) {
                sound &= enter(*position, &facet.key);
            }
        }
        if !sound {
            let key = &self.entry.facet.key;
            let reason = format!("a column of {key} names what is not there");
            store.fault(&self.path, reason);
        }
        carried
    }

    /// Checks that the row of an article is its own.
    fn check_row(
        &self,
        store: &mut Store,
        ledger: &mut Ledger,
        shared: &mut Shared,
        position: usize,
        document: usize,
    ) {
        let Some(first) = self.run.row else { return };
        let row = usize::try_from(first).unwrap_or(usize::MAX) + position;
        let name = self.file.rows.get(row / Postings::ROWS);
        let Some(page) = name.and_then(|name| shared.rows(store, name)) else {
            let key = &self.entry.facet.key;
            return store.fault(&self.path, format!("names no page for row {row} of {key}"));
        };
        let summary = page.summaries.get(row % Postings::ROWS);
        if summary.map(|summary| &summary.id) != ledger.documents.get(document) {
            let key = &self.entry.facet.key;
            let reason = format!("row {row} of {key} is not that of article {document}");
            store.fault(&self.path, reason);
        }
        if let (Some(summary), Some(name)) = (summary, name) {
            let path = name.path(Kind::Rows);
            check_summary(store, ledger, &path, &page.packs, summary, None);
        }
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
    let what = format!("what stands beside {key}");
    let stated = beside_of(shared, entry);
    let beside = ledger.top_beside(key, FacetRecord::BESIDE);
    store.compare(&path, &what, &stated, &beside);
    let what = format!("the years of {key}");
    store.compare(&path, &what, &entry.record.years, &ledger.years(key));
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

fn beside_of(shared: &Shared, entry: &Entry) -> Counts {
    let records = shared.records.get(&entry.records).cloned().flatten();
    let count = |(position, count): &(u32, u32)| {
        let facets = &records.as_ref()?.facets;
        let facet = facets.get(usize::try_from(*position).ok()?)?;
        Some((facet.key.clone(), *count))
    };
    entry.record.beside.iter().filter_map(count).collect()
}

pub fn counts_of(facets: &[Facet]) -> Counts {
    facets
        .iter()
        .map(|facet| (facet.key.clone(), facet.count))
        .collect()
}
