//! Every problem is said in three languages, with what it names.

use kiosque_cite::{Convention, Part, Problem};

#[test]
fn problems_are_sentences() {
    let name = "{n} <b>{}".to_owned();
    for (problem, french, english) in [
        (
            Problem::TooMany { left_out: 9_800 },
            "Trop d’entrées ; laissées de côté : 9800.",
            "Too many entries; left out: 9800.",
        ),
        (
            Problem::Repeated { count: 2 },
            "Entrées en double laissées de côté : 2.",
            "Repeated entries left out: 2.",
        ),
        (
            Problem::NoArticle { position: 3, name },
            "Entrée 3 laissée de côté, sans article reconnaissable : {n} <b>{}",
            "Entry 3 was left out, it names no article: {n} <b>{}",
        ),
        (
            Problem::Damaged {
                position: 3,
                part: Part::Note,
            },
            "Entrée 3 gardée, une partie est abîmée : note.",
            "Entry 3 was kept, a part of it is damaged: note.",
        ),
        (
            Problem::Damaged {
                position: 0,
                part: Part::Title,
            },
            "Partie abîmée : titre.",
            "A part is damaged: title.",
        ),
    ] {
        assert_eq!(problem.message(Convention::French), french);
        assert_eq!(problem.message(Convention::English), english);
        assert!(
            !problem.message(Convention::Arabic).contains(['{', 'a'])
                || problem.message(Convention::Arabic).contains("<b>")
        );
    }
}
