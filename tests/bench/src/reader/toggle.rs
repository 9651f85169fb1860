use super::Visit;
use crate::failure::Failure;
use crate::figure::{Figure, median};
use crate::table::Table;
use serde_json::json;

/// Times each way, after one that fetches the postings.
const TIMES: usize = 15;
const LIMIT: Figure = Figure::Milliseconds(50.0);

const TAG_ON: &str = ".offered a.tag";
const TAG_OFF: &str = ".chips a.chip";

/// Clicks the link of a tag; milliseconds until the frame that shows the new
/// count has been painted. A message posted in a frame's callback comes after
/// its painting.
const CLICK: &str = "
    const [links, tag] = arguments;
    const count = () => document.querySelector('.count-line')?.textContent;
    const link = [...document.querySelectorAll(links)]
        .find(link => link.querySelector('bdi').textContent === tag);
    if (!link) throw new Error(`no ${tag} among ${links}`);
    return new Promise(painted => {
        const before = count();
        const channel = new MessageChannel();
        const observer = new MutationObserver(() => {
            if ((count() ?? before) === before) return;
            observer.disconnect();
            requestAnimationFrame(() => channel.port2.postMessage(null));
        });
        observer.observe(document.body, { childList: true, characterData: true, subtree: true });
        const start = performance.now();
        channel.port1.onmessage = () => painted(performance.now() - start);
        link.click();
    });";

/// From the list of `earn`, which is open, to `earn` and `usa`, and back.
pub async fn table(visit: &Visit) -> Result<Table, Failure> {
    click(visit, TAG_ON).await?;
    click(visit, TAG_OFF).await?;
    visit.fetched();
    let (mut on, mut off) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        on.push(click(visit, TAG_ON).await?);
        off.push(click(visit, TAG_OFF).await?);
    }
    let mut table = Table::of_figures(format!(
        "reader: from click to painted counts, earn and usa in Reuters, median of {TIMES}"
    ));
    table.at_most("tag on", Figure::Milliseconds(median(&on)), LIMIT);
    table.at_most("tag off", Figure::Milliseconds(median(&off)), LIMIT);
    table.figure(
        "slowest",
        Figure::Milliseconds(on.iter().chain(&off).copied().fold(0.0, f64::max)),
    );
    table.at_most(
        "requests",
        Figure::Count(visit.fetched().requests()),
        Figure::Count(0),
    );
    Ok(table)
}

async fn click(visit: &Visit, links: &str) -> Result<f64, Failure> {
    let taken = visit
        .browser
        .js(CLICK, [json!(links), json!("usa")])
        .await?;
    let milliseconds = taken.as_f64();
    milliseconds.ok_or_else(|| Failure::unexpected("the page", format!("it gave {taken}")))
}
