//! A device that keeps nothing, too little, or loses what it kept; a network that ends
//! at any request.

use kiosque_e2e::{Case, Fault, FaultKind, Result};
use serde_json::json;

use crate::offline::{TITLE, arrive, chromium, in_each_kept, open_panel};
use crate::story::Story;

/// One case is enough where the trouble is the browser's and not the page's.
fn once() -> Vec<Case> {
    chromium().into_iter().take(1).collect()
}

/// What each of a device's stores may lack or throw.
const BROKEN: [&str; 6] = [
    "delete window.caches",
    "Object.defineProperty(window, 'caches', { get() { throw new Error('forbidden') } })",
    "CacheStorage.prototype.open = () => Promise.reject(new Error('forbidden'))",
    "Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden') } })",
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })",
];

/// Wipes the kinds of store whose bits are set.
const WIPE: &str = "return (async (kinds) => {
    if (kinds & 1) localStorage.clear();
    if (kinds & 2) sessionStorage.clear();
    if (kinds & 4) for (const name of await caches.keys()) await caches.delete(name);
    if (kinds & 8)
        for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
    return true;
})(arguments[0])";

/// Something that can be read or acted on.
const NOT_BLANK: &str = "return document.body.innerText.trim().length > 40";

async fn read_one(story: &Story) -> Result<()> {
    story.open("/").await?;
    story.click("main .card a").await?;
    story.wait_for(TITLE).await?;
    story.settled().await
}

#[tokio::test]
async fn reading_needs_no_store_of_the_device() {
    in_each_kept(once(), async |story| {
        for broken in BROKEN {
            let added = story.before_pages(broken).await?;
            read_one(story).await?;
            story.click("[data-desk=save]").await?;
            story.wait_for("#toast:not(:empty)").await?;
            story.click(".site-end [data-desk=offline]").await?;
            story.wait_for("dialog#desk p").await?;
            let stopped = story.count("#failure:not([hidden])").await?;
            assert_eq!(stopped, 0, "{broken}");
            let id = json!({ "identifier": added });
            story
                .cdp("Page.removeScriptToEvaluateOnNewDocument", id)
                .await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_device_without_room_says_so_and_reading_goes_on() {
    in_each_kept(once(), async |story| {
        arrive(story).await?;
        let origin = story.js("return location.origin", []).await?;
        let quota = json!({ "origin": origin, "quotaSize": 1 });
        story.cdp("Storage.overrideQuotaForOrigin", quota).await?;
        read_one(story).await?;
        story.open("/").await?;
        open_panel(story).await?;
        story.click("dialog .parts button").await?;
        story.click("dialog [data-first]").await?;
        story.wait_for("dialog [role=alert]").await?;
        read_one(story).await
    })
    .await;
}

#[tokio::test]
async fn what_the_device_loses_comes_again() {
    in_each_kept(once(), async |story| {
        arrive(story).await?;
        for kinds in 1..16 {
            read_one(story).await?;
            story.click("[data-desk=save]").await?;
            story.js(WIPE, [json!(kinds)]).await?;
            story.reload().await?;
            story.wait_for(TITLE).await?;
            let stopped = story.count("#failure:not([hidden])").await?;
            assert_eq!(stopped, 0, "{kinds}");
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_network_that_ends_at_any_request_leaves_no_blank_page() {
    in_each_kept(once(), async |story| {
        for answered in 1..=20 {
            story.go("about:blank").await?;
            let origin = story.site.url("").trim_end_matches('/').to_owned();
            let all = json!({ "origin": origin, "storageTypes": "all" });
            story.cdp("Storage.clearDataForOrigin", all).await?;
            story.cdp("Network.clearBrowserCache", json!({})).await?;
            let end = Fault::containing("", FaultKind::Reset).after(answered);
            story.site.fault(end);
            // A list that stands in no page of its own.
            story.go(&story.site.url("/?lang=ar")).await?;
            story.wait_js("something to read", NOT_BLANK, []).await?;
            story.site.clear_faults();
            story.open("/").await?;
            story.wait_for("main .card a").await?;
        }
        Ok(())
    })
    .await;
}
