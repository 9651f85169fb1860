//! Questions to the worker that searches.

use super::{Archive, Asked, Question};
use crate::ListQuery;
use crate::browser::search_worker::{SearchWorker, Word};
use kiosque_model::wire::{FacetKind, FileName, PAGE_ROWS, Root, Summary};
use kiosque_reader::{Listing, ReadError, Reader};
use kiosque_search::format::Card;
use kiosque_search::message::{self, Failure, Reply};
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
    /// Whether the listing's total is exact; there may be more otherwise.
    pub is_total_exact: bool,
    /// What was typed, and what was searched in its place.
    pub corrections: Vec<(String, String)>,
    /// Whether some lack some of the words.
    pub is_relaxed: bool,
    /// Words that nothing has.
    pub unknown: Vec<String>,
}

/// The worker, and what it is asked.
#[derive(Default)]
pub(super) struct Searcher {
    worker: SearchWorker,
    number: Cell<u32>,
}

/// What stands for the index in the names of what is waited for.
const INDEX: &str = "data/search/";

impl Archive {
    /// Loads the worker before it is asked: the reader is about to type.
    pub fn expect_search(self) {
        let base = self.base.get_value();
        self.searcher
            .with_value(|searcher| searcher.worker.start(&base));
    }

    /// Searches, and again when what `query` reads changes and on a retry.
    /// `is_typing` tells whether the last word may go on.
    pub fn search(
        self,
        query: impl Fn() -> ListQuery + 'static,
        is_typing: RwSignal<bool>,
    ) -> Asked<Rc<Found>> {
        let asked: Asked<Rc<Found>> = RwSignal::new_local(None);
        let newest = Rc::new(Cell::new(0_u32));
        Effect::new(move |_| {
            let (query, reader) = (query(), self.reader.get());
            self.attempt.track();
            let ticket = newest.get() + 1;
            newest.set(ticket);
            let reader = match reader {
                None => return,
                Some(Ok(reader)) => reader,
                Some(Err(error)) => return asked.set(Some(Err(error))),
            };
            if query.words.is_empty() {
                return;
            }
            let newest = Rc::clone(&newest);
            let is_typing = is_typing.get_untracked();
            spawn_local(async move {
                let outcome = self.find(&reader, query, is_typing).await;
                if let Some(outcome) = outcome.filter(|_| newest.get() == ticket) {
                    // The page that asked may be gone.
                    let _ = asked.try_set(Some(outcome));
                }
            });
        });
        asked
    }

    /// None where a newer question has taken its place.
    async fn find(
        self,
        reader: &Rc<Reader>,
        query: ListQuery,
        is_typing: bool,
    ) -> Option<Result<Rc<Found>, ReadError>> {
        let within = match self.documents(reader, &query).await {
            Ok(within) => within,
            Err(error) => return Some(Err(error)),
        };
        self.expect_search();
        let (client, searcher) = (self.client.get_value(), self.searcher.get_value());
        let number = searcher.number.get() + 1;
        searcher.number.set(number);
        let page = u32::try_from(query.page).unwrap_or(u32::MAX);
        let rows = PAGE_ROWS as u32;
        let question = message::Question {
            number,
            archive: client.address(),
            directories: directories(reader.root()),
            words: query.words.clone(),
            is_typing,
            is_exact: query.is_exact,
            newest_first: query.by_date,
            skip: page.saturating_mul(rows),
            limit: rows,
            within,
        };
        client.starts(INDEX);
        let word = searcher.worker.ask(&question.to_bytes()).await;
        client.ends(INDEX);
        let reply = match word {
            Word::Superseded => return None,
            Word::Broken => Err(offline(String::new())),
            Word::Reply(bytes) => Reply::read(&bytes)
                .map_err(|damage| ReadError::damaged(INDEX, damage.0))
                .and_then(|reply| reply.outcome.map_err(in_words)),
        };
        let found = reply.map(|found| Rc::new(self.composed(reader.root(), found)));
        Some(found)
    }

    async fn documents(
        self,
        reader: &Rc<Reader>,
        query: &ListQuery,
    ) -> Result<Option<Vec<Vec<u32>>>, ReadError> {
        let filter = query.filter.clone();
        let found = Rc::new(Cell::new(None));
        let put = Rc::clone(&found);
        let question: Question<super::Put> = Box::new(move |reader: &Reader| {
            let (documents, put) = (reader.documents(&filter)?, Rc::clone(&put));
            Ok(Box::new(move || put.set(documents)) as super::Put)
        });
        self.settle(reader, question).await?();
        Ok(found.take())
    }

    fn composed(self, root: &Root, found: message::Found) -> Found {
        let mut remaining = root.facets.clone();
        for facet in &mut remaining {
            facet.count = 0;
        }
        remaining.retain(|facet| facet.is(FacetKind::Tag) || facet.is(FacetKind::Language));
        let listing = Rc::new(Listing {
            total: found.total,
            rows: found.cards.into_iter().map(row).collect(),
            remaining,
            ..Listing::default()
        });
        self.listed
            .with_value(|listed| super::remember(&mut listed.borrow_mut(), &listing));
        Found {
            listing,
            marks: found.marks,
            is_total_exact: found.is_total_exact,
            corrections: found.corrections,
            is_relaxed: found.is_relaxed,
            unknown: found.unknown,
        }
    }
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

fn offline(file: String) -> ReadError {
    ReadError::Offline { file }
}

fn in_words(failure: Failure) -> ReadError {
    let Failure {
        file,
        status,
        reason,
    } = failure;
    match status {
        404 | 410 => ReadError::Missing { file },
        0 if reason.is_empty() => offline(file),
        0 => ReadError::damaged(if file.is_empty() { INDEX } else { &file }, reason),
        status => ReadError::Refused { file, status },
    }
}
