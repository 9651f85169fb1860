//! What a body becomes, by example, by property and over hostile corpora.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    missing_docs,
    reason = "a test may stop at the first surprise, and says what it skips"
)]

mod corpora;
mod examples;
mod limits;
mod properties;
mod text;

use kiosque_sanitise::{BodyContext, ImageNames, SanitiseNote, Sanitiser};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static SANITISER: LazyLock<Sanitiser> = LazyLock::new(Sanitiser::default);

static IMAGES: LazyLock<ImageNames> = LazyLock::new(|| {
    let names = [
        ("images/map.png", "abc234.png"),
        ("images/été 1.jpg", "def567.jpg"),
    ];
    let owned = names.map(|(path, file)| (path.to_owned(), file.to_owned()));
    ImageNames::new(BTreeMap::from(owned))
});

/// The body sanitised as that of an article without an address.
fn sanitised(html: &str) -> (String, Vec<SanitiseNote>) {
    sanitised_at(html, None)
}

fn sanitised_at(html: &str, base: Option<&str>) -> (String, Vec<SanitiseNote>) {
    let context = BodyContext {
        base,
        images: &IMAGES,
    };
    let (body, notes) = SANITISER.body(html, &context);
    let (again, _) = SANITISER.body(body.as_str(), &context);
    assert_eq!(
        again,
        body,
        "sanitising again changes the body of {:?}",
        html.get(..300).unwrap_or(html)
    );
    (body.as_str().to_owned(), notes)
}

/// Sanitising `html` gives `expected`, with nothing to say about it.
fn check(html: &str, expected: &str) {
    check_noted(html, expected, &[]);
}

/// Sanitising `html` gives `expected` and these notes.
fn check_noted(html: &str, expected: &str, notes: &[&str]) {
    let (body, seen) = sanitised(html);
    assert_eq!(body, expected, "{html}");
    let seen: Vec<String> = seen.iter().map(ToString::to_string).collect();
    assert_eq!(seen, notes, "{html}");
}
