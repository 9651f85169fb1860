//! A reader in front of the site, and how a story is told in each case.

use std::fmt::Debug;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use kiosque_e2e::wait::{limit, wait_for};
use kiosque_e2e::{
    Base, Browser, Case, Engine, Lang, Result, Scheme, Server, ServerOptions, built_site, cases,
    matrix,
};
use serde_json::{Value, json};

use crate::words::{Words, words};

pub const BASES: [Base; 2] = [Base::Root, Base::Sub];
pub const LANGS: [Lang; 3] = [Lang::Fr, Lang::Ar, Lang::En];

/// Nothing on its way: the page is what its address names.
const SETTLED: &str = "return document.querySelector('html[data-ready]')
    && !document.querySelector('[aria-busy=true], #waiting:not(:empty)')";

/// It is always the same day.
const FIXED_DAY: &str = "const Now = Date, day = Date.UTC(2026, 10, 1);
    window.Date = class extends Now {
        constructor(...all) { super(...(all.length ? all : [day])); }
        static now() { return day; }
    };";

/// One case of a story: a host, a browser before it, the interface's words. Has all
/// the words of [`Browser`].
pub struct Story {
    pub case: Case,
    pub site: Server,
    pub words: &'static Words,
    browser: Browser,
    /// Whether the site stays on the reader's device.
    is_kept: bool,
}

impl Deref for Story {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

/// Every engine, base and language.
pub fn everywhere() -> Vec<Case> {
    cases(&Engine::ALL, &BASES, &LANGS, &[Scheme::Light])
}

/// Every base and language in Chromium; in full in all engines.
pub fn chiefly_chromium() -> Vec<Case> {
    let engines = if matrix::is_full() {
        Engine::ALL.as_slice()
    } else {
        &[Engine::Chromium]
    };
    cases(engines, &BASES, &LANGS, &[Scheme::Light])
}

/// Each language in Chromium, at a host's root.
pub fn each_language() -> Vec<Case> {
    let of = |lang| Case {
        engine: Engine::Chromium,
        base: Base::Root,
        lang,
        scheme: Scheme::Light,
    };
    LANGS.map(of).to_vec()
}

/// Where what was seen of pages is kept, to compare: a file of a folder beside the
/// tests.
pub fn kept(folder: &str, name: &str) -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.join(folder).join(name)
}

/// Whether what is seen is right, and takes the place of what is kept: `KIOSQUE_BLESS=1`.
pub fn is_blessed() -> bool {
    std::env::var_os("KIOSQUE_BLESS").is_some_and(|value| value == "1")
}

/// Tells a story of the built site in each case, with no error on the console.
pub async fn in_each(cases: Vec<Case>, tell: impl AsyncFn(&Story) -> Result<()>) {
    for case in cases {
        let site = built_site(case.base).unwrap_or_else(|error| panic!("{error}"));
        tell_one(&Story::start_kept(case, site).await, &tell).await;
    }
}

/// Tells a story of the built site in each case, in which requests may fail.
pub async fn in_each_troubled(cases: Vec<Case>, tell: impl AsyncFn(&Story) -> Result<()>) {
    for case in cases {
        let site = built_site(case.base).unwrap_or_else(|error| panic!("{error}"));
        tell_troubled(&Story::start(case, site).await, &tell).await;
    }
}

/// Tells a story once, with no error on the console.
pub async fn tell_one(story: &Story, tell: &impl AsyncFn(&Story) -> Result<()>) {
    tell_troubled(story, tell).await;
    if story.engine() == Engine::Chromium {
        let errors = story.console_errors().await.unwrap();
        let is_left_out = |error: &str| !story.is_kept && is_worker_missing(error);
        let told = errors
            .iter()
            .filter(|error| !is_own_page(error) && !is_left_out(error));
        let told: Vec<_> = told.collect();
        assert!(told.is_empty(), "{}: on the console: {told:#?}", story.case);
    }
}

/// Tells a story once, in which even the app may fail.
pub async fn tell_failing(story: &Story, tell: &impl AsyncFn(&Story) -> Result<()>) {
    println!("in {}", story.case);
    let outcome = tell(story).await;
    outcome.unwrap_or_else(|error| panic!("{}: {error}", story.case));
}

/// Tells a story once, in which requests may fail, but the app may not.
pub async fn tell_troubled(story: &Story, tell: &impl AsyncFn(&Story) -> Result<()>) {
    tell_failing(story, tell).await;
    let failures = "return all('#failure:not([hidden])').map(words)";
    let failures = story.js(failures, []).await.unwrap();
    assert_eq!(failures, json!([]), "{}: the app has stopped", story.case);
}

/// A plain host answers the app's own addresses with its 404 page, which Chromium
/// reports.
fn is_own_page(error: &str) -> bool {
    let address = error.split(" - ").next().unwrap_or_default();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    error.contains("status of 404") && path.ends_with('/')
}

/// That a host has no service worker.
fn is_worker_missing(error: &str) -> bool {
    error.contains("(404) was received when fetching the script")
}

impl Story {
    /// Opens the case's browser before a host of `folder`, which every page asks for
    /// all it shows.
    pub async fn start(case: Case, folder: impl Into<PathBuf>) -> Self {
        let options = ServerOptions {
            no_offline: true,
            ..ServerOptions::default()
        };
        Self::start_with(case, folder, options).await
    }

    /// The same before a host whose site stays on the reader's device.
    pub async fn start_kept(case: Case, folder: impl Into<PathBuf>) -> Self {
        Self::start_with(case, folder, ServerOptions::default()).await
    }

    async fn start_with(case: Case, folder: impl Into<PathBuf>, options: ServerOptions) -> Self {
        let is_kept = !options.no_offline;
        let site = Server::start_with(folder, case.base.path(), options).await;
        let browser = Browser::start(case.engine, case.options()).await;
        Self {
            case,
            site: site.unwrap_or_else(|error| panic!("{case}: {error}")),
            words: words(case.lang),
            browser: browser.unwrap_or_else(|error| panic!("{case}: {error}")),
            is_kept,
        }
    }

    /// Opens a path below the base and waits for all of the page.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.go(&self.site.url(path)).await?;
        self.settled().await
    }

    /// Has the interface speak the case's language on pages that are in another, too.
    pub async fn choose_language(&self) -> Result<()> {
        self.open("about/").await?;
        let base = self.site.base();
        self.remember_language(base, self.case.lang.tag()).await
    }

    /// Waits until the page is all there.
    pub async fn settled(&self) -> Result<()> {
        let what = "html[data-ready] and no [aria-busy=true]";
        self.wait_js(what, SETTLED, []).await.map(drop)
    }

    /// On pages opened from now on it is the same day, whenever they are opened:
    /// some say how old an article is. Chromium's only.
    pub async fn stop_the_calendar(&self) -> Result<()> {
        self.before_pages(FIXED_DAY).await.map(drop)
    }

    /// Waits until the texts of all elements that match are these.
    pub async fn see(&self, css: &str, texts: &[&str]) {
        let expected: Vec<String> = texts.iter().map(|text| plain(text)).collect();
        self.wait_equal(css, expected, async || self.texts(css).await)
            .await;
    }

    /// Waits until `script` returns `expected`.
    pub async fn see_js(&self, script: &str, expected: Value) {
        self.wait_equal(script, expected, async || self.js(script, []).await)
            .await;
    }

    /// Waits until the page's path and query, decoded, are these below the base.
    pub async fn see_address(&self, address: &str) {
        let expected = self.site.base().to_owned() + address.trim_start_matches('/');
        let script = "return decodeURIComponent(location.pathname + location.search)";
        self.see_js(script, json!(expected)).await;
    }

    /// Waits until `ask` gives `expected`; fails with what it gave last.
    pub async fn wait_equal<T: Debug + PartialEq>(
        &self,
        what: &str,
        expected: T,
        ask: impl AsyncFn() -> Result<T>,
    ) {
        let mut last = None;
        let same = async || {
            let answer = ask().await;
            let found = answer.as_ref().is_ok_and(|answer| *answer == expected);
            last = Some(answer);
            Ok::<_, ()>(found.then_some(()))
        };
        if wait_for(same, limit()).await.ok().flatten().is_none() {
            let case = self.case;
            panic!("{case}: {what}\n    gives {last:?}\n instead of {expected:?}");
        }
    }
}

/// Every run of white space as one space, as the browser gives texts.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
