//! Pages that can be read before the app is there, without it, and when it fails.

use kiosque_e2e::FaultKind::{NotFound, Replace, Slow, Truncated, WrongType};
use kiosque_e2e::{Case, Engine, Fault, Result, Scheme, built_site, cases, matrix, with_archive};
use serde_json::json;
use std::time::Duration;

use crate::published::{Piece, Published};
use crate::reading::is_model;
use crate::story::{BASES, LANGS, Story, in_each, in_each_troubled, plain, tell_failing};

/// Longer than any story waits.
const HELD: Duration = Duration::from_secs(600);

/// What is watched from before the page is there: shifts of its layout, and where the
/// parts of it stand before the app is there.
const WATCH: &str = "
    window.shifts = 0;
    new PerformanceObserver((list) => {
        // What says that something is on its way comes and goes above the page, at its foot.
        const is_of_page = ({ node, previousRect }) => node
            ? !(node.closest ? node : node.parentElement)?.closest('.waiting')
            : previousRect.top < innerHeight - 128;
        for (const entry of list.getEntries()) if (entry.sources.some(is_of_page)) window.shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    window.places = () => [...document.querySelectorAll('main h1, main .meta, .old, .tools, .body > *, .date-line, .source-line, .tags li, .related-block, .card, .pager, .banner *')]
        .map((part) => { const box = part.getBoundingClientRect(); return [box.x, box.y, box.width, box.height].map(Math.round).join(' ') });
    addEventListener('DOMContentLoaded', () => {
        window.twin = Boolean(document.querySelector('#app[data-twin]'));
        window.before = window.places();
    });";

/// The places of both, once the app is there.
const SAME: &str = "return [window.twin, document.querySelector('[data-twin]') === null,
    window.before.length > 9 && window.before.join() === window.places().join(), window.shifts]";

fn in_chromium() -> Vec<Case> {
    cases(&[Engine::Chromium], &BASES, &LANGS[..1], &[Scheme::Light])
}

fn published(story: &Story) -> Published {
    Published::bundled(&built_site(story.case.base).unwrap())
}

async fn without_script(story: &Story) -> Result<()> {
    let disabled = json!({ "value": true });
    story
        .cdp("Emulation.setScriptExecutionDisabled", disabled)
        .await
        .map(drop)
}

#[tokio::test]
async fn articles_tags_and_months_are_read_without_script() {
    in_each(in_chromium(), async |story| {
        without_script(story).await?;
        let published = published(story);
        story.go(&story.site.url("/")).await?;
        assert_eq!(story.count(".cards .card").await?, 12);
        follow(story, ".pager-older a").await?;
        assert!(
            story.url().await?.contains("/months/"),
            "{}",
            story.url().await?
        );
        let mut seen = story.texts(".cards h3 a").await?;
        let months = published
            .articles
            .iter()
            .filter(|piece| !piece.day().is_empty())
            .count();
        while seen.len() < months {
            follow(story, ".pager-older a").await?;
            seen.extend(story.texts(".cards h3 a").await?);
        }
        let expected = published
            .articles
            .iter()
            .filter(|piece| !piece.day().is_empty());
        let expected: Vec<String> = expected.map(|piece| plain(&piece.article.title)).collect();
        assert_eq!(sorted(seen), sorted(expected));
        story
            .go(&story.site.url(&published.find(is_model).path()))
            .await?;
        assert!(story.texts(".body p").await?.len() > 1);
        follow(story, ".article-end .tags a").await?;
        assert!(story.count(".cards .card").await? > 0);
        follow(story, ".cards h3 a").await?;
        assert!(story.count(".body p").await? > 0);
        Ok(())
    })
    .await;
}

/// Follows the last link that matches: a page of its own.
async fn follow(story: &Story, css: &str) -> Result<()> {
    let script = "return all(arguments[0]).filter((link) => link.checkVisibility()).pop().href";
    let address = story.js(script, [json!(css)]).await?;
    story.go(address.as_str().unwrap()).await
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}

#[tokio::test]
async fn the_text_stays_where_the_app_does_not_come() {
    for case in cases(
        &Engine::ALL[..engines()],
        &BASES[..1],
        &LANGS[..1],
        &[Scheme::Light],
    ) {
        let tell = async |story: &Story| {
            let published = published(story);
            let article = published.find(is_model);
            let page = article.path() + "index.html";
            let bytes =
                std::fs::read_to_string(built_site(case.base).unwrap().join(&page)).unwrap();
            let strict = bytes.replace(" 'wasm-unsafe-eval'", "");
            assert_ne!(strict, bytes);
            let own = article.path();
            for (trouble, path, fault) in [
                ("no module", &own, Fault::containing(".wasm", NotFound)),
                ("half a module", &own, Fault::containing(".wasm", Truncated)),
                (
                    "a module of another type",
                    &own,
                    Fault::containing(".wasm", WrongType),
                ),
                (
                    "no application",
                    &own,
                    Fault::containing("app/kiosque-viewer", NotFound),
                ),
                (
                    "a policy that forbids it",
                    &page,
                    Fault::path(&page, Replace(strict.into_bytes())),
                ),
            ] {
                println!("  {trouble}");
                story.go("about:blank").await?;
                story.site.clear_faults();
                story.site.fault(fault);
                story.go(&story.site.url(path)).await?;
                reads(story, article).await?;
                let is_of_type = trouble == "a module of another type";
                if !is_of_type && trouble != "no application" {
                    story.wait_for("#failure:not([hidden])").await?;
                }
            }
            Ok(())
        };
        let site = built_site(case.base).unwrap();
        tell_failing(&Story::start(case, site).await, &tell).await;
    }
}

fn engines() -> usize {
    if matrix::is_full() {
        Engine::ALL.len()
    } else {
        1
    }
}

async fn reads(story: &Story, article: &Piece) -> Result<()> {
    story.see("h1", &[&article.article.title]).await;
    assert!(story.texts(".body p").await?.len() > 1);
    story.see(".date-line", &["Le 04/07/2019"]).await;
    Ok(())
}

#[tokio::test]
async fn the_app_takes_over_without_a_shift_or_a_request() {
    in_each(in_chromium(), async |story| {
        let published = published(story);
        story.before_pages(WATCH).await?;
        // What is held back is not waited for.
        story.site.fault(Fault::containing("archive/", Slow(HELD)));
        for width in [320, 1440] {
            story.set_window(width, 900).await?;
            for path in [published.find(is_model).path(), String::new()] {
                println!("  {path:?} at {width}");
                story.go("about:blank").await?;
                story.go(&story.site.url(&path)).await?;
                story.wait_for("html[data-ready]").await?;
                story.see_js(SAME, json!([true, true, true, 0])).await;
            }
        }
        story.site.clear_faults();
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_list_takes_over_with_its_own_edition() {
    in_each(in_chromium(), async |story| {
        story.before_pages(WATCH).await?;
        for path in ["tags/maroc/", "months/2019-07/"] {
            story.go(&story.site.url(path)).await?;
            story.settled().await?;
            story
                .see_js("return [window.twin, window.shifts]", json!([true, 0]))
                .await;
            story.see_address(path).await;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_list_stays_where_its_files_do_not_come() {
    in_each_troubled(in_chromium(), async |story| {
        story.site.fault(Fault::containing("archive/", NotFound));
        story.go(&story.site.url("tags/maroc/")).await?;
        story
            .wait_text("#toast", story.words.trouble(&NotFound))
            .await?;
        assert!(story.count(".cards .card").await? > 0);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_the_reader_went_to_stays() {
    in_each(in_chromium(), async |story| {
        let article = published(story).find(is_model).path();
        story.set_window(360, 500).await?;
        let act = "addEventListener('DOMContentLoaded', () => {
            scrollTo(0, 300);
            document.querySelector('.article-end .tags a').focus({ preventScroll: true });
            document.querySelector('#q').value = 'eau';
        })";
        story.before_pages(act).await?;
        story.go(&story.site.url(&article)).await?;
        story.wait_for("html[data-ready]").await?;
        let state = "return [scrollY, document.activeElement.closest('.tags') !== null,
            document.querySelector('#q').value, document.querySelector('[data-twin]') === null]";
        story.see_js(state, json!([300, true, "eau", true])).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_old_address_of_a_withdrawn_article_leads_to_its_notice() {
    const ID: &str = "aaaaaaaaaaaaa";
    const WITHDRAWN: &str =
        "fetch = new Proxy(fetch, { async apply(fetch, self, [asked, ...rest]) {
        const answer = await fetch.call(self, asked, ...rest);
        if (!String(asked.url ?? asked).endsWith('root.json')) return answer;
        return new Response(JSON.stringify({ ...(await answer.json()), withdrawals: '01234567' }));
    } })";
    for case in in_chromium() {
        let built = built_site(case.base).unwrap();
        let site = with_archive(&built, &built.join("archive")).unwrap();
        let folder = site.path().join("a/0").join(ID);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("index.html"), "<!doctype html><h1>Retiré</h1>").unwrap();
        let tell = async |story: &Story| {
            story.before_pages(WITHDRAWN).await?;
            story
                .go(&story.site.url(&format!("/a/2019/un-titre-{ID}/")))
                .await?;
            story.see("h1", &["Retiré"]).await;
            story.see_address(&format!("/a/0/{ID}/")).await;
            // Where there is no notice, the app says that there is nothing, and stays.
            story
                .open(&format!("/a/2019/un-titre-{}/", ID.replace('a', "b")))
                .await?;
            story.see("main h1", &[story.words.not_found]).await;
            Ok(())
        };
        tell_failing(&Story::start(case, site.path()).await, &tell).await;
    }
}
