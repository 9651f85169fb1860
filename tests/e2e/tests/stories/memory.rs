//! A long visit: what it leaves in memory, and how much of it stands in the page.

use std::collections::BTreeSet;

use kiosque_e2e::{Base, Case, Engine, Lang, Result, Scheme};
use serde_json::json;

use crate::sets::{OwnArchive, long_series, reuters};
use crate::story::{Story, tell_one};

const OPENINGS: usize = 500;
const CHANGES: usize = 200;

/// What a visit may leave behind, in bytes, fetched files included, once garbage is
/// collected.
const LEFT: u64 = 20 << 20;

/// Bytes of fetched files that are kept.
const CACHE: u64 = 12 << 20;

/// Rows in the page at any time.
const ROWS: u64 = 200;

/// The module's memory, which nothing else names, and the most rows at once.
const WATCH: &str = "
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const original = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
            const made = await original(...given);
            window.__memory = (made.instance ?? made).exports.memory;
            return made;
        };
    }
    window.__most = 0;
    const count = () => {
        __most = Math.max(__most, document.querySelectorAll('main li').length);
    };
    new MutationObserver(count).observe(document, { childList: true, subtree: true });
";

#[tokio::test]
async fn a_long_visit_leaves_little_behind() {
    let feed = reuters();
    let is_large = feed.is_some();
    let archive = OwnArchive::publish(vec![feed.unwrap_or_else(long_series)]);
    let site = archive.site(Base::Root);
    let case = Case {
        engine: Engine::Chromium,
        base: Base::Root,
        lang: Lang::En,
        scheme: Scheme::Light,
    };
    let tell = async |story: &Story| {
        story.before_pages(WATCH).await?;
        story.open("/").await?;
        let pages = pages(story).await?;
        visit(story, pages, 20, 10).await?;
        let before = Held::by(story).await?;
        let opened = visit(story, pages, OPENINGS, CHANGES).await?;
        let after = Held::by(story).await?;
        println!("  {opened} articles: {before:?}, then {after:?}");
        assert_eq!(opened, OPENINGS);
        assert!(!is_large || after.fetched > CACHE, "all of it is kept");
        assert!(after.all() < before.all() + LEFT);
        assert!(after.rows <= ROWS);
        Ok(())
    };
    tell_one(&Story::start(case, site.path()).await, &tell).await;
}

/// What a visit has cost so far, in bytes.
#[derive(Debug)]
struct Held {
    /// On the heap of JavaScript.
    script: u64,
    /// In the module's memory, which never shrinks.
    module: u64,
    /// Of different files of the archive.
    fetched: u64,
    /// Rows in the page at once.
    rows: u64,
}

impl Held {
    fn all(&self) -> u64 {
        self.script + self.module
    }

    async fn by(story: &Story) -> Result<Self> {
        let script = story.collect_garbage_heap_bytes().await?;
        let module = story
            .js("return [__memory.buffer.byteLength, __most]", [])
            .await?;
        let mut files = BTreeSet::new();
        let requests = story.site.requests();
        let fetched = requests
            .iter()
            .filter(|request| request.path.starts_with("/archive/data/"))
            .filter(|request| files.insert(request.path.clone()))
            .map(|request| request.bytes as u64);
        Ok(Self {
            script,
            module: module[0].as_u64().unwrap(),
            rows: module[1].as_u64().unwrap(),
            fetched: fetched.sum(),
        })
    }
}

/// Pages of the list of all articles.
async fn pages(story: &Story) -> Result<u64> {
    let count = story.text(".count-line").await?;
    let digits: String = count.chars().filter(char::is_ascii_digit).collect();
    Ok(digits.parse::<u64>().unwrap() / 12)
}

/// Opens so many articles from all over the archive and changes the filter so often,
/// as a reader does: by links and by going back.
async fn visit(story: &Story, pages: u64, openings: usize, changes: usize) -> Result<usize> {
    let mut opened = 0;
    for start in (0..openings).step_by(10) {
        let numbers: Vec<u64> = (start..start + 10)
            .map(|number| 2 + number as u64 * (pages - 2) / openings as u64)
            .collect();
        let titles = story
            .js(&format!("{STEPS}{OPEN}"), [json!(numbers)])
            .await?;
        opened += titles.as_array().map_or(0, Vec::len);
    }
    for start in (0..changes).step_by(10) {
        story
            .js(&format!("{STEPS}{CHANGE}"), [json!(start)])
            .await?;
    }
    Ok(opened)
}

const STEPS: &str = "
    const find = css => document.querySelector(css);
    const until = async condition => {
        while (!condition() || find('#waiting:not(:empty)')) {
            await new Promise(requestAnimationFrame);
        }
    };
    const follow = href => {
        const link = document.createElement('a');
        link.href = href;
        find('main').append(link);
        link.click();
        link.remove();
    };
";

const OPEN: &str = "
    const titles = [];
    for (const page of arguments[0]) {
        follow('/?page=' + page);
        await until(() => find('.pager-place')?.textContent.replaceAll(',', '').includes(` ${page} `));
        const link = all('.cards h3 a')[page % 12];
        const title = link.textContent;
        titles.push(title);
        link.click();
        await until(() => find('article h1')?.textContent === title);
        history.back();
        await until(() => find('.pager-place'));
    }
    return titles;
";

const CHANGE: &str = "
    for (let change = arguments[0]; change < arguments[0] + 10; change += 1) {
        const before = location.href, chips = all('.chip').length, offered = all('.offered a');
        const narrows = chips < 2 && offered.length > 0;
        const link = narrows ? offered[change * 7 % offered.length] : find('.clear');
        link.click();
        const then = narrows ? chips + 1 : 0;
        await until(() => location.href !== before && all('.chip').length === then);
    }
";
