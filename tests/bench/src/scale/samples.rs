use super::archive::{Archive, Visit};
use super::edition::Edition;
use crate::failure::Failure;
use kiosque_model::wire::{Facet, FacetKind};
use kiosque_model::{Filter, ShortId};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fs;

/// Articles that are opened.
const ARTICLES: usize = 24;

/// Tags looked at for two that occur together.
const CANDIDATES: usize = 10;

/// An article's address: its year, and a year that is not its own.
pub struct Address {
    /// Where it ends.
    pub id: ShortId,
    /// As it should be.
    pub year: String,
    /// As another site may have it.
    pub wrong_year: String,
}

/// The tags of an archive with their counts, those on most articles first.
pub struct Tags(Vec<Facet>);

#[derive(Deserialize)]
struct Feed {
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    id: String,
    date_published: String,
}

/// Addresses of articles, from the oldest to the newest.
pub fn addresses(edition: &Edition) -> Result<Vec<Address>, Failure> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(&edition.set).map_err(Failure::io(&edition.set))? {
        paths.push(entry.map_err(Failure::io(&edition.set))?.path());
    }
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "json")
    });
    paths.sort();
    let files = paths.len().min(ARTICLES);
    let mut found = Vec::new();
    for file in 0..files {
        let place = file * (paths.len() - 1) / (files - 1).max(1);
        let Some(path) = paths.get(place) else {
            continue;
        };
        let bytes = fs::read(path).map_err(Failure::io(path))?;
        let feed: Feed = serde_json::from_slice(&bytes)
            .map_err(|error| Failure::unexpected(path.to_string_lossy(), error))?;
        found.extend(spread(&feed.items, ARTICLES / files).map(address));
    }
    Ok(found)
}

/// Some of them, the first and the last included where there are several.
fn spread<T>(all: &[T], count: usize) -> impl Iterator<Item = &T> {
    let last = all.len().saturating_sub(1);
    (0..count).filter_map(move |place| all.get(last * (place + 1) / count))
}

fn address(item: &Item) -> Address {
    let year = item.date_published.get(..4).unwrap_or_default().to_owned();
    let wrong = if year == "2026" { "2015" } else { "2026" };
    Address {
        id: ShortId::from_digest(&Sha256::digest(&item.id).into()),
        wrong_year: wrong.to_owned(),
        year,
    }
}

impl Tags {
    /// All tags of an archive.
    pub fn read(archive: &Archive) -> Result<Self, Failure> {
        let visit = archive.visit();
        let mut tags = Vec::new();
        let mut from = Some(FacetKind::Tag.prefix().to_owned());
        while let Some(key) = from {
            let page = visit.ask(|reader| reader.dictionary(&key))?;
            tags.extend(
                page.facets
                    .into_iter()
                    .filter(|facet| facet.is(FacetKind::Tag)),
            );
            from = page
                .next
                .filter(|next| next.starts_with(FacetKind::Tag.prefix()));
        }
        tags.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.key.cmp(&b.key)));
        tags.dedup_by(|later, first| later.key == first.key);
        Ok(Self(tags))
    }

    /// The tags on most articles, but on no more than `most`.
    pub fn frequent(&self, most: usize) -> Vec<&Facet> {
        let small = self.0.iter().filter(|tag| (tag.count as usize) <= most);
        small.take(CANDIDATES).collect()
    }

    /// The tags on about `count` articles, the nearest first.
    pub fn around(&self, count: f64) -> Vec<&Facet> {
        let distance = |tag: &Facet| (f64::from(tag.count) / count).ln().abs();
        let mut near: Vec<&Facet> = self.0.iter().collect();
        near.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
        near.truncate(CANDIDATES);
        near
    }
}

/// The first two of some tags that an article carries both of; the first two at
/// all where there is none.
pub fn together<'a>(archive: &Archive, tags: &[&'a Facet]) -> Result<Vec<&'a Facet>, Failure> {
    let visit = archive.visit();
    for last in 1..tags.len() {
        for first in 0..last {
            let pair: Vec<&Facet> = [first, last]
                .iter()
                .filter_map(|at| tags.get(*at).copied())
                .collect();
            if meet(&visit, &pair)? {
                return Ok(pair);
            }
        }
    }
    Ok(tags.iter().take(2).copied().collect())
}

fn meet(visit: &Visit<'_>, tags: &[&Facet]) -> Result<bool, Failure> {
    let filter = of_tags(tags);
    Ok(visit.ask(|reader| reader.list(&filter, 0))?.total > 0)
}

/// What requires all of these tags.
pub fn of_tags(tags: &[&Facet]) -> Filter {
    Filter {
        all: tags.iter().map(|tag| tag.id().to_owned()).collect(),
        ..Filter::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_goes_to_the_end() {
        let all: Vec<usize> = (0..100).collect();
        let some: Vec<usize> = spread(&all, 4).copied().collect();
        assert_eq!(some, [24, 49, 74, 99]);
        assert_eq!(spread(&[7], 3).count(), 3);
        assert_eq!(spread::<usize>(&[], 3).count(), 0);
    }
}
