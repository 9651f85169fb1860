//! Every problem is said in three languages, with what it names.

use kiosque_cite::{Convention, Part, Problem};

fn check(problem: &Problem, french: &str, arabic: &str, english: &str) {
    let said = Convention::ALL.map(|convention| problem.message(convention));
    assert_eq!(said, [french, arabic, english]);
}

#[test]
fn problems_are_sentences() {
    check(
        &Problem::TooMany { left_out: 9_800 },
        "Trop d’entrées ; laissées de côté : 9800.",
        "مداخل أكثر من الحد؛ لم يُحفظ منها: 9800.",
        "Too many entries; left out: 9800.",
    );
    check(
        &Problem::Repeated { count: 2 },
        "Entrées en double laissées de côté : 2.",
        "مداخل مكررة لم تُحفظ: 2.",
        "Repeated entries left out: 2.",
    );
    check(
        &Problem::Damaged {
            position: 3,
            part: Part::Note,
        },
        "Entrée 3 gardée, une partie est abîmée : note.",
        "المدخل 3 محفوظ، وفيه جزء تالف: الملاحظة.",
        "Entry 3 was kept, a part of it is damaged: note.",
    );
    check(
        &Problem::Damaged {
            position: 0,
            part: Part::Title,
        },
        "Partie abîmée : titre.",
        "جزء تالف: العنوان.",
        "A part is damaged: title.",
    );
}

#[test]
fn a_name_in_a_sentence_is_text() {
    let name = "{n} <b>{}".to_owned();
    check(
        &Problem::NoArticle { position: 3, name },
        "Entrée 3 laissée de côté, sans article reconnaissable : {n} <b>{}",
        "المدخل 3 لم يُحفظ، لا مقال معروفًا فيه: {n} <b>{}",
        "Entry 3 was left out, it names no article: {n} <b>{}",
    );
}

#[test]
fn what_concerns_the_whole_says_what_to_do() {
    for problem in [
        Problem::Unreadable,
        Problem::BrokenOff,
        Problem::Newer { version: 2 },
    ] {
        for convention in Convention::ALL {
            let message = problem.message(convention);
            assert!(
                message.contains([':', '.']) && !message.contains('{'),
                "{message}"
            );
        }
    }
    let newer = Problem::Newer { version: 2 }.message(Convention::English);
    assert!(newer.ends_with("Reload the page to update it."), "{newer}");
}
