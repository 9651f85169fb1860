use super::Visit;
use crate::failure::Failure;
use crate::figure::Figure;
use crate::table::Table;
use kiosque_e2e::Browser;

/// How much slower the processor is made, and milliseconds that a task may take then. The
/// browser tells of those of more than 50.
const PACES: [(f64, f64); 2] = [(1.0, 50.0), (4.0, 200.0)];

/// Collects the tasks of each page.
const WATCH: &str = "
    window.tasks = [];
    new PerformanceObserver(list => tasks.push(...list.getEntries()))
        .observe({ type: 'longtask', buffered: true });";

/// Milliseconds of the longest task after the first paint since this was last asked. The
/// browser hands entries over when it has time.
const LONGEST: &str = "
    const [painted] = performance.getEntriesByName('first-contentful-paint');
    const isLater = task => task.startTime > painted.startTime;
    const longest = () => Math.max(0, ...tasks.splice(0).filter(isLater).map(task => task.duration));
    return new Promise(done => requestIdleCallback(() => setTimeout(() => done(longest()))));";

/// What a reader does, each from where the step before led: what is clicked, and what is
/// then there. The first opens the home page; words are typed instead of a click.
const STEPS: [(&str, Act, &str); 9] = [
    ("home", Act::Open("/"), ".cards .card"),
    ("an article", Act::Click(".cards h3 a"), ".article .body p"),
    (
        "the tags",
        Act::Click(r#".banner nav a[href$="/tags/"]"#),
        "main a.tag",
    ),
    (
        "one tag",
        Act::Click(r#"main a.tag[href$="/tags/earn/"]"#),
        ".count-line",
    ),
    (
        "one more",
        Act::Click(".offered a.tag"),
        ".chips li + li + li",
    ),
    ("a search", Act::Type("oil prices"), ".found .cards h3 a"),
    (
        "what it found",
        Act::Click(".found .cards h3 a"),
        "mark.hit",
    ),
    (
        "reading comfort",
        Act::Click("[data-desk=comfort]"),
        "dialog#desk",
    ),
    ("an article by its address", Act::Again, ".article .body p"),
];

#[derive(Clone, Copy)]
enum Act {
    Open(&'static str),
    Click(&'static str),
    Type(&'static str),
    /// Loads the page anew.
    Again,
}

/// The longest work on the main thread in each step, on the archive of `visit`.
pub async fn table(visit: &Visit) -> Result<Table, Failure> {
    let browser = &visit.browser;
    browser.before_pages(WATCH).await?;
    let mut table = Table::of_figures(
        "reader: longest task on the main thread after the first paint, 0 where none is above 50 ms",
    );
    for (slower, most) in PACES {
        browser.cpu_throttle(slower).await?;
        for (what, act, there) in STEPS {
            take(visit, act).await?;
            browser.wait_for(there).await?;
            visit.settle().await?;
            table.at_most(
                format!("{what}, processor {slower} times slower"),
                Figure::Milliseconds(longest(browser).await?),
                Figure::Milliseconds(most),
            );
        }
    }
    browser.cpu_throttle(1.0).await?;
    Ok(table)
}

async fn take(visit: &Visit, act: Act) -> Result<(), Failure> {
    let browser = &visit.browser;
    match act {
        Act::Open(path) => browser.go(&visit.server.url(path)).await?,
        Act::Click(css) => browser.click(css).await?,
        Act::Type(words) => browser.type_into("#q", words).await?,
        Act::Again => browser.reload().await?,
    }
    Ok(())
}

async fn longest(browser: &Browser) -> Result<f64, Failure> {
    let longest = browser.js(LONGEST, []).await?;
    let milliseconds = longest.as_f64();
    milliseconds.ok_or_else(|| Failure::unexpected("the page", format!("it gave {longest}")))
}
