//! Frequent facets two by two: their lists come from the table of pairs and the
//! current month.

use crate::filters::{LANGUAGES, Oracle, set_of, shapes};
use crate::set::{Set, item};
use kiosque_model::wire::{FacetRecord, Kind};
use kiosque_model::{DayRange, Filter, KeySet};

fn of_ids(ids: &[&str]) -> KeySet {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn in_year(filter: &Filter, year: &str) -> Filter {
    Filter {
        days: DayRange {
            from: Some(format!("{year}-01-01")),
            to: Some(format!("{year}-12-31")),
        },
        ..filter.clone()
    }
}

/// Every filter that two facets, or one and a year, make.
fn filters() -> Vec<Filter> {
    const TAGS: [&str; 6] = ["tag-0", "tag-1", "tag-2", "tag-5", "tag-11", "tag-12"];
    let mut filters = Vec::new();
    for one in TAGS {
        let tagged = Filter {
            all: of_ids(&[one]),
            ..Filter::default()
        };
        for other in TAGS {
            filters.push(Filter {
                all: of_ids(&[one, other]),
                ..Filter::default()
            });
            filters.push(Filter {
                none: of_ids(&[other]),
                ..tagged.clone()
            });
        }
        filters.push(Filter {
            languages: of_ids(&[LANGUAGES[1]]),
            ..tagged.clone()
        });
        filters.push(Filter {
            sources: of_ids(&["source-1"]),
            ..tagged.clone()
        });
        filters.extend(YEARS.map(|year| in_year(&tagged, year)));
    }
    filters.extend(YEARS.map(|year| in_year(&Filter::default(), year)));
    filters.push(Filter {
        languages: of_ids(&[LANGUAGES[0]]),
        none: of_ids(&["tag-1"]),
        ..Filter::default()
    });
    filters
}

const YEARS: [&str; 5] = ["1998", "2024", "2025", "2026", "2027"];

#[test]
fn pairs_are_exact() {
    let edition = set_of(&shapes(9_500)).publish();
    let oracle = Oracle::new(&edition);
    for filter in filters() {
        for page in [0, 1, 5] {
            oracle.check(&filter, |_| page);
        }
    }
}

/// Not the postings, which grow with the archive.
#[test]
fn a_pair_is_read_from_its_table() {
    let edition = set_of(&shapes(9_500)).publish();
    let oracle = Oracle::new(&edition);
    let read = |filter: &Filter, kind: Kind| {
        oracle.take_used();
        oracle.list(filter, 0);
        let folder = format!("data/{}/", kind.folder());
        let used = oracle.take_used();
        used.keys().filter(|path| path.starts_with(&folder)).count()
    };
    let pair = Filter {
        all: of_ids(&["tag-0", "tag-1"]),
        ..Filter::default()
    };
    let tag = Filter {
        all: of_ids(&["tag-1"]),
        ..Filter::default()
    };
    for filter in [
        pair,
        in_year(&tag, "2024"),
        in_year(&Filter::default(), "2024"),
    ] {
        assert_eq!(read(&filter, Kind::Pairs), 1, "{filter:?}");
        assert_eq!(read(&filter, Kind::Postings), 0, "{filter:?}");
    }
}

#[test]
fn facets_are_offered_where_their_counts_are_known() {
    const RARE: usize = 400;
    let items = (0..6_000).map(|number| {
        let rare = format!("rare {}", number % RARE);
        let mut tags = vec![rare.as_str()];
        if number % 2 == 0 {
            tags.push("even");
        }
        if number % 3 != 0 {
            tags.push("odd");
        }
        let day = format!("2026-{:02}-{:02}", number % 4 + 1, number % 28 + 1);
        item(&format!("n{number:05}")).tagged(&tags).dated(&day)
    });
    let edition = Set::of(items).publish();
    let oracle = Oracle::new(&edition);
    let pair = Filter {
        all: of_ids(&["even", "odd"]),
        ..Filter::default()
    };
    let difference = Filter {
        all: of_ids(&["even"]),
        none: of_ids(&["odd"]),
        ..Filter::default()
    };
    let dated = in_year(
        &Filter {
            all: of_ids(&["odd"]),
            ..Filter::default()
        },
        "2026",
    );
    for filter in [pair, dated] {
        oracle.check_some_remaining(&filter, FacetRecord::BESIDE);
    }
    oracle.check_some_remaining(&difference, 10);
}
