//! Saved articles: on the device, as a feed, and damaged.

use crate::works::{any_id, any_work, consulted, date, id, nasty_text};
use kiosque_cite::{Convention, Format, Merged, Part, Problem, SavedArticle, SavedList, cite};
use proptest::prelude::*;
use serde_json::{Value, json};

fn article(short_id: &str, title: &str) -> SavedArticle {
    SavedArticle {
        id: id(short_id),
        slug: "été".to_owned(),
        year: 2019,
        title: title.to_owned(),
        language: "fr".to_owned(),
        date: Some(date("2019-07")),
        source: Some("Hespress".to_owned()),
        original: Some("https://example.org/a".to_owned()),
        authors: vec!["A. Un".to_owned()],
        tags: vec!["Maroc".to_owned(), "Eau".to_owned()],
        saved: Some(date("2026-11-28T10:00:00Z")),
    }
}

const ONE: &str = "abcdefghijklm";
const TWO: &str = "bcdefghijklmn";
const BASE: &str = "https://kiosque.example/presse/";

/// Two articles, the second saved last.
fn two() -> SavedList {
    let mut list = SavedList::default();
    assert!(list.add(article(ONE, "Un")) && list.add(article(TWO, "Deux")));
    list
}

fn ids(list: &SavedList) -> Vec<&str> {
    list.articles()
        .iter()
        .map(|article| article.id.as_str())
        .collect()
}

fn check_read(text: &str, kept: &[&str], problems: &[Problem]) -> SavedList {
    let (list, seen) = SavedList::read(text);
    assert_eq!(
        (ids(&list), seen.as_slice()),
        (kept.to_vec(), problems),
        "{text}"
    );
    list
}

fn check_import(text: &str, kept: &[&str], problems: &[Problem]) -> SavedList {
    let (list, seen) = SavedList::import(text);
    assert_eq!(
        (ids(&list), seen.as_slice()),
        (kept.to_vec(), problems),
        "{text}"
    );
    list
}

fn damaged(position: usize, part: Part) -> Problem {
    Problem::Damaged { position, part }
}

fn nameless(position: usize, name: &str) -> Problem {
    Problem::NoArticle {
        position,
        name: name.to_owned(),
    }
}

#[test]
fn the_last_saved_comes_first_and_once() {
    let mut list = two();
    assert_eq!(ids(&list), [TWO, ONE]);
    assert!(list.add(article(ONE, "Un, encore")));
    assert_eq!(ids(&list), [ONE, TWO]);
    assert!(list.remove(&id(ONE)) && !list.remove(&id(ONE)));
    assert!(list.contains(&id(TWO)) && !list.contains(&id(ONE)));
}

#[test]
fn what_is_written_is_read() {
    let text = two().write();
    assert!(
        text.starts_with("{\"version\":1,\"articles\":[{\"id\":\"bcdefghijklmn\",\"slug\":"),
        "{text}"
    );
    assert_eq!(check_read(&text, &[TWO, ONE], &[]), two());
    let empty = SavedList::default();
    assert_eq!(check_read(&empty.write(), &[], &[]), empty);
}

#[test]
fn a_damaged_list_keeps_what_can_be_read() {
    for text in ["", "{", "null", "[1,2]", "{\"articles\":{}}", "<html>"] {
        check_read(text, &[], &[Problem::Unreadable]);
    }
    let deep = "{\"articles\":[".to_owned() + &"[".repeat(100_000);
    check_read(&deep, &[], &[Problem::Unreadable]);
    let text = two().write();
    check_read(&text[..text.len() - 40], &[TWO], &[Problem::BrokenOff]);
    check_read(
        &text.replace("\"Un\"", "\"Un"),
        &[TWO],
        &[Problem::BrokenOff],
    );
    check_read(&text.replace(ONE, "ABC"), &[TWO], &[nameless(2, "Un")]);
    check_read(
        &text.replace("\"version\":1", "\"version\":3"),
        &[TWO, ONE],
        &[Problem::Newer { version: 3 }],
    );
    let repeated = Problem::Repeated { count: 1 };
    check_read(&text.replace(ONE, TWO), &[TWO], &[repeated]);
}

#[test]
fn a_damaged_part_costs_itself_and_a_script_is_no_address() {
    let text = json!({ "version": 1, "articles": [
        { "id": ONE, "title": 7, "date": "hier", "original": "javascript:alert(1)", "language": "<b>", "authors": [1, "A"], "new": {} },
        { "id": TWO, "title": "<script>alert(1)</script>", "original": null, "year": 70_000, "date": "2019" },
        "three",
        { "title": "Sans adresse" },
    ] });
    let problems = [
        damaged(1, Part::Date),
        damaged(1, Part::Title),
        damaged(1, Part::Original),
        nameless(3, ""),
        nameless(4, "Sans adresse"),
    ];
    let list = check_read(&text.to_string(), &[ONE, TWO], &problems);
    let [one, two] = list.articles() else {
        panic!("two articles")
    };
    assert_eq!(
        (one.title.as_str(), one.language.as_str(), &one.original),
        ("", "und", &None)
    );
    assert_eq!(one.authors, ["A"]);
    assert_eq!(
        (two.title.as_str(), two.year),
        ("<script>alert(1)</script>", 2019)
    );
}

#[test]
fn a_list_is_bounded() {
    let number = |number: usize| -> String {
        let letter = |place: u32| {
            char::from(b'a' + u8::try_from(number / 26_usize.pow(place) % 26).unwrap())
        };
        "aaaaaaaaaa"
            .chars()
            .chain((0..3).rev().map(letter))
            .collect()
    };
    let articles: Vec<Value> = (0..10_000)
        .map(|at| json!({ "id": number(at), "title": "t" }))
        .collect();
    let text = json!({ "version": 1, "articles": articles }).to_string();
    let (mut list, problems) = SavedList::read(&text);
    assert_eq!(list.articles().len(), SavedList::MOST);
    assert_eq!(problems, [Problem::TooMany { left_out: 8_000 }]);
    assert!(!list.add(article("zzzzzzzzzzzzz", "Trop")));
    assert!(list.add(article(&number(5), "Déjà là")));
    assert_eq!(
        list.merge(two()),
        Merged {
            added: 0,
            known: 0,
            left_out: 2
        }
    );
}

#[test]
fn merging_makes_no_doubles() {
    let mut list = SavedList::default();
    list.add(article(ONE, "Le mien"));
    assert_eq!(
        list.merge(two()),
        Merged {
            added: 1,
            known: 1,
            left_out: 0
        }
    );
    assert_eq!(ids(&list), [ONE, TWO]);
    assert_eq!(list.articles()[0].title, "Le mien");
}

#[test]
fn a_feed_is_json_feed_and_comes_back() {
    let text = two().export("Mes articles", BASE);
    let feed: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["home_page_url"], BASE);
    let item = json!({
        "id": "https://kiosque.example/presse/a/2019/%C3%A9t%C3%A9-abcdefghijklm/",
        "url": "https://kiosque.example/presse/a/2019/%C3%A9t%C3%A9-abcdefghijklm/",
        "external_url": "https://example.org/a",
        "title": "Un",
        "content_text": "Un",
        "date_published": "2019-07-01T00:00:00Z",
        "language": "fr",
        "authors": [{ "name": "A. Un" }],
        "tags": ["Maroc", "Eau"],
        "_kiosque": {
            "short_id": ONE, "slug": "été", "year": 2019, "date_precision": "month", "saved": "2026-11-28T10:00:00Z",
            "source": { "name": "Hespress", "url": "https://example.org/a" },
        },
    });
    assert_eq!(feed["items"][1], item);
    assert_eq!(check_import(&text, &[TWO, ONE], &[]), two());
}

#[test]
fn a_damaged_or_newer_feed_keeps_what_can_be_read() {
    for text in ["", "<rss/>", "{}", "{\"items\":[]}", "[]"] {
        check_import(text, &[], &[Problem::Unreadable]);
    }
    let text = two().export("t", BASE);
    check_import(&text[..text.len() - 30], &[TWO], &[Problem::BrokenOff]);
    let newer = text.replace("version/1.1", "version/2");
    check_import(&newer, &[TWO, ONE], &[Problem::Newer { version: 2 }]);
    let undated = text.replacen("2019-07-01T00:00:00Z", "juillet", 1);
    check_import(&undated, &[TWO, ONE], &[damaged(1, Part::Date)]);
    check_import(&("\u{feff}".to_owned() + &text), &[TWO, ONE], &[]);
}

#[test]
fn a_foreign_feed_gives_the_articles_that_are_of_an_archive() {
    let text = json!({ "version": "https://jsonfeed.org/version/1", "title": "Ailleurs", "items": [
        { "id": "1", "url": "https://moved.example/x/a/0/%D9%85%D8%A7%D8%A1-abcdefghijklm/?q=eau#h", "title": "Ailleurs" },
        { "id": "2", "url": "https://foreign.example/2019/article", "title": "Un autre site" },
        { "id": 3, "url": "https://foreign.example/b/2019/slug-abcdefghijklm/", "content_html": "<script>" },
        { "id": "https://kiosque.example/a/2020/bcdefghijklmn/", "external_url": "http://example.org/'",
          "date_published": "2020-01-02T03:04:05+01:00", "title": "t" },
    ] });
    let foreign = [
        nameless(2, "Un autre site"),
        nameless(3, "https://foreign.example/b/2019/slug-abc…"),
    ];
    let list = check_import(&text.to_string(), &[ONE, TWO], &foreign);
    let [one, two] = list.articles() else {
        panic!("two articles")
    };
    assert_eq!((one.slug.as_str(), one.year, &one.date), ("ماء", 0, &None));
    assert_eq!((two.slug.as_str(), two.year), ("", 2020));
    assert_eq!(two.original.as_deref(), Some("http://example.org/%27"));
    assert_eq!(two.date, Some(date("2020-01-02T03:04:05+01:00")));
}

#[test]
fn a_saved_article_is_cited_without_the_network() {
    let work = two().articles()[1].work(BASE);
    let prose = cite(&[work], Format::Prose(Convention::English), &consulted());
    assert_eq!(
        prose,
        "A. Un. “Un.” Hespress, July 2019. https://example.org/a (accessed November 28, 2026). \
        Archived at https://kiosque.example/presse/a/2019/%C3%A9t%C3%A9-abcdefghijklm/.\n"
    );
}

fn any_saved() -> impl Strategy<Value = SavedArticle> {
    (any_work(), any_id(), nasty_text(), 0..=9999u16).prop_map(|(work, id, slug, year)| {
        SavedArticle {
            id,
            slug,
            year,
            title: work.title,
            language: work.language,
            date: work.date,
            source: work.source,
            original: work.original,
            authors: work.authors,
            tags: vec!["Eau".to_owned()],
            saved: None,
        }
    })
}

fn any_list() -> impl Strategy<Value = SavedList> {
    prop::collection::vec(any_saved(), 0..5).prop_map(|articles| {
        let mut list = SavedList::default();
        for article in articles {
            list.add(article);
        }
        list
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn once_read_a_list_comes_back_the_same_either_way(list in any_list()) {
        let (read, problems) = SavedList::read(&list.write());
        prop_assert_eq!(problems, Vec::new());
        prop_assert_eq!(ids(&read), ids(&list));
        prop_assert_eq!(SavedList::read(&read.write()), (read.clone(), Vec::new()));
        prop_assert_eq!(SavedList::import(&read.export("t", BASE)), (read, Vec::new()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn damaged_text_is_read_without_a_panic(
        at in any::<usize>(),
        length in 0..30usize,
        inserted in "[ -~éا]{0,8}",
        is_feed in any::<bool>(),
    ) {
        let list = two();
        let mut text = if is_feed { list.export("t", BASE) } else { list.write() };
        let mut at = at % text.len();
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let mut end = (at + length).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        text.replace_range(at..end, &inserted);
        let (read, _) = if is_feed { SavedList::import(&text) } else { SavedList::read(&text) };
        prop_assert!(read.articles().len() <= 2);
        let addresses = read.articles().iter().filter_map(|article| article.original.as_deref());
        prop_assert!(addresses.into_iter().all(|address| address.starts_with("http")));
    }
}
