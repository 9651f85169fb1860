use super::facets::counts_of;
use super::generation::check_summary;
use super::ledger::Ledger;
use super::store::Store;
use kiosque_model::wire::{FacetKind, Root};
use kiosque_publish::archive::ROOT;

/// Checks what the root says of the archive as a whole.
pub fn inspect(store: &mut Store, ledger: &mut Ledger, root: &Root) {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let tags = ledger
        .carriers
        .keys()
        .filter(|key| key.starts_with(FacetKind::Tag.prefix()))
        .count();
    store.compare(
        ROOT,
        "the number of articles",
        &root.articles,
        &number(ledger.documents.len()),
    );
    store.compare(
        ROOT,
        "the number of articles in packs",
        &ledger.packs.articles(),
        &ledger.documents.len(),
    );
    store.compare(ROOT, "the number of tags", &root.tags, &number(tags));
    store.compare(
        ROOT,
        "the top of the facets",
        &counts_of(&root.facets),
        &ledger.top(Root::FACETS),
    );
    let dated = ledger.days.iter().filter(|day| !day.is_empty());
    let days = (
        dated.clone().min().cloned().unwrap_or_default(),
        dated.max().cloned().unwrap_or_default(),
    );
    store.compare(
        ROOT,
        "the first and last day",
        &(root.first_day.clone(), root.last_day.clone()),
        &days,
    );
    let newest: Vec<_> = ledger
        .documents
        .iter()
        .rev()
        .take(Root::NEWEST)
        .cloned()
        .collect();
    let listed: Vec<_> = root
        .newest
        .summaries
        .iter()
        .map(|summary| summary.id.clone())
        .collect();
    store.compare(ROOT, "the list of the newest", &listed, &newest);
    for summary in &root.newest.summaries {
        check_summary(store, ledger, ROOT, &root.newest.packs, summary, None);
    }
    if let Some(image) = &root.site.banner.image {
        store.check_image(image);
    }
}
