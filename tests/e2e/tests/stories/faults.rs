//! Files that do not come as published.

use kiosque_e2e::FaultKind::{
    FlippedByte, HtmlInstead, NotFound, Replace, Reset, Status, Truncated,
};
use kiosque_e2e::{Fault, built_site};
use serde_json::json;

use crate::published::Published;
use crate::reading::is_model;
use crate::story::{LANGS, Story, chiefly_chromium, everywhere, in_each_troubled, tell_failing};
use crate::words::words;

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

/// The router takes for granted that the browser lets it write the history.
const REFUSE: &str = "history.pushState = () => { throw new Error('refused'); }";

/// A link to the page itself, as from a mail that counts who comes by it.
const FOLLOW_COUNTED: &str = "
    const link = document.createElement('a');
    link.href = '?depuis=courriel';
    document.querySelector('main').append(link);
    link.click()";

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
            story.js(FOLLOW_COUNTED, []).await?;
            story.wait_for("#failure:not([hidden])").await?;
            for lang in LANGS {
                story.wait_text("#failure p", words(lang).stopped).await?;
            }
            let left = story.texts(".article h1, .article .body p").await?;
            assert_eq!(left, text);
            story.reload().await?;
            story.see("h1", &[&text[0]]).await;
            story.wait_for("#failure[hidden]").await
        };
        tell_failing(&Story::start(case, site).await, &tell).await;
    }
}
