//! Words typed into the box, and what they find.

use kiosque_e2e::FaultKind::{FlippedByte, NotFound};
use kiosque_e2e::{Fault, Key, Result};
use serde_json::json;

use crate::sets::corpus;
use crate::story::{Story, chiefly_chromium, everywhere, in_each, in_each_troubled};

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

/// The pause before more is asked lasts until another search is sent.
const LONG_PAUSE: &str = "const [wait, post] = [window.setTimeout, Worker.prototype.postMessage];
    window.paused = [];
    window.setTimeout = (act, time, ...rest) =>
        time === 600 ? paused.push(act) : wait(act, time, ...rest);
    Worker.prototype.postMessage = function (...all) {
        post.apply(this, all);
        if (location.search === '?q=dessal' && window.left) paused.splice(0).forEach(act => act());
    };";

#[tokio::test]
async fn a_search_that_was_left_takes_no_other_ones_place() {
    in_each(chiefly_chromium(), async |story| {
        story.open("/").await?;
        story.js(LONG_PAUSE, []).await?;
        story.press('/').await?;
        for letter in "dessal".chars() {
            story.press(letter).await?;
        }
        story.see_address("?q=dessal").await;
        story.wait_for(TITLES).await?;
        story.wait_js("a pause", "return paused.length", []).await?;
        let titles = story.texts(TITLES).await?;
        story.press(Key::Down).await?;
        story.press(Key::Enter).await?;
        story.see(".article h1", &[&titles[0]]).await;
        story.settled().await?;
        let leave = "window.left = paused.length; history.back()";
        story.js(leave, []).await?;
        story
            .see(
                TITLES,
                &titles.iter().map(String::as_str).collect::<Vec<_>>(),
            )
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

/// Puts words into the box as a paste does, and sends them.
async fn paste(story: &Story, words: &str) -> Result<()> {
    let script = "const box = document.getElementById('q');\
         box.value = arguments[0];\
         box.dispatchEvent(new Event('input', { bubbles: true }));\
         box.form.requestSubmit();";
    story.js(script, [json!(words)]).await?;
    story.settled().await?;
    story.wait_for(".count-line").await
}

#[tokio::test]
async fn any_words_have_an_answer() {
    in_each(chiefly_chromium(), async |story| {
        story.open("/").await?;
        let terms: Vec<String> = (0..500).map(|at| format!("mot{at}")).collect();
        for words in [
            "x".repeat(100_000),
            terms.join(" "),
            "\"\u{0}\u{7}".to_owned(),
        ] {
            paste(story, &words).await?;
            assert_eq!(story.count("main .notice").await?, 0);
        }
        story.open("?q=%ED%A0%80port").await?;
        story.wait_for(".count-line").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn strings_that_break_programs_are_words() {
    let Some(file) = corpus("strings/blns.json") else {
        return;
    };
    let strings: Vec<String> = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    // What is typed reads the same on every page: one is enough.
    let case = chiefly_chromium().into_iter().take(1).collect();
    in_each(case, async |story| {
        story.open("?q=eau").await?;
        for words in &strings {
            if words.trim().chars().count() < 2 {
                continue;
            }
            paste(story, words).await?;
            let strange = "main :is(img, script, svg, iframe, .notice)";
            assert_eq!(story.count(strange).await?, 0, "{words}");
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn hits_are_marked_in_the_article_and_gone_through() {
    in_each(everywhere(), async |story| {
        // The mark holds the vowel marks that the text has and the words have not.
        for (words, marked) in [
            ("dessalement", "dessalement"),
            ("شغلت", "شغّلت"),
            ("solar", "solar"),
        ] {
            story.open(&format!("?q={words}")).await?;
            story.wait_for(TITLES).await?;
            story.settled().await?;
            story.click(TITLES).await?;
            story.wait_for(".article mark.hit").await?;
            let texts = story.texts(".article mark.hit").await?;
            let is_same = |text: &String| text.to_lowercase() == marked;
            assert!(texts.iter().any(is_same), "{words}: {texts:?}");
            let hits = texts.len();
            story
                .see_js("return all('.hits button').length", json!(2))
                .await;
            for at in 1..=hits.min(2) {
                story.click(".hits button:last-of-type").await?;
                let script = format!(
                    "return all('.article mark.hit').findIndex(e => e.matches('.current')) === {}",
                    at - 1
                );
                story.see_js(&script, json!(true)).await;
            }
            let text = "return document.querySelector('.article .body').textContent";
            let marked = story.js(text, []).await?;
            story.click(".hits a").await?;
            story
                .see_js("return all('.article mark').length", json!(0))
                .await;
            assert_eq!(story.js(text, []).await?, marked, "{words}");
            story.see_js("return location.search", json!("")).await;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn results_show_where_the_words_are() {
    in_each(chiefly_chromium(), async |story| {
        for words in ["dessalement", "ميناء الحاويات", "solar salt"] {
            story.open(&format!("?q={words}")).await?;
            story.wait_for(".found .excerpt mark").await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_was_found_is_counted_and_its_tags_too() {
    in_each(chiefly_chromium(), async |story| {
        story.open("?q=eau").await?;
        story.wait_for(".filter .offered .count").await?;
        let script = "const tag = document.querySelector('.filter .offered a');\
             return [tag.href, parseInt(tag.querySelector('.count').textContent, 10)]";
        let tag = story.js(script, []).await?;
        story.go(tag[0].as_str().unwrap()).await?;
        story
            .see_js(
                "return parseInt(document.querySelector('.count-line').textContent, 10)",
                tag[1].clone(),
            )
            .await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_name_is_offered_in_the_other_script() {
    in_each(chiefly_chromium(), async |story| {
        story.open("?q=Maghreb").await?;
        story.wait_text(".also", "المغرب").await?;
        story.click(".also a").await?;
        story.wait_for(TITLES).await?;
        story.wait_text(".also", "maghreb").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn words_in_quotes_follow_each_other() {
    in_each(chiefly_chromium(), async |story| {
        story.open("?q=usine de dessalement").await?;
        story.wait_for(TITLES).await?;
        story.open("?q=\"usine de dessalement\"").await?;
        story.wait_for(TITLES).await?;
        story.settled().await?;
        let links = story
            .js("return all('.found .cards h3 a').map(e => e.href)", [])
            .await?;
        for link in links.as_array().unwrap() {
            story.go(link.as_str().unwrap()).await?;
            story.wait_for(".article .body").await?;
            let text = story
                .js(
                    "return document.querySelector('.article').textContent.toLowerCase()",
                    [],
                )
                .await?;
            assert!(
                text.as_str().unwrap().contains("usine de dessalement"),
                "{link}"
            );
        }
        story.open("?q=\"dessalement de usine\"").await?;
        story.wait_for(".nothing").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn where_nothing_is_found_there_are_ways_on() {
    in_each(chiefly_chromium(), async |story| {
        story.open("?q=dessalement&from=1970&to=1971").await?;
        story.wait_for(".nothing").await?;
        story.click(".nothing + p a").await?;
        story.see_address("?q=dessalement").await;
        story.wait_for(TITLES).await?;
        story
            .open("rien/le-dessalement-2019.html/dessalement-usine/")
            .await?;
        story.click("main a[href*='?q=']").await?;
        story.see_address("?q=dessalement usine").await;
        story.wait_for(TITLES).await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_search_asks_for_no_file_twice() {
    in_each(chiefly_chromium(), async |story| {
        story.open("/").await?;
        story.site.clear_requests();
        // What is called off is asked for again: the words are sent once found.
        let typed = "const box = document.getElementById('q');
            box.value = 'eau';
            box.dispatchEvent(new Event('input', { bubbles: true }))";
        story.js(typed, []).await?;
        story.wait_for(TITLES).await?;
        paste(story, "eau").await?;
        story.wait_for(".found .excerpt mark").await?;
        story.wait_for(".filter .offered .count").await?;
        story.settled().await?;
        let mut paths: Vec<String> = story
            .site
            .requests()
            .into_iter()
            .map(|request| request.path)
            .filter(|path| path.contains("/data/"))
            .collect();
        paths.sort();
        let twice = paths.windows(2).filter(|pair| pair[0] == pair[1]);
        assert_eq!(twice.collect::<Vec<_>>(), Vec::<&[String]>::new());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_closed_filter_counts_nothing() {
    in_each(chiefly_chromium(), async |story| {
        story.set_window(500, 700).await?;
        story.open("?q=eau").await?;
        story.wait_for(TITLES).await?;
        story
            .js("scrollTo(0, document.body.scrollHeight)", [])
            .await?;
        // The last excerpt is asked for no sooner than the filter could be.
        let last = ".found .cards > li:last-child .excerpt > span > span";
        story.wait_for(last).await?;
        story.settled().await?;
        assert_eq!(story.count(".filter .offered .count").await?, 0);
        story.click(".filter-toggle").await?;
        story.wait_for(".filter .offered .count").await
    })
    .await;
}
