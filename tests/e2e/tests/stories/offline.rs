//! What is there without a network, and how it goes away.

use kiosque_e2e::{Case, Engine, Fault, FaultKind, Result, Scheme, built_site, cases};
use serde_json::json;

use crate::story::{BASES, LANGS, Story, tell_troubled};

pub const TITLE: &str = "article.article h1";

/// The service worker answers for the page.
const CONTROLLED: &str = "return navigator.serviceWorker.controller !== null";

/// Addresses below the site's base of all that caches hold.
const HELD: &str = "return (async () => {
    const base = document.documentElement.dataset.base;
    const held = [];
    for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys())
            held.push(new URL(url).pathname.slice(base.length));
    return held;
})()";

/// Opens the home page and waits until the service worker has it.
pub async fn arrive(story: &Story) -> Result<()> {
    story.open("/").await?;
    story.wait_js("a service worker", CONTROLLED, []).await?;
    Ok(())
}

/// Keeps the first part that the panel offers on the page on screen.
async fn keep_first(story: &Story) -> Result<()> {
    open_panel(story).await?;
    story.click("dialog .parts button").await?;
    story.click("dialog [data-first]").await?;
    story.wait_for("dialog h3 + .parts li").await
}

pub async fn open_panel(story: &Story) -> Result<()> {
    story.click(".site-end [data-desk=offline]").await?;
    story.wait_for("dialog#desk h3").await
}

pub async fn in_each_kept(cases: Vec<Case>, tell: impl AsyncFn(&Story) -> Result<()>) {
    for case in cases {
        let site = built_site(case.base).unwrap_or_else(|error| panic!("{error}"));
        tell_troubled(&Story::start_kept(case, site).await, &tell).await;
    }
}

pub fn chromium() -> Vec<Case> {
    cases(&[Engine::Chromium], &BASES, &LANGS, &[Scheme::Light])
}

#[tokio::test]
async fn what_was_read_is_there_without_a_network() {
    in_each_kept(chromium(), async |story| {
        arrive(story).await?;
        story.open("/").await?;
        story.click("main .card a").await?;
        story.wait_for(TITLE).await?;
        story.settled().await?;
        let title = story.text(TITLE).await?;
        let address = story.url().await?;
        story.site.stop();
        story.go(&address).await?;
        story.settled().await?;
        story.see(TITLE, &[&title]).await;
        story.wait_for(".standing").await?;
        story.open("/").await?;
        story.wait_for("main .card a").await?;
        story.site.resume()?;
        story.click(".standing button").await?;
        story.wait_gone(".standing").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_was_not_read_is_named_and_comes_once_the_network_is_back() {
    in_each_kept(chromium(), async |story| {
        arrive(story).await?;
        story.open("/").await?;
        story.site.stop();
        story.click("main .card a").await?;
        story.wait_for("main .notice").await?;
        story.site.resume()?;
        story.click("main .notice button").await?;
        story.wait_for(TITLE).await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_whole_archive_is_kept_searched_without_a_network_and_let_go() {
    in_each_kept(chromium(), async |story| {
        arrive(story).await?;
        story.open("/").await?;
        keep_first(story).await?;
        story.site.stop();
        story.open("/").await?;
        story.type_into("input[type=search]", "eau").await?;
        story.wait_for("main .card mark").await?;
        let hits = story.count("main .card").await?;
        assert!(hits > 0, "{}", story.case);
        story.click("main .card a").await?;
        story.wait_for(TITLE).await?;
        story.settled().await?;
        story.site.resume()?;
        story.open("/about/").await?;
        open_panel(story).await?;
        story.click("dialog h3 + .parts li button:last-child").await?;
        story.wait_for("dialog h3 + p").await?;
        let kept = story
            .js("return caches.open(document.documentElement.dataset.base + 'kept').then(c => c.keys()).then(k => k.length)", [])
            .await?;
        assert_eq!(kept, json!(0), "{}", story.case);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_tag_is_kept_with_its_articles_and_only_what_differs_is_fetched_anew() {
    in_each_kept(chromium(), async |story| {
        arrive(story).await?;
        story.open("/tags/").await?;
        story.click("main ul a").await?;
        story.wait_for("main .card a").await?;
        story.settled().await?;
        let address = story.url().await?;
        let titles = story.texts("main .card h3").await?;
        keep_first(story).await?;
        story.site.clear_requests();
        story.click("dialog h3 + .parts li button").await?;
        story.wait_for("dialog h3 + .parts li button").await?;
        let fetched = story.site.requests();
        let again: Vec<_> = fetched
            .iter()
            .filter(|asked| asked.path.contains("/packs/"))
            .collect();
        assert!(again.is_empty(), "{}: {again:?}", story.case);
        story.site.stop();
        story.go(&address).await?;
        story.settled().await?;
        let seen = story.texts("main .card h3").await?;
        assert_eq!(seen, titles, "{}", story.case);
        for at in 1..=titles.len() {
            story.go(&address).await?;
            story.settled().await?;
            story
                .click(&format!("main .cards > li:nth-child({at}) a"))
                .await?;
            story.wait_for(TITLE).await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_broken_service_worker_is_gone_after_one_visit_of_the_kill_switch() {
    in_each_kept(chromium(), async |story| {
        let broken = "addEventListener('install', (event) => event.waitUntil(skipWaiting()));
            addEventListener('activate', (event) => event.waitUntil(clients.claim()));
            addEventListener('fetch', (event) => event.respondWith(new Response('broken')));";
        let instead = FaultKind::Replace(broken.as_bytes().to_vec());
        story.site.fault(Fault::path("offline.js", instead));
        arrive(story).await?;
        story.go(&story.site.url("/")).await?;
        story.see("body", &["broken"]).await;
        story.site.clear_faults();
        let off = include_bytes!("../../../../crates/kiosque-publish/offline/kill-switch.js");
        let instead = FaultKind::Replace(off.to_vec());
        story.site.fault(Fault::path("offline.js", instead));
        story.go(&story.site.url("/")).await?;
        story.wait_for("html[data-ready] main .card").await?;
        story.see_js(HELD, json!([])).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_article_goes_from_the_device_at_the_next_contact() {
    in_each_kept(chromium(), async |story| {
        arrive(story).await?;
        story.open("/").await?;
        story.click("main .card a").await?;
        story.wait_for(TITLE).await?;
        story.settled().await?;
        let pack = story.js(PACKS, []).await?;
        assert_ne!(pack, json!([]), "{}", story.case);
        // The next edition names other packs and says that something was withdrawn.
        let root = story
            .js("return fetch(document.documentElement.dataset.base + 'archive/root.json').then(a => a.json())", [])
            .await?;
        let mut next = root.clone();
        next["withdrawals"] = json!("01234567");
        next["edition"] = json!("next");
        let next = serde_json::to_vec(&next).unwrap();
        story
            .site
            .fault(Fault::path("archive/root.json", FaultKind::Replace(next)));
        let list = FaultKind::Replace(b"root.json\n".to_vec());
        story
            .site
            .fault(Fault::path("archive/editions/next.txt", list));
        story.open("/about/").await?;
        story.see_js(PACKS, json!([])).await;
        Ok(())
    })
    .await;
}

/// Packs that caches hold.
const PACKS: &str = "return (async () => {
    const held = [];
    for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys())
            if (url.includes('/data/packs/')) held.push(url);
    return held;
})()";
