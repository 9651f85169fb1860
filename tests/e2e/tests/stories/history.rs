//! Back, Forward, focus, and what screen readers are told.

use kiosque_e2e::{Result, built_site};
use serde_json::json;

use crate::published::Published;
use crate::story::{Story, chiefly_chromium, everywhere, in_each};

/// How far a restored position may be off, in CSS pixels.
const NEAR: f64 = 4.0;

#[tokio::test]
async fn back_and_forward_return_to_where_the_reader_was() {
    in_each(everywhere(), async |story| {
        story.open("/").await?;
        let card = ".cards li:nth-child(10) h3 a";
        scroll_to(story, card).await?;
        let (list, title) = (story.scroll_y().await?, story.text(card).await?);
        assert!(list > 100.0, "the list is too short to scroll: {list}");
        story.click(card).await?;
        story.see(".article h1", &[&title]).await;
        is_at(story, 0.0).await;
        scroll_to(story, ".article-end").await?;
        let article = story.scroll_y().await?;
        story.back().await?;
        story.see("h1", &[story.words.newest]).await;
        is_at(story, list).await;
        assert_eq!(story.count(".cards .card").await?, 12);
        story.forward().await?;
        story.see(".article h1", &[&title]).await;
        is_at(story, article).await;
        story.back().await?;
        is_at(story, list).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn focus_and_announcements_follow_the_page() {
    in_each(everywhere(), async |story| {
        let words = story.words;
        let focus = "return document.activeElement === document.querySelector('h1')";
        story.open("/").await?;
        let title = story.text(".cards h3 a").await?;
        story.click(".cards h3 a").await?;
        story.see("h1", &[&title]).await;
        story.see_js(focus, json!(true)).await;
        is_announced(story, &title).await;
        story.click_text(".banner nav a", words.tags).await?;
        story.see("h1", &[words.tags]).await;
        story.see_js(focus, json!(true)).await;
        is_announced(story, words.tags).await;
        story.back().await?;
        story.see_js(focus, json!(true)).await;
        is_announced(story, &title).await;
        story.click_text(".banner nav a", words.home).await?;
        is_announced(story, words.newest).await;
        story.click(".filter-panel a[href$='?lang=ar']").await?;
        story.see_address("?lang=ar").await;
        let published = Published::bundled(&built_site(story.case.base).unwrap());
        let arabic = published.count(|piece| piece.article.language == "ar");
        is_announced(story, &words.articles(arabic)).await;
        Ok(())
    })
    .await;
}

/// Presses a link with these attributes, whose address is resolved against the site's own;
/// whether the press was taken from the browser, which here follows none.
const PRESS: &str = "
    const [attributes, held] = arguments;
    const link = document.createElement('a');
    for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value);
    const inner = link.appendChild(document.createElement('span'));
    document.querySelector('footer').append(link);
    let isTaken;
    addEventListener('click', event => {
        isTaken = event.defaultPrevented;
        event.preventDefault();
    }, { once: true });
    inner.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...held }));
    link.remove();
    return isTaken;";

#[tokio::test]
async fn the_app_follows_links_into_the_site_and_no_others() {
    in_each(everywhere(), async |story| {
        story.open("/").await?;
        let base = story.site.base();
        let tags = format!("{base}tags/");
        let beside = format!("{}-autre/", base.trim_end_matches('/'));
        let external = "https://example.org/";
        for (attributes, held) in [
            (json!({ "href": external }), json!({})),
            (json!({ "href": tags, "target": "_blank" }), json!({})),
            (
                json!({ "href": tags, "rel": "nofollow external" }),
                json!({}),
            ),
            (json!({ "href": tags, "download": "" }), json!({})),
            (json!({ "href": tags }), json!({ "ctrlKey": true })),
            (json!({ "href": tags }), json!({ "metaKey": true })),
            (json!({ "href": tags }), json!({ "shiftKey": true })),
            (json!({ "href": tags }), json!({ "altKey": true })),
            (json!({ "href": tags }), json!({ "button": 1 })),
            (json!({ "name": "nowhere" }), json!({})),
        ] {
            let taken = story.js(PRESS, [attributes.clone(), held.clone()]).await?;
            assert_eq!(taken, json!(false), "{attributes} {held}");
        }
        if base != "/" {
            let taken = story
                .js(PRESS, [json!({ "href": beside }), json!({})])
                .await?;
            assert_eq!(taken, json!(false), "{beside}");
        }
        story.see("h1", &[story.words.newest]).await;
        let before = story.js("return history.length", []).await?;
        let taken = story
            .js(PRESS, [json!({ "href": tags }), json!({})])
            .await?;
        assert_eq!(taken, json!(true));
        story.see("h1", &[story.words.tags]).await;
        // The same once more is the same page.
        story
            .js(PRESS, [json!({ "href": tags }), json!({})])
            .await?;
        let after = story.js("return history.length", []).await?;
        assert_eq!(after.as_u64(), before.as_u64().map(|before| before + 1));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn where_the_browser_refuses_an_address_the_page_is_loaded() {
    in_each(everywhere(), async |story| {
        story.open("/").await?;
        let refuse =
            "window.isSame = true; history.pushState = () => { throw new Error('refused'); }";
        story.js(refuse, []).await?;
        story.click_text(".banner nav a", story.words.tags).await?;
        story.see("h1", &[story.words.tags]).await;
        story
            .see_js("return window.isSame ?? null", json!(null))
            .await;
        story.back().await?;
        story.see("h1", &[story.words.newest]).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_types_is_answered_though_the_browser_refuses_the_address() {
    in_each(chiefly_chromium(), async |story| {
        story.open("/").await?;
        story.type_into("#q", "ma").await?;
        story.wait_url("q=ma").await?;
        let refuse = "history.replaceState = () => { throw new Error('refused'); }";
        story.js(refuse, []).await?;
        story.type_into("#q", "roc").await?;
        story.wait_text("section.found h1", "maroc").await
    })
    .await;
}

#[tokio::test]
async fn a_link_to_a_part_of_the_page_goes_there_and_back() {
    in_each(everywhere(), async |story| {
        story.open("/").await?;
        let add = "
            const link = document.createElement('a');
            link.href = '#content';
            link.id = 'to-part';
            link.textContent = 'part';
            document.querySelector('footer').append(link);";
        story.js(add, []).await?;
        story.click("#to-part").await?;
        story
            .see_js("return location.hash", json!("#content"))
            .await;
        let is_there =
            "return Math.abs(document.getElementById('content').getBoundingClientRect().top) < 4";
        story.see_js(is_there, json!(true)).await;
        story.see("h1", &[story.words.newest]).await;
        story.back().await?;
        story.see_js("return location.hash", json!("")).await;
        story.see("h1", &[story.words.newest]).await;
        Ok(())
    })
    .await;
}

async fn scroll_to(story: &Story, css: &str) -> Result<()> {
    let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
    story.js(script, [json!(css)]).await.map(drop)
}

async fn is_at(story: &Story, top: f64) {
    let near = async || Ok((story.scroll_y().await? - top).abs() <= NEAR);
    let what = format!("the page scrolled to {top}");
    story.wait_equal(&what, true, near).await;
}

async fn is_announced(story: &Story, text: &str) {
    let script = "return plain(document.getElementById('announcer').textContent)";
    story.see_js(script, json!(crate::story::plain(text))).await;
}
