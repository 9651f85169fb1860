use super::pages::box_page_of;
use crate::failure::Failure;
use kiosque_e2e::wait::{limit, wait_for};
use kiosque_e2e::{Base, Browser, Link, Request, Server, ServerOptions, with_archive};
use serde::Deserialize;
use serde_json::json;
use std::path::Path;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// The page is there: its box takes words, nothing is waited for.
const READY: &str = "return document.querySelector('html[data-ready] #q')
    && !document.querySelector('[aria-busy=true], #waiting:not(:empty)')";

/// A page that has asked for nothing this long has all it wants: longer than any
/// answer takes here.
const REST: Duration = Duration::from_millis(400);

/// Puts words into the box and sends them, as nothing before them; how long it
/// takes until the frame that shows the results has been painted. A message
/// posted in a frame's callback comes after its painting.
const ASK: &str = "
    const [question] = arguments;
    const box = document.querySelector('#q');
    return new Promise(answer => {
        const channel = new MessageChannel();
        let start, at;
        const observer = new MutationObserver(() => {
            const found = document.querySelector('section.found');
            if (!found?.querySelector('h1')?.textContent.includes(question)) return;
            observer.disconnect();
            at = Date.now();
            requestAnimationFrame(() => channel.port2.postMessage(null));
        });
        observer.observe(document.body, { childList: true, characterData: true, subtree: true });
        channel.port1.onmessage = () => answer({
            milliseconds: performance.now() - start,
            shown: at,
            titles: document.querySelectorAll('section.found h3').length,
        });
        start = performance.now();
        box.focus();
        box.value = question;
        box.form.requestSubmit();
    });";

/// One way to search, in the browser both share.
pub struct Searcher<'a> {
    /// The browser.
    pub browser: &'a Browser,
    server: Server,
    page: fn(&str) -> String,
    is_code: fn(&str) -> bool,
}

/// What came of a question.
#[derive(Deserialize)]
pub struct Answer {
    /// From sending it to painted titles.
    pub milliseconds: f64,
    /// Milliseconds since 1970 when the titles were there.
    shown: u64,
    /// How many.
    pub titles: usize,
}

/// What was fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Files.
    pub requests: usize,
    /// Script and wasm.
    pub code: usize,
    /// All else, in bytes.
    pub data: usize,
    /// Requests one after another, where the link has a latency.
    pub rounds: usize,
}

impl Traffic {
    /// Code and data.
    pub fn bytes(&self) -> usize {
        self.code + self.data
    }
}

impl<'a> Searcher<'a> {
    /// The release build of the viewer with an archive. The folder returned must
    /// be kept while it is searched.
    pub async fn ours(
        browser: &'a Browser,
        viewer: &Path,
        archive: &Path,
    ) -> Result<(TempDir, Self), Failure> {
        let site = with_archive(viewer, archive)?;
        let searcher = Self {
            browser,
            server: serve(site.path()).await?,
            page: |_| "/".to_owned(),
            is_code: |path| path.ends_with(".js") || path.ends_with(".wasm"),
        };
        Ok((site, searcher))
    }

    /// Pages that Pagefind has indexed.
    pub async fn pagefind(browser: &'a Browser, pages: &Path) -> Result<Self, Failure> {
        Ok(Self {
            browser,
            server: serve(pages).await?,
            page: box_page_of,
            is_code: |path| path.ends_with(".js") || path.ends_with(".pagefind"),
        })
    }

    /// Opens the page with the box for those who read `language`, with nothing of
    /// the search at hand.
    pub async fn open(&self, language: &str) -> Result<(), Failure> {
        let page = self.server.url(&(self.page)(language));
        self.browser.go(&page).await?;
        self.browser
            .wait_js("a page ready to search", READY, [])
            .await?;
        self.quiet().await
    }

    /// Waits until the page has fetched what it does of itself, such as articles
    /// that may be read next; none of it counts for what is asked later.
    pub async fn quiet(&self) -> Result<(), Failure> {
        let is_quiet = async || {
            let newest = self
                .server
                .requests()
                .iter()
                .map(|request| request.at)
                .max();
            let rested = newest.is_none_or(|at| at.elapsed().is_ok_and(|time| time >= REST));
            Ok::<_, Failure>(rested.then_some(()))
        };
        let rested = wait_for(is_quiet, limit()).await?;
        self.server.clear_requests();
        rested.ok_or_else(|| Failure::unexpected("the page", "it never stops fetching"))
    }

    /// Asks, and waits for the titles.
    pub async fn ask(&self, words: &str) -> Result<Answer, Failure> {
        let answer = self.browser.js(ASK, [json!(words)]).await?;
        serde_json::from_value(answer).map_err(|error| Failure::unexpected("the page", error))
    }

    /// Sends over this link from now on.
    pub fn link(&self, link: Option<Link>) {
        self.server.link(link);
    }

    /// Requests since the last time they were asked for.
    pub fn requests(&self) -> Vec<Request> {
        let requests = self.server.requests();
        self.server.clear_requests();
        requests
    }

    /// What was asked for until the titles of an answer were there.
    pub fn traffic(&self, answer: &Answer, latency: Duration) -> Traffic {
        let shown = SystemTime::UNIX_EPOCH + Duration::from_millis(answer.shown);
        let mut requests = self.requests();
        requests.retain(|request| request.at <= shown && !is_icon(request));
        let (code, data): (Vec<&Request>, Vec<&Request>) = requests
            .iter()
            .partition(|request| (self.is_code)(&request.path));
        let bytes = |requests: &[&Request]| requests.iter().map(|request| request.bytes).sum();
        let times: Vec<SystemTime> = requests.iter().map(|request| request.at).collect();
        Traffic {
            requests: requests.len(),
            code: bytes(&code),
            data: bytes(&data),
            rounds: rounds(times, latency),
        }
    }
}

async fn serve(folder: &Path) -> Result<Server, Failure> {
    let options = ServerOptions {
        brotli: true,
        no_offline: true,
    };
    Ok(Server::start_with(folder, Base::Root.path(), options).await?)
}

/// The browser asks for the site's icon when it pleases.
fn is_icon(request: &Request) -> bool {
    request.content_type == "image/svg+xml"
}

/// Requests that wait for no other come within less than the latency.
fn rounds(mut times: Vec<SystemTime>, latency: Duration) -> usize {
    times.sort();
    let waited = |(earlier, later): (&SystemTime, &SystemTime)| {
        later
            .duration_since(*earlier)
            .is_ok_and(|gap| gap >= latency / 2)
    };
    let waits = times.iter().zip(times.iter().skip(1)).map(waited);
    usize::from(!times.is_empty()) + waits.filter(|waited| *waited).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_that_wait_for_others_are_another_round() {
        let at = |milliseconds| SystemTime::UNIX_EPOCH + Duration::from_millis(milliseconds);
        let count = |times: &[u64]| {
            let times = times.iter().copied().map(at).collect();
            rounds(times, Duration::from_millis(150))
        };
        assert_eq!(count(&[]), 0);
        assert_eq!(count(&[500, 510, 520]), 1);
        assert_eq!(count(&[660, 500, 810, 670]), 3);
    }
}
