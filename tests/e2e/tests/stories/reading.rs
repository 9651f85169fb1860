//! From the list to an article, and to addresses where there is none.

use kiosque_e2e::{Lang, Result, built_site};
use serde_json::json;

use crate::published::{Piece, Published};
use crate::story::{Story, everywhere, in_each, plain};

const CARD: &str = ".cards .card h3 a";

#[tokio::test]
async fn the_newest_articles_lead_to_one_with_all_its_blocks() {
    in_each(everywhere(), async |story| {
        let published = published(story);
        story.open("/").await?;
        shows_home(story, &published).await?;
        let title = story.text(CARD).await?;
        story.click(CARD).await?;
        let piece = published.find(|piece| plain(&piece.article.title) == title);
        shows_article(story, &published, piece).await?;
        story.see_address(&piece.path()).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_model_page_opens_by_its_address() {
    in_each(everywhere(), async |story| {
        let published = published(story);
        let model = published.find(is_model);
        story.choose_language().await?;
        story.open(&model.path()).await?;
        shows_article(story, &published, model).await?;
        let date_line = [story.words.date_line("2019-07-04")];
        story.see(".date-line", &[&date_line[0]]).await;
        let id = model.article.id.as_str();
        for wrong in ["a/1999/un-autre-titre-", "a/2019/", "a/0/x-"] {
            story.open(&format!("{wrong}{id}/")).await?;
            shows_article(story, &published, model).await?;
            story.see_address(&model.path()).await;
        }
        Ok(())
    })
    .await;
}

/// The piece that the design's model page is made after.
pub fn is_model(piece: &Piece) -> bool {
    piece.article.language == "fr" && piece.day() == "2019-07-04"
}

#[tokio::test]
async fn where_there_is_nothing_the_newest_are_offered() {
    in_each(everywhere(), async |story| {
        let words = story.words;
        let nothing = [
            (
                "a/2019/rien-aaaaaaaaaaaaa/",
                "main h1 + p",
                words.no_such_article,
            ),
            ("nulle/part/", "main h1 + p", words.no_such_page),
            ("tags/nimporte-quoi/", ".nothing", words.no_such_tag),
        ];
        for (path, place, sentence) in nothing {
            story.open(path).await?;
            story.wait_text(place, sentence).await?;
            story.wait_text("main h2", words.meanwhile).await?;
            story
                .see_js("return all('.cards .card').length", json!(12))
                .await;
            if place != ".nothing" {
                story.see("h1", &[words.not_found]).await;
                story.wait_title(words.not_found).await?;
            }
        }
        story.click(CARD).await?;
        story.wait_for("article .body p").await
    })
    .await;
}

fn published(story: &Story) -> Published {
    Published::bundled(&built_site(story.case.base).unwrap())
}

async fn shows_home(story: &Story, published: &Published) -> Result<()> {
    let words = story.words;
    story.see(".banner .site-name", &[words.site]).await;
    let ways = [words.home, words.tags, words.saved, words.about];
    story.see(".banner nav a", &ways).await;
    story.see("h1", &[words.newest]).await;
    let count = words.articles(published.articles.len());
    story.see(".count-line", &[&count]).await;
    assert_eq!(story.count(".cards .card").await?, 12);
    let most = published.counts(|_| true).into_values().max().unwrap();
    let offered = story.texts("aside.filter .offered .tag .count").await?;
    assert_eq!(offered[0], most.to_string());
    shows_interface(story).await
}

/// The interface's language and direction are the reader's.
async fn shows_interface(story: &Story) -> Result<()> {
    let script = "const root = document.documentElement; return [root.lang, root.dir]";
    let [lang, dir] = [story.case.lang.tag(), story.words.dir];
    story.see_js(script, json!([lang, dir])).await;
    Ok(())
}

/// Every block of the model page.
async fn shows_article(story: &Story, published: &Published, piece: &Piece) -> Result<()> {
    let (words, lang, article) = (story.words, story.case.lang, &piece.article);
    let title = article.title.as_str();
    story.see("h1", &[title]).await;
    story.settled().await?;
    story.wait_title(&article.title).await?;
    story.see(".breadcrumb li:last-child", &[title]).await;
    let own = "const h = document.querySelector('h1'); return [h.lang, h.dir]";
    story
        .see_js(own, json!([article.language, article.direction.as_str()]))
        .await;
    let paragraphs = article.body.as_str().matches("<p>").count();
    assert_eq!(story.count(".body p").await?, paragraphs);
    story
        .see(".date-line", &[&words.date_line(&piece.day())])
        .await;
    story
        .see(".source-line", &[&words.source_line(piece.source())])
        .await;
    let tags: Vec<&str> = piece
        .own_tags
        .iter()
        .map(|id| published.label(id, lang))
        .collect();
    story
        .see("[aria-labelledby=tags-heading] .tag", &tags)
        .await;
    story.see("#tags-heading", &[words.tags_in_relation]).await;
    shows_related(story).await?;
    shows_interface(story).await
}

async fn shows_related(story: &Story) -> Result<()> {
    let heading = story.words.articles_in_relation;
    story.see("#related-heading", &[heading]).await;
    let near = story.count(".related li").await?;
    assert!((1..=6).contains(&near), "{near} related articles");
    let reasons = story.texts(".related li .meta span").await?;
    assert_eq!(reasons.len(), near, "{reasons:?}");
    assert!(
        reasons.iter().all(|reason| !reason.is_empty()),
        "{reasons:?}"
    );
    if story.case.lang == Lang::Fr {
        let known = ["traduction", "en commun", "même semaine"];
        let said = |reason: &String| known.iter().any(|words| reason.contains(words));
        assert!(reasons.iter().all(said), "{reasons:?}");
    }
    Ok(())
}
