//! Every kind of file in every kind of trouble: the page says which part is missing and
//! how to ask again, and goes on without a reload.

use std::time::Duration;

use kiosque_e2e::FaultKind::{
    FlippedByte, HtmlInstead, NotFound, Reset, Slow, Status, StatusThenGood, Truncated, WrongType,
};
use kiosque_e2e::{Base, Case, Engine, Fault, FaultKind, Lang, Request, Result, Scheme, matrix};
use kiosque_model::wire::Kind;
use serde_json::json;

use crate::series::{Part, Series};
use crate::story::{Story, tell_troubled};

/// Longer than any story: what is held back comes when it is released.
const HELD: FaultKind = Slow(Duration::from_secs(600));

/// The columns.
const TROUBLES: [Trouble; 10] = [
    Trouble::Told(NotFound),
    Trouble::Told(Status(500)),
    Trouble::Passing(StatusThenGood(503, 1)),
    Trouble::Told(Truncated),
    Trouble::Told(FlippedByte),
    Trouble::Harmless(WrongType),
    Trouble::Told(HtmlInstead),
    Trouble::Told(Reset),
    Trouble::Late,
    Trouble::Stuck,
];

/// What the reader meets.
#[derive(Debug, Clone)]
enum Trouble {
    /// A notice, until the host is sound again.
    Told(FaultKind),
    /// A notice, though the host is sound already.
    Passing(FaultKind),
    /// Nothing.
    Harmless(FaultKind),
    /// A wait, which ends by itself.
    Late,
    /// A wait without end, unless the file is asked for once more.
    Stuck,
}

/// The rows: every kind of file, and the root, which has none.
const KINDS: usize = Kind::ALL.len() + 1;

#[tokio::test]
async fn every_file_in_every_trouble_in_chromium() {
    in_every_trouble(Engine::Chromium).await;
}

#[tokio::test]
async fn every_file_in_every_trouble_in_firefox() {
    in_every_trouble(Engine::Firefox).await;
}

#[tokio::test]
async fn every_file_in_every_trouble_in_webkit() {
    in_every_trouble(Engine::WebKit).await;
}

/// The cells tried in `engine`, dealt to these places and languages.
async fn in_every_trouble(engine: Engine) {
    const PLACES: [(Base, Lang); 3] = [
        (Base::Root, Lang::Fr),
        (Base::Sub, Lang::Ar),
        (Base::Root, Lang::En),
    ];
    let series = Series::publish();
    let cells = matrix::cells(engine, KINDS, TROUBLES.len());
    for (place, (base, lang)) in PLACES.into_iter().enumerate() {
        let site = series.archive.site(base);
        let case = Case {
            engine,
            base,
            lang,
            scheme: Scheme::Light,
        };
        let dealt = |[row, column]: &[usize; 2]| (row + column) % PLACES.len() == place;
        let tell = async |story: &Story| {
            for [row, column] in cells.iter().copied().filter(dealt) {
                let part = series.part(Kind::ALL.get(row).copied(), story.words);
                meets(story, &part, &TROUBLES[column]).await?;
            }
            Ok(())
        };
        tell_troubled(&Story::start(case, site.path()).await, &tell).await;
    }
}

/// Opens a page whose file is in trouble, and follows the way out.
async fn meets(story: &Story, part: &Part, trouble: &Trouble) -> Result<()> {
    println!("  {} {trouble:?}", part.file);
    story.go("about:blank").await?;
    story.site.clear_requests();
    let (kind, times) = match trouble {
        Trouble::Told(kind) | Trouble::Passing(kind) | Trouble::Harmless(kind) => (kind, u32::MAX),
        Trouble::Late => (&HELD, u32::MAX),
        Trouble::Stuck => (&HELD, 1),
    };
    let fault = Fault::containing(&part.file, kind.clone());
    story.site.fault(fault.times(times));
    story.go(&story.site.url(&part.page)).await?;
    story.js("window.stayed = true", []).await?;
    if let Some(place) = part.near {
        story.wait_for(place).await?;
        let go = "document.querySelector(arguments[0]).scrollIntoView()";
        story.js(go, [json!(place)]).await?;
    }
    gets_out(story, part, trouble).await?;
    let asked = |request: &Request| request.path.contains(&part.file);
    assert!(story.site.requests().iter().any(asked), "{}", part.file);
    story.site.clear_faults();
    Ok(())
}

async fn gets_out(story: &Story, part: &Part, trouble: &Trouble) -> Result<()> {
    let retry = story.words.retry;
    match trouble {
        Trouble::Harmless(_) => {}
        // Nothing names the root by its hash: the flipped bit of a word is shown.
        Trouble::Told(FlippedByte) if part.file.ends_with("root.json") => {
            return story.wait_for(".cards .card, main .notice").await;
        }
        Trouble::Told(kind) => {
            is_told(story, part, kind).await?;
            story.site.clear_faults();
            story.click_text("main .notice button", retry).await?;
        }
        Trouble::Passing(kind) => {
            is_told(story, part, kind).await?;
            story.click_text("main .notice button", retry).await?;
        }
        Trouble::Late => {
            is_waited_for(story, part).await?;
            story.site.clear_faults();
        }
        Trouble::Stuck => {
            is_waited_for(story, part).await?;
            story.click_text(".waiting button", retry).await?;
        }
    }
    is_whole(story, part).await
}

/// The page says what is missing, and shows nothing as if it were not.
async fn is_told(story: &Story, part: &Part, kind: &FaultKind) -> Result<()> {
    const NOTICE: &str = "main .notice[role=alert]";
    story.wait_text(NOTICE, story.words.trouble(kind)).await?;
    story.see("main .notice strong", &[part.name]).await;
    assert_eq!(story.count("main .notice").await?, 1);
    assert_eq!(story.count(&part.content).await?, 0, "{}", part.content);
    assert_eq!(story.count(".banner nav a").await?, 4);
    Ok(())
}

/// The page says that something is on its way, and after a while how to ask again.
async fn is_waited_for(story: &Story, part: &Part) -> Result<()> {
    story.wait_text(".waiting", story.words.loading).await?;
    story.see("#waiting", &[part.name]).await;
    assert_eq!(story.count(&part.content).await?, 0, "{}", part.content);
    assert_eq!(story.count("main .notice").await?, 0);
    let patience = "const style = getComputedStyle(all('.waiting button')[0]);
        return [style.animationName, style.animationDuration]";
    story.see_js(patience, json!(["absent", "5s"])).await;
    let later = "document.getAnimations().forEach(animation => animation.finish());
        return getComputedStyle(all('.waiting button')[0]).visibility";
    assert_eq!(story.js(later, []).await?, json!("visible"));
    Ok(())
}

/// All is there, on the page that was opened.
async fn is_whole(story: &Story, part: &Part) -> Result<()> {
    story.wait_for(&part.content).await?;
    story.wait_gone("main .notice").await?;
    story.settled().await?;
    let stayed = "return window.stayed === true";
    story.see_js(stayed, json!(true)).await;
    Ok(())
}
