use crate::counts::{LARGE, large_set};
use crate::set::{Item, Set, item};
use kiosque_model::wire::{Kind, Root};
use kiosque_publish::archive::ROOT;

fn month(month: &str, articles: usize) -> Vec<Item> {
    let dated = |number: usize| {
        format!(
            "{month}-{:02}T{:02}:00:00Z",
            1 + number / 24 % 28,
            number % 24
        )
    };
    let text = |number: usize| {
        format!("The port of {month} unloaded ship {number} and its water. ").repeat(20)
    };
    let made = |number: usize| {
        item(&format!("{month}/{number}"))
            .dated(&dated(number))
            .saying(&text(number))
    };
    (0..articles)
        .map(|number| made(number).tagged(&["Ports"]))
        .collect()
}

#[test]
fn the_order_of_items_and_files_and_the_threads_change_nothing() {
    let set = Set::of(month("2026-01", 90))
        .and(month("2026-02", 40))
        .and([item("undated")]);
    let first = set.publish().archive;
    let one_thread = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    assert!(
        first == set.clone().shuffled(1).publish().archive,
        "items in another order"
    );
    assert!(
        first == one_thread.install(|| set.clone().shuffled(4).publish().archive),
        "four files, one thread"
    );
}

#[test]
fn a_later_month_leaves_the_files_of_earlier_ones() {
    let closed = Set::of(month("2026-01", 90)).and(month("2026-02", 40));
    let (before, after) = (closed.publish(), closed.and(month("2026-03", 30)).publish());
    for month in ["2026-01", "2026-02"] {
        assert!(before.files_of_month(month).len() > 2, "{month}");
        assert_eq!(before.files_of_month(month), after.files_of_month(month));
    }
}

#[test]
fn an_article_more_changes_the_last_pack_and_the_pages_that_name_it() {
    let open = Set::of(month("2026-01", 200));
    let later = item("later")
        .dated("2026-01-31T12:00:00Z")
        .saying("The port again.");
    let (before, after) = (open.publish(), open.and([later]).publish());
    assert!(before.files_of_month("2026-01").len() > 8);
    let changed = after.changed_since(&before);
    let of_kind = |kind: Kind| {
        changed
            .iter()
            .filter(|path| path.contains(kind.folder()))
            .count()
    };
    assert_eq!(of_kind(Kind::Pack), 1, "{changed:?}");
    assert!(of_kind(Kind::List) <= 2, "{changed:?}");
}

#[test]
fn a_generation_does_not_change_with_later_ones() {
    let (before, after) = (
        &LARGE.root,
        large_set().and(month("2026-04", 20)).publish().root,
    );
    let generation = |root: &Root, name: &str| {
        root.generations
            .iter()
            .find(|found| found.name == name)
            .cloned()
    };
    assert!(generation(before, "before").is_some());
    assert_eq!(generation(before, "before"), generation(&after, "before"));
    assert_ne!(generation(before, "year"), generation(&after, "year"));
}

#[test]
fn the_day_that_counts_as_today_can_be_given() {
    let edition = large_set().on_day("2027-02-01").publish();
    assert_eq!(edition.generations(), ["before", "undated"]);
    assert!(
        edition.archive.edition.starts_with("2027-02-01-"),
        "{}",
        edition.archive.edition
    );
}

#[test]
fn an_empty_set_has_an_edition() {
    let edition = Set::of([]).publish();
    assert!(edition.archive.edition.starts_with("0000-00-00-"));
    assert_eq!(edition.archive.files.keys().collect::<Vec<_>>(), [ROOT]);
    assert_eq!(
        (edition.root.articles, edition.root.generations.len()),
        (0, 0)
    );
}

#[test]
fn the_root_is_bounded() {
    let edition = &*LARGE;
    for generation in &edition.root.generations {
        assert!(generation.lists.branches.len() <= 12);
    }
    assert!(
        edition
            .root
            .facets
            .iter()
            .filter(|facet| facet.key.starts_with("t:"))
            .count()
            <= Root::FACETS
    );
    assert!(
        edition.archive.files[ROOT].len() < 40_000,
        "{}",
        edition.archive.files[ROOT].len()
    );
}
