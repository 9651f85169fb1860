//! Requests and bytes of searching: a first query, another after it, a
//! misspelt one.

use super::columns::{Row, beside};
use super::questions::Questions;
use super::visit::{Searcher, Traffic};
use crate::failure::Failure;
use crate::figure::{Figure, Limit, median};
use kiosque_e2e::Link;
use std::time::Duration;

/// Of the answers to a second query, whose rounds are counted.
const LATENCY: Duration = Duration::from_millis(150);

const ENGINE: usize = 60_000;
const FIRST: usize = 120_000;
const DATA: usize = 45_000;
const CORRECTED: usize = 160_000;
const SECOND: usize = 30_000;
const ROUNDS: usize = 2;

/// The row that may grow by little.
pub const WORST_DATA: &str = "first query: data, worst";

/// What one searcher fetched in one language.
#[derive(Default)]
struct Fetched {
    first: Vec<Traffic>,
    second: Vec<Traffic>,
    misspelt: Vec<Traffic>,
    /// Questions, misspelt ones apart, that show no title.
    unanswered: usize,
    /// The same of misspelt ones.
    uncorrected: usize,
}

/// Both searchers, ours first, each with every language.
type OfBoth = [Vec<Fetched>; 2];

pub async fn rows(
    [ours, theirs]: [&Searcher<'_>; 2],
    questions: &[Questions],
) -> Result<Vec<Row>, Failure> {
    let both = [
        fetch(ours, questions).await?,
        fetch(theirs, questions).await?,
    ];
    let engine = worst(&both, |fetched| &fetched.first, |traffic| traffic.code);
    let most = Limit::AtMost(Figure::Bytes(ENGINE));
    let mut rows =
        vec![beside("engine: worker, script and wasm", engine, Figure::Bytes).within(most)];
    for (place, asked) in questions.iter().enumerate() {
        rows.extend(first_rows(&both, place, asked.language));
    }
    rows.extend(rows_of_all(&both));
    Ok(rows)
}

async fn fetch(searcher: &Searcher<'_>, questions: &[Questions]) -> Result<Vec<Fetched>, Failure> {
    let mut languages = Vec::new();
    for asked in questions {
        languages.push(fetch_language(searcher, asked).await?);
    }
    Ok(languages)
}

async fn fetch_language(searcher: &Searcher<'_>, asked: &Questions) -> Result<Fetched, Failure> {
    let mut fetched = Fetched::default();
    let next = asked.right.iter().cycle().skip(1);
    for (first, second) in asked.right.iter().zip(next) {
        searcher.open(asked.language).await?;
        let answer = searcher.ask(first).await?;
        fetched.first.push(searcher.traffic(&answer, LATENCY));
        fetched.unanswered += usize::from(answer.titles == 0);
        searcher.quiet().await?;
        searcher.link(Some(Link {
            latency: LATENCY,
            bytes_per_second: None,
        }));
        let answer = searcher.ask(second).await?;
        fetched.second.push(searcher.traffic(&answer, LATENCY));
        searcher.link(None);
    }
    for words in &asked.misspelt {
        searcher.open(asked.language).await?;
        let answer = searcher.ask(words).await?;
        fetched.misspelt.push(searcher.traffic(&answer, LATENCY));
        fetched.uncorrected += usize::from(answer.titles == 0);
    }
    Ok(fetched)
}

fn first_rows(both: &OfBoth, place: usize, language: &str) -> Vec<Row> {
    let of_both = |value: fn(&Traffic) -> usize, one: fn(&[usize]) -> usize| {
        both.each_ref().map(|languages| {
            let fetched = languages.get(place).map(|fetched| fetched.first.as_slice());
            let values: Vec<usize> = fetched.unwrap_or_default().iter().map(value).collect();
            one(&values)
        })
    };
    let largest: fn(&[usize]) -> usize = |values| values.iter().copied().max().unwrap_or(0);
    let what = |of: &str| format!("first query, {language}: {of}");
    let most = |bytes| Limit::AtMost(Figure::Bytes(bytes));
    let all: fn(&Traffic) -> usize = Traffic::bytes;
    let data: fn(&Traffic) -> usize = |traffic| traffic.data;
    let count = of_both(|traffic| traffic.requests, largest);
    vec![
        beside(what("bytes, median"), of_both(all, median), Figure::Bytes),
        beside(what("bytes, worst"), of_both(all, largest), Figure::Bytes).within(most(FIRST)),
        beside(
            what("of it data, median"),
            of_both(data, median),
            Figure::Bytes,
        ),
        beside(
            what("of it data, worst"),
            of_both(data, largest),
            Figure::Bytes,
        )
        .within(most(DATA)),
        beside(what("requests, most"), count, Figure::Count),
    ]
}

fn rows_of_all(both: &OfBoth) -> Vec<Row> {
    let most = |bytes| Limit::AtMost(Figure::Bytes(bytes));
    let data = worst(both, |fetched| &fetched.first, |traffic| traffic.data);
    let corrected = worst(both, |fetched| &fetched.misspelt, Traffic::bytes);
    let second = worst(both, |fetched| &fetched.second, Traffic::bytes);
    let requests = worst(both, |fetched| &fetched.second, |traffic| traffic.requests);
    let rounds = worst(both, |fetched| &fetched.second, |traffic| traffic.rounds);
    let silent = |count: fn(&Fetched) -> usize| {
        both.each_ref()
            .map(|languages| languages.iter().map(count).sum())
    };
    vec![
        beside(WORST_DATA, data, Figure::Bytes),
        beside(
            "first query: without a title",
            silent(|of| of.unanswered),
            Figure::Count,
        ),
        beside("misspelt query: bytes, worst", corrected, Figure::Bytes).within(most(CORRECTED)),
        beside(
            "misspelt query: without a title",
            silent(|of| of.uncorrected),
            Figure::Count,
        ),
        beside("second query: bytes, worst", second, Figure::Bytes).within(most(SECOND)),
        beside("second query: requests, most", requests, Figure::Count),
        beside("second query: rounds, most", rounds, Figure::Count)
            .within(Limit::AtMost(Figure::Count(ROUNDS))),
    ]
}

/// The largest value in any language.
fn worst(
    both: &OfBoth,
    of: fn(&Fetched) -> &Vec<Traffic>,
    value: fn(&Traffic) -> usize,
) -> [usize; 2] {
    both.each_ref().map(|languages| {
        let all = languages.iter().flat_map(of);
        all.map(value).max().unwrap_or(0)
    })
}
