use super::sanitised;
use std::time::{Duration, Instant};

/// Sanitising ends within two seconds, a debug build's slowness allowed for,
/// keeps `text` and says `note` first.
fn check(html: &str, text: &str, note: &str) {
    let start = Instant::now();
    let (body, notes) = sanitised(html);
    let allowed = if cfg!(debug_assertions) { 60 } else { 4 };
    assert!(
        start.elapsed() < Duration::from_secs(allowed),
        "{:?} for {note}",
        start.elapsed()
    );
    assert!(
        body.contains(text),
        "{} does not hold {text}",
        body.get(..200).unwrap_or(&body)
    );
    assert_eq!(
        notes.first().map(ToString::to_string).as_deref(),
        Some(note)
    );
}

const TOO_DEEP: &str = "elements nested more than 256 deep; only its text was kept";
const TOO_MANY_NODES: &str =
    "misnested markup that makes more than 400000 nodes; only its text was kept";
const TOO_MANY_ATTRIBUTES: &str =
    "an element with more than 256 attributes; those beyond were dropped";

#[test]
fn a_million_open_elements_are_reduced_to_text() {
    for tag in [
        "<div>",
        "<b id=x>",
        "<ul><li>",
        "<x>",
        "<svg>",
        "<blockquote>",
    ] {
        let times = (4 << 20) / tag.len() - 100;
        check(
            &format!("{}the end", tag.repeat(times.min(1_000_000))),
            "<p>the end</p>",
            TOO_DEEP,
        );
    }
}

#[test]
fn nesting_to_the_limit_is_kept() {
    let (body, notes) = sanitised(&format!(
        "{}x{}",
        "<blockquote>".repeat(255),
        "</blockquote>".repeat(255)
    ));
    assert!(body.starts_with("<blockquote>") && notes.is_empty());
    let (body, notes) = sanitised(&format!("{}x", "<div lang=fr>".repeat(254)));
    assert!(body.starts_with("<div lang=\"fr\"><div") && notes.is_empty());
    check(
        &format!(
            "{}x{}",
            "<blockquote>".repeat(257),
            "</blockquote>".repeat(257)
        ),
        "<p>x</p>",
        TOO_DEEP,
    );
}

#[test]
fn formatting_that_multiplies_is_reduced_to_text() {
    let open: String = (0..200).map(|index| format!("<b id=x{index}>")).collect();
    check(
        &format!("<p>{open}{}the end", "<p>x".repeat(100_000)),
        "the end</p>",
        TOO_MANY_NODES,
    );
    let foster = format!("<table>{}the end", "<b>x</b>".repeat(300_000));
    check(&foster, "the end", TOO_MANY_NODES);
}

#[test]
fn eighty_thousand_attributes_are_cut_to_the_limit() {
    let many: String = (0..80_000)
        .map(|index| format!(" a{index}=\"{index}\""))
        .collect();
    check(
        &format!("<p{many}>the end</p>"),
        "<p>the end</p>",
        TOO_MANY_ATTRIBUTES,
    );
    let elements = format!("<p{}>x</p>", " a".repeat(250)).repeat(6000);
    assert!(sanitised(&elements).0.starts_with("<p>x</p>"));
}

#[test]
fn twenty_megabytes_keep_their_text_to_the_limit() {
    let html = "<p>word &amp; <b>word</b></p>".repeat(800_000);
    let note = format!(
        "{} bytes, more than 4194304; only its text was kept, cut there",
        html.len()
    );
    check(&html, "<p>word &amp; word</p>", &note);
    let line = "word ".repeat(4_000_000);
    let note = format!(
        "{} bytes, more than 4194304; only its text was kept, cut there",
        line.len()
    );
    check(&line, "word word", &note);
    let (body, _) = sanitised(&line);
    assert!(body.len() <= 4 << 20 && body.len() > 4_000_000 && body.ends_with("word</p>"));
}

#[test]
fn a_paragraph_too_long_to_write_is_reduced_to_text() {
    let note = "a paragraph too long for its many special characters; only the text was kept";
    check(
        &format!("<p>{}<b>the end</b></p>", "\u{ab} ".repeat(200_000)),
        "the end</p>",
        note,
    );
    let address = format!(
        "<p><a href='https://e.example/?{}'>the end</a>",
        "&a".repeat(200_000)
    );
    check(&address, "<p>the end</p>", note);
}

/// A debug build is too slow for what a release build takes in.
const SIZE: usize = if cfg!(debug_assertions) {
    1 << 18
} else {
    4 << 20
};

#[test]
fn endless_tokens_end() {
    for token in [
        "</p>",
        "<",
        "<!--",
        "&",
        "«",
        "<a><i>",
        "<a href='?&'>",
        "</x>",
        "<td>",
        "<a href=x>",
        "<br>",
        "&amp",
        "<script>",
        "</b>",
        "<p ",
        "<select><option>",
    ] {
        let start = Instant::now();
        sanitised(&token.repeat(SIZE / token.len()));
        let allowed = if cfg!(debug_assertions) { 20 } else { 4 };
        assert!(
            start.elapsed() < Duration::from_secs(allowed),
            "{:?} for {token}",
            start.elapsed()
        );
    }
}
