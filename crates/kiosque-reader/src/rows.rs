//! From places to the summaries shown.

use crate::files::all;
use crate::matches::{Matches, Place};
use crate::{Answer, Reader, Stop};
use kiosque_model::wire::{FileName, Kind, ListPage, PageStart, Postings, Summary};
use std::rc::Rc;

/// A summary's page and its position there.
type Spot = (Kind, FileName, usize);

impl Reader {
    /// The summaries at `places`, in their order, and the pack of each: from the
    /// rows of the facet that was read, else from the lists of all articles.
    pub(crate) fn summaries(
        &self,
        places: &[Place],
        matches: &Matches,
    ) -> Answer<Vec<(Summary, FileName)>> {
        let spots = all(places.iter().map(|place| match matches.spot(*place) {
            Some((page, at)) => Ok((Kind::Rows, page, at)),
            None => self.listed_at(*place),
        }))?;
        let mut files: Vec<(Kind, &FileName)> = Vec::new();
        for (kind, name, _) in &spots {
            if !files.contains(&(*kind, name)) {
                files.push((*kind, name));
            }
        }
        let pages = all(files
            .iter()
            .map(|(kind, name)| self.shared::<ListPage>(*kind, name)))?;
        let pages: Vec<_> = files.into_iter().zip(pages).collect();
        spots.iter().map(|spot| summary(&pages, spot)).collect()
    }

    /// Where an article stands in the lists of all.
    fn listed_at(&self, place: Place) -> Answer<Spot> {
        let missing = || Stop::damaged("root.json", "an article stands on no page of a list");
        let generation = self
            .root()
            .generations
            .get(place.generation())
            .ok_or_else(missing)?;
        let leaf = self.leaf(&generation.lists, |start: &PageStart| {
            start.document > place.document()
        })?;
        let leaf = leaf.ok_or_else(missing)?;
        let at = (place.document() - leaf.branch.first.document) as usize;
        Ok((Kind::List, leaf.branch.file, at))
    }
}

/// Where the row at `position` of a run stands, given the pages its file names
/// and where its rows start among them.
pub(crate) fn row_of(pages: &[FileName], start: u32, position: usize) -> Option<(FileName, usize)> {
    let row = (start as usize).saturating_add(position);
    let page = pages.get(row / Postings::ROWS)?;
    Some((page.clone(), row % Postings::ROWS))
}

fn summary(
    pages: &[((Kind, &FileName), Rc<ListPage>)],
    (kind, name, at): &Spot,
) -> Answer<(Summary, FileName)> {
    let found = pages
        .iter()
        .find(|((_, other), _)| *other == name)
        .and_then(|(_, page)| {
            let summary = page.summaries.get(*at)?;
            let pack = page.packs.get(summary.pack as usize)?;
            Some((summary.clone(), pack.clone()))
        });
    found.ok_or_else(|| Stop::damaged(name.path(*kind), "it is shorter than the list says"))
}
