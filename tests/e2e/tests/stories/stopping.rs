//! The app cannot go on: it says so, and the text stays.

use kiosque_e2e::built_site;
use serde_json::json;

use crate::published::Published;
use crate::reading::is_model;
use crate::story::{LANGS, Story, each_language, everywhere, tell_failing};
use crate::words::words;

/// The framework takes for granted that the browser gives it elements, as for the page in
/// another language.
const REFUSE: &str = "
    const button = document.querySelector('.languages [aria-pressed=false]');
    document.createElement = () => { throw new Error('refused'); };
    button.click()";

/// A module that stops as soon as it starts, behind a promise of the page's own, as what
/// the app waits for ends. Firefox gives scripts of tests other ones.
const TRAP_LATER: &str = "
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0, 10, 5, 1, 3, 0, 0, 11];
    (window.wrappedJSObject || window).Promise.resolve().then(() => WebAssembly.instantiate(new Uint8Array(bytes)))";

#[tokio::test]
async fn an_app_that_has_stopped_says_so_and_leaves_the_text() {
    for case in everywhere() {
        let site = built_site(case.base).unwrap();
        let tell = async |story: &Story| {
            let published = Published::bundled(&built_site(case.base).unwrap());
            story.open(&published.find(is_model).path()).await?;
            let text = story.texts(".article h1, .article .body p").await?;
            assert!(text.len() > 2, "{text:?}");
            assert_eq!(story.count("#failure[hidden]").await?, 1);
            story.js(REFUSE, []).await?;
            story.wait_for("#failure:not([hidden])").await?;
            for lang in LANGS {
                story.wait_text("#failure p", words(lang).stopped).await?;
            }
            let left = story.texts(".article h1, .article .body p").await?;
            assert_eq!(left, text);
            story.reload().await?;
            story.see("h1", &[&text[0]]).await;
            story.wait_for("#failure[hidden]").await?;
            story.js(TRAP_LATER, []).await?;
            story.wait_for("#failure:not([hidden])").await?;
            story.reload().await?;
            story.wait_for("#failure[hidden]").await
        };
        tell_failing(&Story::start(case, site).await, &tell).await;
    }
}

/// Where the browser may fail the app as it starts.
const PLACES: [&str; 12] = [
    "Document.prototype.createComment",
    "Document.prototype.createElement",
    "Document.prototype.createTextNode",
    "Element.prototype.hasAttribute",
    "Element.prototype.remove",
    "Element.prototype.replaceWith",
    "EventTarget.prototype.addEventListener",
    "History.prototype.replaceState",
    "Node.prototype.insertBefore",
    "Storage.prototype.getItem",
    "window.IntersectionObserver",
    "window.URLSearchParams",
];

/// What stands there fails once the page is there, and the app not yet.
const FAIL_AT: &str = "document.addEventListener('readystatechange', () => {
    if (document.readyState !== 'interactive') return;
    PLACE = function () { window.isRefused = true; throw new Error('refused'); };
});";

/// The app is alive, or has said that it is not.
const IS_SAID: &str =
    "return document.querySelector('html[data-ready], #failure:not([hidden])') !== null";

/// What can be read.
const READ: &str = "return all('.article h1, .article .body p').filter(shown).map(words)";

#[tokio::test]
async fn wherever_the_app_fails_as_it_starts_the_text_is_there() {
    let case = each_language()[0];
    let site = built_site(case.base).unwrap();
    let path = Published::bundled(&site).find(is_model).path();
    for place in PLACES {
        let tell = async |story: &Story| {
            println!("  {place}");
            story.open(&path).await?;
            let text = story.js(READ, []).await?;
            assert!(text.as_array().unwrap().len() > 2, "{text}");
            story.before_pages(&FAIL_AT.replace("PLACE", place)).await?;
            // Not the same entry of the history.
            story.go("about:blank").await?;
            story.go(&story.site.url(&path)).await?;
            story.wait_js("the app or its notice", IS_SAID, []).await?;
            assert_eq!(story.js(READ, []).await?, text, "{place}");
            let is_refused = story.js("return window.isRefused", []).await?;
            assert_eq!(is_refused, json!(true), "{place} is not used");
            Ok(())
        };
        tell_failing(&Story::start(case, &site).await, &tell).await;
    }
}
