//! One load of a page, from nothing, as on a phone.

use crate::failure::Failure;
use kiosque_e2e::Browser;
use serde::Deserialize;
use serde_json::json;

/// How much slower the processor is made.
const SLOWER: f64 = 4.0;

/// Notes when the page's own application is there: ours says so, of the least one the
/// first element does.
const NOTE: &str = "
    addEventListener('DOMContentLoaded', () => {
        const look = () => {
            if (window.alive || !document.querySelector('html[data-ready], #first')) return;
            window.alive = performance.now();
        };
        const all = { attributes: true, childList: true, subtree: true };
        new MutationObserver(look).observe(document, all);
        look();
    });";

/// When things were painted, once nothing more comes: all entries that the browser has
/// kept of the page. A page without an application is alive when it has loaded.
const READ: &str = "
    const [isApp] = arguments;
    if (document.readyState !== 'complete' || isApp && !window.alive) return null;
    const frames = done => requestAnimationFrame(() => requestAnimationFrame(done));
    const entries = type => new Promise(done => {
        const observer = new PerformanceObserver(list => done(list.getEntries()));
        observer.observe({ type, buffered: true });
        frames(() => done([]));
    });
    return new Promise(frames)
        .then(() => Promise.all(['paint', 'largest-contentful-paint', 'layout-shift'].map(entries)))
        .then(([paints, largest, shifts]) => ({
            first: paints.find(entry => entry.name === 'first-contentful-paint').startTime,
            largest: largest.at(-1)?.startTime ?? 0,
            shift: shifts.reduce((sum, entry) => sum + entry.value, 0),
            alive: window.alive ?? 0,
        }));";

/// Milliseconds since the address was asked for; of the shift, the part of the screen
/// that moved times how far.
#[derive(Clone, Debug, Deserialize)]
pub struct Load {
    /// Something of the content was on the screen.
    pub first: f64,
    /// The largest part of it was.
    pub largest: f64,
    /// What moved without being asked.
    pub shift: f64,
    /// The application was there; 0 where there is none.
    pub alive: f64,
}

/// Has `browser` load as on a phone from now on: 150 ms, 1.6 Mbps.
pub async fn prepare(browser: &Browser) -> Result<(), Failure> {
    browser.before_pages(NOTE).await?;
    browser.cdp("Network.enable", json!({})).await?;
    let link = json!({
        "offline": false,
        "latency": 150,
        "downloadThroughput": 200_000,
        "uploadThroughput": 93_750,
    });
    browser
        .cdp("Network.emulateNetworkConditions", link)
        .await?;
    Ok(browser.cpu_throttle(SLOWER).await?)
}

/// Loads a page, of an application or of none.
pub async fn load(browser: &Browser, url: &str, is_app: bool) -> Result<Load, Failure> {
    browser.go("about:blank").await?;
    browser.cdp("Network.clearBrowserCache", json!({})).await?;
    browser.go(url).await?;
    let read = browser.wait_js("a page that has loaded", READ, [json!(is_app)]);
    serde_json::from_value(read.await?).map_err(|error| Failure::unexpected("the page", error))
}
