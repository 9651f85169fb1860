//! A passage with its source, and the link to it.

use crate::works::{arabic, consulted, french};
use kiosque_cite::{Convention, Passage, passage_address, quote};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;

const PAGE: &str = "https://kiosque.example/a/2019/agadir-abcdefghijklm/";

fn check(passage: Passage, directive: &str) {
    let expected = PAGE.to_owned()
        + if directive.is_empty() {
            ""
        } else {
            "#:~:text="
        }
        + directive;
    assert_eq!(passage_address(PAGE, passage), expected);
    let with_fragment = PAGE.to_owned() + "#contenu";
    assert_eq!(passage_address(&with_fragment, passage), expected);
}

fn text(text: &str) -> Passage<'_> {
    Passage {
        text,
        ..Passage::default()
    }
}

#[test]
fn a_quotation_has_the_marks_of_its_language_and_its_source() {
    let quoted = quote(
        " Il a dit «\u{a0}oui\u{a0}».\n\n  Puis\trien. ",
        &french(),
        Convention::French,
        &consulted(),
    );
    let (passage, source) = quoted.split_once("\n— ").unwrap();
    assert_eq!(passage, "«\u{a0}Il a dit “oui”.\nPuis rien.\u{a0}»");
    assert!(
        source.starts_with("Rédaction de démonstration, «\u{a0}Le dessalement"),
        "{source}"
    );
    assert!(source.ends_with("abcdefghijklm/."), "{source}");
    let quoted = quote(
        "يتوسع الميناء.",
        &arabic(),
        Convention::English,
        &consulted(),
    );
    assert!(
        quoted.starts_with("“\u{2068}يتوسع الميناء.\u{2069}”\n— \u{2068}هيئة"),
        "{quoted}"
    );
    let quoted = quote(
        "يتوسع الميناء.",
        &arabic(),
        Convention::Arabic,
        &consulted(),
    );
    assert!(
        quoted.starts_with("«يتوسع الميناء.»\n— هيئة التحرير، «"),
        "{quoted}"
    );
}

#[test]
fn a_short_passage_is_named_whole() {
    check(
        text("l’eau, 50-60 % & plus d’Agadir"),
        "l%E2%80%99eau%2C%2050%2D60%20%25%20%26%20plus%20d%E2%80%99Agadir",
    );
    check(
        text("ميناء طنجة المتوسط يتوسع الآن"),
        &encoded("ميناء طنجة المتوسط يتوسع الآن"),
    );
    check(text("  \n "), "");
}

#[test]
fn few_words_have_their_neighbours_beside_them() {
    let passage = Passage {
        text: "le port",
        before: "Un deux trois quatre cinq six sept. ",
        after: ", dit-on",
    };
    check(
        passage,
        "deux%20trois%20quatre%20cinq%20six%20sept%2E-,le%20port,-%2C%20dit%2Don",
    );
    let long = Passage {
        text: "un deux trois quatre cinq",
        ..passage
    };
    check(long, "un%20deux%20trois%20quatre%20cinq");
}

#[test]
fn a_long_passage_is_named_by_its_ends() {
    let long = "un deux trois quatre cinq six sept ".repeat(10) + "huit neuf";
    check(
        text(&long),
        "un%20deux%20trois%20quatre%20cinq%20six,quatre%20cinq%20six%20sept%20huit%20neuf",
    );
    check(
        text("Premier alinéa.\nSecond, fin."),
        "Premier%20alin%C3%A9a%2E,Second%2C%20fin%2E",
    );
    let word = "é".repeat(400);
    check(text(&word), &encoded(&word));
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_directive_is_taken_apart_as_browsers_do(
        passage in "\\PC{1,400}",
        before in "\\PC{0,20}",
        after in "\\PC{0,20}",
    ) {
        let passage = Passage { text: &passage, before: &before, after: &after };
        let address = passage_address(PAGE, passage);
        let Some((page, directive)) = address.split_once("#:~:text=") else {
            prop_assert_eq!(address, PAGE);
            return Ok(());
        };
        prop_assert_eq!(page, PAGE);
        prop_assert!(directive.is_ascii() && !directive.contains('&'));
        let mut parts: Vec<&str> = directive.split(',').collect();
        parts.retain(|part| !part.ends_with('-') && !part.starts_with('-'));
        prop_assert!(parts.len() == 1 || parts.len() == 2, "{}", directive);
        let line = passage.text.split_whitespace().collect::<String>();
        for part in parts {
            let part = percent_decode_str(part).decode_utf8().unwrap().split_whitespace().collect::<String>();
            prop_assert!(!part.is_empty() && (line.contains(&part) || passage.text.chars().any(char::is_control) || has_marks(passage.text)));
        }
    }
}

fn has_marks(text: &str) -> bool {
    text.chars().any(|letter| {
        ('\u{202a}'..='\u{202e}').contains(&letter)
            || ('\u{2066}'..='\u{2069}').contains(&letter)
            || letter == '\u{feff}'
    })
}
