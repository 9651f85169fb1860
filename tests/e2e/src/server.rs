//! A static file host for tests: it serves a folder as a plain host would, keeps
//! a log of what it sent, and misbehaves on request.

mod answer;
mod compression;
mod fault;
mod files;
mod link;
mod log;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use axum::Router;
use tokio::sync::{oneshot, watch};

pub use compression::brotli_11;
pub use fault::{Fault, FaultKind};
pub use link::Link;
pub use log::Request;

use crate::error::{Error, Result};
use fault::Faults;
use files::Site;
use link::Line;
use log::Log;

/// How a [`Server`] sends files.
#[derive(Debug, Clone, Copy, Default)]
pub struct ServerOptions {
    /// Send text and wasm as brotli, quality 11, to those who accept it.
    pub brotli: bool,
    /// Have no service worker, so that every page asks this host alone.
    pub no_offline: bool,
}

/// Where a site's service worker stands.
const OFFLINE: &str = "offline.js";

/// A running host on a free port of 127.0.0.1; it ends when dropped.
///
/// It runs on a thread of its own, so that it answers while a test computes, and so
/// that ending it closes every connection.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    running: Mutex<Option<Running>>,
}

/// What the connections share.
#[derive(Debug)]
struct Shared {
    site: Site,
    options: ServerOptions,
    faults: Mutex<Faults>,
    log: Mutex<Log>,
    line: Mutex<Line>,
    /// Counts the releases of slow answers.
    released: watch::Sender<u64>,
}

#[derive(Debug)]
struct Running {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Server {
    /// Serves `folder` under `base`, "/" or "/sous/dossier/".
    ///
    /// # Errors
    /// [`Error::Io`] when the folder does not exist or no port can be opened.
    pub async fn start(folder: impl Into<PathBuf>, base: &str) -> Result<Self> {
        Self::start_with(folder, base, ServerOptions::default()).await
    }

    /// [`Self::start`] with options.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub async fn start_with(
        folder: impl Into<PathBuf>,
        base: &str,
        options: ServerOptions,
    ) -> Result<Self> {
        let folder = folder.into();
        let metadata = tokio::fs::metadata(&folder).await;
        metadata.map_err(Error::io(&folder))?;
        let shared = Arc::new(Shared {
            site: Site::new(folder, base),
            options,
            faults: Mutex::default(),
            log: Mutex::default(),
            line: Mutex::default(),
            released: watch::Sender::default(),
        });
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let (address, running) = Running::start(any, Arc::clone(&shared))?;
        let running = Mutex::new(Some(running));
        Ok(Self {
            address,
            shared,
            running,
        })
    }

    /// The address of a path inside the site, with the base path in front.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!(
            "http://{}{}{}",
            self.address,
            self.base(),
            path.trim_start_matches('/')
        )
    }

    /// The base path, with a slash at both ends.
    #[must_use]
    pub fn base(&self) -> &str {
        self.shared.site.base()
    }

    /// Adds a rule; of several that match, the one added first acts.
    pub fn fault(&self, fault: Fault) {
        lock(&self.shared.faults).add(fault);
    }

    /// Forgets every rule and releases slow answers.
    pub fn clear_faults(&self) {
        lock(&self.shared.faults).clear();
        self.release();
    }

    /// Sends at once what [`FaultKind::Slow`] holds back; its rule stays.
    pub fn release(&self) {
        self.shared.released.send_modify(|count| *count += 1);
    }

    /// Answers over this link from now on; at once where there is none.
    pub fn link(&self, link: Option<Link>) {
        lock(&self.shared.line).replace(link);
    }

    /// Every answer since the start or the last [`Self::clear_requests`], in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.log).requests()
    }

    /// Empties the log.
    pub fn clear_requests(&self) {
        lock(&self.shared.log).clear();
    }

    /// Refuses and closes all connections, as a host that is down.
    pub fn stop(&self) {
        if let Some(running) = lock(&self.running).take() {
            running.stop();
        }
    }

    /// Comes back on the same port after [`Self::stop`].
    ///
    /// # Errors
    /// [`Error::Io`] when another program has taken the port.
    pub fn resume(&self) -> Result<()> {
        let mut running = lock(&self.running);
        if running.is_none() {
            *running = Some(Running::start(self.address, Arc::clone(&self.shared))?.1);
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Running {
    fn start(address: SocketAddr, shared: Arc<Shared>) -> Result<(SocketAddr, Self)> {
        let failed = |source| Error::Io {
            path: address.to_string().into(),
            source,
        };
        let listener = std::net::TcpListener::bind(address).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let bound = listener.local_addr().map_err(failed)?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(failed)?;
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    _ = serve(listener, shared) => {}
                    _ = stopped => {}
                }
            });
            // Drops every connection without waiting for a compression under way.
            runtime.shutdown_background();
        });
        Ok((bound, Self { stop, thread }))
    }

    fn stop(self) {
        let already_ended = self.stop.send(()).is_err();
        let panicked = self.thread.join().is_err();
        debug_assert!(!already_ended && !panicked, "the host ended by itself");
    }
}

async fn serve(listener: std::net::TcpListener, shared: Arc<Shared>) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let router = Router::new().fallback(answer::answer).with_state(shared);
    axum::serve(listener, router).await
}

/// A poisoned lock still holds whole values here: each change is a single step.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
