use crate::edition::{Edition, day};
use crate::set::{Item, Set, item};
use kiosque_model::Precision;
use kiosque_model::wire::{Reasons, Related};
use kiosque_publish::intake::{SetArticle, tag_key};
use proptest::prelude::*;
use std::collections::BTreeSet;

const DREDGING: &str =
    "Dredgers deepen the harbour basin so that larger container vessels can berth in Agadir";
const HARVEST: &str =
    "Olive growers near Meknès expect a smaller harvest after another winter without rainfall";
const RAILWAY: &str =
    "Engineers tested the new railway viaduct with loaded wagons before the timetable changes";

/// Articles about other things, so that the words of the tested ones are rare.
fn crowd() -> Vec<Item> {
    let text = |number: usize| {
        (0..12)
            .map(|word| format!("w{}x ", number * 12 + word))
            .collect::<String>()
    };
    let letters = |text: String| text.replace(|c: char| c.is_ascii_digit(), "q");
    let filler = |number: usize| {
        format!(
            "{} {}",
            letters(text(number)),
            ["filler", "padding"][number % 2]
        )
    };
    let dated = |number: usize| format!("2025-{:02}-10", 1 + number % 12);
    (0..40)
        .map(|number| {
            item(&format!("crowd {number}"))
                .dated(&dated(number))
                .saying(&filler(number))
        })
        .collect()
}

fn words_of(article: &SetArticle) -> BTreeSet<String> {
    let text = format!("{} {}", article.title, article.text).to_lowercase();
    let words = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn jaccard(a: &SetArticle, b: &SetArticle) -> f64 {
    let (a, b) = (words_of(a), words_of(b));
    a.intersection(&b).count() as f64 / a.union(&b).count().max(1) as f64
}

fn check_reasons(a: &SetArticle, b: &SetArticle, reasons: &Reasons) {
    let tags = |article: &SetArticle| {
        article
            .tags
            .iter()
            .map(|tag| format!("t:{}", tag_key(tag)))
            .collect()
    };
    let (tags_of_a, tags_of_b): (BTreeSet<String>, BTreeSet<String>) = (tags(a), tags(b));
    for tag in &reasons.tags {
        assert!(
            tags_of_a.contains(tag) && tags_of_b.contains(tag),
            "{tag}: {} {}",
            a.id,
            b.id
        );
    }
    for word in reasons.words.iter().map(|word| word.to_lowercase()) {
        assert!(
            words_of(a).contains(&word) && words_of(b).contains(&word),
            "{word}: {} {}",
            a.id,
            b.id
        );
    }
    assert!(reasons.tags.len() <= 3 && reasons.words.len() <= 3);
    assert!(
        !reasons.same_week || within_a_week(a, b),
        "{} {}",
        a.id,
        b.id
    );
    let translates =
        |a: &SetArticle, b: &SetArticle| a.translation_of.as_deref() == Some(b.id.as_str());
    let same_original = a.translation_of.is_some() && a.translation_of == b.translation_of;
    assert!(!reasons.translation || translates(a, b) || translates(b, a) || same_original);
}

fn within_a_week(a: &SetArticle, b: &SetArticle) -> bool {
    let exact = |article: &SetArticle| {
        let date = article.date.as_ref();
        date.is_some_and(|date| matches!(date.precision(), Precision::Day | Precision::Instant))
    };
    let day = |article: &SetArticle| day(article).parse::<jiff::civil::Date>().unwrap();
    exact(a) && exact(b) && (day(a) - day(b)).get_days().abs() <= 7
}

/// Checks what must hold of every list.
fn check_lists(edition: &Edition) {
    for article in &edition.articles {
        let list = edition.related(&article.short_id);
        let others: Vec<&SetArticle> = list
            .iter()
            .map(|related| edition.by_short_id(&related.id))
            .collect();
        for (related, other) in list.iter().zip(&others) {
            assert_ne!(article.id, other.id);
            assert!(related.score <= 1_000);
            check_reasons(article, other, &related.reasons);
        }
        assert!(list.is_sorted_by_key(|related| !related.reasons.translation));
        assert!(list.len() <= Related::MOST);
        let own = others
            .iter()
            .filter(|other| jaccard(article, other) > 0.8)
            .count();
        assert!(own <= 1, "{own} near duplicates of {}", article.id);
        for (at, one) in others.iter().enumerate() {
            assert!(
                others[at + 1..]
                    .iter()
                    .all(|other| jaccard(one, other) <= 0.8),
                "{} twice",
                one.id
            );
        }
    }
}

fn any_article() -> impl Strategy<Value = (usize, usize, usize, Option<usize>, usize)> {
    (
        0..3_usize,
        0..4_usize,
        0..5_usize,
        prop::option::weighted(0.2, 0..8_usize),
        0..3_usize,
    )
}

fn build(
    number: usize,
    (topic, tag, date, original, words): (usize, usize, usize, Option<usize>, usize),
) -> Item {
    let text = format!(
        "{} {}",
        [DREDGING, HARVEST, RAILWAY][topic],
        ["", "again today", "Ports and rain"][words]
    );
    let dates = [
        "2026-01-01",
        "2026-01-08T09:00:00+01:00",
        "2026-01",
        "2026-02-20",
        "2026",
    ];
    let built = item(&format!("{number}"))
        .titled(["One", "Two", "Three"][topic])
        .saying(&text)
        .dated(dates[date]);
    let built = built.tagged([&["Ports"][..], &["eau"], &[], &["ports", "Eau"]][tag]);
    match original.filter(|original| *original != number) {
        Some(original) => built.translating(&format!("{original}")),
        None => built,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn lists_say_nothing_false_and_nothing_twice(parts in prop::collection::vec(any_article(), 1..20)) {
        let items = parts.into_iter().enumerate().map(|(number, parts)| build(number, parts));
        check_lists(&Set::of(crowd()).and(items.filter(|item| !is_translation(item))).publish());
    }

    #[test]
    fn translations_say_nothing_false_either(parts in prop::collection::vec(any_article(), 1..12)) {
        let items = parts.into_iter().enumerate().map(|(number, parts)| build(number, parts));
        let edition = Set::of(items).publish();
        for article in &edition.articles {
            let list = edition.related(&article.short_id);
            prop_assert!(list.is_sorted_by_key(|related| !related.reasons.translation));
        }
    }
}

fn is_translation(item: &Item) -> bool {
    format!("{item:?}").contains("translation_of")
}

#[test]
fn the_nearest_come_first_and_later_ones_are_added() {
    let edition = Set::of(crowd())
        .and([
            item("old port").dated("2025-06-01").saying(DREDGING),
            item("olives").dated("2025-06-02").saying(HARVEST),
            item("new port")
                .dated("2026-01-05")
                .saying(&format!("{DREDGING} and Safi, says the ministry of works")),
        ])
        .publish();
    assert_eq!(edition.related_ids("new port").first(), Some(&"old port"));
    assert_eq!(edition.related_ids("old port").first(), Some(&"new port"));
    let reasons = &edition.related(&edition.article("old port").short_id)[0].reasons;
    assert_eq!(reasons.words.len(), 3, "{reasons:?}");
}

#[test]
fn a_shared_rare_tag_joins_languages() {
    let edition = Set::of(crowd())
        .and([
            item("fr")
                .dated("2025-06-01")
                .saying("La récolte sera plus faible")
                .tagged(&["Olives"])
                .in_language("fr"),
            item("ar")
                .dated("2026-01-05")
                .saying("محصول هذا الموسم ضعيف")
                .tagged(&["olives"])
                .in_language("ar"),
        ])
        .publish();
    assert_eq!(edition.related_ids("ar"), ["fr"]);
    assert_eq!(
        edition.related(&edition.article("fr").short_id)[0]
            .reasons
            .tags,
        ["t:olives"]
    );
}

#[test]
fn translations_come_first_in_either_direction_and_between_siblings() {
    let edition = Set::of(crowd())
        .and([
            item("en")
                .dated("2025-06-03")
                .saying(DREDGING)
                .translating("fr"),
            item("near en").dated("2025-06-03").saying(&format!(
                "{DREDGING} today, officials add in Rabat and Paris"
            )),
            item("ar")
                .dated("2025-07-05")
                .saying("يجري تعميق الميناء")
                .translating("fr"),
            item("fr")
                .dated("2026-01-02")
                .saying("Les dragues approfondissent le bassin"),
        ])
        .publish();
    let first_two = |id: &str| {
        edition
            .related_ids(id)
            .into_iter()
            .take(2)
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    };
    let of = |ids: [&str; 2]| ids.map(str::to_owned).into();
    assert_eq!(first_two("fr"), of(["en", "ar"]));
    assert_eq!(first_two("en"), of(["fr", "ar"]));
    assert_eq!(first_two("ar"), of(["en", "fr"]));
    assert_eq!(edition.related_ids("en")[2], "near en");
}

#[test]
fn a_dispatch_sent_five_times_is_named_once() {
    let copies = (0..5).map(|number| {
        item(&format!("copy {number}"))
            .dated(&format!("2026-0{}-01", 1 + number))
            .titled("Port")
            .saying(DREDGING)
    });
    let edition = Set::of(crowd()).and(copies).publish();
    check_lists(&edition);
    for number in 0..5 {
        assert_eq!(edition.related_ids(&format!("copy {number}")).len(), 1);
    }
}
