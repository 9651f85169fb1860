//! `relevance`: whether search finds what is asked for.
//!
//! Public test collections judge the ranking (nDCG@10), beside plain BM25 with
//! and without stems over the same words. Known items are articles that a
//! reader remembers two or three words of: their titles, as written or
//! with what readers do to words.

mod collections;
pub mod index;
pub mod known;
mod plain;

use crate::corpus;
use crate::failure::Failure;
use crate::figure::{Figure, Limit, median};
use crate::place;
use crate::table::{Report, Table};
use collections::{Collection, arabic, cranfield, english};
use index::Index;
use kiosque_corpus::{Corpus, Model, Texts};
use kiosque_publish::intake::{SetArticle, SetFile, read_set};
use kiosque_search::build::Document;
use kiosque_search::{Options, Query};
use known::found_share;
use serde_json::Value;
use std::path::Path;

/// Made articles among which known ones are looked for.
const MADE: usize = 10_000;
const SEED: u64 = 1;

/// How a collection is read, its name and the least nDCG@10.
type Judged = (&'static str, fn(&Path) -> Result<Collection, Failure>, f64);

const COLLECTIONS: [Judged; 3] = [
    ("Cranfield", cranfield, 0.382),
    ("ARCD", arabic, 0.821),
    ("XQuAD", english, 0.968),
];

pub fn measure() -> Result<Report, Failure> {
    let mut report = Report::default();
    let corpora = place::workspace().join("../shared/corpora");
    let mut table = Table::new(
        "relevance: nDCG@10",
        &["", "BM25", "BM25 with stems", "search", "limit", ""],
    );
    for (name, read, least) in COLLECTIONS {
        match read(&corpora.join("relevance")) {
            Ok(collection) => judge(&mut table, name, &collection, least)?,
            Err(failure) => report.skip(format!("relevance of {name}: {failure}")),
        }
    }
    report.table(table);
    let texts = Texts::read(&place::workspace().join("public/articles"), &corpora);
    let texts = texts.map_err(|failure| Failure::unexpected("the made corpus", failure))?;
    let made = made_articles(&Model::learn(&texts))?;
    known_items(&mut report, &format!("{MADE} made articles"), &made, true)?;
    if corpus::reuters().is_some() {
        let items = taken_in(corpus::items()?)?;
        known_items(&mut report, "Reuters", &items, false)?;
    } else {
        report.skip(format!("known items of Reuters: {}", corpus::MISSING));
    }
    Ok(report)
}

fn judge(
    table: &mut Table,
    name: &str,
    collection: &Collection,
    least: f64,
) -> Result<(), Failure> {
    let documents = collection.documents.iter().map(|(title, text)| Document {
        title,
        tags: &[],
        text,
        language: collection.language,
    });
    let index = Index::of(documents)?;
    let search = collection.mean(|question| {
        let found = index.ask(&Query::parse(question), &Options::default())?;
        Ok(found.hits.iter().map(|hit| hit.document as usize).collect())
    })?;
    let plain = |has_stems| {
        let plain = plain::Plain::of(collection, has_stems);
        collection.mean(|question| Ok(plain.ask(question)))
    };
    let limit = Limit::AtLeast(Figure::Score(least));
    let cells = [
        name.to_owned(),
        Figure::Score(plain(false)?).to_string(),
        Figure::Score(plain(true)?).to_string(),
        Figure::Score(search).to_string(),
        limit.to_string(),
    ];
    table.judged(cells, Some(limit.holds(Figure::Score(search))));
    Ok(())
}

/// Changes to words, and the least share of articles found with them. Titles of
/// Reuters are too much alike for limits.
fn known_items(
    report: &mut Report,
    name: &str,
    articles: &[SetArticle],
    is_judged: bool,
) -> Result<(), Failure> {
    let index = Index::of_articles(articles)?;
    let mut table = Table::of_figures(format!(
        "relevance: known items among {name}, first ten results"
    ));
    let mut costs = Vec::new();
    for (language, change, least) in known::CASES {
        let of_language: Vec<(usize, &SetArticle)> = articles
            .iter()
            .enumerate()
            .filter(|(_, article)| article.language == language)
            .collect();
        let Some(found) = found_share(&index, &of_language, change)? else {
            continue;
        };
        let share = Figure::Share(found.share);
        let what = format!("{language}, {}", change.name());
        costs.push((format!("{what}: bytes read, median"), median(&found.bytes)));
        if is_judged {
            table.limited(what, share, Limit::AtLeast(Figure::Share(least)));
        } else {
            table.figure(what, share);
        }
    }
    for (what, bytes) in costs {
        table.figure(what, Figure::Bytes(bytes));
    }
    report.table(table);
    report.table(index.table(name, articles));
    Ok(())
}

fn made_articles(model: &Model) -> Result<Vec<SetArticle>, Failure> {
    let corpus = Corpus::new(model, MADE, SEED);
    let items = (0..MADE).map(|number| serde_json::to_value(corpus.article(number)));
    let items: Result<Vec<Value>, _> = items.collect();
    taken_in(items.map_err(|error| Failure::unexpected("the made corpus", error))?)
}

/// The articles of a feed, oldest first.
pub fn taken_in(items: Vec<Value>) -> Result<Vec<SetArticle>, Failure> {
    let set = read_set(vec![SetFile {
        path: "articles.json".to_owned(),
        bytes: corpus::feed(items),
    }])?;
    let mut articles = set.articles;
    articles.sort_by(|a, b| (a.instant, &a.id).cmp(&(b.instant, &b.id)));
    Ok(articles)
}
