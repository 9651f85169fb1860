use super::{Set, item_with, read_item};
use crate::intake::Source;
use kiosque_model::Direction;
use serde_json::{Value, json};

const PLACE: &str = "feed.json, line 1, item 0";

/// Reading an item with `more` says these problems of it.
fn check_problems(more: Value, expected: &[&str]) {
    let (_, problems) = read_item(item_with(more.clone()));
    let expected: Vec<String> = expected
        .iter()
        .map(|problem| format!("{PLACE}{problem}"))
        .collect();
    assert_eq!(problems, expected, "{more}");
}

#[test]
fn a_whole_item_is_read_without_a_word() {
    let (article, problems) = read_item(json!({
        "id": "urn:x:1", "url": "https://press.example/a", "title": " Dialogue  stratégique ",
        "content_html": "<h1>Rabat</h1><p>Un <b>texte</b>.</p>", "summary": "En bref.", "language": "FR",
        "date_published": "2019-07-04T10:30:00+01:00", "date_modified": "2019-07-05T00:00:00Z",
        "authors": [{"name": "A"}, {"name": "A"}, {"url": "x"}], "tags": ["Maroc", " Maroc ", "États-Unis", ""],
        "_kiosque": {"source": {"name": "Hespress", "url": "https://hespress.example/1"}, "translation_of": "2",
                     "former_slugs": ["Ancien titre"], "slug": "Dialogue!"},
    }));
    assert_eq!(problems, [""; 0]);
    assert_eq!(article.id, "urn:x:1");
    assert_eq!(article.slug, "dialogue");
    assert_eq!(article.title, "Dialogue stratégique");
    assert_eq!(article.url.as_deref(), Some("https://press.example/a"));
    assert_eq!(
        (article.language.as_str(), article.direction),
        ("fr", Direction::Ltr)
    );
    assert_eq!(article.date.unwrap().as_str(), "2019-07-04T10:30:00+01:00");
    assert_eq!(article.modified.unwrap().as_str(), "2019-07-05T00:00:00Z");
    assert_eq!(article.instant, 1_562_232_600);
    assert_eq!(
        article.source,
        Some(Source {
            name: "Hespress".into(),
            url: Some("https://hespress.example/1".into())
        })
    );
    assert_eq!(
        (article.authors, article.tags),
        (vec!["A".into()], vec!["Maroc".into(), "États-Unis".into()])
    );
    assert_eq!(
        article.body.as_str(),
        "<h2>Rabat</h2><p>Un <b>texte</b>.</p>"
    );
    assert_eq!(article.text, "Rabat\nUn texte.");
    assert_eq!(article.summary.as_deref(), Some("En bref."));
    assert_eq!(article.translation_of.as_deref(), Some("2"));
    assert_eq!(article.former_slugs, ["ancien-titre"]);
}

#[test]
fn an_item_without_an_id_gets_a_stable_one() {
    let item = json!({"title": "T", "content_text": "x", "date_published": "2019"});
    let (article, problems) = read_item(item.clone());
    assert_eq!(
        problems,
        [format!(
            "{PLACE}, id: no id; derived from the title and text"
        )]
    );
    assert_eq!(article.id, "content:znptk6oq4limxbqhfkpjvk2ww7");
    assert_eq!(read_item(item).0.short_id, article.short_id);
    let (article, problems) = read_item(
        json!({"url": "https://a.example/x", "title": "T", "content_text": "x", "date_published": "2019"}),
    );
    assert_eq!(
        problems,
        [format!("{PLACE}, id: no id; derived from the address")]
    );
    assert_eq!(article.id, "https://a.example/x");
    assert_eq!(read_item(item_with(json!({"id": 17}))).0.id, "17");
}

#[test]
fn an_item_without_a_title_takes_the_beginning_of_its_text() {
    let text = "Le dialogue stratégique entre le Maroc et les États-Unis s’est tenu à Washington le jeudi quatre juillet.";
    let (article, problems) = read_item(item_with(
        json!({"title": "", "content_html": format!("<p>{text}</p>")}),
    ));
    assert_eq!(
        article.title,
        "Le dialogue stratégique entre le Maroc et les États-Unis s’est tenu à Washington…"
    );
    assert_eq!(
        problems,
        [format!("{PLACE}, title: no title; taken from the text")]
    );
    let item = json!({"url": "https://a.example/x", "date_published": "2019", "id": "1"});
    let (article, problems) = read_item(item);
    assert_eq!(article.title, "https://a.example/x");
    assert_eq!(
        problems,
        [
            format!("{PLACE}: no text; kept with its title alone"),
            format!("{PLACE}, title: no title; taken from the address"),
        ]
    );
}

#[test]
fn an_item_without_a_date_is_undated() {
    for (date, problem) in [
        (Value::Null, "no date; placed after all dated articles"),
        (json!(""), "no date; placed after all dated articles"),
        (
            json!("hier"),
            "`hier` is not a date between the years 1 and 9999; left out",
        ),
        (
            json!("0000-01-01"),
            "`0000-01-01` is not a date between the years 1 and 9999; left out",
        ),
    ] {
        let (article, problems) = read_item(item_with(json!({"date_published": date})));
        assert_eq!((article.date, article.instant), (None, i64::MIN));
        assert_eq!(problems, [format!("{PLACE}, date_published: {problem}")]);
    }
    check_problems(
        json!({"date_published": "2019-07-04T10:30:00"}),
        &[", date_published: `2019-07-04T10:30:00` has no UTC offset; taken as UTC"],
    );
}

#[test]
fn the_stated_precision_cuts_the_date() {
    let item =
        json!({"date_published": "2019-07-04T00:00:00Z", "_kiosque": {"date_precision": "month"}});
    let (article, problems) = read_item(item_with(item));
    assert_eq!(
        (article.date.unwrap().as_str(), problems.len()),
        ("2019-07", 0)
    );
}

#[test]
fn an_item_without_a_body_is_kept() {
    let (article, problems) = read_item(item_with(json!({"content_html": " "})));
    assert_eq!((article.body.as_str(), article.text.as_str()), ("", ""));
    assert_eq!(
        problems,
        [format!("{PLACE}: no text; kept with its title alone")]
    );
}

#[test]
fn plain_text_is_escaped_into_paragraphs() {
    let (article, _) = read_item(item_with(
        json!({"content_html": null, "content_text": "1 < 2 & <b>x</b>\n\ny"}),
    ));
    assert_eq!(
        article.body.as_str(),
        "<p>1 &lt; 2 &amp; &lt;b&gt;x&lt;/b&gt;</p><p>y</p>"
    );
}

#[test]
fn an_item_with_nothing_to_keep_is_refused() {
    let set = Set::of(json!([{"id": "1", "tags": ["a"]}, item_with(json!({"id": "2"})), 5, {"url": "javascript:x"}])).read();
    assert_eq!(set.articles.len(), 1);
    let problems: Vec<String> = set.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "feed.json, line 1, item 0: left out: no title, no text and no address, so nothing to keep",
            "feed.json, line 1, item 2: left out: it is not an object",
            "feed.json, line 1, item 3: left out: no title, no text and no address, so nothing to keep",
        ]
    );
}

#[test]
fn a_member_of_the_wrong_type_costs_itself_only() {
    check_problems(
        json!({"tags": "x"}),
        &[", tags: left out: invalid type: string \"x\", expected a sequence"],
    );
    check_problems(
        json!({"authors": [5, {"name": "A"}]}),
        &[", authors[0]: left out: invalid type: integer `5`, expected struct Author"],
    );
    check_problems(
        json!({"_kiosque": 7}),
        &[", _kiosque: left out: invalid type: integer `7`, expected struct ItemExtension"],
    );
    check_problems(
        json!({"_kiosque": {"direction": "up", "slug": "s", "source": 1}}),
        &[
            ", _kiosque.direction: left out: unknown variant `up`, expected `ltr` or `rtl`",
            ", _kiosque.source: left out: invalid type: integer `1`, expected struct SourceStatement",
        ],
    );
    let (article, problems) = read_item(item_with(
        json!({"title": 5, "date_published": {}, "tags": ["a", 2]}),
    ));
    assert_eq!(
        (article.title.as_str(), article.tags),
        ("Text", vec!["a".to_owned()])
    );
    assert_eq!(problems.len(), 5, "{problems:?}");
}

#[test]
fn an_unreadable_item_costs_itself_only() {
    let feed = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [\n{},\n{{\"title\": \"\\ud800\"}},\n{{\"title\": 1e999}}]}}",
        item_with(json!({}))
    );
    let set = Set::default().file("f.json", feed).read();
    let problems: Vec<String> = set.problems.iter().map(ToString::to_string).collect();
    assert_eq!(set.articles.len(), 1);
    assert_eq!(
        problems,
        [
            "f.json, line 3, item 1: left out: unexpected end of hex escape",
            "f.json, line 4, item 2: left out: number out of range",
        ]
    );
}

#[test]
fn the_source_is_stated_or_made_out() {
    let source = |more: Value| {
        read_item(item_with(more))
            .0
            .source
            .map(|source| (source.name, source.url))
    };
    let of = |name: &str, url: Option<&str>| Some((name.to_owned(), url.map(str::to_owned)));
    let stated = json!({"_kiosque": {"source": {"name": " Le \u{202e}Monde "}}, "url": "https://a.example/"});
    assert_eq!(source(stated), of("Le Monde", None));
    assert_eq!(
        source(json!({"_kiosque": {"source": {"url": "https://www.b.example/1"}}})),
        of("b.example", Some("https://www.b.example/1"))
    );
    assert_eq!(
        source(json!({"external_url": "https://www.c.example/1"})),
        of("c.example", Some("https://www.c.example/1"))
    );
    assert_eq!(source(json!({})), of("Feed", None));
    check_problems(
        json!({"_kiosque": {"source": {"name": "X", "url": "javascript:alert(1)"}}}),
        &[", _kiosque.source.url: `javascript:alert(1)` is not a web address; left out"],
    );
}

#[test]
fn language_and_direction_are_made_out() {
    let seen = |more: Value| {
        let article = read_item(item_with(more)).0;
        (article.language, article.direction)
    };
    assert_eq!(
        seen(json!({"language": "ar_ma"})),
        ("ar-MA".into(), Direction::Rtl)
    );
    assert_eq!(
        seen(json!({"title": "الرباط"})),
        ("und".into(), Direction::Rtl)
    );
    assert_eq!(
        seen(json!({"language": "ar", "_kiosque": {"direction": "ltr"}})),
        ("ar".into(), Direction::Ltr)
    );
    check_problems(
        json!({"language": "français"}),
        &[", language: `français` is not a language tag; left out"],
    );
}

#[test]
fn the_feeds_language_and_authors_hold_for_its_items() {
    let feed = json!({"version": "https://jsonfeed.org/version/1", "language": "fr", "author": {"name": "Desk"},
                      "items": [item_with(json!({})), item_with(json!({"id": "2", "language": "en", "author": {"name": "B"}}))]});
    let set = Set::default().file("feed.json", feed.to_string()).read();
    let seen: Vec<_> = set
        .articles
        .into_iter()
        .map(|article| (article.language, article.authors))
        .collect();
    assert_eq!(
        seen,
        [
            ("fr".to_owned(), vec!["Desk".to_owned()]),
            ("en".to_owned(), vec!["B".to_owned()])
        ]
    );
}

#[test]
fn markup_in_text_fields_stays_text() {
    let hostile = "<img src=x onerror=alert(1)>&lt;b&gt;\u{202e}\u{0}";
    let shown = "<img src=x onerror=alert(1)>&lt;b&gt;";
    let (article, _) = read_item(item_with(json!({
        "title": hostile, "tags": [hostile], "authors": [{"name": hostile}], "summary": hostile,
        "_kiosque": {"source": {"name": hostile}},
    })));
    assert_eq!(article.title, shown);
    assert_eq!(
        (article.tags, article.authors),
        (vec![shown.to_owned()], vec![shown.to_owned()])
    );
    assert_eq!(
        (
            article.summary.as_deref(),
            article.source.unwrap().name.as_str()
        ),
        (Some(shown), shown)
    );
    assert_eq!(article.slug, "img-src-x-onerror-alert-1-lt-b-gt");
}

#[test]
fn endless_titles_and_tags_are_cut() {
    let (article, problems) = read_item(item_with(
        json!({"title": "mot ".repeat(1000), "tags": ["t".repeat(500)]}),
    ));
    assert_eq!(
        (
            article.title.chars().count(),
            article.tags[0].chars().count()
        ),
        (300, 121)
    );
    assert_eq!(
        problems,
        [
            format!("{PLACE}, title: longer than 300 characters; cut there"),
            format!("{PLACE}, tags: longer than 120 characters; cut there"),
        ]
    );
}

#[test]
fn what_a_body_lost_is_reported() {
    check_problems(
        json!({"content_html": "<p>a</p><script>x</script><img src=images/none.png>"}),
        &[
            ", content_html: the image `images/none.png` is not in the set; replaced by its alternative text",
            ", content_html: a <script> was left out",
        ],
    );
}

#[test]
fn a_withdrawn_article_is_left_out() {
    let set = Set::of(json!([item_with(
        json!({"_kiosque": {"withdrawn": {"date": "2020-01-01"}}})
    )]))
    .read();
    assert_eq!(set.articles, []);
    assert_eq!(
        set.problems[0].to_string(),
        format!("{PLACE}, _kiosque.withdrawn: left out: withdrawn")
    );
}

#[test]
fn a_report_is_one_short_line_whatever_was_written() {
    let language = format!("\u{1b}[31m\n{}", "x".repeat(10_000));
    let (_, problems) = read_item(item_with(json!({"language": language})));
    assert!(problems[0].chars().count() < 410 && !problems[0].contains(char::is_control));
}
