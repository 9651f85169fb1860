use super::Visit;
use super::fetched::Fetched;
use crate::archive_folder::Files;
use crate::failure::Failure;
use crate::figure::Figure;
use crate::table::Table;
use kiosque_e2e::server::brotli_11;
use kiosque_model::ShortId;
use kiosque_reader::{MemoryFiles, Reader, answer_from_memory, decode_root};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The tag on most articles that is no country.
const TAG: &str = r#"main a.tag[href$="/tags/earn/"]"#;

/// From the home page, which is open, to its first article, to the tags, to one.
pub async fn table(visit: &Visit, files: &Files) -> Result<Table, Failure> {
    let mut table = Table::of_figures("reader: from the home page of Reuters on");
    open_article(visit, files, &mut table).await?;
    open_tags(visit, &mut table).await?;
    choose_tag(visit, &mut table).await?;
    Ok(table)
}

/// What later articles add to the article's list is fetched when that block
/// comes near the screen, below a short text at once: it is counted apart.
async fn open_article(visit: &Visit, files: &Files, table: &mut Table) -> Result<(), Failure> {
    let browser = &visit.browser;
    let title = browser.text(".cards a").await?;
    browser.click(".cards a").await?;
    browser.wait_text(".article h1", &title).await?;
    visit.settle().await?;
    let additions = additions(files, &browser.url().await?)?;
    let is_addition = |path: &str| additions.contains_key(path);
    let (_, article) = visit.fetched().split(is_addition);
    limit(table, "article from a list", &article, 1, 40_000);
    table.figure(
        "what later articles add to its list, requests",
        Figure::Count(additions.len()),
    );
    table.figure(
        "what later articles add to its list, bytes",
        Figure::Bytes(additions.values().sum()),
    );
    Ok(())
}

/// The files that hold what later articles add to the list of the article at
/// `address`: their paths on the server and their bytes in brotli.
fn additions(files: &Files, address: &str) -> Result<BTreeMap<String, usize>, Failure> {
    let path = address.trim_end_matches('/');
    let start = path.len().saturating_sub(ShortId::LENGTH);
    let id = path.get(start..).unwrap_or_default().to_owned();
    let id = ShortId::try_from(id).map_err(|error| Failure::unexpected(address, error))?;
    let root = decode_root(
        files
            .get("root.json")
            .map(Vec::as_slice)
            .unwrap_or_default(),
    )?;
    let memory = Rc::new(MemoryFiles::new(files.clone()));
    let reader = Reader::new(Rc::new(root), Rc::clone(&memory) as Rc<_>);
    answer_from_memory(memory.as_ref(), reader.additions(&id))?;
    let used = memory.take_used().into_keys();
    let weighed = used.map(|path| {
        let bytes = files.get(&path).map_or(0, |bytes| brotli_11(bytes).len());
        (format!("/archive/{path}"), bytes)
    });
    Ok(weighed.collect())
}

async fn open_tags(visit: &Visit, table: &mut Table) -> Result<(), Failure> {
    visit
        .browser
        .click(r#".banner nav a[href$="/tags/"]"#)
        .await?;
    visit.browser.wait_for(TAG).await?;
    visit.settle().await?;
    let (_, tags) = visit.fetched().split(is_of_article);
    table.figure("the list of tags, requests", Figure::Count(tags.requests()));
    table.at_most(
        "the list of tags, bytes",
        Figure::Bytes(tags.bytes()),
        Figure::Bytes(12_000),
    );
    Ok(())
}

/// The article's additions may arrive after the reader has left it.
fn is_of_article(path: &str) -> bool {
    path.starts_with("/archive/data/additions/") || path.starts_with("/archive/data/nodes/")
}

async fn choose_tag(visit: &Visit, table: &mut Table) -> Result<(), Failure> {
    visit.browser.click(TAG).await?;
    visit.browser.wait_for(".count-line").await?;
    visit.settle().await?;
    limit(table, "then one tag", &visit.fetched(), 3, 30_000);
    Ok(())
}

fn limit(table: &mut Table, what: &str, fetched: &Fetched, requests: usize, bytes: usize) {
    table.at_most(
        format!("{what}, requests"),
        Figure::Count(fetched.requests()),
        Figure::Count(requests),
    );
    table.at_most(
        format!("{what}, bytes"),
        Figure::Bytes(fetched.bytes()),
        Figure::Bytes(bytes),
    );
}
