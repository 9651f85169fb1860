//! The exact text of each convention, and Wikipedia's templates.

use crate::works::{any_work, arabic, consulted, date, french};
use kiosque_cite::{Convention, Format, Work, cite};
use kiosque_model::wire::Article;
use proptest::prelude::*;
use serde_json::json;

fn check(work: &Work, format: Format, expected: &str) {
    // Isolates are invisible: the tests write them as ⟨ and ⟩.
    let written = cite(std::slice::from_ref(work), format, &consulted());
    let visible = written
        .replace('\u{2068}', "⟨")
        .replace('\u{2069}', "⟩")
        .replace('\u{a0}', "·");
    assert_eq!(visible, expected.to_owned() + "\n");
}

fn undated() -> Work {
    let names = ["A. Un", "B. Deux", "C. Trois"].map(str::to_owned);
    Work {
        authors: names.to_vec(),
        title: "Qui boit «\u{a0}l’eau\u{a0}» d’Agadir ?".to_owned(),
        source: None,
        date: None,
        original: None,
        ..french()
    }
}

#[test]
fn french_prose() {
    let prose = Format::Prose(Convention::French);
    check(
        &french(),
        prose,
        "Rédaction de démonstration, «·Le dessalement gagne Agadir·», Hespress, 4 juillet 2019, \
        [en ligne], https://fr.example.org/agadir (consulté le 28 novembre 2026), \
        archivé·: https://kiosque.example/a/2019/agadir-abcdefghijklm/.",
    );
    check(
        &arabic(),
        prose,
        "⟨هيئة التحرير⟩, «·⟨ميناء طنجة المتوسط يتوسع⟩·», ⟨هسبريس⟩, juillet 2019, \
        [en ligne], https://example.org/%D8%B7%D9%86%D8%AC%D8%A9 (consulté le 28 novembre 2026), \
        archivé·: https://kiosque.example/a/2019/%D8%B7-nopqrstuvwxyz/.",
    );
    check(
        &undated(),
        prose,
        "A. Un, B. Deux et C. Trois, «·Qui boit “l’eau” d’Agadir ?·», s. d., \
        [en ligne], https://kiosque.example/a/2019/agadir-abcdefghijklm/ (consulté le 28 novembre 2026).",
    );
}

#[test]
fn arabic_prose() {
    let prose = Format::Prose(Convention::Arabic);
    check(
        &arabic(),
        prose,
        "هيئة التحرير، «ميناء طنجة المتوسط يتوسع»، هسبريس، يوليو 2019، [على الإنترنت]، \
        ⟨<https://example.org/%D8%B7%D9%86%D8%AC%D8%A9>⟩ (اطُّلع عليه في 28 نوفمبر 2026)، \
        نسخة محفوظة: ⟨<https://kiosque.example/a/2019/%D8%B7-nopqrstuvwxyz/>⟩.",
    );
    check(
        &undated(),
        prose,
        "⟨A. Un⟩، ⟨B. Deux⟩ و⟨C. Trois⟩، «⟨Qui boit “l’eau” d’Agadir ?⟩»، د. ت.، [على الإنترنت]، \
        ⟨<https://kiosque.example/a/2019/agadir-abcdefghijklm/>⟩ (اطُّلع عليه في 28 نوفمبر 2026).",
    );
}

#[test]
fn english_prose() {
    let prose = Format::Prose(Convention::English);
    check(
        &french(),
        prose,
        "Rédaction de démonstration. “Le dessalement gagne Agadir.” Hespress, July 4, 2019. \
        https://fr.example.org/agadir (accessed November 28, 2026). \
        Archived at https://kiosque.example/a/2019/agadir-abcdefghijklm/.",
    );
    check(
        &undated(),
        prose,
        "A. Un, B. Deux, and C. Trois. “Qui boit «·l’eau·» d’Agadir ?” n.d. \
        https://kiosque.example/a/2019/agadir-abcdefghijklm/ (accessed November 28, 2026).",
    );
    let four = ["A. Un", "B. Deux", "C. Trois", "D. Quatre"].map(str::to_owned);
    let work = Work {
        authors: four.to_vec(),
        date: Some(date("2019")),
        ..undated()
    };
    check(
        &work,
        prose,
        "A. Un et al. “Qui boit «·l’eau·» d’Agadir ?” 2019. \
        https://kiosque.example/a/2019/agadir-abcdefghijklm/ (accessed November 28, 2026).",
    );
}

#[test]
fn an_article_of_the_archive_is_a_work() {
    let article = json!({
        "id": "abcdefghijklm", "slug": "agadir", "title": "Le dessalement gagne Agadir", "language": "fr",
        "direction": "ltr", "date": "2019-07-04T10:00:00+01:00", "authors": ["Rédaction de démonstration"],
        "source": { "name": "Hespress", "url": "https://fr.example.org/agadir" }, "words": 3, "body": "<p>Texte</p>",
    });
    let article: Article = serde_json::from_value(article).unwrap();
    assert_eq!(
        Work::of_article(&article, "https://kiosque.example/"),
        french()
    );
    let undated = Article {
        date: None,
        source: None,
        ..article
    };
    let work = Work::of_article(&undated, "https://kiosque.example/");
    assert_eq!(
        work.address,
        "https://kiosque.example/a/0/agadir-abcdefghijklm/"
    );
    assert_eq!((work.source, work.original), (None, None));
}

#[test]
fn a_list_is_a_line_a_work() {
    let works = [french(), arabic(), french()];
    let prose = cite(&works, Format::Prose(Convention::French), &consulted());
    assert_eq!(prose.lines().count(), 2);
    let wikipedia = cite(&works, Format::Wikipedia(Convention::English), &consulted());
    assert!(
        wikipedia
            .lines()
            .all(|line| line.starts_with("* {{cite news |") && line.ends_with("}}"))
    );
    assert_eq!(
        cite(&[], Format::Prose(Convention::Arabic), &consulted()),
        ""
    );
}

#[test]
fn templates_of_three_wikipedias() {
    check(
        &french(),
        Format::Wikipedia(Convention::French),
        "{{Article |auteur1=Rédaction de démonstration \
        |titre=Le dessalement gagne Agadir |périodique=Hespress |date=4 juillet 2019 |langue=fr \
        |lire en ligne=https://fr.example.org/agadir |consulté le=28 novembre 2026 \
        |archive-url=https://kiosque.example/a/2019/agadir-abcdefghijklm/ |archive-date=28 novembre 2026}}",
    );
    check(
        &undated(),
        Format::Wikipedia(Convention::French),
        "{{Lien web |auteur1=A. Un |auteur2=B. Deux |auteur3=C. Trois \
        |titre=Qui boit «·l’eau·» d’Agadir ? |langue=fr \
        |url=https://kiosque.example/a/2019/agadir-abcdefghijklm/ |consulté le=28 novembre 2026}}",
    );
    let undated = Work {
        date: None,
        ..french()
    };
    let written = cite(
        &[undated],
        Format::Wikipedia(Convention::French),
        &consulted(),
    );
    assert!(
        written.starts_with("{{Lien web |auteur1=") && written.contains(" |site=Hespress |langue="),
        "{written}"
    );
    check(
        &arabic(),
        Format::Wikipedia(Convention::Arabic),
        "{{استشهاد ويب |مؤلف1=هيئة التحرير \
        |عنوان=ميناء طنجة المتوسط يتوسع |صحيفة=هسبريس |تاريخ=يوليو 2019 |لغة=ar \
        |مسار=https://example.org/%D8%B7%D9%86%D8%AC%D8%A9 |تاريخ الوصول=28 نوفمبر 2026 \
        |مسار أرشيف=https://kiosque.example/a/2019/%D8%B7-nopqrstuvwxyz/ |تاريخ أرشيف=28 نوفمبر 2026}}",
    );
    let nasty = Work {
        title: "a|b {{c}} [[d]] ''e'' ~~~~ <ref> &amp; l'eau __TOC__".to_owned(),
        authors: Vec::new(),
        language: "ar-MA".to_owned(),
        original: Some("https://example.org/a|b[1]}}'~~~__A__".to_owned()),
        ..french()
    };
    check(
        &nasty,
        Format::Wikipedia(Convention::English),
        "{{cite news \
        |title=a&#124;b &#123;&#123;c&#125;&#125; &#91;&#91;d&#93;&#93; &#39;&#39;e&#39;&#39; \
        &#126;&#126;&#126;&#126; &#60;ref&#62; &#38;amp; l'eau &#95;&#95;TOC&#95;&#95; \
        |newspaper=Hespress |date=July 4, 2019 |language=ar \
        |url=https://example.org/a%7Cb%5B1%5D%7D%7D%27%7E%7E~%5F%5FA%5F%5F |access-date=November 28, 2026 \
        |archive-url=https://kiosque.example/a/2019/agadir-abcdefghijklm/ |archive-date=November 28, 2026}}",
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_template_holds_no_sign_of_wikitext_but_its_own(work in any_work()) {
        for convention in Convention::ALL {
            let written = cite(std::slice::from_ref(&work), Format::Wikipedia(convention), &consulted());
            let inner = written.strip_prefix("{{").unwrap().strip_suffix("}}\n").unwrap();
            prop_assert!(!inner.contains(['{', '}', '[', ']', '<', '>', '\n']), "{inner}");
            prop_assert!(!inner.contains("''") && !inner.contains("~~") && !inner.contains("__"), "{inner}");
            let parameters = inner.split('|').skip(1);
            prop_assert!(parameters.into_iter().all(|parameter| parameter.contains('=')), "{inner}");
        }
    }

    #[test]
    fn prose_is_one_line_whose_isolates_close(work in any_work()) {
        for convention in Convention::ALL {
            let written = cite(std::slice::from_ref(&work), Format::Prose(convention), &consulted());
            prop_assert_eq!(written.lines().count(), 1);
            let mut open = 0;
            for letter in written.chars() {
                open += i32::from(letter == '\u{2068}') - i32::from(letter == '\u{2069}');
                prop_assert!((0..=1).contains(&open), "{}", written);
            }
            prop_assert_eq!(open, 0);
        }
    }
}
