use crate::expectation::{Expectation, Field, expectations};
use crate::{Imported, corpus, files_below, import_with};
use kiosque_import::{Alone, Draft, Format, Settings};
use kiosque_sanitise::text_of_markup;
use std::path::Path;
use std::time::{Duration, Instant};

/// Longest time one file may take, in any build.
const LONGEST: Duration = Duration::from_secs(1);

/// The charset a case was served with, noted in its comment.
pub(crate) fn transport(case: &str) -> Option<String> {
    let header = case
        .lines()
        .find(|line| line.to_ascii_lowercase().contains("content-type:"))?;
    let (_, charset) = header.split_once("charset=")?;
    let is_label = |c: &char| c.is_ascii_alphanumeric() || "-_".contains(*c);
    let charset = charset.trim_start_matches(['"', '\'']);
    Some(charset.chars().take_while(is_label).collect())
        .filter(|charset: &String| !charset.is_empty())
}

fn import_case(path: &Path) -> (String, Imported) {
    let bytes = std::fs::read(path).unwrap();
    let case = String::from_utf8_lossy(&bytes).into_owned();
    let started = Instant::now();
    let imported = import_served(&bytes, transport(&case));
    assert!(
        started.elapsed() < LONGEST,
        "{} took {:?}",
        path.display(),
        started.elapsed()
    );
    (case, imported)
}

pub(crate) fn import_served(bytes: &[u8], charset: Option<String>) -> Imported {
    let settings = Settings {
        format: Some(Format::Feed),
        charset,
        ..Settings::default()
    };
    import_with("case.xml", bytes, settings, &Alone)
}

/// What the article has where the case expects something.
fn seen(draft: &Draft, expected: &Expectation) -> Vec<String> {
    let item = &draft.item;
    let body = || {
        item.content_html
            .as_deref()
            .map(|html| text_of_markup(html, usize::MAX))
    };
    match expected.field {
        Field::Title => item.title.iter().cloned().collect(),
        Field::Link => item.url.iter().chain(&item.external_url).cloned().collect(),
        // Which of two texts is the shorter one is a matter of taste.
        Field::Content | Field::Summary => item.summary.iter().cloned().chain(body()).collect(),
    }
}

/// Text as it is seen, whatever its markup and its spaces.
fn bare(text: &str) -> String {
    unspaced(&text_of_markup(text, usize::MAX))
}

fn unspaced(text: &str) -> String {
    text.split_whitespace().collect()
}

fn agrees(draft: &Draft, expected: &Expectation) -> bool {
    seen(draft, expected)
        .iter()
        .any(|seen| match expected.field {
            Field::Link => same_address(seen, &expected.value),
            _ => [unspaced(&expected.value), bare(&expected.value)].contains(&unspaced(seen)),
        })
}

fn same_address(one: &str, other: &str) -> bool {
    let bare = |address: &str| address.trim().trim_end_matches('/').to_lowercase();
    bare(one) == bare(other)
}

/// Cases about what is no concern of an archive: addresses that only the
/// transport states, another format, frames that become cards.
fn is_beside_the_point(path: &Path) -> bool {
    let name = path.to_string_lossy();
    ["/base/http_", "/cdf/", "_iframe.xml"]
        .iter()
        .any(|part| name.contains(part))
}

/// Whether an archive could have what is expected: a web address, a text.
fn can_be_had(expected: &Expectation) -> bool {
    match expected.field {
        Field::Link => {
            expected.value.starts_with("http://") || expected.value.starts_with("https://")
        }
        _ => {
            !bare(&expected.value).is_empty()
                && !["<math", "<svg"]
                    .iter()
                    .any(|start| expected.value.contains(start))
        }
    }
}

#[test]
fn well_formed_cases_give_what_they_expect() {
    let Some(folder) = corpus("feedparser/wellformed") else {
        return;
    };
    let (mut right, mut wrong) = (0, Vec::new());
    for path in files_below(&folder)
        .into_iter()
        .filter(|path| !is_beside_the_point(path))
    {
        let (case, imported) = import_case(&path);
        for expected in expectations(&case).into_iter().filter(can_be_had) {
            let draft = imported
                .drafts
                .iter()
                .find(|draft| draft.place.item == Some(expected.entry));
            if draft.is_some_and(|draft| agrees(draft, &expected)) {
                right += 1;
            } else {
                let seen = draft.map(|draft| seen(draft, &expected));
                let name = path.strip_prefix(&folder).unwrap().display().to_string();
                wrong.push(format!(
                    "{name}: {expected:?} but {seen:?} {:?}",
                    imported.problems.first().map(ToString::to_string)
                ));
            }
        }
    }
    let share = f64::from(right) / (f64::from(right) + wrong.len() as f64);
    eprintln!(
        "feedparser: {right} right, {} wrong, {:.2} %\n{}",
        wrong.len(),
        share * 100.0,
        wrong.join("\n")
    );
    assert!(right > 340 && share >= 0.99);
}

#[test]
fn no_case_stops_the_importer() {
    let Some(folder) = corpus("feedparser") else {
        return;
    };
    let files = files_below(&folder);
    for path in &files {
        import_case(path);
    }
    assert!(files.len() > 2_000);
}

#[test]
fn encodings_are_decoded_or_reported() {
    let Some(folder) = corpus("feedparser/encoding") else {
        return;
    };
    let mut unexplained = Vec::new();
    for path in files_below(&folder) {
        let (case, imported) = import_case(&path);
        let is_right = expectations(&case)
            .iter()
            .filter(|e| can_be_had(e))
            .all(|expected| {
                imported
                    .drafts
                    .get(expected.entry)
                    .is_some_and(|draft| agrees(draft, expected))
            });
        let has_text = !imported.drafts.is_empty()
            || !imported.problems.is_empty()
            || !case.contains("<entry") && !case.contains("<item");
        if !has_text || !is_right && imported.problems.is_empty() {
            unexplained.push(path);
        }
    }
    assert!(unexplained.is_empty(), "{unexplained:?}");
}
