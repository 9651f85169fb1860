use crate::edition::{Edition, Recorded, day, facets_of};
use crate::set::{Item, Set, item};
use kiosque_model::wire::{FacetKind, PAGE_ROWS};
use kiosque_model::{DayRange, Filter, KeySet};
use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const TAGS: [&str; 6] = ["Eau", "eau", "Ports", "États-Unis", "etats unis", "مرفأ"];
const DATES: [&str; 7] = [
    "2026-02",
    "2026-02-14",
    "2026-02-14T23:30:00-05:00",
    "2026-02-15T01:00:00+09:00",
    "2026-03-01T10:00:00Z",
    "2025",
    "",
];

fn any_item() -> impl Strategy<Value = (Vec<usize>, usize, usize, usize)> {
    (
        prop::collection::vec(0..TAGS.len(), 0..4),
        0..DATES.len(),
        0..3_usize,
        0..3_usize,
    )
}

fn build(number: usize, (tags, date, source, language): (Vec<usize>, usize, usize, usize)) -> Item {
    let tags: Vec<&str> = tags.into_iter().map(|tag| TAGS[tag]).collect();
    let mut built = item(&format!("item {number}")).tagged(&tags);
    if !DATES[date].is_empty() {
        built = built.dated(DATES[date]);
    }
    if source > 0 {
        built = built.sourced(["", "Hespress", "Le Matin"][source]);
    }
    if language > 0 {
        built.in_language(["", "fr", "ar"][language])
    } else {
        built
    }
}

fn any_set() -> impl Strategy<Value = Set> {
    prop::collection::vec(any_item(), 0..30).prop_map(|items| {
        Set::of(
            items
                .into_iter()
                .enumerate()
                .map(|(number, parts)| build(number, parts)),
        )
    })
}

/// The facets of the articles that carry `key`, commonest first within a kind.
fn beside(edition: &Edition, key: &str) -> Vec<(String, u32)> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for article in edition
        .articles
        .iter()
        .map(facets_of)
        .filter(|facets| facets.contains(key))
    {
        for other in article.into_iter().filter(|other| other != key) {
            *counts.entry(other).or_default() += 1;
        }
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    let kind = |key: &str| {
        FacetKind::ALL
            .iter()
            .position(|kind| key.starts_with(kind.prefix()))
    };
    ranked.sort_by_key(|(key, count)| (kind(key), Reverse(*count), key.clone()));
    ranked
}

fn check_records(edition: &Edition) {
    let facets = edition.facets();
    let expected: BTreeSet<String> = edition.articles.iter().flat_map(facets_of).collect();
    assert_eq!(facets.keys().cloned().collect::<BTreeSet<_>>(), expected);
    for (
        key,
        Recorded {
            facet,
            record,
            beside: stated,
        },
    ) in &facets
    {
        let carriers = edition.matching(|article| facets_of(article).contains(key));
        assert_eq!(
            [facet.count, record.count],
            [carriers.len() as u32; 2],
            "{key}"
        );
        let newest: Vec<_> = record
            .newest
            .iter()
            .map(|summary| summary.id.clone())
            .collect();
        assert_eq!(
            newest,
            carriers.into_iter().take(PAGE_ROWS).collect::<Vec<_>>(),
            "{key}"
        );
        assert_eq!(*stated, beside(edition, key), "{key}");
    }
}

fn check_filter(edition: &Edition, filter: &Filter) {
    let expected = edition.matching(|article| {
        let facets = facets_of(article);
        filter.matches(|key| facets.contains(key), &day(article))
    });
    let listing = edition.list(filter, 0);
    let rows: Vec<_> = listing
        .rows
        .iter()
        .map(|(summary, _)| summary.id.clone())
        .collect();
    assert_eq!(listing.total as usize, expected.len(), "{filter:?}");
    assert_eq!(
        rows,
        expected.into_iter().take(PAGE_ROWS).collect::<Vec<_>>(),
        "{filter:?}"
    );
}

fn tags(keys: &[&str]) -> KeySet {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn records_say_what_the_articles_say(set in any_set()) {
        check_records(&set.publish());
    }

    #[test]
    fn filters_find_what_looking_at_each_article_finds(set in any_set()) {
        let edition = set.publish();
        let from = Some("2026-02-14".to_owned());
        for filter in [
            Filter { all: tags(&["eau"]), ..Filter::default() },
            Filter { all: tags(&["eau", "etats-unis"]), ..Filter::default() },
            Filter { any: tags(&["ports", "مرفأ"]), none: tags(&["eau"]), ..Filter::default() },
            Filter { sources: tags(&["hespress"]), languages: tags(&["fr", "und"]), ..Filter::default() },
            Filter { all: tags(&["eau"]), days: DayRange { from, to: None }, ..Filter::default() },
        ] {
            check_filter(&edition, &filter);
        }
    }
}

/// 5,200 articles, enough for generations: years before, this year, the month.
/// One more is undated.
pub fn large_set() -> Set {
    let dates = [
        "2024-11-03",
        "2025-06-01",
        "2026-01-15",
        "2026-02-28",
        "2026-03-07",
    ];
    let items = (0..5_200).map(|number: usize| {
        let rare = format!("rare {}", number % 97);
        let tags: &[&str] = if number.is_multiple_of(3) {
            &["Eau", &rare]
        } else {
            &["Ports", &rare]
        };
        item(&format!("n{number:05}"))
            .tagged(tags)
            .dated(dates[number * dates.len() / 5_200])
            .in_language("fr")
    });
    Set::of(items).and([item("undated").tagged(&["eau"])])
}

/// The large set, published once for all tests.
pub static LARGE: LazyLock<Edition> = LazyLock::new(|| large_set().publish());

#[test]
fn generations_add_up() {
    let edition = &*LARGE;
    assert_eq!(
        edition.generations(),
        ["month", "year", "before", "undated"]
    );
    let facets = edition.facets();
    for key in ["t:eau", "t:ports", "t:rare-13", "l:fr", "l:und"] {
        let carriers = edition.matching(|article| facets_of(article).contains(key));
        assert_eq!(facets[key].record.count as usize, carriers.len(), "{key}");
    }
    for filter in [
        Filter {
            all: tags(&["eau", "rare-13"]),
            ..Filter::default()
        },
        Filter {
            all: tags(&["rare-5"]),
            none: tags(&["eau"]),
            ..Filter::default()
        },
        Filter {
            any: tags(&["eau", "rare-7"]),
            languages: tags(&["und"]),
            ..Filter::default()
        },
    ] {
        check_filter(edition, &filter);
    }
}

#[test]
fn a_child_counts_for_its_parents_and_shows_alone() {
    let site = "[[tags]]\nid = \"maghreb\"\nlabels = { fr = \"Maghreb\", en = \"The Maghreb\" }\n\
                [[tags]]\nid = \"maroc\"\nlabels = { fr = \"Maroc\", en = \"Morocco\" }\nparent = \"maghreb\"\n\
                [[tags]]\nid = \"rabat\"\naliases = [\"الرباط\"]\nparent = \"maroc\"\n";
    let edition = Set::of([
        item("a").tagged(&["Morocco", "maroc"]).dated("2026-01-01"),
        item("b").tagged(&["الرباط"]).dated("2026-01-02"),
    ])
    .with_site(site)
    .publish();
    let facets = edition.facets();
    let counts = ["t:maghreb", "t:maroc", "t:rabat"].map(|key| facets[key].facet.count);
    assert_eq!(counts, [2, 2, 1]);
    assert_eq!(facets["t:maroc"].facet.label, "Maroc");
    assert_eq!(facets["t:maroc"].facet.label_in("en"), "Morocco");
    let packs = edition.of_kind::<kiosque_model::wire::Pack>(kiosque_model::wire::Kind::Pack);
    let shown = packs
        .values()
        .flat_map(|pack| pack.tags.iter().map(|tag| tag.key.clone()));
    assert_eq!(shown.collect::<KeySet>(), tags(&["t:maroc", "t:rabat"]));
}

#[test]
fn the_commonest_spelling_is_the_label() {
    let spelled = ["Énergie", "energie", "Énergie", "ÉNERGIE"];
    let items = spelled
        .iter()
        .enumerate()
        .map(|(at, tag)| item(&format!("{at}")).tagged(&[tag]).dated("2026-01-01"));
    let edition = Set::of(items).publish();
    assert_eq!(edition.facets()["t:energie"].facet.label, "Énergie");
}

#[test]
fn a_page_beyond_all_others_is_empty() {
    for page in [1 << 30, usize::MAX] {
        let listing = LARGE.list(&Filter::default(), page);
        assert_eq!((listing.total, listing.rows.len()), (5_201, 0), "{page}");
    }
}
