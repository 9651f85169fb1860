//! The worker, and what it is asked.

use super::INDEX;
use crate::archive::Archive;
use crate::browser::search_worker::{SearchWorker, Word};
use kiosque_reader::ReadError;
use kiosque_search::message::{Answer, Ask, Failure, Found, Marked, Marking, Question, Reply};
use std::cell::Cell;

/// The worker that searches, each question with a number of its own.
#[derive(Default)]
pub(crate) struct Searcher {
    worker: SearchWorker,
    number: Cell<u32>,
}

/// None where a newer question has taken its place.
pub(super) type Heard<T> = Option<Result<T, ReadError>>;

impl Archive {
    /// Loads the worker before it is asked: the reader is about to type.
    pub fn expect_search(self) {
        let parts = self.parts();
        parts.searcher.worker.start(&parts.base);
    }

    /// Searches; a newer search takes its place.
    pub(super) async fn put(self, mut question: Question) -> Heard<Found> {
        let parts = self.parts();
        question.archive = parts.client.address();
        question.number = self.next_number();
        parts.client.starts(INDEX);
        let answer = self.say(Ask::Search(question)).await;
        parts.client.ends(INDEX);
        answer.map(|answer| match answer? {
            Answer::Found(found) => Ok(*found),
            Answer::Marked(_) => Err(unasked()),
        })
    }

    /// Finds the words of a question in texts, each with its language; a part of
    /// `length` bytes of each, all of it where that is 0. Empty where there is no
    /// worker to do it.
    pub async fn mark(self, words: &str, texts: Vec<(String, String)>, length: u32) -> Vec<Marked> {
        let marking = Marking {
            number: self.next_number(),
            words: words.to_owned(),
            length,
            texts,
        };
        match self.say(Ask::Mark(marking)).await {
            Some(Ok(Answer::Marked(marked))) => marked,
            _ => Vec::new(),
        }
    }

    fn next_number(self) -> u32 {
        let number = &self.parts().searcher.number;
        number.set(number.get() + 1);
        number.get()
    }

    async fn say(self, ask: Ask) -> Heard<Answer> {
        self.expect_search();
        match self.parts().searcher.worker.ask(&ask).await {
            Word::Superseded => None,
            Word::Broken => Some(Err(ReadError::Offline {
                file: INDEX.to_owned(),
            })),
            Word::Reply(bytes) => {
                let reply = Reply::read(&bytes);
                let reply = reply.map_err(|damage| ReadError::damaged(INDEX, damage.0));
                Some(reply.and_then(|reply| reply.outcome.map_err(in_words)))
            }
        }
    }
}

fn unasked() -> ReadError {
    ReadError::damaged(INDEX, "it answers another question")
}

fn in_words(failure: Failure) -> ReadError {
    let Failure {
        file,
        status,
        reason,
    } = failure;
    match status {
        404 | 410 => ReadError::Missing { file },
        0 if reason.is_empty() => ReadError::Offline { file },
        0 => ReadError::damaged(if file.is_empty() { INDEX } else { &file }, reason),
        status => ReadError::Refused { file, status },
    }
}
