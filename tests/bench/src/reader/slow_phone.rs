use super::Visit;
use crate::failure::Failure;
use crate::figure::{Figure, median};
use crate::table::Table;
use serde_json::json;

/// How much slower the processor is made.
const SLOWER: f64 = 4.0;
/// Tags chosen beside the first, each for the first time.
const TAGS: usize = 10;
const LIMIT: Figure = Figure::Milliseconds(100.0);

/// Clicks the link at a place among those offered; milliseconds from the end of
/// the last answer to the frame that shows the new count, once painted.
const CHOOSE: &str = "
    const [place] = arguments;
    const count = () => document.querySelector('.count-line')?.textContent;
    const link = document.querySelectorAll('.offered a.tag')[place];
    if (!link) throw new Error(`no tag ${place}`);
    return new Promise(painted => {
        const before = count();
        const start = performance.now();
        const channel = new MessageChannel();
        const observer = new MutationObserver(() => {
            if ((count() ?? before) === before) return;
            observer.disconnect();
            requestAnimationFrame(() => channel.port2.postMessage(null));
        });
        observer.observe(document.body, { childList: true, characterData: true, subtree: true });
        channel.port1.onmessage = () => {
            const end = performance.now();
            const answers = performance.getEntriesByType('resource')
                .filter(answer => answer.startTime >= start).map(answer => answer.responseEnd);
            painted(end - Math.max(start, ...answers));
        };
        link.click();
    });";

/// From the list of `earn`, which is open, to it and one more tag, and back.
pub async fn table(visit: &Visit) -> Result<Table, Failure> {
    let browser = &visit.browser;
    browser.cpu_throttle(SLOWER).await?;
    visit.fetched();
    let mut times = Vec::new();
    for place in 0..TAGS {
        let taken = browser.js(CHOOSE, [json!(place)]).await?;
        let time = taken.as_f64();
        times
            .push(time.ok_or_else(|| Failure::unexpected("the page", format!("it gave {taken}")))?);
        visit.settle().await?;
        browser.back().await?;
        visit.settle().await?;
    }
    browser.cpu_throttle(1.0).await?;
    let mut table = Table::of_figures(format!(
        "reader: from the data to painted counts, earn and one more tag, processor {SLOWER} times slower"
    ));
    let slowest = times.iter().copied().fold(0.0, f64::max);
    table.at_most("median", Figure::Milliseconds(median(&times)), LIMIT);
    table.at_most("slowest", Figure::Milliseconds(slowest), LIMIT);
    table.figure("requests", Figure::Count(visit.fetched().requests()));
    Ok(table)
}
