//! Attacks of every collection, imported and published: none succeeds anywhere in the
//! site. In a page that takes them as they are, they do.

use kiosque_e2e::{Base, Case, Engine, Lang, Result, Scheme, cases, matrix};
use serde_json::{Value, json};

use crate::attack_sources::{
    Collection, OWN, as_feed, as_other_formats, collections, hostile_feeds, imported, lots,
    markup_of,
};
use crate::hostile::INTRUDERS;
use crate::published::{Piece, Published};
use crate::sets::OwnArchive;
use crate::story::{Story, plain, tell_failing, tell_one};

/// Runs before anything else in the page and in all its frames: what attacks do when
/// they succeed is told to the page at the top, with the number of the frame.
const ALARMS: &str = "(() => {
    const number = () => {
        let frame = window;
        while (frame !== top && frame.parent !== top) frame = frame.parent;
        return frame === top ? -1 : [...Array(top.length).keys()].find(at => top[at] === frame);
    };
    const tell = what => {
        const hit = number() + ' ' + what;
        try { (top.__hit ??= []).push(hit) } catch { top.postMessage({ hit }, '*') }
    };
    if (window === top)
        addEventListener('message', ({ data }) => data?.hit && (top.__hit ??= []).push(data.hit));
    for (const call of ['alert', 'confirm', 'prompt', 'print', 'open'])
        window[call] = (...words) => tell([call, ...words].join(' '));
    for (const call of ['write', 'writeln'])
        document[call] = (...words) => tell([call, ...words].join(' '));
})()";

/// How many frames have told something.
const HIT: &str = "const hit = new Set((window.__hit ?? []).map(hit => parseInt(hit)));
    hit.delete(-1);
    ";

/// What readers do to the elements of `all`, as far as nobody is led away.
const GESTURES: &str = "for (const e of all)
        for (const type of ['mouseover', 'mouseenter', 'mousemove', 'mousedown', 'pointerover', 'focus', 'blur', 'input',
                'change', 'scroll', 'wheel', 'keydown', 'copy', 'submit'])
            e.dispatchEvent(new Event(type));
    ";

/// Gestures in all frames, and clicks.
fn provoke() -> String {
    format!(
        "for (const at of Array(window.length).keys()) try {{
            const all = [...window[at].document.querySelectorAll('*')];
            {GESTURES}
            for (const e of all) if (e.matches('a, area, button, input, [onclick]')) e.click();
        }} catch {{ /* A frame of another host. */ }}
        "
    )
}

/// Stops of a tour through the site that are made in one go.
const STOPS: usize = 25;

#[tokio::test]
async fn attacks_succeed_where_nobody_is_careful() {
    for case in one_case() {
        for collection in collections() {
            let folder = tempfile::tempdir().unwrap();
            write_raw(folder.path(), &collection);
            let story = Story::start(case, folder.path()).await;
            let name = collection.name;
            let tell = async |story: &Story| {
                watch(story).await?;
                story.go(&story.site.url("")).await?;
                let provoke = provoke();
                let enough = format!("{provoke} {HIT} return hit.size >= arguments[0]");
                let least = json!(collection.least);
                story.wait_js("enough to succeed", &enough, [least]).await?;
                let count = story.js(&format!("{HIT} return hit.size"), []).await?;
                println!("{name}: {count} of {} succeed", collection.attacks.len());
                Ok(())
            };
            tell_failing(&story, &tell).await;
        }
    }
}

/// A page with a frame for each attack, which is in it as it is.
fn write_raw(folder: &std::path::Path, collection: &Collection) {
    let mut frames = String::from("<!doctype html><title>Brut</title>");
    for (at, attack) in collection.attacks.iter().enumerate() {
        frames += &format!("<iframe src=\"{at}.html\"></iframe>");
        let page = format!("<!doctype html><meta charset=utf-8><title>Brut</title><body>{attack}");
        std::fs::write(folder.join(format!("{at}.html")), page).unwrap();
    }
    std::fs::write(folder.join("index.html"), frames).unwrap();
}

#[tokio::test]
async fn no_imported_attack_succeeds() {
    let attacks = collections().into_iter().flat_map(|all| all.attacks);
    let mut sources: Vec<String> = attacks.map(|attack| as_feed(&attack)).collect();
    let attacks = sources.len();
    for case in hostile_feeds() {
        sources.push(as_feed(&markup_of(&case)));
        sources.push(case);
    }
    sources.extend(OWN.into_iter().flat_map(as_other_formats));
    let archive = OwnArchive::publish(imported(&sources));
    let published = Published::read(archive.path(), Vec::new());
    println!("{} articles", published.articles.len());
    let stops = stops(&published, attacks);
    for case in one_case() {
        let site = archive.site(case.base);
        let tell = async |story: &Story| {
            watch(story).await?;
            story.open("").await?;
            story.open("?q=lot1").await?;
            story.wait_for(".found .cards h3 a").await?;
            for stops in stops.chunks(STOPS) {
                tour(story, stops).await?;
            }
            for attack in OWN {
                story.open(&format!("?q={}", encoded(attack))).await?;
                tour(story, &[]).await?;
            }
            Ok(())
        };
        tell_one(&Story::start(case, site.path()).await, &tell).await;
    }
}

fn one_case() -> Vec<Case> {
    cases(
        &[Engine::Chromium],
        &[Base::Root],
        &[Lang::Fr],
        &[Scheme::Light],
    )
}

async fn watch(story: &Story) -> Result<()> {
    story.before_pages(ALARMS).await.map(drop)
}

/// Where an attack may show: the lists, its article, its tag, what a search finds. Of
/// the articles from feeds a part is opened, or all in full: they are much alike.
fn stops(published: &Published, attacks: usize) -> Vec<Value> {
    let articles = &published.articles;
    let pages = (2..=articles.len().div_ceil(12)).map(|page| {
        let page = page.to_string();
        json!({ "to": format!("?page={page}"), "css": ".pager", "has": page })
    });
    let found = lots(articles.len()).into_iter().map(
        |lot| json!({ "to": format!("?q={lot}&exact=1"), "css": ".found .cards h3 a", "has": "" }),
    );
    // They are dated in the order of their sources.
    let opened = |(number, _): &(usize, &Piece)| {
        let is_of_feed = (attacks..articles.len() - OWN.len() * 5).contains(number);
        !is_of_feed || matrix::is_full() || number.is_multiple_of(6)
    };
    let numbered = articles.iter().rev().enumerate().filter(opened);
    let shown = numbered.flat_map(|(_, piece)| shown(published, piece));
    let index = json!({ "to": "tags/", "css": ".tags .tag", "has": "" });
    pages.chain(found).chain(shown).chain([index]).collect()
}

/// An article and its tags.
fn shown(published: &Published, piece: &Piece) -> Vec<Value> {
    let title = plain(&piece.article.title);
    let article = json!({ "to": piece.path(), "css": "h1", "has": title });
    let tags = piece.own_tags.iter().map(|tag| {
        let label = published.label(tag, Lang::Fr);
        json!({ "to": format!("tags/{}/", encoded(tag)), "css": "h1", "has": plain(label) })
    });
    std::iter::once(article).chain(tags).collect()
}

/// Goes from stop to stop as a reader does, by links that the app follows, and looks
/// around at each.
async fn tour(story: &Story, stops: &[Value]) -> Result<()> {
    let script = format!(
        "const look = () => {{ {INTRUDERS} }};
        const soon = () => new Promise(done => setTimeout(done));
        const settled = () => new Promise(done => {{
            const last = new Image();
            last.onerror = done;
            last.src = 'data:,';
        }});
        // A tag is shown in one of its spellings.
        const plain = text => text.toLowerCase().replace(/\\s+/g, ' ');
        const follow = async (to, css, has) => {{
            const before = location.href;
            const link = document.createElement('a');
            link.href = base + to;
            document.querySelector('main').append(link);
            link.click();
            link.remove();
            // The browser writes some addresses of tags in its own way.
            const there = () => (css === 'h1' ? location.href !== before : location.href === link.href)
                && document.querySelector('html[data-ready]')
                && !document.querySelector('[aria-busy=true]') && all(css).some(e => plain(words(e)).includes(plain(has)));
            for (const end = Date.now() + 10000; !there();)
                if (Date.now() > end) return [to + ' is not reached: ' + all(css).map(words)];
                else await soon();
            return [];
        }};
        const told = [];
        for (const {{ to, css, has }} of stops) {{
            told.push(...await follow(to, css, has));
            {{ const all = [...document.querySelectorAll('.body *, .cards *, h1 *, .tags *')]; {GESTURES} }}
            await settled();
            told.push(...look().map(found => to + ': ' + found));
            performance.clearResourceTimings();
        }}
        await settled();
        return [...told, ...look()]"
    );
    let script = format!("return (async (base, stops) => {{ {script} }})(...arguments)");
    let told = story
        .js(&script, [json!(story.site.base()), json!(stops)])
        .await?;
    assert_eq!(told, json!([]), "{}: {told:#}", story.case);
    Ok(())
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
