//! What the reader keeps, cites and sets as they like.

use kiosque_e2e::{Fault, FaultKind, Key};
use serde_json::json;

use crate::story::{chiefly_chromium, everywhere, in_each, in_each_troubled};

const TITLE: &str = "article.article h1";

/// The first French article of the front page.
const FIRST: &str = "main .card h3[lang=fr] a";

#[tokio::test]
async fn comfort_is_kept_and_there_before_anything_is_shown() {
    in_each(everywhere(), async |story| {
        story.open("/").await?;
        story.click(".comfort").await?;
        story.wait_for("dialog#desk").await?;
        story
            .js(
                "document.querySelector('input[name=theme][value=sepia]').click()",
                [],
            )
            .await?;
        story
            .see_js(
                "return document.documentElement.dataset.theme",
                json!("sepia"),
            )
            .await;
        let paper = "return getComputedStyle(document.body).backgroundColor";
        story.see_js(paper, json!("rgb(243, 233, 214)")).await;
        story.press(Key::Escape).await?;
        story
            .see_js("return document.querySelector('dialog')", json!(null))
            .await;
        story.open("/about/").await?;
        story.see_js(paper, json!("rgb(243, 233, 214)")).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_article_is_kept_and_let_go() {
    in_each(everywhere(), async |story| {
        story.open("/").await?;
        story.click(FIRST).await?;
        story
            .wait_for("[data-desk=save][aria-pressed=false]")
            .await?;
        let title = story.text(TITLE).await?;
        story.click("[data-desk=save]").await?;
        story
            .wait_for("[data-desk=save][aria-pressed=true]")
            .await?;
        story.open("/saved/").await?;
        story.see("#desk-page .card h2", &[&title]).await;
        story.click("#desk-page .card h2 a").await?;
        story
            .wait_for("[data-desk=save][aria-pressed=true]")
            .await?;
        story.click("[data-desk=save]").await?;
        story
            .wait_for("[data-desk=save][aria-pressed=false]")
            .await?;
        story.open("/saved/").await?;
        story.wait_for("#desk-page .nothing").await
    })
    .await;
}

#[tokio::test]
async fn a_dossier_is_whole_in_its_link() {
    in_each(chiefly_chromium(), async |story| {
        story.open("/").await?;
        story.click(FIRST).await?;
        story.wait_for("[data-desk=dossier]").await?;
        let title = story.text(TITLE).await?;
        story.click("[data-desk=dossier]").await?;
        story.click("#toast a").await?;
        story.wait_for("#desk-page textarea").await?;
        story
            .js(
                "const note = document.querySelector('#desk-page textarea');
                 note.value = '<b>À lire</b> & ملاحظة';
                 note.dispatchEvent(new Event('change'));",
                [],
            )
            .await?;
        let link = story.js("return location.hash", []).await?;
        let link = format!("/dossier/{}", link.as_str().unwrap_or_default());
        // Another device knows nothing of it.
        story.js("localStorage.clear()", []).await?;
        story.open("/about/").await?;
        story.open(&link).await?;
        story.see("#desk-page .card h2", &[&title]).await;
        story
            .see("#desk-page li > p:last-child", &["<b>À lire</b> & ملاحظة"])
            .await;
        assert_eq!(story.count("#desk-page textarea, #desk-page b").await?, 0);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_damaged_dossier_shows_what_can_be_read() {
    in_each(chiefly_chromium(), async |story| {
        story
            .open("/dossier/#dossier=1&2019-aaaaaaaaaaaaa=x&t=%E0%A4&junk&n=7")
            .await?;
        story.wait_for("#desk-page .notice li").await?;
        story.wait_for("#desk-page .nothing").await?;
        // Another link in the same page.
        story
            .js("location.hash = 'dossier=1&t=Autre&n=0'", [])
            .await?;
        story.wait_text("#desk-page .dossier-title", "Autre").await
    })
    .await;
}

#[tokio::test]
async fn an_article_is_cited_in_each_format() {
    in_each(chiefly_chromium(), async |story| {
        story.open("/").await?;
        story.click(FIRST).await?;
        story.wait_for("[data-desk=cite]").await?;
        let title = story.text(TITLE).await?;
        story.click("[data-desk=cite]").await?;
        story.wait_for("pre.citation").await?;
        let has_title =
            "return [...document.querySelectorAll('#desk-format option')].map(option => {
            const select = document.querySelector('#desk-format');
            select.value = option.value;
            select.dispatchEvent(new Event('change'));
            return document.querySelector('pre.citation').textContent;
        })";
        let texts = story.js(has_title, []).await?;
        let texts: Vec<&str> = texts
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(serde_json::Value::as_str)
            .collect();
        assert_eq!(texts.len(), 7, "{texts:?}");
        // What formats escape or space differently is no letter.
        let letters = |text: &str| {
            text.chars()
                .filter(|c| c.is_alphabetic())
                .collect::<String>()
        };
        for text in &texts {
            assert!(letters(text).contains(&letters(&title)), "{title}: {text}");
        }
        for sign in ["@", "TY  - ", "\"type\"", "{{"] {
            assert!(
                texts.iter().any(|text| text.contains(sign)),
                "{sign}: {texts:?}"
            );
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_list_is_cited_whole() {
    in_each(chiefly_chromium(), async |story| {
        story.open("?tag=maroc").await?;
        story.wait_for(".cards").await?;
        story.click("[data-desk=cite]").await?;
        story.wait_for("pre.citation").await?;
        let count = "return document.querySelector('pre.citation').textContent
            .split('/a/').length - 1";
        story.see_js(count, json!(29)).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn reading_goes_on_where_it_was_left() {
    in_each(chiefly_chromium(), async |story| {
        story.set_window(500, 700).await?;
        story.open("/").await?;
        story.click(FIRST).await?;
        story.wait_for(TITLE).await?;
        let address = story.js("return location.href", []).await?;
        story
            .js("scrollTo(0, document.body.scrollHeight / 3)", [])
            .await?;
        story
            .see_js(
                "return document.documentElement.scrollTop > 300",
                json!(true),
            )
            .await;
        story.open("/about/").await?;
        story.go(address.as_str().unwrap_or_default()).await?;
        story.wait_for(TITLE).await?;
        story
            .see_js("return document.documentElement.scrollTop", json!(0))
            .await;
        story.click(".tools button:not([data-desk])").await?;
        story
            .see_js(
                "return document.documentElement.scrollTop > 300",
                json!(true),
            )
            .await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn single_keys_do_what_buttons_do_unless_turned_off() {
    in_each(chiefly_chromium(), async |story| {
        story.open("/").await?;
        story.press('?').await?;
        story.wait_for("dialog#desk .keys").await?;
        story.press(Key::Escape).await?;
        story.click(FIRST).await?;
        story.wait_for(TITLE).await?;
        story.press('s').await?;
        story
            .wait_for("[data-desk=save][aria-pressed=true]")
            .await?;
        story
            .js("document.documentElement.dataset.keys = 'no'", [])
            .await?;
        story.press('s').await?;
        story.press('?').await?;
        assert_eq!(
            story
                .count("dialog#desk, [data-desk=save][aria-pressed=false]")
                .await?,
            0
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn without_its_module_the_desk_says_so_and_the_rest_works() {
    in_each_troubled(chiefly_chromium(), async |story| {
        story.open("/").await?;
        story
            .site
            .fault(Fault::containing("kiosque-desk", FaultKind::Status(404)));
        story.click(".comfort").await?;
        story
            .see_js(
                "return document.querySelector('#toast').textContent.length > 20",
                json!(true),
            )
            .await;
        story.click(FIRST).await?;
        story.wait_for(TITLE).await
    })
    .await;
}
