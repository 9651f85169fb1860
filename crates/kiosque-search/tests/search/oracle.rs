//! Sharded search finds what looking at each article finds.

use crate::site::{Site, Text, Visit, bundled};
use kiosque_search::{Language, Options, Query, Results, Total, fold, key, keys, words};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The terms of each article of a generation, and their other names.
struct Generation {
    articles: Vec<BTreeSet<String>>,
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Generation {
    fn of(texts: &[Text]) -> Self {
        let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut articles = Vec::new();
        for text in texts {
            let language = Language::of_tag(&text.language);
            let parts = [&text.title, &text.body].into_iter().chain(&text.tags);
            let words = parts.flat_map(|part| words(part));
            let mut terms = BTreeSet::new();
            for word in words {
                let term = key(&word.clean, language);
                let plain = key(&fold(&word.clean), language);
                names.entry(plain).or_default().insert(term.clone());
                terms.insert(term);
            }
            articles.push(terms);
        }
        Self { articles, names }
    }

    /// The articles that have a word, whatever its language.
    fn with(&self, clean: &str) -> BTreeSet<u32> {
        let mut terms: BTreeSet<String> = keys(clean).into_iter().collect();
        let more = terms
            .iter()
            .filter_map(|term| self.names.get(term))
            .flatten();
        let more: Vec<String> = more.cloned().collect();
        terms.extend(more);
        let has = |article: &BTreeSet<String>| !article.is_disjoint(&terms);
        let found = self
            .articles
            .iter()
            .zip(0_u32..)
            .filter(|(article, _)| has(article));
        found.map(|(_, at)| at).collect()
    }
}

/// What matches all of `required` and none of `refused`, newest generation first.
fn expected(generations: &[Generation], query: &Query) -> Vec<Vec<u32>> {
    let found = generations.iter().rev().map(|generation| {
        let mut found: BTreeSet<u32> = (0..generation.articles.len() as u32).collect();
        for word in &query.words {
            found = &found & &generation.with(&word.clean);
        }
        for word in &query.refused {
            found = &found - &generation.with(&word.clean);
        }
        found.into_iter().collect()
    });
    found.collect()
}

fn check(visit: &Visit<'_>, generations: &[Generation], text: &str) {
    let query = Query::parse(text).exactly();
    let expected = expected(generations, &query);
    let count: usize = expected.iter().map(Vec::len).sum();
    let exact = Options {
        is_exact: true,
        ..Options::default()
    };
    let found = visit.ask(&query, &exact).unwrap();
    assert_eq!(found.total, Total::Exactly(count as u32), "{text}");
    let listed = (count <= Results::MOST_MATCHES).then(|| expected.clone());
    assert_eq!(found.matches, listed, "{text}");
    let quick = visit.ask(&query, &Options::default()).unwrap();
    if !quick.is_relaxed {
        assert_eq!(quick.hits.len(), count.min(10), "{text}");
        for hit in &quick.hits {
            assert!(expected[hit.generation].contains(&hit.document), "{text}");
        }
    }
    assert!(quick.hits.is_sorted_by(|a, b| a.score >= b.score), "{text}");
    match quick.total {
        Total::Exactly(total) => assert_eq!(total as usize, count, "{text}"),
        Total::AtLeast(total) => assert!(total as usize <= count, "{text}"),
        Total::None => panic!("{text} was not looked for"),
    }
}

#[test]
fn every_word_of_the_bundled_set() {
    let texts = bundled();
    let (older, newer) = texts.split_at(texts.len() / 2);
    let site = Site::publish(&[older, newer]);
    let visit = Visit::new(&site);
    let generations = [Generation::of(older), Generation::of(newer)];
    let all = texts
        .iter()
        .flat_map(|text| words(&text.body).chain(words(&text.title)));
    let vocabulary: BTreeSet<String> = all.map(|word| word.clean).collect();
    let vocabulary: Vec<&String> = vocabulary.iter().collect();
    for (at, word) in vocabulary.iter().enumerate() {
        check(&visit, &generations, word);
        let other = vocabulary[at * 7 % vocabulary.len()];
        check(&visit, &generations, &format!("{word} {other}"));
        check(&visit, &generations, &format!("{word} -{other}"));
    }
}

/// Words that share stems, accents and beginnings.
const VOCABULARY: [&str; 20] = [
    "maroc",
    "marocain",
    "marocaine",
    "économie",
    "économies",
    "economie",
    "economy",
    "nation",
    "national",
    "nations",
    "général",
    "générale",
    "generalite",
    "généralité",
    "المغرب",
    "مغرب",
    "مدرسة",
    "المدرسة",
    "2019",
    "zoo",
];

fn text() -> impl Strategy<Value = Text> {
    let words = prop::collection::vec(prop::sample::select(VOCABULARY.to_vec()), 1..9);
    let language = prop::sample::select(vec!["fr", "en", "ar", "und"]);
    (words, language).prop_map(|(words, language)| {
        let (title, body) = words.split_at(words.len() / 3);
        Text::new(language, &title.join(" "), &body.join(" "))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn random_sets_with_more_articles_than_stand_beside_a_term(
        older in prop::collection::vec(text(), 3_500..4_500),
        newer in prop::collection::vec(text(), 0..40),
        pairs in prop::collection::vec((0..VOCABULARY.len(), 0..VOCABULARY.len()), 8),
    ) {
        let site = Site::publish(&[&older, &newer]);
        let visit = Visit::new(&site);
        let generations = [Generation::of(&older), Generation::of(&newer)];
        for (one, other) in pairs {
            let (one, other) = (VOCABULARY[one], VOCABULARY[other]);
            check(&visit, &generations, one);
            check(&visit, &generations, &format!("{one} {other}"));
            check(&visit, &generations, &format!("{one} -{other}"));
        }
    }
}
