//! Every page and component as a string: what a reader without script, and a
//! search engine, would get of them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

use crate::app::App;
use crate::archive::Brought;
use crate::browser::address::Requested;
use crate::components::{TagFilter, article_card, article_view, notice, pager, related_articles};
use crate::{ArticlePages, Language, Links, ListQuery, RowMode};
use kiosque_model::wire::{
    Article, Facet, PAGE_ROWS, Reasons, Related, SiteDescription, Source, Summary,
};
use kiosque_model::{ArticleDate, DayRange, Direction, ShortId};
use kiosque_reader::{LoadedArticle, ReadError};
use leptos::prelude::*;
use std::rc::Rc;

fn render<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let _ = any_spawner::Executor::init_futures_executor();
    let owner = Owner::new();
    let html = owner.with(|| view().into_view().to_html());
    // Markers that only a hydrating app needs.
    html.replace("<!>", "").replace("<!---->", "")
}

fn check(html: &str, expected: &[&str]) {
    for part in expected {
        assert!(html.contains(part), "{part} is not in:\n{html}");
    }
}

fn links() -> Links {
    Links::new("/sous/dossier/".to_owned())
}

fn id(seed: u8) -> ShortId {
    ShortId::from_digest(&[seed; 32])
}

fn date(text: &str) -> Option<ArticleDate> {
    ArticleDate::try_from(text.to_owned()).ok()
}

fn tag(id: &str, label: &str, arabic: &str, count: u32) -> Facet {
    let labels = [("ar".to_owned(), arabic.to_owned())].into_iter().collect();
    Facet {
        key: format!("t:{id}"),
        label: label.to_owned(),
        labels,
        count,
    }
}

fn summary() -> Summary {
    Summary {
        id: id(1),
        slug: "le-dialogue".to_owned(),
        title: "Le <dialogue>".to_owned(),
        language: "fr".to_owned(),
        date: date("2019-07-04"),
        source: Some("Hespress".to_owned()),
        excerpt: None,
        pack: 0,
    }
}

fn related() -> Related {
    Related {
        id: id(2),
        slug: "le-port".to_owned(),
        title: "الميناء".to_owned(),
        language: "ar".to_owned(),
        date: date("2020-01-02"),
        score: 500,
        reasons: Reasons {
            translation: false,
            tags: vec!["t:maroc".to_owned(), "t:ports".to_owned()],
            words: vec!["dessalement".to_owned()],
            same_week: true,
        },
    }
}

fn loaded() -> LoadedArticle {
    let article = Article {
        id: id(1),
        slug: "le-dialogue".to_owned(),
        title: "Le dialogue".to_owned(),
        language: "fr".to_owned(),
        direction: Direction::Ltr,
        date: date("2019-07-04"),
        modified: None,
        source: Some(Source {
            name: "Hespress".to_owned(),
            url: Some("https://example.org/a?b&c".to_owned()),
        }),
        authors: vec!["<b>Une plume</b>".to_owned()],
        tags: vec![0],
        words: 450,
        body: Default::default(),
        related: vec![Related {
            reasons: Reasons {
                translation: true,
                ..Reasons::default()
            },
            ..related()
        }],
    };
    LoadedArticle {
        article,
        tags: vec![tag("maroc", "Maroc", "المغرب", 0)],
    }
}

#[test]
fn an_article_is_shown_as_the_app_shows_it_at_its_address() {
    let mut other = loaded();
    other.tags.clear();
    other.article = Article {
        id: id(9),
        slug: "un-<autre>".to_owned(),
        title: "Un </main> autre".to_owned(),
        language: "ar".to_owned(),
        direction: Direction::Rtl,
        date: None,
        source: None,
        tags: Vec::new(),
        related: Vec::new(),
        ..other.article
    };
    let articles = [loaded(), other].map(Rc::new);
    let site = SiteDescription::default();
    for language in Language::ALL {
        let pages = ArticlePages::new(links(), language, &site).unwrap();
        for article in &articles {
            let address = links().article(&article.article);
            let app = render(|| {
                provide_context(Requested(address.clone()));
                provide_context(links());
                Brought {
                    site: Some(site.clone()),
                    article: Some(Rc::clone(article)),
                    language: Some(language),
                    ..Brought::default()
                }
                .provide();
                App()
            });
            assert_eq!(pages.html(article), app);
            check(&app, &["<article", "site-end"]);
        }
    }
}

#[test]
fn every_page_renders_in_every_language() {
    for path in [
        "/",
        "/?tag=maroc&not=ports",
        "/tags/",
        "/tags/maroc/",
        "/a/2019/x-abcdefghijklm/",
        "/about/",
        "/nulle-part/",
    ] {
        let html = render(|| {
            provide_context(Requested(path.to_owned()));
            App()
        });
        check(
            &html,
            &[
                "<main id=\"content\"",
                "class=\"banner\"",
                "id=\"announcer\"",
            ],
        );
    }
}

#[test]
fn a_card_links_to_its_article_and_escapes_its_title() {
    let html = render(|| article_card(Language::French.messages(), links(), &summary()));
    let address = format!(
        "href=\"/sous/dossier/a/2019/le-dialogue-{}/\"",
        id(1).as_str()
    );
    check(
        &html,
        &[
            &address,
            "Le &lt;dialogue&gt;",
            "lang=\"fr\"",
            "dir=\"ltr\"",
            "04/07/2019",
            "Hespress",
        ],
    );
}

#[test]
fn an_article_shows_every_block_of_the_model_page() {
    let view = |language: Language| {
        render(|| {
            let body = view! { <p>"Le texte"</p> }.into_any();
            article_view(language.messages(), links(), &loaded(), Vec::new(), body)
        })
    };
    let html = view(Language::French);
    check(
        &html,
        &[
            "<h1",
            "Le dialogue</h1>",
            "Le 04/07/2019",
            "Source web Par ",
            "Hespress",
            "https://example.org/a?b&amp;c",
        ],
    );
    check(
        &html,
        &[
            "Les tags en relation",
            "href=\"/sous/dossier/tags/maroc/\"",
            "3 min de lecture",
            "&lt;b&gt;Une plume",
        ],
    );
    check(&html, &["Aussi en", "العربية"]);
    check(
        &view(Language::Arabic),
        &["بتاريخ 04/07/2019", "الوسوم ذات الصلة", ">المغرب<"],
    );
    check(
        &view(Language::English),
        &["On 4 July 2019", "Web source: by ", "Related tags"],
    );
}

#[test]
fn related_articles_state_their_reasons() {
    let view = |language: Language| {
        render(|| related_articles(language.messages(), links(), &[related()]))
    };
    check(
        &view(Language::French),
        &["2 étiquettes rares en commun, mots en commun\u{a0}: dessalement, même semaine"],
    );
    check(
        &view(Language::English),
        &["2 rare tags in common, words in common: dessalement, same week"],
    );
    check(
        &view(Language::Arabic),
        &[
            "وسمان نادران مشتركان، كلمات مشتركة: dessalement، الأسبوع نفسه",
            "lang=\"ar\" dir=\"rtl\"",
        ],
    );
}

fn filter(query: ListQuery, mode: RowMode) -> String {
    let all = [
        tag("maroc", "Maroc", "المغرب", 5),
        tag("ports", "Ports", "الموانئ", 3),
        tag("eau", "Eau", "الماء", 2),
        // Where counts are not known yet.
        tag("vent", "Vent", "الريح", 0),
    ];
    let (chosen, remaining): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|facet| query.names(facet));
    render(|| {
        let (m, query, mode) = (Language::French.messages(), &query, RwSignal::new(mode));
        let (chosen, remaining, on_days) = (&chosen[..], &remaining[..], Rc::new(|_| ()));
        TagFilter {
            m,
            links: links(),
            query,
            total: 5,
            chosen,
            remaining,
            periods: if query.filter.days.is_open() {
                &[(2019, 3), (2021, 2)]
            } else {
                &[(201_907, 3)]
            },
            years: (2019, 2021),
            mode,
            on_days,
        }
        .view()
    })
}

#[test]
fn the_years_of_a_list_are_bars_and_two_sliders() {
    let html = filter(ListQuery::of_tag("maroc"), RowMode::With);
    check(
        &html,
        &[
            "href=\"/sous/dossier/?tag=maroc&amp;from=2019-01-01&amp;to=2019-12-31\"",
            "aria-label=\"2019, 3 articles\" class=\"bar h20\"",
            "aria-label=\"2020, 0 article\" class=\"bar h0\"",
            "aria-label=\"2021, 2 articles\" class=\"bar h14\"",
            "type=\"range\"",
            "aria-valuetext=\"2021\"",
        ],
    );
}

#[test]
fn the_months_of_a_year_are_bars() {
    let mut query = ListQuery::of_tag("maroc");
    query.filter.days = DayRange {
        from: Some("2019-01-01".to_owned()),
        to: Some("2019-12-31".to_owned()),
    };
    check(
        &filter(query, RowMode::With),
        &[
            "href=\"/sous/dossier/?tag=maroc&amp;from=2019-07-01&amp;to=2019-07-31\"",
            "aria-label=\"juillet 2019, 3 articles\" class=\"bar h20\"",
            "aria-label=\"août 2019, 0 article\" class=\"bar h0\"",
        ],
    );
}

#[test]
fn the_filter_offers_what_narrows_and_a_way_to_widen() {
    let html = filter(ListQuery::of_tag("maroc"), RowMode::With);
    check(
        &html,
        &[
            "aria-label=\"Retirer Maroc\"",
            "href=\"/sous/dossier/?tag=maroc&amp;tag=ports\"",
            "aria-label=\"avec Ports 3\"",
            "aria-label=\"avec Vent\"",
        ],
    );
    let html = filter(ListQuery::of_tag("maroc"), RowMode::Or);
    check(&html, &["href=\"/sous/dossier/?or=maroc&amp;or=ports\""]);
    let html = filter(ListQuery::of_tag("maroc"), RowMode::Without);
    check(
        &html,
        &[
            "href=\"/sous/dossier/?tag=maroc&amp;not=eau\"",
            "aria-label=\"sans Eau 2\"",
        ],
    );
}

#[test]
fn a_pager_knows_its_ends() {
    let shown = |page: usize, total: u32| {
        let query = ListQuery::of_tag("maroc").at_page(page);
        render(|| {
            pager(
                Language::French.messages(),
                links(),
                &query,
                total,
                PAGE_ROWS,
            )
        })
    };
    assert!(!shown(0, 12).contains("<nav"));
    let first = shown(0, 25);
    check(
        &first,
        &["Page 1 sur 3", "href=\"/sous/dossier/tags/maroc/?page=2\""],
    );
    assert!(!first.contains("Plus récents"));
    let last = shown(2, 25);
    check(&last, &["Page 3 sur 3", "Plus récents"]);
    assert!(!last.contains("Plus anciens"));
}

#[test]
fn every_failure_has_its_words_and_a_way_out() {
    let file = || "data/packs/x.json".to_owned();
    for (error, words, way) in [
        (
            ReadError::Offline { file: file() },
            "Le réseau ne répond pas",
            "Réessayer",
        ),
        (
            ReadError::Missing { file: file() },
            "manque sur le serveur",
            "Réessayer",
        ),
        (
            ReadError::Refused {
                file: file(),
                status: 503,
            },
            "répondu par une erreur",
            "Réessayer",
        ),
        (
            ReadError::damaged(file(), "abîmé"),
            "arrivé abîmé",
            "Réessayer",
        ),
        (
            ReadError::TooNew { version: 9 },
            "version plus récente",
            "Recharger la page",
        ),
    ] {
        let html = render(|| {
            notice(
                Language::French.messages(),
                links(),
                &error,
                Box::new(|| ()),
            )
        });
        check(&html, &["role=\"alert\"", words, way]);
    }
}
