//! Whatever is typed has an answer, soon.

use crate::site::{Site, Visit, bundled};
use kiosque_search::{Highlighter, Options, Query};
use proptest::prelude::*;
use std::path::Path;

fn ask(visit: &Visit<'_>, text: &str) {
    for query in [Query::parse(text), Query::parse_typing(text)] {
        let found = visit.ask(&query, &Options::default()).unwrap();
        let highlighter = Highlighter::new(&query, &found);
        for hit in &found.hits {
            let marks = highlighter.marks(&hit.card.title, &hit.card.language);
            assert!(
                marks
                    .into_iter()
                    .all(|mark| hit.card.title.get(mark).is_some())
            );
        }
    }
}

#[test]
fn any_question_has_an_answer() {
    let site = Site::publish(&[&bundled()]);
    let visit = Visit::new(&site);
    let long = "maroc ".repeat(20_000);
    let letters = "x".repeat(100_000);
    let words: Vec<String> = (0..500).map(|at| format!("mot{at}")).collect();
    for text in [
        "",
        " ",
        "\"",
        "\"\"\"",
        "- -",
        "***",
        "!?;.,:",
        "« »",
        "le la les",
        "the of",
        "من في",
        "\u{202e}maroc\u{202c}",
        "\0\u{7}maroc",
        "\u{fffd}\u{fffd}",
        "%2541",
        "tag:",
        "tag:\"",
        "-\"x",
        "before:9999-99-99",
        "a*",
        "*",
        "\u{301}",
        "ﷺ",
        "👩‍👩‍👧",
        "<b>maroc</b>",
        "ـ",
        "' '",
        "l'",
        "-l'",
        "\t\n",
        long.as_str(),
        letters.as_str(),
        &words.join(" "),
        &words.join(" -"),
    ] {
        ask(&visit, text);
    }
}

#[test]
fn strings_that_break_programs() {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora/strings/blns.json");
    let Ok(bytes) = std::fs::read(&file) else {
        eprintln!("skipped: no {}", file.display());
        return;
    };
    let strings: Vec<String> = serde_json::from_slice(&bytes).unwrap();
    let site = Site::publish(&[&bundled()]);
    let visit = Visit::new(&site);
    strings.iter().for_each(|text| ask(&visit, text));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_read(text in "(\\PC|[\"*: -]|tag:){0,40}") {
        for query in [Query::parse(&text), Query::parse_typing(&text)] {
            for word in query.words.iter().chain(&query.refused) {
                prop_assert_eq!(text.get(word.place.clone()), Some(word.written.as_str()));
            }
        }
    }
}
