//! The site without a mouse.

use kiosque_e2e::{Key, Result};
use serde_json::json;

use crate::story::{Story, everywhere, in_each};

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

async fn focus(story: &Story, css: &str) -> Result<()> {
    story
        .js("document.querySelector(arguments[0]).focus()", [json!(css)])
        .await
        .map(drop)
}
