use super::cache::Cache;
use super::verify;
use crate::browser::window;
use gloo_net::http::{Request, RequestBuilder};
use kiosque_model::wire::{FileName, Kind, Root};
use kiosque_reader::{Files, ReadError, Wanted, decode_root};
use kiosque_web::{Job, side_by_side};
use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn};
use std::rc::Rc;
use std::task::{Poll, Waker};
use web_sys::{AbortController, AbortSignal, RequestCache};

/// Told which file is waited for: the path of the last one asked for of those that
/// have not come, or nothing once all have.
pub(crate) type Waits = Box<dyn Fn(&str)>;

/// Fetches the files of the archive beside the app and keeps them at hand.
pub(crate) struct Client {
    folder: String,
    cache: RefCell<Cache>,
    wanted: RefCell<Vec<Wanted>>,
    waits: Waits,
    /// The paths of what is on its way.
    under_way: RefCell<Vec<String>>,
    /// Who waits for what another has asked for.
    waiting: RefCell<Vec<Waker>>,
    abort: RefCell<Option<AbortController>>,
    /// Whether the edition pointer came from this device because no other did.
    is_kept: Cell<bool>,
}

/// The path of the edition pointer.
const ROOT: &str = "root.json";

/// The header by which the service worker says so.
const KEPT: &str = "kiosque-kept";

impl Client {
    /// `base` is the site's base path, with its slashes.
    pub fn new(base: &str, waits: Waits) -> Self {
        Self {
            folder: format!("{base}archive/"),
            cache: RefCell::default(),
            wanted: RefCell::default(),
            waits,
            under_way: RefCell::default(),
            waiting: RefCell::default(),
            abort: RefCell::default(),
            is_kept: Cell::default(),
        }
    }

    /// Gives up what is on its way: no answer will come of it. The browser would have
    /// a new request wait for the old one of the same file.
    pub fn give_up(&self) {
        if let Some(abort) = self.abort.take() {
            abort.abort();
        }
        self.under_way.take();
        self.wake();
    }

    /// The edition pointer, fresh from the server, or as this device kept it; whether
    /// it did.
    pub async fn root(&self) -> Result<(Root, bool), ReadError> {
        self.starts(ROOT);
        let bytes = self.fetch(ROOT, RequestCache::NoCache).await;
        self.ends(ROOT);
        Ok((decode_root(&bytes?)?, self.is_kept.get()))
    }

    /// Fetches what was asked for in vain.
    pub async fn fetch_wanted(&self) -> Result<(), ReadError> {
        let mut wanted: Vec<Wanted> = Vec::new();
        for file in self.wanted() {
            if !wanted.contains(&file) {
                wanted.push(file);
            }
        }
        let jobs = wanted
            .into_iter()
            .map(|(kind, name)| Box::pin(self.obtain(kind, name)) as Job<'_, (), ReadError>);
        side_by_side(jobs.collect()).await.map(drop)
    }

    async fn obtain(&self, kind: Kind, name: FileName) -> Result<(), ReadError> {
        let file = name.path(kind);
        // Two questions may want the same file at once.
        self.ended(&file).await;
        if self.cache.borrow_mut().get(&name).is_some() {
            return Ok(());
        }
        self.starts(&file);
        let kept = self.keep(&file, &name).await;
        self.ends(&file);
        kept
    }

    /// Fetches `file`, verifies it and puts it at hand.
    async fn keep(&self, file: &str, name: &FileName) -> Result<(), ReadError> {
        let mut fault = None;
        // A damaged file may come from the browser's cache: the second time it is asked afresh.
        for cache in [RequestCache::Default, RequestCache::Reload] {
            let bytes = self.fetch(file, cache).await?;
            fault = verify::fault(name, &bytes).await;
            if fault.is_none() {
                self.cache.borrow_mut().keep(name, bytes.into());
                break;
            }
        }
        fault.map_or(Ok(()), |reason| Err(ReadError::damaged(file, reason)))
    }

    async fn fetch(&self, file: &str, cache: RequestCache) -> Result<Vec<u8>, ReadError> {
        let abort = self.abort.take().or_else(|| AbortController::new().ok());
        let signal = abort.as_ref().map(AbortController::signal);
        self.abort.replace(abort);
        let answer = self.fetch_once(file, cache, signal.as_ref()).await;
        if signal.is_some_and(|signal| signal.aborted()) {
            return pending().await;
        }
        answer
    }

    /// Notes that something is on its way that another fetches.
    pub fn starts(&self, what: &str) {
        self.under_way.borrow_mut().push(what.to_owned());
        self.tell_waits();
    }

    /// Notes that it has come.
    pub fn ends(&self, what: &str) {
        let mut under_way = self.under_way.borrow_mut();
        if let Some(at) = under_way.iter().position(|other| other == what) {
            under_way.remove(at);
        }
        drop(under_way);
        self.wake();
        self.tell_waits();
    }

    /// Waits while `file` is on its way.
    async fn ended(&self, file: &str) {
        poll_fn(|context| {
            if !self.under_way.borrow().iter().any(|other| other == file) {
                return Poll::Ready(());
            }
            self.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    fn wake(&self) {
        self.waiting.take().into_iter().for_each(Waker::wake);
    }

    /// The folder of the archive, with its slash, as others can reach it.
    pub fn address(&self) -> String {
        let origin = window().and_then(|window| window.location().origin().ok());
        origin.unwrap_or_default() + &self.folder
    }

    fn tell_waits(&self) {
        let last = self.under_way.borrow().last().cloned();
        (self.waits)(&last.unwrap_or_default());
    }

    async fn fetch_once(
        &self,
        file: &str,
        cache: RequestCache,
        signal: Option<&AbortSignal>,
    ) -> Result<Vec<u8>, ReadError> {
        let offline = |_| ReadError::Offline {
            file: file.to_owned(),
        };
        let request: RequestBuilder = Request::get(&(self.folder.clone() + file))
            .cache(cache)
            .abort_signal(signal);
        let response = request.send().await.map_err(offline)?;
        if file == ROOT {
            self.is_kept.set(response.headers().has(KEPT));
        }
        match response.status() {
            200..=299 => response.binary().await.map_err(offline),
            404 | 410 => Err(ReadError::Missing {
                file: file.to_owned(),
            }),
            status => Err(ReadError::Refused {
                file: file.to_owned(),
                status,
            }),
        }
    }
}

impl Files for Client {
    fn get(&self, kind: Kind, name: &FileName) -> Option<Rc<[u8]>> {
        let found = self.cache.borrow_mut().get(name);
        if found.is_none() {
            self.wanted.borrow_mut().push((kind, name.clone()));
        }
        found
    }

    fn wanted(&self) -> Vec<Wanted> {
        self.wanted.take()
    }
}
