use super::{ALL, ALONE, each, small};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use kiosque_corpus::{Corpus, LATER, Language, Model};
use kiosque_model::feed::Item;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

fn items(model: &Model, size: usize) -> (Corpus<'_>, Vec<Item>) {
    let corpus = Corpus::new(model, size, 1);
    let items = (0..size).map(|number| corpus.article(number)).collect();
    (corpus, items)
}

fn html(item: &Item) -> &str {
    item.content_html.as_deref().unwrap()
}

fn date(item: &Item) -> &str {
    item.date_published.as_deref().unwrap()
}

#[test]
fn texts_are_as_long_as_real_ones_on_average_and_vary_as_much() {
    each(|model| {
        let (_, items) = items(model, 6_000);
        let mut lengths: Vec<usize> = items.iter().map(|item| html(item).len()).collect();
        lengths.sort_unstable();
        let mean = lengths.iter().sum::<usize>() / lengths.len();
        assert!((2_450..2_750).contains(&mean), "{mean}");
        let (short, long) = (
            lengths[lengths.len() / 20],
            lengths[lengths.len() * 19 / 20],
        );
        assert!(
            short < mean * 8 / 10 && long > mean * 11 / 10,
            "{short} {long}"
        );
    });
}

#[test]
fn languages_have_their_shares() {
    let corpus = small(4_000, 1);
    for (language, share) in Language::SHARES {
        let of_language =
            |number: &usize| corpus.article(*number).language.unwrap() == language.code();
        let found = (0..corpus.size()).filter(of_language).count() as f64 / 4_000.0;
        assert!((found - share).abs() < 0.03, "{language:?} {found}");
    }
}

/// How many articles carry each tag, whatever its spelling.
fn tag_counts(corpus: &Corpus<'_>, items: &[Item]) -> BTreeMap<String, usize> {
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for tag in corpus.settings().tags {
        ids.extend(
            tag.labels
                .values()
                .map(|label| (label.clone(), tag.id.clone())),
        );
    }
    let mut counts = BTreeMap::new();
    for item in items {
        let tags = item.tags.clone().unwrap();
        let distinct: BTreeSet<String> = tags
            .into_iter()
            .map(|tag| ids.get(&tag).cloned().unwrap_or(tag))
            .collect();
        assert!((2..=6).contains(&distinct.len()), "{distinct:?}");
        for tag in distinct {
            *counts.entry(tag).or_default() += 1;
        }
    }
    counts
}

#[test]
fn a_few_tags_are_on_many_articles_and_many_on_few() {
    each(|model| {
        let size = 10_000;
        let (corpus, items) = items(model, size);
        let counts = tag_counts(&corpus, &items);
        let share = |count: usize| count as f64 / size as f64;
        let most = counts.values().copied().map(share).fold(0.0, f64::max);
        assert!((0.10..0.15).contains(&most), "{most}");
        let is_frequent = |count: &&usize| (0.03..0.10).contains(&share(**count));
        let several = counts.values().filter(is_frequent).count();
        assert!((5..50).contains(&several), "{several}");
        let rare = counts
            .values()
            .filter(|count| share(**count) < 0.001)
            .count();
        assert!(rare * 2 > counts.len(), "{rare} of {}", counts.len());
        let all: usize = counts.values().sum();
        assert!((3.4..4.0).contains(&(all as f64 / size as f64)), "{all}");
    });
}

#[test]
fn more_articles_have_more_tags_words_and_outlets() {
    each(|model| {
        let [few, many] = [1_000, 10_000].map(|size| {
            let (corpus, items) = items(model, size);
            let words: BTreeSet<&str> = items
                .iter()
                .flat_map(|item| html(item).split(' '))
                .collect();
            let outlets: BTreeSet<Option<String>> = items
                .iter()
                .map(|item| item.kiosque.clone().unwrap().source.unwrap().name)
                .collect();
            (
                tag_counts(&corpus, &items).len(),
                words.len(),
                outlets.len(),
            )
        });
        assert!((200..800).contains(&few.0), "{}", few.0);
        assert!((900..2_500).contains(&many.0), "{}", many.0);
        let growth = (many.1 as f64 / few.1 as f64).log10();
        assert!((0.4..0.8).contains(&growth), "{growth}");
        assert!(
            (24..60).contains(&few.2) && (60..120).contains(&many.2),
            "{few:?} {many:?}"
        );
    });
}

/// The words of each article that only few others have.
fn rare_words(items: &[Item]) -> Vec<BTreeSet<&str>> {
    let words = |item| {
        html(item)
            .split([' ', '<', '>'])
            .collect::<BTreeSet<&str>>()
    };
    let mut all: Vec<BTreeSet<&str>> = items.iter().map(words).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in all.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    for words in &mut all {
        words.retain(|word| counts[word] <= 10);
    }
    all
}

#[test]
fn articles_of_the_same_days_tell_the_same_stories() {
    let (_, items) = items(&ALONE, 3_000);
    let words = rare_words(&items);
    let alike = |distance: usize| {
        let pairs = words.iter().zip(&words[distance..]).take(2_000);
        let shared = |(one, other): &(&BTreeSet<&str>, &BTreeSet<&str>)| {
            one.intersection(other).count() >= 2
        };
        pairs.filter(shared).count()
    };
    let near: usize = (1..5).map(alike).sum();
    let far: usize = (901..905).map(alike).sum();
    assert!(near > 2 * far, "{near} {far}");
}

#[test]
fn all_are_dated_in_order_up_to_the_middle_of_a_month() {
    let corpus = small(3_000, 1);
    let dates: Vec<String> = (0..corpus.size() + LATER)
        .map(|number| date(&corpus.article(number)).to_owned())
        .collect();
    assert!(dates.is_sorted());
    assert!(dates[0].starts_with("2014-11-"));
    assert!(dates[corpus.size() - 1].starts_with("2026-11-16"));
    let month = dates
        .iter()
        .filter(|date| date.starts_with("2026-11"))
        .count()
        - LATER;
    assert!((10..30).contains(&month), "{month}");
    let ids: BTreeSet<Option<String>> = (0..corpus.size() + LATER)
        .map(|number| corpus.article(number).id)
        .collect();
    assert_eq!(ids.len(), corpus.size() + LATER);
}

/// How many times smaller deflate makes the text of packs.
fn compression<'a>(texts: impl Iterator<Item = &'a str>) -> f64 {
    const PACK: usize = 60_000;
    let text: String = texts.take(2_000).collect::<Vec<_>>().join(" ");
    let packs = text.as_bytes().chunks_exact(PACK);
    let (mut plain, mut packed) = (0, 0);
    for pack in packs {
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
        deflate.write_all(pack).unwrap();
        plain += pack.len();
        packed += deflate.finish().unwrap().len();
    }
    plain as f64 / packed as f64
}

#[test]
fn made_text_compresses_nearly_as_well_as_real_text() {
    let Some((texts, model)) = ALL.as_ref() else {
        return;
    };
    let (_, items) = items(model, 3_000);
    for (language, _) in Language::SHARES {
        let real = texts.texts.iter().filter(|text| text.language == language);
        let real = compression(real.flat_map(|text| text.paragraphs.iter().map(String::as_str)));
        let made = items
            .iter()
            .filter(|item| item.language.as_deref() == Some(language.code()));
        let made = compression(made.map(html));
        let ratio = made / real;
        assert!((0.8..1.1).contains(&ratio), "{language:?}: {made} {real}");
    }
}
