//! The interface's language.

use std::os::unix::fs::symlink;

use kiosque_e2e::{Base, Engine, Lang, Result, Scheme, built_site, cases, with_archive};
use serde_json::json;
use tempfile::TempDir;

use crate::story::{LANGS, Story, everywhere, in_each, tell_one};
use crate::words::{Words, words};

#[tokio::test]
async fn the_browser_chooses_first_then_the_reader() {
    in_each(everywhere(), async |story| {
        story.set_window(1440, 900).await?;
        story.open("/").await?;
        speaks(story, story.words).await?;
        for lang in [Lang::Ar, Lang::En, Lang::Fr] {
            switch(story, lang).await?;
            speaks(story, words(lang)).await?;
            story.reload().await?;
            story.settled().await?;
            speaks(story, words(lang)).await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn sites_under_one_origin_remember_each_its_own() {
    let host = two_sites();
    for case in cases(&Engine::ALL, &[Base::Root], &LANGS, &[Scheme::Light]) {
        let tell = async |story: &Story| {
            story.set_window(1440, 900).await?;
            let [own, first, second] = match case.lang {
                Lang::Fr => [Lang::Fr, Lang::Ar, Lang::En],
                Lang::Ar => [Lang::Ar, Lang::En, Lang::Fr],
                Lang::En => [Lang::En, Lang::Fr, Lang::Ar],
            };
            story.open("/").await?;
            switch(story, first).await?;
            story.open(Base::Sub.path()).await?;
            speaks(story, words(own)).await?;
            switch(story, second).await?;
            story.open("/").await?;
            speaks(story, words(first)).await?;
            story.open(Base::Sub.path()).await?;
            speaks(story, words(second)).await
        };
        tell_one(&Story::start(case, host.path()).await, &tell).await;
    }
}

/// A host with one site at its root and another in a sub-folder.
fn two_sites() -> TempDir {
    let (root, sub) = (built_site(Base::Root), built_site(Base::Sub));
    let (root, sub) = (root.unwrap(), sub.unwrap());
    let host = with_archive(&root, &root.join("archive")).unwrap();
    let place = host.path().join(Base::Sub.path().trim_matches('/'));
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    symlink(sub.canonicalize().unwrap(), place).unwrap();
    host
}

async fn switch(story: &Story, lang: Lang) -> Result<()> {
    let button = format!(".languages button[lang={}]", lang.tag());
    story.click(&button).await?;
    story
        .wait_for(&format!("{button}[aria-pressed=true]"))
        .await
}

/// Words, direction and layout: the filter stands at the end of the line.
async fn speaks(story: &Story, words: &Words) -> Result<()> {
    story.see("h1", &[words.newest]).await;
    story
        .see(
            ".banner nav a",
            &[words.home, words.tags, words.saved, words.about],
        )
        .await;
    let root = "const root = document.documentElement; return [root.lang, root.dir]";
    story
        .see_js(root, json!([words.lang.tag(), words.dir]))
        .await;
    let side = "const box = document.querySelector('aside.filter').getBoundingClientRect();
        return box.left > innerWidth / 2 ? 'ltr' : box.right < innerWidth / 2 ? 'rtl' : 'middle'";
    story.see_js(side, json!(words.dir)).await;
    Ok(())
}
