//! `related`: whether related articles are about the same, measured where the
//! topics are known but hidden from the publisher.
//!
//! The corpus is published without its tags. Reuters' editors gave articles
//! topics and places; an article that has topics is judged by how many of its
//! first [`FIRST`] related ones share one. Other ways of choosing are measured
//! beside, on the same articles.

mod baselines;
mod judge;
mod lists;
mod places;
mod words;

use crate::corpus;
use crate::failure::Failure;
use crate::figure::{Figure, Limit};
use crate::table::{Report, Table};
use baselines::Baselines;
use judge::Judge;
use kiosque_model::wire::Related;
use kiosque_publish::archive::{Options, build_archive};
use kiosque_publish::intake::{SetArticle, SetFile, read_set};
use places::is_place;
use serde_json::Value;
use std::collections::HashMap;
use words::{Words, near_duplicates};

/// Related articles that are judged.
const FIRST: usize = 5;
/// Related articles an article has at least, and the share that must have them.
const FEW: usize = 3;
const FEW_SHARE: f64 = 0.95;

/// The articles related to each, by their place in the set.
type Choice = Vec<Vec<usize>>;

pub fn measure() -> Result<Report, Failure> {
    let mut report = Report::default();
    if corpus::reuters().is_none() {
        report.skip(format!("related: {}", corpus::MISSING));
        return Ok(report);
    }
    let mut items = corpus::items()?;
    let (_, with_tags) = published(items.clone())?;
    let tags = take_tags(&mut items);
    let (articles, related) = published(items)?;
    let none = Vec::new();
    let tags: Vec<Vec<String>> = articles
        .iter()
        .map(|article| tags.get(&article.id).unwrap_or(&none).clone())
        .collect();
    let words = Words::of(&articles);
    let judge = Judge::new(&tags);
    let baselines = Baselines::new(&articles, &tags, &words);
    report.table(topic_table(&judge, &related, &with_tags, &baselines));
    report.table(list_table(&related, &words));
    Ok(report)
}

/// The articles of a set in the order of their ids, and those related to each.
fn published(items: Vec<Value>) -> Result<(Vec<SetArticle>, Choice), Failure> {
    let set = read_set(vec![SetFile {
        path: "reuters.json".to_owned(),
        bytes: corpus::feed(items),
    }])?;
    let articles = set.articles.clone();
    let archive = build_archive(set, &Options::default())?;
    let related = lists::read(&archive.files, &articles)?;
    Ok((articles, related))
}

/// Takes the tags out of the items; they are given by the items' ids.
fn take_tags(items: &mut [Value]) -> HashMap<String, Vec<String>> {
    let mut tags = HashMap::new();
    for item in items {
        let id = item.get("id").and_then(Value::as_str).map(str::to_owned);
        let taken = item.as_object_mut().and_then(|item| item.remove("tags"));
        if let (Some(id), Some(Value::Array(taken))) = (id, taken) {
            let text = |tag: &Value| tag.as_str().map(str::to_owned);
            tags.insert(id, taken.iter().filter_map(text).collect());
        }
    }
    tags
}

fn topic_table(
    judge: &Judge<'_>,
    related: &Choice,
    with_tags: &Choice,
    baselines: &Baselines<'_>,
) -> Table {
    let share = |choice: &Choice| judge.share(choice);
    let unaware = [
        ("random", share(&baselines.random())),
        ("same week", share(&baselines.same_week())),
        (
            "TF-IDF, cosine of title and text",
            share(&baselines.cosine()),
        ),
        (
            "tag overlap, places only",
            share(&baselines.tag_overlap(is_place)),
        ),
    ];
    // Reads the very labels it is judged by: the ceiling, not a rival.
    let aware = (
        "tag overlap, topics included",
        share(&baselines.tag_overlap(|_| true)),
    );
    let best = unaware.iter().map(|(_, share)| *share).fold(0.0, f64::max);
    let own = Figure::Share(share(related));
    let mut table = Table::of_figures(format!(
        "related: share of the first {FIRST} that have a topic in common, {} articles judged",
        Figure::Count(judge.judged())
    ));
    let at_least = |share| Limit::AtLeast(Figure::Share(share));
    table.limited(
        "Kiosque without tags, against all that see no topics",
        own,
        at_least(best),
    );
    table.figure("Kiosque with tags", Figure::Share(share(with_tags)));
    for (name, share) in unaware.into_iter().chain([aware]) {
        table.figure(name, Figure::Share(share));
    }
    table
}

fn list_table(related: &Choice, words: &Words) -> Table {
    let enough = related.iter().filter(|list| list.len() >= FEW).count();
    let repeating = related
        .iter()
        .enumerate()
        .filter(|(article, list)| repeats(*article, list, words))
        .count();
    let mut table = Table::of_figures(format!("related: lists of at most {}", Related::MOST));
    table.limited(
        format!("articles that have {FEW}"),
        Figure::share(enough, related.len()),
        Limit::AtLeast(Figure::Share(FEW_SHARE)),
    );
    table.at_most(
        "lists with near duplicates more than once",
        Figure::Count(repeating),
        Figure::Count(0),
    );
    table
}

/// Whether two entries are near duplicates of each other, or both of the article.
fn repeats(article: usize, list: &[usize], words: &Words) -> bool {
    let own = list
        .iter()
        .filter(|other| near_duplicates(words.set(article), words.set(**other)));
    let mut pairs = list
        .iter()
        .enumerate()
        .flat_map(|(at, one)| list.iter().skip(at + 1).map(move |other| (one, other)));
    own.count() > 1 || pairs.any(|(one, other)| near_duplicates(words.set(*one), words.set(*other)))
}
