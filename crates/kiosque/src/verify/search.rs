//! The search index of a generation.

use super::ledger::Ledger;
use super::store::Store;
use kiosque_model::ShortId;
use kiosque_model::wire::Generation;
use kiosque_search::format::{
    Damage, Directory, SearchFile, Section, Terms, Titles, Vocabulary, read_spread,
};

/// Checks every part of the index of a generation that starts at document
/// `start`, and that its titles are those of the generation's articles.
pub fn inspect(store: &mut Store, ledger: &Ledger, generation: &Generation, start: usize) {
    let file = SearchFile::Directory(generation.search.clone());
    let Some(content) = store.read_search(&file) else {
        return;
    };
    let Ok(directory) = Directory::read(&content) else {
        return store.fault(file.path(), "it is no directory of a search index");
    };
    let path = file.path();
    store.compare(
        &path,
        "the number of articles",
        &directory.articles,
        &generation.articles,
    );
    let spreads = read_terms(store, &directory);
    check_spreads(store, &directory, &spreads);
    let sections = &directory.sections;
    for section in [&sections.words, &sections.endings, &sections.names] {
        read_all(store, section, Vocabulary::read);
    }
    let titles = read_all(store, &sections.titles, Titles::read);
    let shown: Vec<ShortId> = titles
        .into_iter()
        .flat_map(|part| part.cards)
        .map(|card| card.id)
        .collect();
    if ledger.documents.get(start..) != Some(shown.as_slice()) {
        store.fault(path, "its titles are not those of the generation");
    }
}

/// Part, offset and count of documents of each frequent term.
type Spreads = Vec<(u32, u32, u32)>;

fn read_terms(store: &mut Store, directory: &Directory) -> Spreads {
    let articles = directory.articles;
    let parts = read_all(store, &directory.sections.terms, |bytes| {
        Terms::read(bytes, articles)
    });
    let entries = parts.iter().flat_map(|part| &part.entries);
    let tails = entries.flat_map(|entry| &entry.postings.tail);
    tails
        .map(|tail| (tail.part, tail.offset, tail.count))
        .collect()
}

fn check_spreads(store: &mut Store, directory: &Directory, spreads: &Spreads) {
    for (position, part) in (0_u32..).zip(parts(&directory.sections.spreads)) {
        let Some(content) = store.read_search(&part) else {
            continue;
        };
        let here = spreads.iter().filter(|(part, ..)| *part == position);
        for (_, offset, count) in here {
            let (offset, count) = (*offset as usize, *count as usize);
            if read_spread(&content, offset, count, directory.articles).is_err() {
                store.fault(part.path(), "it lacks documents of a term");
            }
        }
    }
}

fn parts(section: &Section) -> impl Iterator<Item = SearchFile> {
    (0..section.parts).filter_map(|at| section.part(at))
}

fn read_all<T>(
    store: &mut Store,
    section: &Section,
    read: impl Fn(&[u8]) -> Result<T, Damage>,
) -> Vec<T> {
    let mut found = Vec::new();
    for part in parts(section) {
        let content = store.read_search(&part);
        match content.map(|content| read(&content)) {
            Some(Ok(content)) => found.push(content),
            Some(Err(Damage(reason))) => store.fault(part.path(), reason),
            None => {}
        }
    }
    found
}
