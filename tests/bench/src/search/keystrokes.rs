//! Typing with all files at hand: each keystroke until its results are painted.

use super::columns::{Row, beside};
use super::questions::Questions;
use super::visit::Searcher;
use crate::failure::Failure;
use crate::figure::{Figure, Limit, median};
use kiosque_e2e::Browser;
use serde_json::json;

/// Questions of a language that are typed.
const QUESTIONS: usize = 3;

const MEDIAN: f64 = 16.0;
const SLOW: f64 = 50.0;

/// Waits for a keystroke; then until the frame that shows the results for what
/// the box holds has been painted.
const EXPECT: &str = "
    const box = document.querySelector('#q');
    window.stroke = new Promise(painted => {
        const channel = new MessageChannel();
        let start;
        const observer = new MutationObserver(() => {
            const heading = document.querySelector('section.found h1');
            if (!heading?.textContent.includes(box.value)) return;
            observer.disconnect();
            requestAnimationFrame(() => channel.port2.postMessage(null));
        });
        channel.port1.onmessage = () => painted(performance.now() - start);
        addEventListener('input', () => {
            start = performance.now();
            observer.observe(document.body, { childList: true, characterData: true, subtree: true });
        }, { capture: true, once: true });
    });
    box.focus();";

/// Empties the box.
const EMPTY: &str = "
    const box = document.querySelector('#q');
    box.focus();
    box.value = '';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));";

/// Milliseconds of one searcher's keystrokes, and what they fetched.
#[derive(Default)]
struct Typed {
    times: Vec<f64>,
    requests: usize,
}

pub async fn rows(
    [ours, theirs]: [&Searcher<'_>; 2],
    questions: &[Questions],
) -> Result<Vec<Row>, Failure> {
    let both = [
        typed(ours, questions).await?,
        typed(theirs, questions).await?,
    ];
    let medians = both.each_ref().map(|typed| median(&typed.times));
    let slow = both.each_ref().map(|typed| slow(&typed.times));
    let requests = both.each_ref().map(|typed| typed.requests);
    let count = both.each_ref().map(|typed| typed.times.len());
    let most = |milliseconds| Limit::AtMost(Figure::Milliseconds(milliseconds));
    let what = |of: &str| format!("keystroke to painted results: {of}");
    Ok(vec![
        beside(what("median"), medians, Figure::Milliseconds).within(most(MEDIAN)),
        beside(what("95th percentile"), slow, Figure::Milliseconds).within(most(SLOW)),
        beside(what("keystrokes"), count, Figure::Count),
        beside(what("requests"), requests, Figure::Count),
    ])
}

/// All is typed twice, the first time to fetch what it takes.
async fn typed(searcher: &Searcher<'_>, questions: &[Questions]) -> Result<Typed, Failure> {
    let mut typed = Typed::default();
    for asked in questions {
        searcher.open(asked.language).await?;
        let words = || asked.right.iter().take(QUESTIONS);
        for words in words() {
            type_words(searcher.browser, words).await?;
        }
        searcher.requests();
        for words in words() {
            typed
                .times
                .extend(type_words(searcher.browser, words).await?);
        }
        typed.requests += searcher.requests().len();
    }
    Ok(typed)
}

/// Types words letter by letter; how long each took. One letter alone is not
/// searched, a space changes nothing.
async fn type_words(browser: &Browser, words: &str) -> Result<Vec<f64>, Failure> {
    browser.js(EMPTY, []).await?;
    browser.wait_gone("section.found").await?;
    let mut times = Vec::new();
    for (place, letter) in words.chars().enumerate() {
        if place == 0 || letter == ' ' {
            press(browser, letter).await?;
            continue;
        }
        browser.js(EXPECT, []).await?;
        press(browser, letter).await?;
        let time = browser.js("return window.stroke", []).await?;
        let milliseconds = time.as_f64();
        let wrong = || Failure::unexpected("the page", format!("it gave {time}"));
        times.push(milliseconds.ok_or_else(wrong)?);
    }
    Ok(times)
}

/// A key that the protocol presses as a keyboard would, whatever its letter.
async fn press(browser: &Browser, letter: char) -> Result<(), Failure> {
    let letter = letter.to_string();
    let down = json!({ "type": "keyDown", "key": letter, "text": letter });
    browser.cdp("Input.dispatchKeyEvent", down).await?;
    let up = json!({ "type": "keyUp", "key": letter });
    browser.cdp("Input.dispatchKeyEvent", up).await?;
    Ok(())
}

/// What 95 of a hundred values are not above.
fn slow(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * 95).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_of_a_hundred_are_slower() {
        let values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(slow(&values), 95.0);
        assert_eq!(slow(&[3.0]), 3.0);
        assert_eq!(slow(&[]), 0.0);
    }
}
