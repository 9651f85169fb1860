use crate::set::{Set, item};
use kiosque_model::wire::{Kind, Pack};

const HOSTILE: &str = "</script><img src=x onerror=alert(1)>\u{202e}\"'&";

#[test]
fn hostile_titles_tags_authors_and_sources_stay_text() {
    let hostile = item("h")
        .titled(HOSTILE)
        .tagged(&[HOSTILE])
        .by(HOSTILE)
        .sourced(HOSTILE)
        .dated("2026-01-01");
    let edition = Set::of([hostile]).publish();
    let packs = edition.of_kind::<Pack>(Kind::Pack);
    let pack = packs.values().next().unwrap();
    let article = &pack.articles[0];
    let source = &article.source.as_ref().unwrap().name;
    for text in [
        &article.title,
        &article.authors[0],
        source,
        &pack.tags[0].label,
    ] {
        assert!(
            text.starts_with("</script><img src=x onerror=alert(1)>"),
            "{text}"
        );
    }
    assert!(
        article
            .slug
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-'),
        "{}",
        article.slug
    );
    assert!(!article.body.as_str().contains("<img"));
}

#[test]
fn an_excerpt_is_the_beginning_of_the_text() {
    let long = item("long")
        .saying(&"Un mot puis un autre. ".repeat(40))
        .dated("2026-01-02");
    let edition = Set::of([item("short").dated("2026-01-01"), long]).publish();
    let excerpts: Vec<_> = edition
        .root
        .newest
        .summaries
        .iter()
        .map(|summary| summary.excerpt.clone().unwrap())
        .collect();
    assert_eq!(excerpts[1], "Text of short.");
    assert!(
        excerpts[0].starts_with("Un mot puis") && excerpts[0].ends_with('…'),
        "{}",
        excerpts[0]
    );
    assert!(excerpts[0].chars().count() <= 181);
}

#[test]
fn an_article_larger_than_a_pack_has_its_own() {
    let large = item("large")
        .saying(&"mot ".repeat(40_000))
        .dated("2026-01-02");
    let edition = Set::of([
        item("a").dated("2026-01-01"),
        large,
        item("b").dated("2026-01-03"),
    ])
    .publish();
    let mut sizes: Vec<usize> = edition
        .of_kind::<Pack>(Kind::Pack)
        .values()
        .map(|pack| pack.articles.len())
        .collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 1, 1]);
}
