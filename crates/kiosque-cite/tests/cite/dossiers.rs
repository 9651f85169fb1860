//! A dossier goes into a fragment and comes back, whatever happened to it on the way.

use crate::works::{any_id, id};
use kiosque_cite::{Dossier, DossierEntry, Part, Problem};
use proptest::prelude::*;

fn entry(year: u16, short_id: &str, note: &str) -> DossierEntry {
    DossierEntry {
        year,
        id: id(short_id),
        note: note.to_owned(),
    }
}

fn water() -> Dossier {
    Dossier {
        title: "Eau & agriculture".to_owned(),
        entries: vec![
            entry(
                2019,
                "abcdefghijklm",
                "Voir d’abord : 100 % de la nappe.\nPuis l’encadré.",
            ),
            entry(0, "bcdefghijklmn", ""),
            entry(2021, "cdefghijklmno", "المياه الجوفية في سوس"),
        ],
    }
}

const WATER: &str = "dossier=1&t=Eau+%26+agriculture\
    &2019-abcdefghijklm=Voir+d%E2%80%99abord+%3A+100+%25+de+la+nappe.%0APuis+l%E2%80%99encadr%C3%A9.\
    &0-bcdefghijklmn&2021-cdefghijklmno=.2KfZhNmF2YrYp9mHINin2YTYrNmI2YHZitipINmB2Yog2LPZiNiz&n=3";

/// What is read of `fragment` that differs from the dossier above: ids and problems.
fn check(fragment: &str, ids: &[&str], problems: &[Problem]) -> Dossier {
    let (dossier, seen) = Dossier::decode(fragment);
    let kept: Vec<&str> = dossier
        .entries
        .iter()
        .map(|entry| entry.id.as_str())
        .collect();
    assert_eq!(kept, ids, "{fragment}");
    assert_eq!(seen, problems, "{fragment}");
    dossier
}

const ALL: [&str; 3] = ["abcdefghijklm", "bcdefghijklmn", "cdefghijklmno"];

#[test]
fn the_fragment_is_readable_and_comes_back() {
    assert_eq!(water().encode(), WATER);
    assert_eq!(Dossier::decode(WATER), (water(), Vec::new()));
    assert_eq!(
        Dossier::decode(&("#".to_owned() + WATER)),
        (water(), Vec::new())
    );
    let from_mail = WATER.replace('&', "&amp;");
    assert_eq!(Dossier::decode(&from_mail), (water(), Vec::new()));
    assert_eq!(
        Dossier::decode("dossier=1&n=0"),
        (Dossier::default(), Vec::new())
    );
    assert!(Dossier::is_dossier(WATER) && Dossier::is_dossier("#dossier=9"));
    assert!(!Dossier::is_dossier("#contenu"));
}

#[test]
fn other_fragments_are_no_dossier() {
    for fragment in ["", "#", "contenu", "&&&", "a=b&c=d", "n=3", ":~:text=eau"] {
        check(fragment, &[], &[Problem::Unreadable]);
    }
}

#[test]
fn a_link_that_was_cut_keeps_what_it_has() {
    let cut = WATER.split("&2021").next().unwrap();
    check(cut, &ALL[..2], &[Problem::BrokenOff]);
    let half = &WATER[..WATER.len() - 9];
    let damaged = Problem::Damaged {
        position: 3,
        part: Part::Note,
    };
    let dossier = check(half, &ALL, &[Problem::BrokenOff, damaged]);
    assert_eq!(dossier.entries[2].note, "");
    let without_beginning = WATER.split_once('&').unwrap().1;
    check(without_beginning, &ALL, &[Problem::BrokenOff]);
}

#[test]
fn a_damaged_part_costs_itself() {
    let nameless = |position, name: &str| Problem::NoArticle {
        position,
        name: name.to_owned(),
    };
    let fragment = WATER.replace("bcdefghijklmn", "bcdef%3Cb%3E1");
    check(
        &fragment,
        &["abcdefghijklm", "cdefghijklmno"],
        &[nameless(2, "0-bcdef<b>1")],
    );
    let fragment = WATER.replace("%C3%A9.", "%C3.");
    let damaged = Problem::Damaged {
        position: 1,
        part: Part::Note,
    };
    let dossier = check(&fragment, &ALL, &[damaged]);
    assert_eq!(
        dossier.entries[0].note,
        "Voir d’abord : 100 % de la nappe.\nPuis l’encadr\u{fffd}."
    );
    check(&WATER.replace("2019-", "99999-"), &ALL, &[]);
    check(&WATER.replace("2019-", ""), &ALL, &[]);
}

#[test]
fn a_newer_version_is_named_and_read_as_far_as_it_is_known() {
    let fragment = WATER
        .replace("dossier=1", "dossier=7")
        .replace("&n=3", "&colour=red&n=4");
    let newer = Problem::Newer { version: 7 };
    let piece = Problem::NoArticle {
        position: 4,
        name: "colour".to_owned(),
    };
    check(&fragment, &ALL, &[newer, piece]);
}

#[test]
fn ten_thousand_entries_are_two_hundred_and_a_number() {
    let letters = |number: usize| -> String {
        let letter = |place: u32| {
            char::from(b'a' + u8::try_from(number / 26_usize.pow(place) % 26).unwrap())
        };
        "aaaaaaaaaa"
            .chars()
            .chain((0..3).rev().map(letter))
            .collect()
    };
    let entries: Vec<String> = (0..10_000)
        .map(|number| "&2019-".to_owned() + &letters(number) + "=x")
        .collect();
    let fragment = "dossier=1".to_owned() + &entries.concat() + "&n=10000";
    let (dossier, problems) = Dossier::decode(&fragment);
    assert_eq!(dossier.entries.len(), Dossier::MOST);
    assert_eq!(problems, [Problem::TooMany { left_out: 9_800 }]);
    let nonsense = "dossier=1".to_owned() + &"&?".repeat(10_000) + "&n=10000";
    let (dossier, problems) = Dossier::decode(&nonsense);
    assert!(dossier.entries.is_empty());
    assert_eq!(problems.len(), Dossier::MOST + 1);
}

#[test]
fn repeated_articles_are_one() {
    let repeated = Problem::Repeated { count: 1 };
    let fragment = WATER.replace("&n=3", "&2019-abcdefghijklm=autre&n=4");
    let dossier = check(&fragment, &ALL, &[repeated]);
    assert_eq!(dossier, water());
    let mut twice = water();
    twice.entries.push(entry(2019, "abcdefghijklm", "autre"));
    assert_eq!(twice.encode(), WATER);
}

#[test]
fn markup_is_text_and_long_notes_are_cut() {
    let note = "<img src=x onerror=alert(1)>".to_owned() + &"é".repeat(2_000);
    let dossier = Dossier {
        title: "t".repeat(300),
        entries: vec![entry(2019, "abcdefghijklm", &note)],
    };
    let (read, problems) = Dossier::decode(&dossier.encode());
    assert!(problems.is_empty());
    assert_eq!(read.title.len(), Dossier::TITLE_LETTERS);
    assert_eq!(read.entries[0].note.chars().count(), Dossier::NOTE_LETTERS);
    assert!(
        read.entries[0]
            .note
            .starts_with("<img src=x onerror=alert(1)>é")
    );
    let long = "dossier=1&2019-abcdefghijklm=".to_owned() + &"a".repeat(1_001) + "&n=1";
    check(
        &long,
        &ALL[..1],
        &[Problem::Damaged {
            position: 1,
            part: Part::Note,
        }],
    );
}

fn any_dossier() -> impl Strategy<Value = Dossier> {
    let note = prop_oneof![
        "\\PC{0,40}",
        "[ .+&=%#~\n<>éاب-]{0,30}",
        Just(String::new())
    ];
    let entry = (0..=9999u16, any_id(), note.clone()).prop_map(|(year, id, note)| DossierEntry {
        year,
        id,
        note,
    });
    let entries = prop::collection::vec(entry, 0..12);
    (note, entries).prop_map(|(title, entries)| Dossier { title, entries })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_encoded_is_decoded(dossier in any_dossier()) {
        let fragment = dossier.encode();
        let safe = |letter: char| letter.is_ascii_alphanumeric() || "-_%+=&.".contains(letter);
        prop_assert!(fragment.chars().all(safe), "{}", fragment);
        prop_assert!(fragment.ends_with(|last: char| last.is_ascii_digit()));
        let (read, problems) = Dossier::decode(&fragment);
        prop_assert_eq!(problems, Vec::new());
        let ids = |dossier: &Dossier| dossier.entries.iter().map(|entry| (entry.year, entry.id.clone())).collect::<Vec<_>>();
        prop_assert_eq!(ids(&read), ids(&dossier));
        for (read, written) in read.entries.iter().zip(&dossier.entries) {
            let visible = |text: &str| text.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect::<String>();
            let plain = written.note.replace(|letter: char| "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}".contains(letter), "");
            prop_assert_eq!(visible(&read.note), visible(&plain));
        }
        // Within its bounds, it comes back letter by letter.
        prop_assert_eq!(Dossier::decode(&read.encode()), (read, Vec::new()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_damaged_link_is_read_without_a_panic(
        at in any::<usize>(),
        length in 0..40usize,
        inserted in "[ -~éا]{0,12}",
    ) {
        let mut fragment = WATER.to_owned();
        let at = at % (fragment.len() + 1);
        let end = (at + length).min(fragment.len());
        fragment.replace_range(at..end, &inserted);
        let (read, problems) = Dossier::decode(&fragment);
        prop_assert!(read.entries.len() <= Dossier::MOST);
        for problem in problems {
            prop_assert!(!problem.message(kiosque_cite::Convention::French).is_empty());
        }
        // What is kept is a dossier like any other.
        prop_assert_eq!(Dossier::decode(&read.encode()), (read, Vec::new()));
    }
}
