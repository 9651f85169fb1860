//! A question, put again until all the files it wants are there.

use crate::files::{Source, Trouble};
use crate::shelf::Shelf;
use kiosque_search::message::{Answer, Ask, Failure, Found, Marking, Question, Reply};
use kiosque_search::{Engine, Options, Order, Parsed, Query, SearchError, Stop};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Rounds of fetching that a question may take: no index needs as many.
const ROUNDS: usize = 16;

/// Where questions arrive.
#[derive(Default)]
pub struct Desk {
    newest: Cell<u32>,
    shelf: Shelf,
    parsed: Rc<Parsed>,
    source: RefCell<Option<Rc<Source>>>,
}

impl Desk {
    /// The answer; none where a newer search has come meanwhile.
    pub async fn answer(&self, ask: Ask) -> Option<Reply> {
        match ask {
            Ask::Search(question) => self.found(question).await,
            Ask::Mark(marking) => Some(marked(&marking)),
        }
    }

    async fn found(&self, question: Question) -> Option<Reply> {
        let number = question.number;
        if number < self.newest.get() {
            return None;
        }
        self.newest.set(number);
        let source = Rc::new(Source::new(&question.archive));
        if let Some(older) = self.source.replace(Some(Rc::clone(&source))) {
            older.call_off();
        }
        let outcome = self.settle(&question, &source).await;
        let outcome = outcome.map(|found| Answer::Found(Box::new(found)));
        (self.newest.get() == number).then_some(Reply { number, outcome })
    }

    async fn settle(&self, question: &Question, source: &Source) -> Result<Found, Failure> {
        let query = if question.is_typing {
            Query::parse_typing(&question.words)
        } else {
            Query::parse(&question.words)
        };
        let query = if question.is_exact {
            query.exactly()
        } else {
            query
        };
        for _ in 0..ROUNDS {
            let wanted = match self.search(question, &query) {
                Ok(found) => return Ok(found),
                Err(Stop::Failed(error)) => return Err(failure(error)),
                Err(Stop::Wanting(files)) => files,
            };
            for (file, content) in source.fetch(&wanted).await.map_err(in_words)? {
                self.shelf.keep(file, content);
            }
        }
        Err(Failure {
            file: String::new(),
            status: 0,
            reason: "the index never stops naming other files".to_owned(),
        })
    }

    fn search(&self, question: &Question, query: &Query) -> Result<Found, Stop> {
        let engine = Engine::open_again(&question.directories, &self.shelf, &self.parsed)?;
        let within = |generation: usize, document: u32| {
            let documents = question.within.as_ref().and_then(|all| all.get(generation));
            documents.is_some_and(|documents| documents.binary_search(&document).is_ok())
        };
        let options = Options {
            skip: question.skip as usize,
            limit: question.limit as usize,
            order: if question.newest_first {
                Order::Newest
            } else {
                Order::Relevance
            },
            within: question.within.is_some().then_some(&within),
            is_exact: question.is_whole,
        };
        let results = engine.search(query, &options);
        let also = match question.is_whole {
            true => engine.also(query),
            false => Ok(Vec::new()),
        };
        let mut found = Found::of(&question.words, query, results?);
        found.also = also?.into_iter().map(|(_, name)| name).collect();
        Ok(found)
    }
}

fn marked(marking: &Marking) -> Reply {
    Reply {
        number: marking.number,
        outcome: Ok(Answer::Marked(marking.answer())),
    }
}

fn failure(error: SearchError) -> Failure {
    Failure {
        file: match &error {
            SearchError::Damaged { file, .. } => file.clone(),
            SearchError::Republish { .. } => String::new(),
        },
        status: 0,
        reason: error.text(),
    }
}

fn in_words(trouble: Trouble) -> Failure {
    match trouble {
        Trouble::Offline { file } => Failure {
            file,
            status: 0,
            reason: String::new(),
        },
        Trouble::Refused { file, status } => Failure {
            file,
            status,
            reason: String::new(),
        },
        Trouble::Unreadable(error) => failure(error),
    }
}
