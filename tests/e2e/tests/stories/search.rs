//! Words typed into the box, and what they find.

use kiosque_e2e::FaultKind::{FlippedByte, NotFound};
use kiosque_e2e::{Fault, Key};
use serde_json::json;

use crate::story::{chiefly_chromium, everywhere, in_each, in_each_troubled};

const TITLES: &str = ".found > .cards h3 a";

#[tokio::test]
async fn results_come_as_words_are_typed_and_keys_go_through_them() {
    in_each(everywhere(), async |story| {
        story.open("/").await?;
        story.press('/').await?;
        story
            .see_js("return document.activeElement.id", json!("q"))
            .await;
        for letter in "dessal".chars() {
            story.press(letter).await?;
        }
        story.see_address("?q=dessal").await;
        story.wait_for(".found .cards mark").await?;
        story.settled().await?;
        let titles = story.texts(TITLES).await?;
        assert!(
            titles.iter().any(|title| title.contains("dessalement")),
            "{titles:?}"
        );
        story.press(Key::Down).await?;
        assert_eq!(story.focused_text().await?, titles[0]);
        story.press(Key::Enter).await?;
        story.see(".article h1", &[&titles[0]]).await;
        story.back().await?;
        story.wait_for(TITLES).await?;
        assert_eq!(story.texts(TITLES).await?, titles);
        story
            .see_js("return document.getElementById('q').value", json!("dessal"))
            .await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_typing_error_is_forgiven_and_said() {
    in_each(chiefly_chromium(), async |story| {
        story.open("?q=desalement").await?;
        story.wait_text(".corrected", "desalement").await?;
        assert!(story.count(TITLES).await? > 0);
        story.click(".corrected a").await?;
        story.see_address("?q=desalement&exact=1").await;
        story.wait_for(".nothing").await?;
        assert_eq!(story.count(TITLES).await?, 0);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn words_of_three_languages_find_their_articles() {
    in_each(chiefly_chromium(), async |story| {
        for (words, title) in [
            ("ميناء الحاويات", "كيف يعمل ميناء الحاويات؟"),
            (
                "seisme villages",
                "Séisme d’Al Haouz : une semaine après, l’épreuve des villages isolés",
            ),
            (
                "solar salt",
                "How hot salt keeps a solar plant running after dark",
            ),
        ] {
            story.open(&format!("?q={words}")).await?;
            story.wait_for(TITLES).await?;
            let titles = story.texts(TITLES).await?;
            let found = titles
                .iter()
                .any(|other| crate::story::plain(other) == title);
            assert!(found, "{words}: {titles:?}");
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_filter_narrows_what_words_find() {
    in_each(chiefly_chromium(), async |story| {
        story.open("?q=eau&lang=fr").await?;
        story.wait_for(TITLES).await?;
        let narrowed = story.texts(TITLES).await?;
        for language in story
            .js("return all('.found .cards h3').map(e => e.lang)", [])
            .await?
            .as_array()
            .unwrap()
        {
            assert_eq!(language, "fr");
        }
        assert!(!narrowed.is_empty());
        story.type_into("#q", " tag:maroc").await?;
        story.press(Key::Enter).await?;
        story.see_address("?tag=maroc&lang=fr&q=eau").await;
        story.wait_for(TITLES).await?;
        assert!(story.texts(TITLES).await?.len() <= narrowed.len());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn without_its_index_search_says_so_and_the_rest_works() {
    in_each_troubled(chiefly_chromium(), async |story| {
        for kind in [NotFound, FlippedByte] {
            story.go("about:blank").await?;
            let said = story.words.trouble(&kind);
            story.site.fault(Fault::containing("data/search/", kind));
            story.open("?q=dessalement").await?;
            story.wait_text("main .notice[role=alert]", said).await?;
            story.site.clear_faults();
            let retry = story.words.retry;
            story.click_text("main .notice button", retry).await?;
            story.wait_for(TITLES).await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn words_are_never_markup() {
    in_each(chiefly_chromium(), async |story| {
        for words in [
            "<img src=x onerror=alert(1)>",
            "\"",
            "((((",
            "%2541",
            "\u{202e}abc",
            "-",
            "l’",
        ] {
            let encoded: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
            story.open(&format!("?q={encoded}")).await?;
            story.settled().await?;
            assert_eq!(story.count("main img").await?, 0, "{words}");
            assert_eq!(story.count("main .notice").await?, 0, "{words}");
        }
        Ok(())
    })
    .await;
}
