//! What stands on the page while a narrower list does not come: never the rows or the
//! count of one filter under another.

use std::time::Duration;

use kiosque_e2e::FaultKind::{NotFound, Reset, Slow};
use kiosque_e2e::{Fault, FaultKind, Result};
use serde_json::json;

use crate::series::Series;
use crate::sets::SERIES;
use crate::story::{Story, chiefly_chromium, plain, tell_troubled};

/// What is held back comes when it is released.
const HELD: FaultKind = Slow(Duration::from_secs(600));

/// All of these articles, and the half of them that a narrower filter leaves.
const ALL: &str = "tags/commun/";
const HALF: &str = "?tag=commun&tag=pair";

const OFFERED_ALTERNATIVE: &str = ".offered a[href*='or=impair']";
const OFFERED_HALF: &str = ".offered a[href$='?tag=commun&tag=pair']";

async fn in_each_case(tell: impl AsyncFn(&Story) -> Result<()>) {
    let series = Series::publish();
    for case in chiefly_chromium() {
        let site = series.archive.site(case.base);
        tell_troubled(&Story::start(case, site.path()).await, &tell).await;
    }
}

#[tokio::test]
async fn a_narrower_list_that_fails_leaves_nothing_of_the_wider_one() {
    in_each_case(async |story| {
        for kind in [NotFound, Reset] {
            println!("  {kind:?}");
            story.go("about:blank").await?;
            story.open(ALL).await?;
            counts(story, SERIES).await;
            let said = story.words.trouble(&kind);
            story.site.fault(Fault::containing("data/pairs/", kind));
            story.click(OFFERED_HALF).await?;
            story.wait_text("main .notice[role=alert]", said).await?;
            story.see_address(HALF).await;
            for css in [
                ".cards .card",
                ".count-line",
                ".chips",
                ".offered",
                "main h1",
            ] {
                assert_eq!(story.count(css).await?, 0, "{css}");
            }
            story.site.clear_faults();
            let retry = story.words.retry;
            story.click_text("main .notice button", retry).await?;
            counts(story, SERIES / 2).await;
            announces(story, &story.words.articles(SERIES / 2)).await;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn until_a_narrower_list_comes_the_wider_one_stands_as_itself() {
    in_each_case(async |story| {
        story.open(ALL).await?;
        let [heading, chips] = [story.texts("h1").await?, story.texts(".chips a").await?];
        story.site.fault(Fault::containing("data/pairs/", HELD));
        story.click(OFFERED_HALF).await?;
        story.wait_text(".waiting", story.words.loading).await?;
        story.see_address(HALF).await;
        counts(story, SERIES).await;
        announces(story, &story.words.articles(SERIES)).await;
        assert_eq!(story.texts("h1").await?, heading);
        assert_eq!(story.texts(".chips a").await?, chips);
        story.site.clear_faults();
        counts(story, SERIES / 2).await;
        story.settled().await?;
        let narrower = story.text("h1").await?;
        assert_ne!(heading, [narrower.as_str()]);
        announces(story, &narrower).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_comes_late_does_not_replace_a_later_one() {
    in_each_case(async |story| {
        story.open(ALL).await?;
        let held = Fault::containing("data/pairs/", HELD).times(1);
        story.site.fault(held);
        story.click(OFFERED_HALF).await?;
        story.wait_text(".waiting", story.words.loading).await?;
        story.back().await?;
        story.click(".chips a").await?;
        counts(story, SERIES).await;
        story.see("h1", &[story.words.newest]).await;
        story.site.clear_faults();
        story.settled().await?;
        counts(story, SERIES).await;
        story.see("h1", &[story.words.newest]).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn alternatives_are_offered_with_their_own_counts_or_not_at_all() {
    in_each_case(async |story| {
        let words = story.words;
        story.open("?lang=fr&or=serie-5&or=serie-50").await?;
        story.site.fault(Fault::containing("data/", NotFound));
        story.click_text(".modes button", words.or).await?;
        story
            .wait_text(".filter .notice[role=alert]", words.missing)
            .await?;
        assert_eq!(story.count(".offered a").await?, 0);
        story.site.clear_faults();
        story
            .click_text(".filter .notice button", words.retry)
            .await?;
        story.wait_gone("main .notice").await?;
        story.wait_for(OFFERED_ALTERNATIVE).await?;
        // Odd ones that are not in Arabic, as every third is.
        story
            .see(
                &format!("{OFFERED_ALTERNATIVE} .count"),
                &[&story.words.number(SERIES / 3)],
            )
            .await;
        Ok(())
    })
    .await;
}

async fn counts(story: &Story, articles: usize) {
    let count = story.words.articles(articles);
    story.see(".count-line", &[&count]).await;
}

async fn announces(story: &Story, words: &str) {
    let announcer = "return plain(document.getElementById('announcer').textContent)";
    story.see_js(announcer, json!(plain(words))).await;
}
