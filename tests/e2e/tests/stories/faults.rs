//! Files that do not come as published.

use std::time::Duration;

use kiosque_e2e::FaultKind::{
    FlippedByte, HtmlInstead, NotFound, Replace, Reset, Slow, Status, Truncated,
};
use kiosque_e2e::{Fault, built_site};
use serde_json::json;

use crate::published::Published;
use crate::reading::is_model;
use crate::story::{chiefly_chromium, in_each_troubled};

#[tokio::test]
async fn a_newer_archive_asks_for_a_newer_reader() {
    in_each_troubled(chiefly_chromium(), async |story| {
        let newer = br#"{"format":"kiosque-archive","version":99,"anything":[]}"#;
        story
            .site
            .fault(Fault::path("archive/root.json", Replace(newer.to_vec())));
        story.open("tags/nulle-part/").await?;
        story
            .wait_text(".notice[role=alert]", story.words.too_new)
            .await?;
        story.site.clear_faults();
        story.click_text(".notice a", story.words.reload).await?;
        story.wait_for(".cards .card").await
    })
    .await;
}

#[tokio::test]
async fn a_reader_without_network_goes_on_when_it_is_back() {
    in_each_troubled(chiefly_chromium(), async |story| {
        story.open("/").await?;
        let title = story.text(".cards h3 a").await?;
        story.site.stop();
        story.click(".cards h3 a").await?;
        story
            .wait_text(".notice[role=alert]", story.words.offline)
            .await?;
        story.site.resume()?;
        story
            .click_text(".notice button", story.words.retry)
            .await?;
        story.see(".article h1", &[&title]).await;
        story.wait_gone(".notice[role=alert]:not([hidden])").await
    })
    .await;
}

#[tokio::test]
async fn a_file_cut_once_is_asked_for_again() {
    in_each_troubled(chiefly_chromium(), async |story| {
        let published = Published::bundled(&built_site(story.case.base).unwrap());
        story
            .site
            .fault(Fault::containing("data/packs/", Truncated).times(1));
        // No page of its own is at an address that is mended.
        let id = published.find(is_model).article.id.as_str();
        story.open(&format!("a/2019/x-{id}/")).await?;
        story.wait_for(".body p").await?;
        let packs = story.site.requests();
        let packs = packs
            .iter()
            .filter(|sent| sent.path.contains("data/packs/"));
        assert_eq!(packs.count(), 2);
        Ok(())
    })
    .await;
}

/// Whether lines stand where a page will be.
const MARKED: &str = "
    const mark = getComputedStyle(document.querySelector('main'), '::before');
    return mark.content === '\"\"' && mark.visibility === 'visible'";

#[tokio::test]
async fn the_place_of_an_article_on_its_way_is_marked() {
    in_each_troubled(chiefly_chromium(), async |story| {
        story.open("/").await?;
        let held = Slow(Duration::from_secs(600));
        story.site.fault(Fault::containing("data/packs/", held));
        story.click(".cards h3 a").await?;
        story.see_js(MARKED, json!(true)).await;
        story.site.clear_faults();
        story.wait_for(".article h1").await?;
        story.see_js(MARKED, json!(false)).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_later_articles_add_may_fail_without_the_article() {
    in_each_troubled(chiefly_chromium(), async |story| {
        let published = Published::bundled(&built_site(story.case.base).unwrap());
        let article = published.find(is_model).path();
        story.choose_language().await?;
        for kind in [NotFound, Status(503), FlippedByte, HtmlInstead, Reset] {
            println!("  {kind:?}");
            story.go("about:blank").await?;
            let words = story.words.trouble(&kind);
            story.site.fault(Fault::containing("data/additions/", kind));
            story.open(&article).await?;
            let body = story.texts(".body p").await?;
            story.js(TO_THE_RELATED, []).await?;
            let notice = ".related-block .notice[role=alert]";
            story.wait_text(notice, words).await?;
            assert_eq!(story.count("main .notice").await?, 1);
            assert_eq!(story.texts(".body p").await?, body);
            story.site.clear_faults();
            story
                .click_text(".related-block .notice button", story.words.retry)
                .await?;
            story.wait_gone("main .notice").await?;
            story.wait_for(".related li a").await?;
            assert_eq!(story.texts(".body p").await?, body);
            let near =
                "const top = document.querySelector('.related-block').getBoundingClientRect().top;
                return top > -innerHeight && top < innerHeight";
            story.see_js(near, json!(true)).await;
        }
        Ok(())
    })
    .await;
}

/// Additions are asked for when their block comes near the screen.
const TO_THE_RELATED: &str = "document.querySelector('.related-block').scrollIntoView()";
