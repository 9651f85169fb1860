//! Years and months as bars and sliders: counts under the filter in force, and a
//! way to narrow it.

use kiosque_e2e::{Lang, built_site};
use serde_json::json;
use std::collections::BTreeMap;
use thirtyfour::Key;

use crate::published::{Piece, Published};
use crate::story::{Story, everywhere, in_each};

const FIRST_SLIDER: &str = ".range input:first-child";
const TAG: &str = "maroc";

#[tokio::test]
async fn a_bar_narrows_to_a_year_and_then_to_a_month() {
    in_each(everywhere(), async |story| {
        let published = published(story);
        story.open("tags/maroc/").await?;
        let years = by_period(&published, 0..4, |piece| piece.has(TAG));
        sees_bars(story, &years).await;
        let (year, _) = years.iter().max_by_key(|(_, count)| **count).unwrap();
        story.click(&bar(year)).await?;
        let days = format!("?tag={TAG}&from={year}-01-01&to={year}-12-31");
        story.see_address(&days).await;
        let of_year = |piece: &Piece| piece.has(TAG) && piece.day().starts_with(year);
        sees_count(story, published.count(of_year)).await;
        let months = by_period(&published, 0..7, of_year);
        sees_bars(story, &months).await;
        let (month, count) = months.iter().next_back().unwrap();
        story.click(&bar(month)).await?;
        let days = format!("?tag={TAG}&from={month}-01&to={month}-31");
        story.see_address(&days).await;
        sees_count(story, *count).await;
        story.back().await?;
        sees_bars(story, &months).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_slider_narrows_by_keys_and_by_dragging() {
    in_each(everywhere(), async |story| {
        let published = published(story);
        let years = by_period(&published, 0..4, |_| true);
        let (first, last) = (
            number(years.keys().next()),
            number(years.keys().next_back()),
        );
        story.open("/").await?;
        story.wait_for(FIRST_SLIDER).await?;
        story.js("all('.range input')[0].focus()", []).await?;
        story.press(Key::End).await?;
        let newest = format!("?from={last}-01-01&to={last}-12-31");
        story.see_address(&newest).await;
        let of_last = |piece: &Piece| piece.day().starts_with(&last.to_string());
        sees_count(story, published.count(of_last)).await;
        story.click(".chips .clear").await?;
        sees_count(story, published.articles.len()).await;
        let middle = first + (last - first).div_euclid(2);
        let share = f64::from(middle - first) / f64::from(last - first);
        // Sliders follow the direction of the interface.
        let place = |share: f64| {
            if story.case.lang == Lang::Ar {
                1.0 - share
            } else {
                share
            }
        };
        let end = |share: f64| place(0.02 + share * 0.96);
        story
            .drag(".range input:last-child", end(1.0), end(share))
            .await?;
        let older = format!("?from={first}-01-01&to={middle}-12-31");
        story.see_address(&older).await;
        let of_older = |piece: &Piece| {
            let day = piece.day();
            !day.is_empty() && day < format!("{}", middle + 1)
        };
        sees_count(story, published.count(of_older)).await;
        Ok(())
    })
    .await;
}

fn published(story: &Story) -> Published {
    Published::bundled(&built_site(story.case.base).unwrap())
}

fn number(year: Option<&String>) -> i32 {
    year.unwrap().parse().unwrap()
}

/// How many pieces have which year, or month, as the start of their day.
fn by_period(
    published: &Published,
    part: std::ops::Range<usize>,
    matches: impl Fn(&Piece) -> bool,
) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for piece in published.articles.iter().filter(|piece| matches(piece)) {
        if let Some(period) = piece.day().get(part.clone()) {
            *counts.entry(period.to_owned()).or_default() += 1;
        }
    }
    counts
}

fn bar(period: &str) -> String {
    format!(".bar[href*='from={period}-01']")
}

/// The bars that are not empty have these counts, by their links.
async fn sees_bars(story: &Story, expected: &BTreeMap<String, usize>) {
    let starts = expected.keys().map(|period| match period.len() {
        4 => format!("{period}-01-01"),
        _ => format!("{period}-01"),
    });
    let counts = expected.values();
    let expected: Vec<_> = starts
        .zip(counts)
        .map(|(start, count)| json!([start, count]))
        .collect();
    let script = "return all('.bar').map(bar => {
        const name = bar.getAttribute('aria-label').split(/[,،]/)[1];
        const number = { 'مقال واحد': 1, 'مقالان': 2 }[name.trim()] ?? Number(/[0-9]+/.exec(name)?.[0] ?? 0);
        return [new URL(bar.href).searchParams.get('from'), number];
    }).filter(([_, count]) => count > 0)";
    story.see_js(script, json!(expected)).await;
}

async fn sees_count(story: &Story, count: usize) {
    let count = story.words.articles(count);
    story.see(".count-line", &[&count]).await;
}
