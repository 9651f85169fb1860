//! What a reader gets for what is typed.

use crate::site::{Site, Text, Visit};
use kiosque_search::{Correction, Options, Order, Query, Total};

fn review() -> Site {
    let mut older = vec![
        Text::new(
            "fr",
            "Le Maroc signe un accord",
            "L’économie marocaine et la pêche à Dakhla.",
        ),
        Text::new(
            "ar",
            "مُحَمَّد السادس يستقبل بوتفليقة",
            "العاصمة الرباط والمدرسة الوطنية",
        ),
        Text::new(
            "en",
            "Morocco signs a deal",
            "The national economy and fisheries grew in 2019.",
        ),
        Text::new(
            "fr",
            "La pêche en question",
            "Un accord au Maroc ? Rien n’est signé.",
        ),
    ];
    older[1].tags = vec!["Maroc".to_owned()];
    let newer = vec![
        Text::new(
            "fr",
            "Bouteflika à Alger",
            "Le président parle de la presse.",
        ),
        Text::new("und", "中文 Titel", "Straße und Łódź"),
    ];
    Site::publish(&[&older, &newer])
}

fn check(query: &str, titles: &[&str]) {
    let site = review();
    let found = site.find(query);
    let mut shown: Vec<&str> = found
        .hits
        .iter()
        .map(|hit| hit.card.title.as_str())
        .collect();
    let mut expected = titles.to_vec();
    shown.sort_unstable();
    expected.sort_unstable();
    assert_eq!(shown, expected, "{query}: {found:?}");
}

#[test]
fn a_word_is_found_in_any_language_and_form() {
    // `economi` is the English stem of economy, too.
    check(
        "economie",
        &["Le Maroc signe un accord", "Morocco signs a deal"],
    );
    check(
        "L’ÉCONOMIE",
        &["Le Maroc signe un accord", "Morocco signs a deal"],
    );
    check("marocains", &["Le Maroc signe un accord"]);
    check("nationally", &["Morocco signs a deal"]);
    check("محمد", &["مُحَمَّد السادس يستقبل بوتفليقة"]);
    check("مدرسه", &["مُحَمَّد السادس يستقبل بوتفليقة"]);
    check("strasse lodz", &["中文 Titel"]);
    check("中", &["中文 Titel"]);
    check("٢٠١٩", &["Morocco signs a deal"]);
}

#[test]
fn all_words_are_required_and_refused_ones_are_not_there() {
    check(
        "maroc accord",
        &["Le Maroc signe un accord", "La pêche en question"],
    );
    check("accord -dakhla", &["La pêche en question"]);
    check("le accord de la économie", &["Le Maroc signe un accord"]);
    check("tag:maroc", &[]);
    check(
        "signe*",
        &[
            "Le Maroc signe un accord",
            "La pêche en question",
            "Morocco signs a deal",
        ],
    );
}

#[test]
fn titles_come_first() {
    let found = review().find("pêche");
    assert_eq!(found.hits[0].card.title, "La pêche en question");
    assert_eq!(found.total, Total::Exactly(2));
    assert_eq!(found.hits[0].words, [0]);
}

#[test]
fn a_wrong_letter_is_corrected_and_said() {
    for (typed, searched) in [
        ("acord", "accord"),
        ("accrod", "accord"),
        ("qccord", "accord"),
        ("presidant", "president"),
        ("xconomie", "economie"),
        ("الرياط", "الرباط"),
    ] {
        let found = review().find(typed);
        let correction = Correction {
            word: 0,
            typed: typed.to_owned(),
            searched: searched.to_owned(),
        };
        assert_eq!(found.corrections, [correction], "{typed}");
        assert!(!found.hits.is_empty());
    }
    let site = review();
    let exact = Query::parse("acord").exactly();
    let (found, _) = site.ask(&exact, &Options::default());
    assert_eq!(
        (found.hits.len(), found.unknown),
        (0, vec!["acord".to_owned()])
    );
}

#[test]
fn a_name_is_found_in_the_other_script() {
    let site = review();
    let visit = Visit::new(&site);
    let also = |text: &str| {
        let query = Query::parse(text);
        visit.resume(|engine| engine.also(&query)).unwrap()
    };
    assert_eq!(also("Bouteflika"), [(0, "بوتفليقه".to_owned())]);
    assert_eq!(also("x بوتفليقة"), [(1, "bouteflika".to_owned())]);
    assert_eq!(also("accord"), []);
}

#[test]
fn a_long_question_need_not_be_found_whole() {
    let found = review().find("qui signe un accord avec le Maroc sur la pêche et les phosphates");
    assert!(found.is_relaxed);
    assert_eq!(found.hits[0].card.title, "Le Maroc signe un accord");
}

#[test]
fn typing_goes_on_from_the_last_word() {
    let site = review();
    let typed = |text: &str| {
        let (found, _) = site.ask(&Query::parse_typing(text), &Options::default());
        found.hits.len()
    };
    assert_eq!(["ma", "maro", "maroc acc"].map(typed), [3, 3, 2]);
}

#[test]
fn a_page_can_be_of_some_articles_and_by_date() {
    let site = review();
    let within = |generation: usize, document: u32| generation == 1 && document == 3;
    let options = Options {
        within: Some(&within),
        ..Options::default()
    };
    let (found, _) = site.ask(&Query::parse("maroc"), &options);
    assert_eq!((found.total, found.hits.len()), (Total::Exactly(1), 1));
    let newest = Options {
        order: Order::Newest,
        ..Options::default()
    };
    let (found, _) = site.ask(&Query::parse("maroc"), &newest);
    let shown: Vec<u32> = found.hits.iter().map(|hit| hit.document).collect();
    assert_eq!(shown, [3, 1, 0]);
}

#[test]
fn a_second_question_takes_two_rounds_and_three_with_a_frequent_word() {
    let many: Vec<Text> = (0..2_000)
        .map(|at| {
            Text::new(
                "fr",
                &format!("Titre{at} commun"),
                &format!("mot{at} partout"),
            )
        })
        .collect();
    let site = Site::publish(&[&many]);
    let visit = Visit::new(&site);
    visit
        .ask(&Query::parse("titre7"), &Options::default())
        .unwrap();
    assert_eq!(visit.rounds.take().len(), 3);
    for (text, rounds) in [("mot1999 titre1999", 2), ("commun", 2), ("mot5 commun", 3)] {
        visit.ask(&Query::parse(text), &Options::default()).unwrap();
        assert!(visit.rounds.take().len() <= rounds, "{text}");
    }
}
