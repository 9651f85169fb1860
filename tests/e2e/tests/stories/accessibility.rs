//! The rules of WCAG, and of good practice, that a machine can check, by axe-core.

use std::cell::RefCell;
use std::path::PathBuf;

use kiosque_e2e::{Base, Engine, Result, Scheme, built_site, cases};

use crate::published::Published;
use crate::reading::is_model;
use crate::story::{LANGS, Story, in_each};

const RUN: &str = "
    const only = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
        'best-practice'] };
    return axe.run(document, only).then(result => result.violations.flatMap(rule =>
        rule.nodes.map(node => `${rule.id}: ${node.target}: ${node.failureSummary}`)))";

#[tokio::test]
async fn no_page_breaks_a_rule() {
    let axe = std::fs::read_to_string(axe_file()).unwrap();
    let broken = RefCell::new(Vec::new());
    for scheme in [Scheme::Light, Scheme::Dark] {
        in_each(
            cases(
                &[Engine::Chromium, Engine::Firefox],
                &[Base::Root],
                &LANGS,
                &[scheme],
            ),
            async |story| {
                let published = Published::bundled(&built_site(story.case.base).unwrap());
                let article = published.find(is_model).path();
                for page in [
                    "",
                    &article,
                    "tags/",
                    "about/",
                    "saved/",
                    "dossier/#dossier=1&t=A&2019-aaaaaaaaaaaaa=x&n=1",
                    "?tag=afrique&not=football",
                    "rien/",
                    "?q=Maghreb",
                    "?q=xyzzyq",
                    &format!("{article}?q=Maroc"),
                ] {
                    story.open(page).await?;
                    if page.ends_with("?q=Maroc") {
                        story.click(".hits button").await?;
                    }
                    if page == "about/" {
                        story.click(".comfort").await?;
                        story.wait_for("dialog#desk").await?;
                    }
                    if page.starts_with("dossier") {
                        story
                            .wait_for("#desk-page .notice, #desk-page .nothing")
                            .await?;
                    }
                    let found = broken_rules(story, &axe, page).await?;
                    broken.borrow_mut().extend(found);
                }
                Ok(())
            },
        )
        .await;
    }
    let broken = broken.into_inner();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

async fn broken_rules(story: &Story, axe: &str, page: &str) -> Result<Vec<String>> {
    story.js(axe, []).await?;
    let broken = story.js(RUN, []).await?;
    let broken = broken.as_array().unwrap().iter();
    Ok(broken
        .map(|node| format!("{} /{page}: {node}", story.case))
        .collect())
}

/// Named by `cargo xtask test`, else where `cargo xtask setup` puts it.
fn axe_file() -> PathBuf {
    if let Some(named) = std::env::var_os("KIOSQUE_AXE") {
        return named.into();
    }
    let home = std::env::var_os("HOME").unwrap_or_default();
    let tools = PathBuf::from(home).join(".cache/kiosque/tools");
    let folders = std::fs::read_dir(tools).into_iter().flatten().flatten();
    let found = folders
        .map(|folder| folder.path())
        .filter(|folder| folder.to_string_lossy().contains("npm-axe-core-"))
        .map(|folder| folder.join("node_modules/axe-core/axe.min.js"))
        .find(|file| file.is_file());
    found.expect("axe-core is not installed: `cargo xtask setup` does it")
}
