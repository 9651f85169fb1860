use crate::{import, import_as};
use kiosque_import::{Cost, Format};
use serde_json::json;
use std::time::{Duration, Instant};

/// Longest time a hostile file may take, in an optimised build.
const LONGEST: Duration = Duration::from_secs(2);

/// How much slower a build for tests may be, on a busy machine: what is worse than
/// linear takes hours, not seconds.
const UNOPTIMISED: u32 = if cfg!(debug_assertions) { 20 } else { 1 };

/// Imports a file; it must not take long.
fn import_soon(name: &str, bytes: &[u8]) -> crate::Imported {
    let started = Instant::now();
    let imported = import(name, bytes);
    let took = started.elapsed();
    eprintln!(
        "{name}: {} MB, {took:?}, {} articles, {:?}",
        bytes.len() >> 20,
        imported.drafts.len(),
        imported
            .problems
            .iter()
            .map(|problem| problem.kind.name())
            .take(9)
            .collect::<Vec<_>>()
    );
    assert!(took < LONGEST * UNOPTIMISED, "{name} took {took:?}");
    imported
}

/// A file with something hostile in the middle gives both articles around it.
fn check_around(name: &str, before: &str, hostile: &str, after: &str) -> crate::Imported {
    let imported = import_soon(name, [before, hostile, after].concat().as_bytes());
    let titles: Vec<_> = imported
        .drafts
        .iter()
        .filter_map(|draft| draft.item.title.as_deref())
        .collect();
    assert!(
        titles.contains(&"First") && titles.contains(&"Last"),
        "{name}: {titles:?} {:?}",
        imported.problems
    );
    imported
}

const FIRST: &str =
    "<rss version='2.0'><channel><item><title>First</title><description>x</description></item>";
const LAST: &str = "<item><title>Last</title><description>y</description></item></channel></rss>";

#[test]
fn xml_that_swells_costs_itself_only() {
    check_around(
        "deep.xml",
        FIRST,
        &format!(
            "<item><title>d</title><a>{}x</a></item>",
            "<b>".repeat(1_000_000)
        )
        .replace("x</a>", &format!("x{}</a>", "</b>".repeat(1_000_000))),
        LAST,
    );
    let attributes: String = (0..800_000)
        .map(|number| format!(" a{number}='1'"))
        .collect();
    check_around(
        "attributes.xml",
        FIRST,
        &format!("<item{attributes}><title>d</title></item>"),
        LAST,
    );
    check_around(
        "elements.xml",
        FIRST,
        &format!(
            "<item><title>d</title>{}</item>",
            "<a>1</a>".repeat(800_000)
        ),
        LAST,
    );
}

#[test]
fn text_that_swells_costs_its_article_only() {
    let unclosed = format!(
        "<item><title>d</title><description>{}</description></item>",
        "<b>x".repeat(100_000)
    );
    check_around("unclosed.xml", FIRST, &unclosed, LAST);
    check_around("ends.xml", FIRST, &"</nothing>".repeat(500_000), LAST);
    check_around(
        "nuls.xml",
        FIRST,
        &format!(
            "<item><title>n</title><description>{}</description></item>",
            "\0a".repeat(500_000)
        ),
        LAST,
    );
    let large = format!(
        "<item><title>l</title><description>{}</description></item>",
        "word &amp; ".repeat(2 << 20)
    );
    check_around("large.xml", FIRST, &large, LAST);
    let larger = format!(
        "<item><title>l</title><description>{}</description></item>",
        "a".repeat(40 << 20)
    );
    let imported = check_around("larger.xml", FIRST, &larger, LAST);
    assert!(
        imported
            .problems
            .iter()
            .any(|problem| problem.kind.name() == "item-too-large")
    );
}

#[test]
fn nothing_that_a_document_type_declares_is_expanded() {
    let entities: String = (1..10)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    let declared = format!(
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY l0 \"lol\">{entities}<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
    );
    let item = "<item><title>Laughs &l9; &x;</title><description>&l9;&x;</description></item>";
    let imported = check_around("laughs.xml", &format!("{declared}{FIRST}"), item, LAST);
    let laughs = imported
        .drafts
        .iter()
        .find(|draft| draft.item.title.as_deref().unwrap().starts_with("Laughs"))
        .unwrap();
    let written = serde_json::to_string(&laughs.item).unwrap();
    assert!(
        !written.contains("lollol") && !written.contains("root:"),
        "{written}"
    );
}

#[test]
fn pages_that_swell_are_reduced_to_their_text() {
    for (name, body) in [
        ("deep.html", format!("{}<p>kept", "<div>".repeat(1_000_000))),
        (
            "attributes.html",
            format!(
                "<p{}>kept",
                (0..80_000)
                    .map(|number| format!(" a{number}=1"))
                    .collect::<String>()
            ),
        ),
        (
            "formatting.html",
            format!("{}kept", "<b><i>".repeat(50_000)),
        ),
        (
            "tables.html",
            format!("{}kept", "<table><tr><td>".repeat(100_000)),
        ),
        ("nuls.html", format!("{}kept", "\0".repeat(1 << 20))),
        ("long.html", format!("kept{}", "word ".repeat(4 << 20))),
        (
            "paragraphs.html",
            "<p>kept & kept, kept</p>".repeat(200_000),
        ),
        ("comments.html", format!("{}>kept", "<!-".repeat(500_000))),
        ("entities.html", format!("{}kept", "&amp".repeat(500_000))),
    ] {
        let page = format!("<!DOCTYPE html><html><head><title>A title</title></head><body>{body}");
        let imported = import_soon(name, page.as_bytes());
        let html = imported
            .only()
            .item
            .content_html
            .clone()
            .unwrap_or_default();
        assert!(html.contains("kept"), "{name}: {:?}", imported.problems);
    }
}

#[test]
fn front_matter_cannot_swell() {
    let bomb: String = (1..30)
        .map(|n| {
            format!(
                "a{n}: &a{n} [{}]\n",
                format!("*a{}, ", n - 1).repeat(10).trim_end_matches(", ")
            )
        })
        .collect();
    let bomb = format!("---\na0: &a0 [x]\n{bomb}title: Bomb\n---\nThe text stays.\n");
    let imported = import_soon("bomb.md", bomb.as_bytes());
    assert!(
        imported
            .only()
            .item
            .content_html
            .as_deref()
            .unwrap()
            .contains("The text stays.")
    );
    assert!(
        imported
            .problems
            .iter()
            .any(|problem| problem.field.as_deref() == Some("front matter")),
        "{:?}",
        imported.problems
    );
    let deep = format!(
        "---\ntitle: {}\n---\nThe text stays.\n",
        "[".repeat(100_000)
    );
    assert_eq!(import_soon("deep.md", deep.as_bytes()).drafts.len(), 1);
    let toml = format!(
        "+++\na = {}1{}\n+++\nThe text stays.\n",
        "[".repeat(50_000),
        "]".repeat(50_000)
    );
    assert_eq!(import_soon("deep-toml.md", toml.as_bytes()).drafts.len(), 1);
    let json = format!("{{\"a\": {}}}\nThe text.\n", "[".repeat(100_000));
    import_soon("deep-json.md", json.as_bytes());
}

#[test]
fn markdown_cannot_swell() {
    let markdown = format!("---\ntitle: x\n---\n{}\n", "> ".repeat(100_000));
    assert_eq!(
        import_soon("quotes.md", markdown.as_bytes()).drafts.len(),
        1
    );
    let links = format!("---\ntitle: x\n---\n{}\n", "[a](".repeat(100_000));
    assert_eq!(import_soon("links.md", links.as_bytes()).drafts.len(), 1);
    for (name, body) in [
        ("braces.md", "{{".repeat(4 << 20)),
        ("ticks.md", "`a {".repeat(1 << 20)),
        ("boxes.md", "!!! a\n".repeat(200_000)),
        ("fences.md", "```\n~~~\n".repeat(200_000)),
    ] {
        let text = format!("---\ntitle: x\n---\n{body}\n");
        assert_eq!(import_soon(name, text.as_bytes()).drafts.len(), 1);
    }
    let bare = format!("{}\nText", "a: b\n".repeat(1 << 20));
    assert_eq!(import_soon("bare.md", bare.as_bytes()).drafts.len(), 1);
    let stars = format!("---\ntitle: x\n---\n{}\n", "*a _b ".repeat(100_000));
    assert_eq!(import_soon("stars.md", stars.as_bytes()).drafts.len(), 1);
}

#[test]
fn tables_feeds_and_dates_cannot_swell() {
    let quotes = format!(
        "title,body\nFirst,x\n{}\nLast,y\n",
        "\"a,b\n".repeat(20_001)
    );
    let imported = import_soon("quotes.csv", quotes.as_bytes());
    let titles: Vec<_> = imported
        .drafts
        .iter()
        .filter_map(|draft| draft.item.title.as_deref())
        .collect();
    assert!(titles.contains(&"First") && titles.contains(&"Last"));
    // Each row's quote ends in the last one.
    let far = format!(
        "title,body\nFirst,x\n{}Last,y\n",
        "x\",\"\n".repeat(200_000)
    );
    assert!(import_soon("far.csv", far.as_bytes()).drafts.len() > 20_000);
    let wide = format!("title,body\nFirst,x\n{}\nLast,y\n", ",".repeat(1 << 20));
    assert!(import_soon("wide.csv", wide.as_bytes()).drafts.len() >= 2);
    let date = "1".repeat(1 << 20);
    let feed = json!({"version": "https://jsonfeed.org/version/1.1", "items": [
        {"id": "1", "title": "First", "content_text": "x", "date_published": date}, {"id": "2", "title": "Last", "content_text": "y"}]});
    let imported = import_soon("date.json", feed.to_string().as_bytes());
    assert_eq!(imported.drafts.len(), 2);
    assert!(
        imported
            .problems
            .iter()
            .any(|problem| problem.kind.name() == "unreadable-date"
                && problem.to_string().len() < 500)
    );
    let words = json!({"version": "https://jsonfeed.org/version/1.1", "items": [
        {"id": "1", "title": "t ".repeat(1 << 20), "content_text": "x", "tags": vec!["tag".repeat(1000); 1000], "language": "x".repeat(1 << 20)}]});
    assert_eq!(
        import_soon("words.json", words.to_string().as_bytes())
            .drafts
            .len(),
        1
    );
    let deep = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": {}}}",
        "[".repeat(1_000_000)
    );
    assert!(import_soon("deep.json", deep.as_bytes()).drafts.is_empty());
}

#[test]
fn clippings_and_short_codes_cannot_swell() {
    let export = |content: &str| {
        format!(
            "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><item><title>First</title>\
            <wp:status>publish</wp:status><content:encoded>{content}</content:encoded></item><item><title>Last</title><wp:status>publish</wp:status></item></channel></rss>"
        )
    };
    for code in ["[caption]", "[", "[embed]"] {
        let text = export(&code.repeat(500_000));
        check_around("codes.xml", &text, "", "");
    }
    let clipping = "A banner\nText of it.\nLe 04/07/2019\nSource web Par Hespress\n";
    for (name, text) in [
        (
            "rulers.txt",
            format!("{clipping}{}", "-----\n".repeat(500_000)),
        ),
        ("banners.txt", clipping.repeat(2_000)),
        (
            "sources.txt",
            format!(
                "{clipping}{}",
                "1 a source b c source d e f 2\n".repeat(20_000)
            ),
        ),
    ] {
        assert!(!import_soon(name, text.as_bytes()).drafts.is_empty());
    }
}

#[test]
fn a_line_without_end_is_told_and_left() {
    let line = "a".repeat(200 << 20);
    for (format, cost) in [
        (Format::Review, Cost::Refused),
        (Format::Table, Cost::Refused),
        (Format::Markdown, Cost::Refused),
        (Format::JsonFeed, Cost::Refused),
    ] {
        let started = Instant::now();
        let imported = import_as(format, "line", line.as_bytes());
        assert!(started.elapsed() < LONGEST * UNOPTIMISED);
        assert!(imported.drafts.is_empty());
        assert_eq!(imported.problems[0].kind.cost(), cost);
    }
}

#[test]
fn of_a_text_too_long_for_an_article_no_more_is_held_than_shows_it() {
    // What looks like an end where much is left out is none.
    let letters = "a".repeat(100 << 20);
    let inner = "]a]a></description></item><item><title>Inner</title><description>";
    let long = [
        "<item><title>l</title><description><![CDATA[",
        &letters,
        inner,
        "]]></description></item>",
    ];
    let imported = check_around("letters.xml", FIRST, &long.concat(), LAST);
    let problems = imported.problems.iter();
    let too_large = problems.filter(|problem| problem.kind.name() == "item-too-large");
    assert_eq!((imported.drafts.len(), too_large.count()), (2, 1));
    // Each of these may be the end of what it stands in.
    for (open, sign) in [
        ("<!--", '-'),
        ("<![CDATA[", ']'),
        ("<a b='", '>'),
        ("", '-'),
    ] {
        let signs: String = std::iter::repeat_n(sign, 100 << 20).collect();
        let text = [FIRST, "<item><title>l</title><x>", open, &signs].concat();
        let imported = import_soon("signs.xml", text.as_bytes());
        assert_eq!(imported.drafts[0].item.title.as_deref(), Some("First"));
        let problems: Vec<_> = imported.problems.iter().map(ToString::to_string).collect();
        let is_told = |problem: &String| problem.contains("more than 64 MB in one text, tag");
        assert!(problems.iter().any(is_told), "{open}: {problems:?}");
    }
}
