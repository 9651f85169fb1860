use super::facets;
use super::ledger::Ledger;
use super::search;
use super::store::Store;
use kiosque_model::ShortId;
use kiosque_model::wire::{
    Additions, Branch, Calendar, Directory, FileName, Generation, Kind, ListPage, PageStart,
    Summary, YEARS,
};
use kiosque_publish::archive::ROOT;
use std::collections::BTreeMap;

/// Where each article of a generation is, by the directory.
type Places = BTreeMap<ShortId, FileName>;

/// Checks a generation and enters what it holds.
pub fn inspect(store: &mut Store, ledger: &mut Ledger, generation: &Generation) {
    let start = ledger.documents.len();
    let places = read_directory(store, generation);
    read_lists(store, ledger, generation, &places);
    let found = ledger.documents.len() - start;
    let what = |part: &str| format!("{part} of generation {}", generation.name);
    let articles = usize::try_from(generation.articles).unwrap_or(usize::MAX);
    store.compare(ROOT, &what("the number of articles"), &articles, &found);
    store.compare(
        ROOT,
        &what("the id directory's length"),
        &places.len(),
        &found,
    );
    let mut dated = ledger
        .days
        .get(start..)
        .unwrap_or_default()
        .iter()
        .filter(|day| !day.is_empty());
    let first_day = dated.next().cloned().unwrap_or_default();
    let last_day = dated.next_back().unwrap_or(&first_day).clone();
    let days = (first_day, last_day);
    let stated = (generation.first_day.clone(), generation.last_day.clone());
    store.compare(ROOT, &what("the first and last day"), &stated, &days);
    check_calendar(store, ledger, generation, start);
    facets::inspect(store, ledger, generation, start);
    read_additions(store, ledger, generation);
    search::inspect(store, ledger, generation, start);
}

/// Checks where the generation's years and months start.
fn check_calendar(store: &mut Store, ledger: &Ledger, generation: &Generation, start: usize) {
    let months = ledger.months(start);
    let mut years: Vec<(u32, u32)> = months
        .iter()
        .map(|(month, first)| (month / 100, *first))
        .collect();
    years.dedup_by_key(|(year, _)| *year);
    let oldest = years.first().map(|(_, first)| *first);
    years.drain(..years.len().saturating_sub(YEARS));
    if let (Some((_, first)), Some(oldest)) = (years.first_mut(), oldest) {
        *first = oldest;
    }
    let what = format!("where the years of generation {} start", generation.name);
    store.compare(ROOT, &what, &generation.years, &years);
    let stated = match &generation.calendar {
        Some(file) => {
            let calendar: Option<Calendar> = store.read(Kind::Calendar, file);
            calendar.map(|calendar| calendar.months)
        }
        None => Some(months.iter().take(1).copied().collect()),
    };
    if let Some(stated) = stated {
        let what = format!("where the months of generation {} start", generation.name);
        store.compare(ROOT, &what, &stated, &months);
    }
}

fn read_directory(store: &mut Store, generation: &Generation) -> Places {
    let mut places = Places::new();
    for leaf in store.leaves(&generation.ids) {
        let Some(directory) = store.read::<Directory>(Kind::Ids, &leaf.file) else {
            continue;
        };
        let path = leaf.file.path(Kind::Ids);
        if !directory.articles.is_sorted()
            || directory
                .articles
                .first()
                .is_none_or(|(id, _)| *id.as_str() < *leaf.first)
        {
            store.fault(&path, "its articles are not in the order of their ids");
        }
        for (id, pack) in directory.articles {
            match usize::try_from(pack)
                .ok()
                .and_then(|pack| directory.packs.get(pack))
            {
                Some(pack) => drop(places.insert(id, pack.clone())),
                None => store.fault(
                    &path,
                    format!("names pack {pack} of {}", directory.packs.len()),
                ),
            }
        }
    }
    places
}

fn read_lists(store: &mut Store, ledger: &mut Ledger, generation: &Generation, places: &Places) {
    let start = ledger.documents.len();
    for leaf in store.leaves(&generation.lists) {
        let Some(page) = store.read::<ListPage>(Kind::List, &leaf.file) else {
            continue;
        };
        let path = leaf.file.path(Kind::List);
        let first = ledger.documents.len();
        for summary in &page.summaries {
            check_summary(store, ledger, &path, &page.packs, summary, Some(places));
            ledger.documents.push(summary.id.clone());
            ledger.days.push(
                summary
                    .date
                    .as_ref()
                    .map(|date| date.first_day())
                    .unwrap_or_default(),
            );
        }
        check_start(store, ledger, &leaf, first, start);
    }
    if !ledger.days.get(start..).is_some_and(<[String]>::is_sorted) {
        store.fault(
            ROOT,
            format!(
                "the lists of generation {} are not in the order of their days",
                generation.name
            ),
        );
    }
}

fn check_start(
    store: &mut Store,
    ledger: &Ledger,
    leaf: &Branch<PageStart>,
    first: usize,
    start: usize,
) {
    let document = u32::try_from(first - start).unwrap_or(u32::MAX);
    let day = ledger.days.get(first).cloned().unwrap_or_default();
    let path = leaf.file.path(Kind::List);
    store.compare(
        &path,
        "where the page starts",
        &leaf.first,
        &PageStart { document, day },
    );
}

/// Checks that an article is where a list says, as the list shows it, and
/// where the directory says, if one is given.
pub fn check_summary(
    store: &mut Store,
    ledger: &mut Ledger,
    path: &str,
    packs: &[FileName],
    summary: &Summary,
    places: Option<&Places>,
) {
    let id = summary.id.as_str();
    let Some(pack) = usize::try_from(summary.pack)
        .ok()
        .and_then(|pack| packs.get(pack))
    else {
        store.fault(
            path,
            format!("names pack {} of {} for {id}", summary.pack, packs.len()),
        );
        return;
    };
    if places.is_some_and(|places| places.get(&summary.id) != Some(pack)) {
        store.fault(
            path,
            format!(
                "the id directory does not place {id} in {}",
                pack.path(Kind::Pack)
            ),
        );
    }
    let Some(facts) = ledger.packs.facts(store, pack) else {
        return;
    };
    match facts.articles.get(&summary.id) {
        None => store.fault(path, format!("{id} is not in {}", pack.path(Kind::Pack))),
        Some(article) if !article.is_shown_by(summary) => {
            store.fault(
                path,
                format!("shows {id} otherwise than {}", pack.path(Kind::Pack)),
            );
        }
        Some(_) => {}
    }
}

fn read_additions(store: &mut Store, ledger: &mut Ledger, generation: &Generation) {
    for leaf in store.leaves(&generation.additions) {
        let Some(additions) = store.read::<Additions>(Kind::Additions, &leaf.file) else {
            continue;
        };
        let path = leaf.file.path(Kind::Additions);
        if !additions.articles.is_sorted_by_key(|addition| &addition.id) {
            store.fault(&path, "its articles are not in the order of their ids");
        }
        for addition in additions.articles {
            ledger.added.push((path.clone(), addition.id));
            ledger.added.extend(
                addition
                    .related
                    .into_iter()
                    .map(|related| (path.clone(), related.id)),
            );
        }
    }
}
