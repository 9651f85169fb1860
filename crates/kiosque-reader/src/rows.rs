//! From places to the summaries shown, and from days to places.

use crate::files::all;
use crate::matches::{Place, Spans};
use crate::{Answer, Reader, Stop};
use kiosque_model::DayRange;
use kiosque_model::wire::{FileName, Generation, Kind, ListPage, PageStart, Summary};

impl Reader {
    /// The documents of each generation whose day lies in `days`. Undated
    /// articles lie in none but the open range.
    pub(crate) fn spans(&self, days: &DayRange) -> Answer<Spans> {
        all(self
            .root()
            .generations
            .iter()
            .map(|generation| self.span(generation, days)))
    }

    fn span(&self, generation: &Generation, days: &DayRange) -> Answer<(u32, u32)> {
        if days.is_open() {
            return Ok((0, generation.articles));
        }
        // Undated articles have the empty day, which stands before them all.
        let from = self.first_since(generation, days.from.as_deref().unwrap_or("0"), false)?;
        let to = match days.to.as_deref() {
            Some(day) => self.first_since(generation, day, true)?,
            None => generation.articles,
        };
        Ok((from, to.max(from)))
    }

    /// The first document dated `day` or later; with `past`, later than `day`.
    fn first_since(&self, generation: &Generation, day: &str, past: bool) -> Answer<u32> {
        let reached = |other: &str| if past { other > day } else { other >= day };
        let Some(leaf) = self.leaf(&generation.lists, |start: &PageStart| reached(&start.day))?
        else {
            return Ok(0);
        };
        let page: ListPage = self.load(Kind::List, &leaf.branch.file)?;
        let before = page
            .summaries
            .iter()
            .take_while(|summary| !reached(&day_of(summary)))
            .count();
        Ok(leaf.branch.first.document + u32::try_from(before).unwrap_or(u32::MAX))
    }

    /// The summaries at `places`, in their order, and the pack of each.
    pub(crate) fn summaries(&self, places: &[Place]) -> Answer<Vec<(Summary, FileName)>> {
        let starts = all(places.iter().map(|place| self.page_of(*place)))?;
        let mut names: Vec<&FileName> = starts.iter().map(|(name, _)| name).collect();
        names.dedup();
        let pages = all(names
            .iter()
            .map(|name| self.load::<ListPage>(Kind::List, name)))?;
        let pages: Vec<(&FileName, ListPage)> = names.into_iter().zip(pages).collect();
        starts
            .iter()
            .map(|(name, at)| summary(&pages, name, *at))
            .collect()
    }

    /// The page an article stands on, and where.
    fn page_of(&self, place: Place) -> Answer<(FileName, usize)> {
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
        Ok((
            leaf.branch.file,
            (place.document() - leaf.branch.first.document) as usize,
        ))
    }
}

fn summary(
    pages: &[(&FileName, ListPage)],
    name: &FileName,
    at: usize,
) -> Answer<(Summary, FileName)> {
    let found = pages
        .iter()
        .find(|(other, _)| *other == name)
        .and_then(|(_, page)| {
            let summary = page.summaries.get(at)?;
            let pack = page.packs.get(summary.pack as usize)?;
            Some((summary.clone(), pack.clone()))
        });
    found.ok_or_else(|| Stop::damaged(name.path(Kind::List), "it is shorter than the list says"))
}

fn day_of(summary: &Summary) -> String {
    summary
        .date
        .as_ref()
        .map(kiosque_model::ArticleDate::first_day)
        .unwrap_or_default()
}
