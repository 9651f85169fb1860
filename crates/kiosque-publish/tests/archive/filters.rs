//! Lists, counts, remaining facets and years of random filters over random
//! sets, held against looking at each article.

use crate::edition::{Edition, day, facets_of};
use crate::set::{Item, Set, item};
use kiosque_model::wire::{Generation, PAGE_ROWS};
use kiosque_model::{DayRange, Filter, KeySet};
use kiosque_publish::intake::SetArticle;
use kiosque_reader::{Listing, MemoryFiles, Reader, answer_from_memory};
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

const TAGS: usize = 12;
const SOURCES: usize = 3;
pub const LANGUAGES: [&str; 3] = ["fr", "ar", "en"];
const DATES: [&str; 9] = [
    "1998-05-02",
    "2024-11-30",
    "2024-12-31",
    "2025",
    "2026-01",
    "2026-01-31",
    "2026-02-14T23:30:00-05:00",
    "2026-03-01T10:00:00Z",
    "",
];
/// Ends of ranges: of a year, of a month, in between, and outside.
const DAYS: [&str; 12] = [
    "1900-01-01",
    "1998-12-31",
    "2024-11-30",
    "2024-12-01",
    "2024-12-31",
    "2025-01-01",
    "2025-12-31",
    "2026-01-01",
    "2026-01-31",
    "2026-02-10",
    "2026-03-31",
    "2099-01-01",
];

/// Which tags, source, language and date an article has.
pub type Shape = (Vec<usize>, usize, usize, usize);

fn any_shape() -> impl Strategy<Value = Shape> {
    // The first tags are frequent: half of the draws are of the first two.
    let tag = prop_oneof![0..2_usize, 0..TAGS];
    (
        prop::collection::vec(tag, 0..5),
        0..=SOURCES,
        0..LANGUAGES.len(),
        0..DATES.len(),
    )
}

fn build(number: usize, (tags, source, language, date): &Shape) -> Item {
    let tags: Vec<String> = tags.iter().map(|tag| format!("tag {tag}")).collect();
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    let mut built = item(&format!("n{number:05}"))
        .tagged(&tags)
        .in_language(LANGUAGES[*language]);
    if *source < SOURCES {
        built = built.sourced(&format!("Source {source}"));
    }
    match DATES[*date] {
        "" => built,
        date => built.dated(date),
    }
}

pub fn set_of(shapes: &[Shape]) -> Set {
    let items = shapes.iter().enumerate();
    Set::of(items.map(|(number, shape)| build(number, shape)))
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let ids = |prefix: &'static str, count: usize, most: usize| {
        let all: Vec<String> = (0..=count).map(|id| format!("{prefix}-{id}")).collect();
        subsequence(all, 0..=most).prop_map(KeySet::from_iter)
    };
    let languages: Vec<String> = LANGUAGES.iter().map(|id| (*id).to_owned()).collect();
    let sometimes =
        |some: BoxedStrategy<KeySet>| prop_oneof![2 => Just(KeySet::default()), 1 => some];
    let day =
        || prop::option::weighted(0.3, any::<Index>().prop_map(|at| at.get(&DAYS).to_string()));
    (
        ids("tag", TAGS, 3),
        sometimes(ids("tag", TAGS, 3).boxed()),
        sometimes(ids("tag", TAGS, 2).boxed()),
        sometimes(ids("source", SOURCES, 2).boxed()),
        sometimes(
            subsequence(languages, 0..=2)
                .prop_map(KeySet::from_iter)
                .boxed(),
        ),
        (day(), day()),
    )
        .prop_map(|(all, any, none, sources, languages, (from, to))| Filter {
            all,
            any,
            none,
            sources,
            languages,
            days: DayRange { from, to },
        })
}

/// What a list is, by looking at each article.
struct Expected<'a> {
    /// Newest first.
    articles: Vec<&'a SetArticle>,
}

impl<'a> Expected<'a> {
    fn of(
        edition: &'a Edition,
        facets: &BTreeMap<&str, BTreeSet<String>>,
        filter: &Filter,
    ) -> Self {
        let matches = |article: &&SetArticle| {
            let facets = &facets[article.id.as_str()];
            filter.matches(|key| facets.contains(key), &day(article))
        };
        let articles = edition.articles.iter().rev().filter(matches).collect();
        Self { articles }
    }

    fn counts(&self, facets: &BTreeMap<&str, BTreeSet<String>>) -> BTreeMap<String, u32> {
        let carried = self
            .articles
            .iter()
            .flat_map(|article| &facets[article.id.as_str()]);
        tally(carried.cloned())
    }

    fn periods(&self, days: &DayRange) -> BTreeMap<u32, u32> {
        let number = |day: &str, range: std::ops::Range<usize>| day.get(range)?.parse::<u32>().ok();
        let year = |day: &Option<String>| day.as_deref().and_then(|day| number(day, 0..4));
        let by_month = year(&days.from).is_some() && year(&days.from) == year(&days.to);
        let period = |article: &&SetArticle| {
            let day = day(article);
            let year = number(&day, 0..4)?;
            Some(if by_month {
                year * 100 + number(&day, 5..7)?
            } else {
                year
            })
        };
        tally(self.articles.iter().filter_map(period))
    }
}

fn tally<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, u32> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// An edition and the facets of its articles by their ids.
pub struct Oracle<'a> {
    edition: &'a Edition,
    facets: BTreeMap<&'a str, BTreeSet<String>>,
    files: Rc<MemoryFiles>,
    reader: Reader,
}

impl<'a> Oracle<'a> {
    pub fn new(edition: &'a Edition) -> Self {
        let facets = edition.articles.iter();
        let files = Rc::new(MemoryFiles::new(edition.archive.files.clone()));
        Self {
            edition,
            reader: Reader::new(Rc::new(edition.root.clone()), files.clone()),
            files,
            facets: facets
                .map(|article| (article.id.as_str(), facets_of(article)))
                .collect(),
        }
    }

    pub fn take_used(&self) -> BTreeMap<String, usize> {
        self.files.take_used()
    }

    pub fn list(&self, filter: &Filter, page: usize) -> Listing {
        answer_from_memory(self.files.as_ref(), self.reader.list(filter, page)).unwrap()
    }

    /// `page` chooses among so many pages.
    pub fn check(&self, filter: &Filter, page: impl Fn(usize) -> usize) {
        let expected = Expected::of(self.edition, &self.facets, filter);
        let page = page(expected.articles.len() / PAGE_ROWS + 2);
        let listing = self.check_articles(filter, &expected, page);
        self.check_remaining(filter, &listing, &expected.counts(&self.facets));
        self.check_carried(filter, expected);
    }

    /// What every third of the articles that match carry, named by their documents.
    fn check_carried(&self, filter: &Filter, mut expected: Expected<'_>) {
        let documents = self.reader.documents(filter);
        let documents = answer_from_memory(self.files.as_ref(), documents).unwrap();
        let all = |generation: &Generation| (0..generation.articles).collect();
        let mut documents =
            documents.unwrap_or_else(|| self.edition.root.generations.iter().map(all).collect());
        let mut at = 0..;
        for documents in &mut documents {
            documents.reverse();
            documents.retain(|_| at.next().unwrap() % 3 == 0);
            documents.reverse();
        }
        let articles = expected.articles.iter().step_by(3);
        expected.articles = articles.copied().collect();
        let carried = self.reader.carried(filter, &documents);
        let Some(carried) = answer_from_memory(self.files.as_ref(), carried).unwrap() else {
            assert!(self.edition.articles.len() > 9_000, "{filter:?}");
            return;
        };
        assert_eq!(
            carried.total as usize,
            expected.articles.len(),
            "{filter:?}"
        );
        let counts = carried.facets.into_iter();
        let counts: BTreeMap<String, u32> = counts.map(|facet| (facet.key, facet.count)).collect();
        assert_eq!(counts, expected.counts(&self.facets), "{filter:?}");
        let periods = carried.periods.into_iter().filter(|(_, count)| *count > 0);
        let periods: BTreeMap<u32, u32> = periods.collect();
        assert_eq!(periods, expected.periods(&filter.days), "{filter:?}");
    }

    /// The same where only the most frequent facets need be offered.
    pub fn check_some_remaining(&self, filter: &Filter, fewest: usize) {
        let expected = Expected::of(self.edition, &self.facets, filter);
        let listing = self.check_articles(filter, &expected, 0);
        let counts = expected.counts(&self.facets);
        for facet in &*listing.remaining {
            assert_eq!(Some(&facet.count), counts.get(&facet.key), "{filter:?}");
        }
        assert!(
            listing.remaining.len() >= fewest.min(counts.len()),
            "{filter:?}"
        );
    }

    /// All but what remains.
    fn check_articles(&self, filter: &Filter, expected: &Expected<'_>, page: usize) -> Listing {
        let listing = self.list(filter, page);
        assert_eq!(
            listing.total as usize,
            expected.articles.len(),
            "{filter:?}"
        );
        let rows = listing.rows.iter().map(|(summary, _)| &summary.id);
        let ids = expected.articles.iter().map(|article| &article.short_id);
        assert!(
            rows.eq(ids.skip(page * PAGE_ROWS).take(PAGE_ROWS)),
            "{filter:?} page {page}"
        );
        let periods: BTreeMap<u32, u32> = listing
            .periods
            .iter()
            .copied()
            .filter(|(_, count)| *count > 0)
            .collect();
        assert_eq!(periods, expected.periods(&filter.days), "{filter:?}");
        listing
    }

    /// Every facet that is left is offered with its count, none twice.
    fn check_remaining(
        &self,
        filter: &Filter,
        listing: &Listing,
        expected: &BTreeMap<String, u32>,
    ) {
        let offered: BTreeMap<String, u32> = listing
            .remaining
            .iter()
            .map(|facet| (facet.key.clone(), facet.count))
            .collect();
        assert_eq!(offered.len(), listing.remaining.len(), "{filter:?}");
        assert_eq!(offered, *expected, "{filter:?}");
    }
}

fn check_all(edition: &Edition, cases: u32) {
    let oracle = Oracle::new(edition);
    let mut runner = TestRunner::new(Config {
        failure_persistence: None,
        ..Config::with_cases(cases)
    });
    let outcome = runner.run(&(any_filter(), any::<Index>()), |(filter, page)| {
        oracle.check(&filter, |pages| page.index(pages));
        Ok(())
    });
    outcome.unwrap();
}

/// Shapes drawn with a fixed seed.
pub fn shapes(count: usize) -> Vec<Shape> {
    let mut runner = TestRunner::deterministic();
    let tree = prop::collection::vec(any_shape(), count).new_tree(&mut runner);
    tree.unwrap().current()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn small_sets(shapes in prop::collection::vec(any_shape(), 0..40)) {
        check_all(&set_of(&shapes).publish(), 16);
    }
}

/// Runs that have files of their own, rows on several pages.
#[test]
fn a_middling_set() {
    check_all(&set_of(&shapes(900)).publish(), 400);
}

/// All four generations; runs of more than [`kiosque_model::wire::Postings::RUN`].
#[test]
fn a_large_set() {
    check_all(&set_of(&shapes(9_500)).publish(), 60);
}

#[test]
fn one_tag_on_every_article_and_thousands_on_one() {
    let many: Vec<String> = (0..5_000).map(|tag| format!("many {tag}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let items = (0..40).map(|number| {
        let tags: &[&str] = if number == 7 { &many } else { &["tag 0"] };
        item(&format!("{number}")).tagged(tags).dated("2026-01-01")
    });
    let edition = Set::of(items).publish();
    let oracle = Oracle::new(&edition);
    let tagged = |id: &str| KeySet::from_iter([id.to_owned()]);
    for filter in [
        Filter {
            all: tagged("tag-0"),
            languages: tagged("und"),
            ..Filter::default()
        },
        Filter {
            all: tagged("many-4999"),
            any: tagged("many-17"),
            ..Filter::default()
        },
        Filter {
            any: tagged("tag-0"),
            none: tagged("many-3"),
            ..Filter::default()
        },
    ] {
        oracle.check(&filter, |_| 0);
    }
}
