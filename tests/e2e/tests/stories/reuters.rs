//! A large set: what the list says is held against a count of the feed itself.

use std::collections::BTreeMap;

use kiosque_e2e::{Base, Engine, Lang, Result, Scheme, cases, matrix};
use serde::Deserialize;

use crate::sets::{OwnArchive, reuters};
use crate::story::{Story, plain, tell_one};

/// An address, and what the filter it states lets through.
type State = (&'static str, fn(&Item) -> bool);

const STATES: [State; 4] = [
    ("?tag=earn&tag=usa&not=acq", |item| {
        item.has("earn") && item.has("usa") && !item.has("acq")
    }),
    (
        "?or=grain&or=crude&lang=en&from=1987-03-01&to=1987-03-31",
        |item| {
            let among = item.has("grain") || item.has("crude");
            among && item.language == "en" && item.date_published.starts_with("1987-03")
        },
    ),
    ("?not=earn", |item| !item.has("earn")),
    ("", |_| true),
];

#[derive(Deserialize)]
struct Feed {
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    title: String,
    date_published: String,
    language: String,
    tags: Vec<String>,
}

impl Item {
    fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|own| own == tag)
    }
}

#[tokio::test]
async fn nineteen_thousand_articles_are_counted_exactly() {
    let Some(feed) = reuters() else {
        return;
    };
    let items = serde_json::from_slice::<Feed>(&feed.bytes).unwrap().items;
    let archive = OwnArchive::publish(vec![feed]);
    let engines = if matrix::is_full() {
        Engine::ALL.as_slice()
    } else {
        &[Engine::Chromium]
    };
    for case in cases(engines, &[Base::Root], &[Lang::En], &[Scheme::Light]) {
        let site = archive.site(case.base);
        let tell = async |story: &Story| {
            for (address, matches) in STATES {
                println!("  /{address}");
                story.open(address).await?;
                story.see_address(address).await;
                let matching: Vec<&Item> = items.iter().filter(|item| matches(item)).collect();
                is_listed(story, &matching).await?;
                offers(story, &matching, items.len()).await;
            }
            Ok(())
        };
        tell_one(&Story::start(case, site.path()).await, &tell).await;
    }
}

/// The count is right, and what comes first is the newest.
async fn is_listed(story: &Story, matching: &[&Item]) -> Result<()> {
    let count = story.words.articles(matching.len());
    story.see(".count-line", &[&count]).await;
    let newest = matching.iter().map(|item| &item.date_published).max();
    let newest = matching
        .iter()
        .filter(|item| Some(&item.date_published) == newest);
    let titles: Vec<String> = newest.map(|item| plain(&item.title)).collect();
    let first = story.text(".cards h3 a").await?;
    assert!(titles.contains(&first), "{first:?} is not of {titles:?}");
    Ok(())
}

/// The first ten tags offered are the most frequent of those that would change
/// something, and each has its exact count.
async fn offers(story: &Story, matching: &[&Item], all: usize) {
    let mut counts = BTreeMap::<&str, usize>::new();
    for tag in matching.iter().flat_map(|item| &item.tags) {
        *counts.entry(tag).or_default() += 1;
    }
    let changes = |count: usize| count < matching.len() || matching.len() == all;
    let address = story.url().await.unwrap();
    let chosen = |tag: &str| {
        address
            .split(['?', '&'])
            .any(|pair| pair.ends_with(&format!("={tag}")))
    };
    let mut most: Vec<usize> = counts
        .iter()
        .filter(|(tag, count)| changes(**count) && !chosen(tag))
        .map(|(_, count)| *count)
        .collect();
    most.sort_unstable_by(|one, other| other.cmp(one));
    most.truncate(10);
    let offered = async || {
        let mut tags = story.texts(".offered .tag").await?;
        tags.truncate(10);
        Ok(tags
            .iter()
            .map(|tag| named_and_counted(tag))
            .collect::<Vec<_>>())
    };
    let counted = async || {
        Ok(offered()
            .await?
            .into_iter()
            .map(|(_, count)| count)
            .collect())
    };
    story
        .wait_equal("counts of offered tags", most, counted)
        .await;
    for (tag, count) in offered().await.unwrap() {
        assert_eq!(counts.get(tag.as_str()), Some(&count), "{tag}");
    }
}

/// `usa 12,321`
fn named_and_counted(tag: &str) -> (String, usize) {
    let (name, count) = tag.rsplit_once(' ').unwrap();
    (name.to_owned(), count.replace(',', "").parse().unwrap())
}
