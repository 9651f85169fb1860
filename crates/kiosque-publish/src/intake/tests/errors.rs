use super::{Set, item_with};
use crate::intake::{SetFile, read_set};
use serde_json::json;

fn check(bytes: impl Into<Vec<u8>>, expected: &str) {
    let set = Set::of(json!([item_with(json!({}))])).file("x.json", bytes);
    assert_eq!(set.error(), expected);
}

#[test]
fn json_that_is_no_feed_is_refused() {
    let refused = |reason: &str| {
        format!(
            "x.json: JSON, but not a JSON Feed: {reason}; correct the file or take it out of the set"
        )
    };
    check("[1, 2]", &refused("it is not an object"));
    check("null", &refused("it is not an object"));
    check("{}", &refused("it has no `items`"));
    check(r#"{"items": []}"#, &refused("it has no `version`"));
    check(
        r#"{"items": {}, "version": "https://jsonfeed.org/version/1.1"}"#,
        &refused("its `items` is not a list"),
    );
    check(
        r#"{"items": [], "version": 1}"#,
        &refused("it has no `version`"),
    );
    check(
        r#"{"items": [], "version": "2.0"}"#,
        &refused("its `version` is not that of a JSON Feed"),
    );
}

#[test]
fn an_unknown_version_is_refused() {
    check(
        r#"{"items": [], "version": "https://jsonfeed.org/version/2"}"#,
        "x.json: its version is `https://jsonfeed.org/version/2`, and only https://jsonfeed.org/version/1 and \
         https://jsonfeed.org/version/1.1 can be read; export it in one of these",
    );
}

#[test]
fn what_is_no_json_is_refused_with_its_place() {
    check(
        "{\n \"items\": [}",
        "x.json, line 2, column 12: not JSON: expected value; correct the file or take it out of the set",
    );
    check(
        "<html>",
        "x.json, line 1, column 1: not JSON: expected value; correct the file or take it out of the set",
    );
    check(
        "{} {}",
        "x.json, line 1, column 4: not JSON: trailing characters; correct the file or take it out of the set",
    );
}

#[test]
fn a_truncated_file_is_refused() {
    let cut = |line| {
        format!(
            "x.json, line {line}: the file stops before its JSON ends; it was cut off: fetch or export it again"
        )
    };
    check("", &cut(1));
    check("{\n\"items\": [\n{\"id\": \"a", &cut(3));
    let whole =
        String::from_utf8(Set::of(json!([item_with(json!({}))])).0[0].bytes.clone()).unwrap();
    for end in 0..whole.len() {
        check(&whole[..end], &cut(1));
    }
}

#[test]
fn a_hundred_thousand_levels_are_refused() {
    let refused = |line| {
        format!(
            "x.json, line {line}: arrays and objects nested more than 127 deep; no JSON Feed is: correct the file or \
             take it out of the set"
        )
    };
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    check(format!("{open}{close}"), &refused(1));
    let version = r#""version": "https://jsonfeed.org/version/1.1""#;
    check(
        format!("{{{version},\n\"items\": [\n{{\"title\":\n{open}{close}}}]}}"),
        &refused(4),
    );
    check(
        format!("{{{version}, \"items\": [],\n\"_x\": {open}{close}}}"),
        &refused(2),
    );
    let (open, close) = ("{\"a\":".repeat(100_000), "}".repeat(100_000));
    check(
        format!("{{{version}, \"items\": [{open}1{close}]}}"),
        &refused(1),
    );
    check(
        "[".repeat(100_000),
        "x.json, line 1: the file stops before its JSON ends; it was cut off: fetch or export it again",
    );
}

#[test]
fn other_encodings_are_refused_and_a_byte_order_mark_is_not() {
    check(
        b"{\n\"title\": \"\xe9t\xe9\"}",
        "x.json, line 2: not UTF-8 at byte 12; save the file as UTF-8",
    );
    check(
        b"\xff\xfe{\0}\0",
        "x.json, line 1: not UTF-8 at byte 0; save the file as UTF-8",
    );
    let marked = format!(
        "\u{feff}{}",
        json!({"version": "https://jsonfeed.org/version/1", "items": []})
    );
    assert_eq!(
        Set::default()
            .file("feed.json", marked)
            .read()
            .articles
            .len(),
        0
    );
    let set = Set::of(json!([])).file("site.toml", b"title = \"\xe9\"");
    assert_eq!(
        set.error(),
        "site.toml, line 1: not UTF-8 at byte 9; save the file as UTF-8"
    );
}

#[test]
fn a_set_needs_a_feed() {
    let expected =
        "no JSON Feed in this set; add at least one .json file in the JSON Feed 1.1 format";
    assert_eq!(Set::default().error(), expected);
    assert_eq!(
        Set::default().file("site.toml", "title = \"a\"").error(),
        expected
    );
}

#[test]
fn a_refused_site_toml_names_itself() {
    let set = Set::of(json!([])).file("site.toml", "title = \"a\"\ntitel = \"b\"\n");
    assert_eq!(
        set.error(),
        "site.toml: line 2: unknown key `titel`; the keys allowed there are title, description, languages, theme, \
         rights, address, canonical, icon, precompressed, twins, banner, titles, tags"
    );
}

#[test]
fn a_newest_date_far_ahead_is_an_error() {
    let check = |dates: &[&str]| {
        let item =
            |(id, date): (usize, &&str)| item_with(json!({"id": id, "date_published": date}));
        let set = Set::of(dates.iter().enumerate().map(item).collect());
        set.inventory()
            .check_newest()
            .map_err(|error| error.to_string())
    };
    assert_eq!(
        check(&["2019-07-04", "2019-08-05", "2019-07-01", "x"]),
        Err("feed.json, line 1, item 1: dated 2019-08-05, 32 days after the next newest article (2019-07-04); correct \
             the date, or accept it with --accept-future or --as-of".to_owned())
    );
    assert_eq!(check(&["2019-07-04", "2019-08-04"]), Ok(()));
    assert_eq!(check(&["2019-07-04"]), Ok(()));
    assert_eq!(check(&[]), Ok(()));
}

#[test]
fn the_first_error_does_not_depend_on_the_order_of_files() {
    let mut files = Set::default()
        .file("b.json", "1")
        .file("a.json", "2")
        .file("c.json", "")
        .0;
    let first = read_set(files.clone());
    files.reverse();
    assert_eq!(read_set(files), first);
    let SetFile { path, .. } = &Set::default().file("a.json", "2").0[0];
    assert!(first.unwrap_err().to_string().starts_with(path.as_str()));
}
