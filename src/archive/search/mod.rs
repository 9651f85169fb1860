//! Questions to the worker that searches.

mod phrases;
mod searcher;

pub(super) use searcher::Searcher;

use super::{Archive, Asked};
use crate::ListQuery;
use crate::browser::pause::pause;
use kiosque_model::wire::{FacetKind, FileName, Root, Summary};
use kiosque_reader::{Carried, Listing, LoadedArticle, ReadError, Reader, Stop};
use kiosque_search::format::Card;
use kiosque_search::message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

/// What a search found, as a list shows it.
#[derive(Debug)]
pub(crate) struct Found {
    /// The rows, and what the filter leaves to choose from, without counts.
    pub listing: Rc<Listing>,
    /// Where the titles of the rows have what was searched, in bytes.
    pub marks: Vec<Vec<Range<usize>>>,
    /// The words with their corrections.
    pub searched: String,
    /// Whether the listing's total is exact; there may be more otherwise.
    pub is_total_exact: bool,
    /// What was typed, and what was searched in its place.
    pub corrections: Vec<(String, String)>,
    /// Whether some lack some of the words.
    pub is_relaxed: bool,
    /// Words that nothing has.
    pub unknown: Vec<String>,
    /// Results on a page: of those with all the words, where some are left out for
    /// want of a phrase.
    pub per_page: usize,
    /// How many have all the words, where only these of the page were read for a
    /// phrase.
    pub candidates: Option<u32>,
}

/// What takes longer to know, and comes once results are on screen.
#[derive(Debug, Default)]
pub(crate) struct Rest {
    /// Articles that match.
    pub total: u32,
    /// Whether that is exact.
    pub is_total_exact: bool,
    /// Names of the other script that may be meant, too.
    pub also: Vec<String>,
    /// All that match, where they are few enough to count what they carry.
    pub matches: Option<Vec<Vec<u32>>>,
}

impl Rest {
    fn of(found: message::Found) -> Self {
        Self {
            total: found.total,
            is_total_exact: found.is_total_exact,
            also: found.also,
            matches: found.matches,
        }
    }
}

/// A search: its results, and what comes after them.
#[derive(Clone, Copy)]
pub(crate) struct Search {
    /// The results.
    pub found: Asked<Rc<Found>>,
    /// The rest; none before it is known.
    rest: Asked<Rc<Rest>>,
}

/// What stands for the index in the names of what is waited for.
const INDEX: &str = "data/search/";

/// Results on a page: each costs a file of the index.
const ROWS: usize = 10;

/// Milliseconds without a letter after which the rest is asked.
const PAUSE: i32 = 600;

impl Search {
    /// The rest, once it is known; who reads it follows it.
    pub fn rest(self) -> Option<Rc<Rest>> {
        self.rest.get()?.ok()
    }
}

impl Archive {
    /// Searches, and again when what `query` reads changes and on a retry.
    /// `is_typing` tells whether the last word may go on.
    pub fn search(
        self,
        query: impl Fn() -> ListQuery + 'static,
        is_typing: RwSignal<bool>,
    ) -> Search {
        let search = Search {
            found: Asked::new(None),
            rest: Asked::new(None),
        };
        let newest = Rc::new(Cell::new(0_u32));
        let is_typing = Memo::new(move |_| is_typing.get());
        Effect::new(move |_| {
            let (query, reader) = (query(), self.reader.get());
            let is_typing = is_typing.get();
            self.attempt.track();
            let ticket = newest.get() + 1;
            newest.set(ticket);
            let reader = match reader {
                None => return,
                Some(Ok(reader)) => reader,
                Some(Err(error)) => return search.found.put(Err(error)),
            };
            if query.words.is_empty() {
                return;
            }
            let newest = Rc::clone(&newest);
            // The page that asked may be gone, and another one be asking.
            let is_newest = move || newest.get() == ticket && search.rest.is_awaited();
            spawn_local(async move {
                let _ = self
                    .search_once(search, &reader, &query, is_typing, &is_newest)
                    .await;
            });
        });
        search
    }

    /// The results, then the rest, as long as nothing newer is asked.
    async fn search_once(
        self,
        search: Search,
        reader: &Rc<Reader>,
        query: &ListQuery,
        is_typing: bool,
        is_newest: &dyn Fn() -> bool,
    ) -> Option<()> {
        let (question, chosen) = match self.question(reader, query, is_typing).await {
            Ok(question) => question,
            Err(error) => {
                search.found.put(Err(error));
                return None;
            }
        };
        if !is_newest() {
            return None;
        }
        let answer = self.put(question.clone()).await?;
        let answer = match answer {
            Ok(found) => self.composed(&question, found, chosen).await,
            Err(error) => Err(error),
        };
        if !is_newest() {
            return None;
        }
        search.rest.clear();
        let answer = answer.map(Rc::new);
        search.found.put(answer.clone());
        let has_rest = answer.ok()?.candidates.is_none();
        if is_typing {
            pause(PAUSE).await;
        }
        if !is_newest() {
            return None;
        }
        let whole = message::Question {
            is_whole: true,
            limit: 0,
            ..question
        };
        // What fails here is what the results can do without.
        let rest = if has_rest {
            self.put(whole).await?.map(Rest::of).unwrap_or_default()
        } else {
            Rest::default()
        };
        search.rest.put(Ok(Rc::new(rest)));
        Some(())
    }

    /// What to ask the worker, and what the filter names.
    async fn question(
        self,
        reader: &Rc<Reader>,
        query: &ListQuery,
        is_typing: bool,
    ) -> Result<(message::Question, Listing), ReadError> {
        let filter = query.filter.clone();
        let (within, chosen) = self
            .answer(reader, move |reader| {
                let (within, chosen) = (reader.documents(&filter), reader.facets_of(&filter));
                Ok((within?, chosen?))
            })
            .await?;
        let rows = rows_of(&query.words);
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let question = message::Question {
            directories: directories(reader.root()),
            words: query.words.clone(),
            is_typing,
            is_exact: query.is_exact,
            newest_first: query.by_date,
            skip: number(query.page.saturating_mul(rows)),
            limit: number(rows),
            within,
            ..message::Question::default()
        };
        let listing = Listing {
            chosen,
            remaining: uncounted(reader.root()).into(),
            ..Listing::default()
        };
        Ok((question, listing))
    }

    async fn composed(
        self,
        question: &message::Question,
        found: message::Found,
        listing: Listing,
    ) -> Result<Found, ReadError> {
        let has_phrases = found.has_phrases;
        let mut composed = Found {
            listing: Rc::new(Listing {
                total: found.total,
                rows: found.cards.into_iter().map(row).collect(),
                ..listing
            }),
            marks: found.marks,
            searched: found.searched,
            is_total_exact: found.is_total_exact,
            corrections: found.corrections,
            is_relaxed: found.is_relaxed,
            unknown: found.unknown,
            per_page: question.limit as usize,
            candidates: None,
        };
        let parts = self.parts();
        parts.listed.borrow_mut().remember(&composed.listing);
        if has_phrases {
            self.keep_phrases(&mut composed).await?;
        }
        Ok(composed)
    }

    /// What the articles that a search found carry; asked again when what `wanted`
    /// reads changes, and not at all where that is none.
    pub fn carried(
        self,
        wanted: impl Fn() -> Option<(ListQuery, Rc<Rest>)> + 'static,
    ) -> Asked<Option<Rc<Carried>>> {
        self.ask(move || {
            let wanted = wanted();
            Box::new(move |reader: &Reader| {
                let Some((query, rest)) = &wanted else {
                    return Ok(None);
                };
                let matches = rest.matches.as_deref();
                let carried = matches.map(|matches| reader.carried(&query.filter, matches));
                Ok(carried.transpose()?.flatten().map(Rc::new))
            })
        })
    }

    /// Articles of some packs; none before the archive is open.
    pub async fn articles(
        self,
        rows: Vec<(Summary, FileName)>,
    ) -> Result<Vec<Option<LoadedArticle>>, ReadError> {
        let Some(Ok(reader)) = self.reader.get_untracked() else {
            return Ok(Vec::new());
        };
        self.answer(&reader, move |reader| {
            let mut found = Vec::new();
            let mut is_wanting = false;
            for (summary, pack) in &rows {
                match reader.article_in(pack, &summary.id) {
                    Ok(article) => found.push(article),
                    Err(Stop::Wanting) => is_wanting = true,
                    Err(stop) => return Err(stop),
                }
            }
            if is_wanting {
                return Err(Stop::Wanting);
            }
            Ok(found)
        })
        .await
    }
}

/// Results on a page of a search for `words`.
fn rows_of(words: &str) -> usize {
    if words.contains(['"', '«', '“', '„']) {
        phrases::CANDIDATES
    } else {
        ROWS
    }
}

/// What a list may be narrowed to, where counts are not known.
fn uncounted(root: &Root) -> Vec<kiosque_model::wire::Facet> {
    let mut remaining = root.facets.clone();
    for facet in &mut remaining {
        facet.count = 0;
    }
    remaining.retain(|facet| facet.is(FacetKind::Tag) || facet.is(FacetKind::Language));
    remaining
}

fn directories(root: &Root) -> Vec<FileName> {
    let generations = root.generations.iter();
    generations
        .map(|generation| generation.search.clone())
        .collect()
}

fn row(card: Card) -> (Summary, FileName) {
    let summary = Summary {
        id: card.id,
        slug: card.slug,
        title: card.title,
        language: card.language,
        date: card.date,
        source: Some(card.source).filter(|source| !source.is_empty()),
        excerpt: None,
        pack: 0,
    };
    (summary, card.pack)
}
