use super::{Set, item_with};
use crate::intake::ArticleSet;
use serde_json::{Value, json};

/// Of these items in a feed each, `kept` stays, whatever the files' order,
/// and each other is reported.
fn check(items: [Value; 3], kept: usize) {
    let set = |order: [usize; 3]| {
        let files = order.into_iter().fold(Set::default(), |set, index| {
            set.feed(
                &format!("{index}.json"),
                json!([item_with(items[index].clone())]),
            )
        });
        files.read()
    };
    let read: ArticleSet = set([0, 1, 2]);
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(set(order), read);
    }
    assert_eq!(read.articles.len(), 1);
    assert_eq!(
        &*read.articles[0].place.file,
        format!("{kept}.json"),
        "{items:?}"
    );
    let report = |index| {
        format!(
            "{index}.json, line 1, item 0, id: left out: the id `1` is also that of {kept}.json, line 1, item 0, which \
             is newer or the one kept of equals"
        )
    };
    let expected: Vec<String> = (0..3).filter(|index| *index != kept).map(report).collect();
    assert_eq!(
        read.problems
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn the_later_change_is_kept_else_the_later_publication() {
    let modified = |date: &str| json!({"date_modified": date});
    check(
        [
            modified("2019-07-04"),
            modified("2020-01-01"),
            modified("2018-01-01"),
        ],
        1,
    );
    check(
        [
            json!({"date_published": "2019"}),
            json!({"date_published": "2021"}),
            modified("2020-01-01"),
        ],
        1,
    );
    check(
        [
            json!({"date_published": "2019"}),
            modified("2022-01-01T00:00:00+02:00"),
            modified("2022-01-01T00:00:00Z"),
        ],
        2,
    );
}

#[test]
fn of_equals_the_smaller_hash_is_kept() {
    let titles = ["b", "c", "a"].map(|title| json!({"title": title}));
    // 284c6a2d…, the hash of the third one's canonical JSON, is the smallest.
    check(titles, 2);
}

#[test]
fn of_identical_ones_the_first_is_kept() {
    check([json!({}), json!({}), json!({})], 0);
}

#[test]
fn ids_are_compared_without_surrounding_space_and_type() {
    let set = Set::of(json!([
        item_with(json!({"id": 1})),
        item_with(json!({"id": " 1 "}))
    ]))
    .read();
    assert_eq!((set.articles.len(), set.problems.len()), (1, 1));
}
