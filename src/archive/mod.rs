//! The only code that fetches. Opens the edition, checks every file against
//! its name, keeps what was fetched within bounds, and remembers in which pack
//! an article listed on screen is, so that opening it costs one request.

mod asked;
mod brought;
mod cache;
mod client;
mod keeping;
mod listed;
mod recent;
mod search;
mod verify;
mod works;

pub(crate) use asked::{Answered, Asked, Show};
pub(crate) use brought::Brought;
pub(crate) use client::{Client, Waits};
use listed::Listed;
use search::Searcher;
pub(crate) use search::{Found, Rest, Search};

use kiosque_model::ShortId;
use kiosque_model::wire::{Kind, Root, Summary};
use kiosque_reader::{Answer, Files, Listing, LoadedArticle, ReadError, Reader, Stop};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::ListQuery;
use crate::browser::{document, window};

/// A question, put again until all the files it wants are there.
type Question<T> = Box<dyn Fn(&Reader) -> Answer<T>>;

/// Hands an answer over to who asked.
type Put = Box<dyn FnOnce()>;

/// Told why there is no answer.
type Failed = Rc<dyn Fn(ReadError)>;

/// Told once the root is there.
type Opened = Rc<dyn Fn(&Root)>;

/// Rounds of fetching that a question may take: no archive needs as many.
const ROUNDS: usize = 16;

/// The archive beside the app, as every page asks it.
#[derive(Clone, Copy)]
pub(crate) struct Archive {
    parts: StoredValue<Rc<Parts>, LocalStorage>,
    reader: Asked<Rc<Reader>>,
    attempt: RwSignal<u32>,
    standing: RwSignal<Standing>,
}

/// What stays as long as the app.
struct Parts {
    base: String,
    client: Rc<Client>,
    searcher: Searcher,
    opened: Opened,
    listed: RefCell<Listed>,
    /// The article that came with the page.
    own: Option<Rc<LoadedArticle>>,
    /// The months that have articles, where these are known.
    months: Rc<[u32]>,
}

/// How the edition on screen stands to what the server has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is the server's, as far as is known.
    #[default]
    Current,
    /// The server cannot be reached; this device had it.
    Kept,
    /// The server has a newer one.
    Older,
}

impl Standing {
    /// As the service worker marks a page that it kept.
    fn of_page() -> Self {
        match document::root_attribute("data-kept") {
            Some(_) => Self::Kept,
            None => Self::Current,
        }
    }
}

impl Archive {
    /// The archive in the folder `archive/` of the site served from `base`.
    /// Tells `opened` once its root is there, and `waits` what is waited for. What the
    /// page brought need not be fetched.
    pub fn open(base: &str, brought: Brought, opened: Opened, waits: Waits) -> Self {
        let client = Rc::new(Client::new(base, waits));
        let fetching = |root| Rc::new(Reader::new(root, Rc::clone(&client) as Rc<dyn Files>));
        let reader = brought.reader.or_else(|| brought.root.map(fetching));
        let is_open = reader.is_some();
        let parts = Parts {
            base: base.to_owned(),
            client,
            searcher: Searcher::default(),
            opened,
            listed: RefCell::default(),
            own: brought.article,
            months: brought.months,
        };
        let archive = Self {
            parts: StoredValue::new_local(Rc::new(parts)),
            reader: Asked::new(reader),
            attempt: RwSignal::new(0),
            standing: RwSignal::new(Standing::of_page()),
        };
        if !is_open {
            archive.fetch_root();
        }
        archive
    }

    fn parts(self) -> Rc<Parts> {
        self.parts.get_value()
    }

    fn fetch_root(self) {
        if window().is_none() {
            return;
        }
        let parts = self.parts();
        spawn_local(async move {
            let files = Rc::clone(&parts.client);
            let root = files.root().await;
            let is_kept = root.as_ref().is_ok_and(|(_, is_kept)| *is_kept);
            let standing = if is_kept {
                Standing::Kept
            } else {
                Standing::Current
            };
            self.standing.set(standing);
            let reader = root.map(|(root, _)| Rc::new(Reader::new(Rc::new(root), files)));
            if let Ok(reader) = &reader {
                (parts.opened)(reader.root());
            }
            self.reader.put(reader);
        });
    }

    /// Whether articles were withdrawn from the edition on screen.
    pub fn has_withdrawn(self) -> bool {
        let reader = self.reader.get_untracked();
        reader.is_some_and(|reader| reader.is_ok_and(|it| !it.root().withdrawals.is_empty()))
    }

    /// How the edition on screen stands to what the server has.
    pub fn standing(self) -> Standing {
        self.standing.get()
    }

    /// Asks the server which edition it has now. What is on screen stays.
    pub fn look_again(self) {
        let Some(Ok(reader)) = self.reader.get_untracked() else {
            return;
        };
        let parts = self.parts();
        spawn_local(async move {
            let standing = match parts.client.root().await {
                Ok((_, true)) => Standing::Kept,
                Ok((root, _)) if root.edition == reader.root().edition => Standing::Current,
                // A format of its own is for an app to come.
                Ok(_) | Err(ReadError::TooNew { .. }) => Standing::Older,
                // Nothing was learnt.
                Err(_) => return,
            };
            self.standing.set(standing);
        });
    }

    /// Makes what failed, or does not come, ask again.
    pub fn retry(self) {
        self.parts().client.give_up();
        self.attempt.update(|attempt| *attempt += 1);
        if !matches!(self.reader.get_untracked(), Some(Ok(_))) {
            self.fetch_root();
        }
    }

    /// Asks, and asks again when what `question` reads changes and on a retry.
    pub fn ask<T: Clone + 'static>(self, question: impl Fn() -> Question<T> + 'static) -> Asked<T> {
        self.ask_unless_known(|| None, question)
    }

    /// Asks what `known` does not answer.
    fn ask_unless_known<T: Clone + 'static>(
        self,
        known: impl Fn() -> Option<T> + 'static,
        question: impl Fn() -> Question<T> + 'static,
    ) -> Asked<T> {
        let asked = Asked::new(None);
        let put = move |answer| asked.put(answer);
        let pose = move || {
            if let Some(answer) = known() {
                put(Ok(answer));
                return None;
            }
            let question = question();
            Some(Box::new(move |reader: &Reader| {
                let answer = question(reader)?;
                Ok(Box::new(move || put(Ok(answer))) as Put)
            }) as Question<Put>)
        };
        self.ask_boxed(Box::new(pose), Rc::new(move |error| put(Err(error))));
        asked
    }

    /// One for all types of answers, since each would be a copy of the code.
    /// `pose` gives none where it has the answer itself.
    fn ask_boxed(self, pose: Box<dyn Fn() -> Option<Question<Put>>>, failed: Failed) {
        if window().is_none() {
            return self.answer_at_once(&pose, &failed);
        }
        let newest = Rc::new(Cell::new(0_u32));
        let answered = Rc::new(Cell::new(false));
        let attempts = Cell::new(0);
        Effect::new(move |_| {
            // What the page shows by itself is not asked for when the root comes.
            let Some(question) = pose() else { return };
            let reader = self.reader.get();
            let attempt = self.attempt.get();
            // A retry is for what failed; the rest of the page stays as it is.
            if attempts.replace(attempt) != attempt && answered.get() {
                return;
            }
            let ticket = newest.get() + 1;
            newest.set(ticket);
            answered.set(false);
            let reader = match reader {
                None => return,
                Some(Ok(reader)) => reader,
                Some(Err(error)) => return failed(error),
            };
            let answered = Rc::clone(&answered);
            let (newest, failed) = (Rc::clone(&newest), Rc::clone(&failed));
            spawn_local(async move {
                let outcome = self.settle(&reader, question).await;
                // What was asked may have changed since.
                if newest.get() != ticket {
                    return;
                }
                answered.set(outcome.is_ok());
                match outcome {
                    Ok(put) => put(),
                    Err(error) => failed(error),
                }
            });
        });
    }

    /// Where nothing is waited for, as natively: all files are at hand.
    fn answer_at_once(self, pose: &dyn Fn() -> Option<Question<Put>>, failed: &Failed) {
        let (Some(question), Some(Ok(reader))) = (pose(), self.reader.get_untracked()) else {
            return;
        };
        match question(&reader) {
            Ok(put) => put(),
            Err(Stop::Failed(error)) => failed(error),
            Err(Stop::Wanting) => failed(ReadError::damaged(
                "root.json",
                "it names what is not there",
            )),
        }
    }

    /// The answer to a question that is put once.
    async fn answer<T: 'static>(
        self,
        reader: &Rc<Reader>,
        question: impl Fn(&Reader) -> Answer<T> + 'static,
    ) -> Result<T, ReadError> {
        let found = Rc::new(Cell::new(None));
        let put = Rc::clone(&found);
        let question: Question<Put> = Box::new(move |reader: &Reader| {
            let (answer, put) = (question(reader)?, Rc::clone(&put));
            Ok(Box::new(move || put.set(Some(answer))) as Put)
        });
        self.settle(reader, question).await?();
        found
            .take()
            .ok_or_else(|| ReadError::damaged("root.json", "it has no answer"))
    }

    async fn settle(self, reader: &Reader, question: Question<Put>) -> Result<Put, ReadError> {
        let parts = self.parts();
        for _ in 0..ROUNDS {
            match question(reader) {
                Ok(put) => return Ok(put),
                Err(Stop::Failed(error)) => return Err(error),
                Err(Stop::Wanting) => parts.client.fetch_wanted().await?,
            }
        }
        Err(ReadError::damaged(
            "root.json",
            "its files never stop naming others",
        ))
    }

    /// The root itself.
    pub fn root(self) -> Asked<Rc<Root>> {
        self.ask(|| Box::new(|reader: &Reader| Ok(reader.root_handle())))
    }

    /// A page of a filtered list.
    pub fn list(self, query: impl Fn() -> ListQuery + 'static) -> Asked<Rc<Listing>> {
        let parts = self.parts();
        self.ask(move || {
            let (query, parts) = (query(), Rc::clone(&parts));
            Box::new(move |reader: &Reader| {
                let listing = reader.list(&query.filter, query.page)?;
                parts.listed.borrow_mut().remember(&listing);
                Ok(Rc::new(listing))
            })
        })
    }

    /// An article by its address: that of the page, or from the list on screen where
    /// it stands there.
    pub fn article(
        self,
        address: impl Fn() -> Option<(String, ShortId)> + 'static,
    ) -> Asked<Option<Rc<LoadedArticle>>> {
        let (address, parts) = (Rc::new(address), self.parts());
        let (asked, brought) = (Rc::clone(&address), Rc::clone(&parts));
        let known = move || {
            let (_, id) = asked()?;
            let own = brought.own.as_ref().filter(|own| own.article.id == id);
            own.cloned().map(Some)
        };
        self.ask_unless_known(known, move || {
            let (address, parts) = (address(), Rc::clone(&parts));
            Box::new(move |reader: &Reader| {
                let Some((year, id)) = &address else {
                    return Ok(None);
                };
                let listed = parts.listed.borrow().pack_of(id);
                let is_kept = self.standing.get_untracked() == Standing::Kept;
                let pack = listed.or_else(|| recent::pack_of(id).filter(|_| is_kept));
                let Some(pack) = pack else {
                    return Ok(reader.article(year, id)?.map(Rc::new));
                };
                let found = reader.article_in(&pack, id)?;
                recent::remember(id, &pack);
                Ok(found.map(Rc::new))
            })
        })
    }

    /// The months that have articles, oldest first, as numbers `YYYYMM`: none where they
    /// are not known.
    pub fn months(self) -> Rc<[u32]> {
        Rc::clone(&self.parts().months)
    }

    /// The month before another in which there may be articles.
    pub fn month_before(self, month: u32) -> Option<u32> {
        let months = self.months();
        if let Some(known) = months.iter().rev().find(|known| **known < month) {
            return Some(*known);
        }
        let reader = self.reader.get_untracked()?.ok()?;
        let first = reader
            .root()
            .first_day
            .get(..7)?
            .replace('-', "")
            .parse()
            .ok()?;
        let before = if month % 100 == 1 {
            month - 89
        } else {
            month - 1
        };
        (months.is_empty() && before >= first).then_some(before)
    }

    /// The articles before and after one on the list it was opened from.
    pub fn neighbours(self, id: &ShortId) -> [Option<Summary>; 2] {
        self.parts().listed.borrow().neighbours(id)
    }

    /// Has an article of a list at hand before it is opened.
    pub fn expect_article(self, id: &ShortId) {
        let parts = self.parts();
        let pack = parts.listed.borrow().pack_of(id);
        if let Some(pack) = pack
            && parts.client.get(Kind::Pack, &pack).is_none()
        {
            // What fails here is asked again by who opens the article.
            spawn_local(async move { drop(parts.client.fetch_wanted().await) });
        }
    }
}
