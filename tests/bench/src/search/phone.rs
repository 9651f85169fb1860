//! A first query on a phone: the processor is slower, the link slow.

use super::columns::{Row, beside};
use super::questions::Questions;
use super::visit::Searcher;
use crate::failure::Failure;
use crate::figure::{Figure, Limit, median};
use kiosque_e2e::Link;
use std::time::Duration;

/// How much slower the page's processor is made. Workers keep their speed, which
/// both search in.
const SLOWER: f64 = 4.0;
/// 1.6 Mbps.
const LINK: Link = Link {
    latency: Duration::from_millis(150),
    bytes_per_second: Some(200_000.0),
};
/// Questions of a language.
const QUESTIONS: usize = 5;

/// Articles, and the most that our time may be of Pagefind's.
const LIMITS: [(usize, f64); 2] = [(10_000, 0.65), (50_000, 0.45)];

pub async fn rows(
    both: [&Searcher<'_>; 2],
    questions: &[Questions],
    size: usize,
) -> Result<Vec<Row>, Failure> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for asked in questions {
        for words in asked.right.iter().take(QUESTIONS) {
            // In turn, so that a busy machine slows both.
            for (searcher, times) in both.iter().zip([&mut ours, &mut theirs]) {
                times.push(time(searcher, asked.language, words).await?);
            }
        }
    }
    let medians = [median(&ours), median(&theirs)];
    let [ours, theirs] = medians;
    let mut ratio = Row::of_ours(
        "first query on a phone: of Pagefind's time",
        Figure::Share(ours / theirs),
    );
    if let Some((_, most)) = LIMITS.iter().find(|(articles, _)| *articles == size) {
        ratio = ratio.within(Limit::AtMost(Figure::Share(*most)));
    }
    let what = "first query on a phone: to painted titles, median";
    Ok(vec![beside(what, medians, Figure::Milliseconds), ratio])
}

async fn time(searcher: &Searcher<'_>, language: &str, words: &str) -> Result<f64, Failure> {
    searcher.open(language).await?;
    searcher.link(Some(LINK));
    searcher.browser.cpu_throttle(SLOWER).await?;
    let answer = searcher.ask(words).await?;
    searcher.browser.cpu_throttle(1.0).await?;
    searcher.link(None);
    Ok(answer.milliseconds)
}
