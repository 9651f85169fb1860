//! The site without a mouse.

use kiosque_e2e::{Base, Engine, Key, Result, Scheme, cases};
use serde_json::json;

use crate::story::{LANGS, Story, everywhere, in_each};

#[tokio::test]
async fn the_skip_link_comes_first_and_leads_to_the_content() {
    in_each(everywhere(), async |story| {
        story.open("/").await?;
        story.press(Key::Tab).await?;
        assert_eq!(story.focused_text().await?, story.words.skip);
        // WebKit matches `:focus` only in a window that its display has made active.
        let shown = "return !document.hasFocus() || document.activeElement.getBoundingClientRect().top >= 0";
        story.see_js(shown, json!(true)).await;
        story.press(Key::Enter).await?;
        story
            .see_js("return document.activeElement.id", json!("content"))
            .await;
        story.press(Key::Tab).await?;
        let inside = "return document.activeElement.closest('main') !== null
            && document.activeElement.id !== 'content'";
        story.see_js(inside, json!(true)).await;
        story.see("h1", &[story.words.newest]).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn cards_and_modes_answer_to_keys() {
    in_each(everywhere(), async |story| {
        story.open("/").await?;
        focus(story, ".modes button:last-of-type").await?;
        story.press(Key::Space).await?;
        let pressed = "return all('.modes button').map(e => e.getAttribute('aria-pressed'))";
        story
            .see_js(pressed, json!(["false", "false", "true"]))
            .await;
        story.wait_for(".offered a[href*='?not=']").await?;
        let title = story.text(".cards h3 a").await?;
        focus(story, ".cards h3 a").await?;
        story.press(Key::Enter).await?;
        story.see(".article h1", &[&title]).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn all_is_done_by_keys_alone() {
    let cases = cases(&Engine::ALL, &[Base::Root], &LANGS, &[Scheme::Light]);
    in_each(cases, async |story| {
        let words = story.words;
        story.open("/").await?;
        // Filter.
        tab_to(story, ".offered a").await?;
        story.press(Key::Enter).await?;
        story.wait_for(".chips .chip").await?;
        // Find, and open.
        story.press('/').await?;
        for letter in "ea".chars() {
            story.press(letter).await?;
        }
        story.wait_for(".found > .cards h3 a").await?;
        story.settled().await?;
        story.press(Key::Down).await?;
        let title = story.focused_text().await?;
        story.press(Key::Enter).await?;
        story.see(".article h1", &[&title]).await;
        story.settled().await?;
        // Save.
        tab_to(story, "[data-desk=save]").await?;
        story.press(Key::Space).await?;
        story
            .wait_for("[data-desk=save][aria-pressed=true]")
            .await?;
        // Cite, and go back to where one was.
        tab_to(story, "[data-desk=cite]").await?;
        story.press(Key::Enter).await?;
        story.wait_for("dialog#desk pre.citation").await?;
        let inside = "return document.activeElement.closest('dialog') !== null";
        story.see_js(inside, json!(true)).await;
        story.press(Key::Escape).await?;
        story.wait_gone("dialog#desk").await?;
        let on_cite = "return document.activeElement.matches('[data-desk=cite]')";
        story.see_js(on_cite, json!(true)).await;
        // Come back.
        story.back().await?;
        story.wait_for(".found > .cards h3 a").await?;
        tab_to(story, ".banner nav a[href$='/saved/']").await?;
        story.press(Key::Enter).await?;
        story.see("h1", &[words.saved]).await;
        story.wait_for("#desk-page .card h2 a").await?;
        tab_to(story, "#desk-page .card h2 a").await?;
        story.press(Key::Enter).await?;
        story.see(".article h1", &[&title]).await;
        Ok(())
    })
    .await;
}

/// Stops of the keyboard on a page at most.
const STOPS: usize = 150;

/// Goes on with the keyboard until it is on an element that matches.
async fn tab_to(story: &Story, css: &str) -> Result<()> {
    let is_there = "return document.activeElement.matches(arguments[0])";
    for _ in 0..STOPS {
        story.press(Key::Tab).await?;
        if story.js(is_there, [json!(css)]).await? == json!(true) {
            return Ok(());
        }
    }
    panic!("{}: {STOPS} stops do not lead to {css:?}", story.case)
}

async fn focus(story: &Story, css: &str) -> Result<()> {
    story
        .js("document.querySelector(arguments[0]).focus()", [json!(css)])
        .await
        .map(drop)
}
