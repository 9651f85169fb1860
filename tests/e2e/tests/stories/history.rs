//! Back, Forward, focus, and what screen readers are told.

use kiosque_e2e::{Result, built_site};
use serde_json::json;

use crate::published::Published;
use crate::story::{Story, everywhere, in_each};

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
