use super::generation::check_summary;
use super::ledger::{Counts, Ledger};
use super::store::Store;
use kiosque_model::wire::{Kind, PAGE_ROWS, PairRecord, PairTable, Pairs, pair_key, year_key};
use std::collections::{BTreeMap, HashMap};

/// The articles of each pair, ascending.
type Expected = BTreeMap<String, Vec<usize>>;

/// Checks the table of pairs against all articles entered so far.
pub fn inspect(store: &mut Store, ledger: &mut Ledger, table: &PairTable) {
    let mut expected = expected(ledger, table.floor);
    for leaf in store.leaves(&table.tree) {
        let Some(pairs) = store.read::<Pairs>(Kind::Pairs, &leaf.file) else {
            continue;
        };
        let path = leaf.file.path(Kind::Pairs);
        if !pairs.pairs.is_sorted_by(|a, b| a.key < b.key) {
            store.fault(&path, "its pairs are not in the order of their keys");
        }
        for record in &pairs.pairs {
            let Some(articles) = expected.remove(&record.key) else {
                let reason = format!("{:?} is no pair of this archive", record.key);
                store.fault(&path, reason);
                continue;
            };
            check(store, ledger, &path, &pairs, record, &articles);
        }
        for summary in &pairs.summaries {
            check_summary(store, ledger, &path, &pairs.packs, summary, None);
        }
    }
    if let Some(key) = expected.keys().next() {
        store.fault("root.json", format!("its table of pairs lacks {key:?}"));
    }
}

/// All pairs above the floor that some article is of; a year with itself
/// stands for the year alone.
fn expected(ledger: &Ledger, floor: u32) -> Expected {
    let mut years: HashMap<u32, u32> = HashMap::new();
    for document in 0..ledger.documents.len() {
        if let Some(year) = ledger.year(document) {
            *years.entry(year).or_default() += 1;
        }
    }
    let mut pairs = Expected::new();
    for (document, row) in &ledger.rows {
        let frequent = row.iter().filter(|key| ledger.count(key) > floor);
        let mut subjects: Vec<String> = frequent.cloned().collect();
        let facets = subjects.len();
        let year = ledger.year(*document);
        let year = year.filter(|year| years.get(year).is_some_and(|count| *count > floor));
        subjects.extend(year.map(year_key));
        for (at, one) in subjects.iter().enumerate() {
            let with_itself = at >= facets;
            for other in subjects.iter().skip(if with_itself { at } else { at + 1 }) {
                let articles = pairs.entry(pair_key(one, other)).or_default();
                articles.push(*document);
            }
        }
    }
    pairs
}

fn check(
    store: &mut Store,
    ledger: &Ledger,
    path: &str,
    pairs: &Pairs,
    record: &PairRecord,
    articles: &[usize],
) {
    let what = |what: &str| format!("{what} of {:?}", record.key);
    let count = u32::try_from(articles.len()).unwrap_or(u32::MAX);
    store.compare(path, &what("the count"), &record.count, &count);
    let by_month = record.key.contains("\ny:");
    let periods = ledger.periods(articles, by_month);
    store.compare(path, &what("the periods"), &record.periods, &periods);
    let newest = record.newest.iter().map(|at| {
        let summary = pairs.summaries.get(usize::try_from(*at).ok()?)?;
        Some(summary.id.clone())
    });
    let newest: Option<Vec<_>> = newest.collect();
    let last = articles.iter().rev().take(PAGE_ROWS);
    let last: Vec<_> = last
        .filter_map(|document| ledger.documents.get(*document).cloned())
        .collect();
    store.compare(path, &what("the newest list"), &newest, &Some(last));
    let found = beside(ledger, record, articles);
    let stated = stated(pairs, record);
    let whole = stated.len() == found.len();
    store.compare(
        path,
        &what("whether all is named beside"),
        &record.whole,
        &whole,
    );
    for (key, count) in stated {
        let what = what(&format!("the count of {key} beside"));
        store.compare(path, &what, &Some(&count), &found.get(&key));
    }
}

/// What the articles of a pair carry besides.
fn beside(ledger: &Ledger, record: &PairRecord, articles: &[usize]) -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    let rows = articles
        .iter()
        .filter_map(|document| ledger.rows.get(document));
    let own: Vec<&str> = record.key.split('\n').collect();
    for key in rows.flatten().filter(|key| !own.contains(&key.as_str())) {
        *counts.entry(key.clone()).or_default() += 1;
    }
    counts
}

fn stated(pairs: &Pairs, record: &PairRecord) -> Counts {
    let facet = |(at, count): &(u32, u32)| {
        let facet = pairs.facets.get(usize::try_from(*at).ok()?)?;
        Some((facet.key.clone(), *count))
    };
    record.beside.iter().filter_map(facet).collect()
}
