//! A page goes over into the next where the browser can and the reader wants it.

use kiosque_e2e::{Engine, Result};
use serde_json::json;

use crate::story::{Story, each_language, everywhere, in_each};

const CARD: &str = ".cards .card h3 a";

/// Counts what goes over, and what of it the browser shows.
const COUNT: &str = "window.over = []; window.seen = 0;
    const own = document.startViewTransition?.bind(document);
    if (own) document.startViewTransition = (change) => {
        const transition = own(change);
        over.push(transition);
        transition.ready.then(() => seen += 1, () => {});
        return transition;
    };";

/// What goes over takes longer than any test.
const SLOW: &str = "const sheet = new CSSStyleSheet();
    const parts = ['group', 'old', 'new'].map(part => `::view-transition-${part}(*)`);
    sheet.replaceSync(`${parts} { animation-duration: 60s !important }`);
    document.adoptedStyleSheets = [sheet];";

const TO_THE_RELATED: &str = "document.querySelector('.related-block').scrollIntoView();
    return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

/// Whether all that went over has been shown.
const IS_OVER: &str = "return Promise.allSettled(over.map(one => one.finished)).then(() => true)";

#[tokio::test]
async fn a_list_goes_over_into_an_article_and_that_into_another() {
    in_each(everywhere(), async |story| {
        story.open("/").await?;
        story.js(COUNT, []).await?;
        let title = story.text(CARD).await?;
        story.click(CARD).await?;
        story.see(".article h1", &[&title]).await;
        story.see_js(IS_OVER, json!(true)).await;
        // What later articles add to them comes when they are near.
        story.js(TO_THE_RELATED, []).await?;
        story.settled().await?;
        story.click(".related a").await?;
        let is_another =
            "return document.querySelector('.article h1')?.textContent !== arguments[0]";
        story
            .wait_js("another article", is_another, [json!(title)])
            .await?;
        story.see_js(IS_OVER, json!(true)).await;
        let can = story
            .js("return 'startViewTransition' in document", [])
            .await?;
        let count = if can == json!(true) { 2 } else { 0 };
        story.see_js("return over.length", json!(count)).await;
        if story.engine() == Engine::Chromium {
            story.see_js("return seen", json!(2)).await;
        }
        // Going back needs none, and takes none of what is pressed.
        story.back().await?;
        story.back().await?;
        story.click(CARD).await?;
        story.see(".article h1", &[&title]).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_link_leads_there_once_though_it_is_pressed_twice_and_goes() {
    in_each(everywhere(), async |story| {
        story.open("/").await?;
        let title = story.text(CARD).await?;
        let press = "window.isSame = true;
            window.entries = history.length;
            const link = document.createElement('a');
            link.href = document.querySelector(arguments[0]).href;
            document.querySelector('main').append(link);
            link.click();
            link.click();
            link.remove();";
        story.js(press, [json!(CARD)]).await?;
        story.see(".article h1", &[&title]).await;
        story.settled().await?;
        let pages = "return [window.isSame, history.length - window.entries]";
        story.see_js(pages, json!([true, 1])).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn nothing_moves_where_the_reader_wants_it_still() {
    in_each(each_language(), async |story| {
        want_it_still(story).await?;
        story.open("/").await?;
        story.js(COUNT, []).await?;
        let title = story.text(CARD).await?;
        story.click(CARD).await?;
        story.see(".article h1", &[&title]).await;
        story.see_js("return over.length", json!(0)).await;
        Ok(())
    })
    .await;
}

async fn want_it_still(story: &Story) -> Result<()> {
    let wish = json!([{ "name": "prefers-reduced-motion", "value": "reduce" }]);
    let wish = json!({ "features": wish });
    story
        .cdp("Emulation.setEmulatedMedia", wish)
        .await
        .map(drop)
}

#[tokio::test]
async fn what_is_pressed_while_a_page_goes_over_is_for_the_page() {
    in_each(everywhere(), async |story| {
        story.open("/").await?;
        story.js(COUNT, []).await?;
        story.js(SLOW, []).await?;
        story.click(CARD).await?;
        story.wait_for(".article h1").await?;
        // A press in one place: drivers do not click on what is covered.
        story.drag(".article a.tag", 0.5, 0.5).await?;
        story.wait_for(".chips .chip").await.map(drop)
    })
    .await;
}
