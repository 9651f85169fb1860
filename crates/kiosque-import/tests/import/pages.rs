use crate::{corpus, import};
use kiosque_import::Format;
use kiosque_model::feed::Item;
use kiosque_sanitise::text_of_markup;
use serde_json::Value;
use std::collections::HashMap;

#[test]
fn a_saved_page_is_read_with_what_it_says_of_itself() {
    let paragraph = "The port was opened on Thursday by the minister, and doubles what it can take, as he said himself. ".repeat(6);
    let page = format!(
        r#"<!DOCTYPE html><html lang="en"><head><title>A port grows - The Daily</title><meta property="og:site_name" content="The Daily">
<link rel="canonical" href="https://daily.example/port"><meta name="keywords" content="Morocco, Ports">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": "NewsArticle", "headline": "A port grows",
"datePublished": "2019-07-04T10:30:00+01:00", "author": [{{"name": "Lina B."}}, {{"name": "Omar C."}}]}}]}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>A port grows</h1><p>{paragraph}</p><p><a href="more">{paragraph}</a></p></article></body></html>"#
    );
    let imported = import("page.html", page.as_bytes());
    assert_eq!(imported.format, Some(Format::Page));
    let item = &imported.only().item;
    assert_eq!(item.id.as_deref(), Some("https://daily.example/port"));
    assert_eq!(item.title.as_deref(), Some("A port grows"));
    assert_eq!(
        item.date_published.as_deref(),
        Some("2019-07-04T10:30:00+01:00")
    );
    let authors: Vec<_> = item
        .authors
        .iter()
        .flatten()
        .filter_map(|author| author.name.as_deref())
        .collect();
    assert_eq!(authors, ["Lina B.", "Omar C."]);
    assert_eq!(
        item.tags.as_deref(),
        Some(&["Morocco".to_owned(), "Ports".to_owned()][..])
    );
    assert_eq!(item.language.as_deref(), Some("en"));
    let source = item.kiosque.as_ref().unwrap().source.as_ref().unwrap();
    assert_eq!(source.name.as_deref(), Some("The Daily"));
    assert!(
        item.content_html
            .as_ref()
            .unwrap()
            .contains("https://daily.example/more")
    );
    assert!(!item.content_html.as_ref().unwrap().contains("Home"));
    assert!(!item.content_html.as_ref().unwrap().contains("readability"));
}

#[test]
fn the_sites_name_is_no_part_of_a_title() {
    let paragraph = "The port was opened on Thursday, and doubles what it can take. ".repeat(8);
    let by_name = "<meta property=og:site_name content=Hespress>";
    let by_address = "<link rel=canonical href=https://www.hespress.com/1>";
    for (head, written, heading, title) in [
        (by_name, "Un port - Hespress", "Le port", "Un port"),
        (by_address, "Un port - Hespress", "Le port", "Un port"),
        ("", "Un port | Le matin", "Un port", "Un port"),
        (
            by_name,
            "Port - les travaux",
            "Les travaux du port",
            "Port - les travaux",
        ),
    ] {
        let head = format!("<title>{written}</title>{head}");
        let page = format!(
            "<html><head>{head}</head><body><article><h1>{heading}</h1><p>{paragraph}</p></article></body></html>"
        );
        let imported = import("page.html", page.as_bytes());
        assert_eq!(imported.only().item.title.as_deref(), Some(title), "{head}");
    }
}

/// A page with this head and a text of its own.
fn page_item(attributes: &str, head: &str, body: &str, paragraph: &str) -> Item {
    let text = format!("<p>{paragraph}</p>").repeat(4);
    let page = format!(
        "<!DOCTYPE html><html {attributes}><head>{head}</head><body><article>{body}{text}</article></body></html>"
    );
    import("page.html", page.as_bytes()).only().item.clone()
}

const FRENCH: &str = "Le port a été inauguré jeudi par le ministre, et il double sa capacité, a-t-il dit lui-même devant la presse.";

#[test]
fn things_that_a_page_refers_to_are_looked_up() {
    let head = r##"<title>Un port | Hespress</title><meta property="og:title" content="Un port | Hespress">
<link rel="canonical" href="/a/port.html"><base href="https://h.example/x/"><meta property="article:tag" content="Maroc"><meta property="article:tag" content="Ports">
<script type="application/ld+json">{"@graph":[{"@type":"WebSite","@id":"#s","name":"Site"},{"@type":"Organization","@id":"#o","name":"Hespress"},
{"@type":["Article","NewsArticle"],"headline":"Un port","author":{"@id":"#p"},"publisher":{"@id":"#o"},"description":"deux
lignes"},{"@type":"Person","@id":"#p","name":"Jean Dupont"}]}</script>"##;
    let item = page_item("lang=fr-FR", head, "<h1>Un port</h1>", FRENCH);
    assert_eq!(item.title.as_deref(), Some("Un port"));
    assert_eq!(item.url.as_deref(), Some("https://h.example/a/port.html"));
    let name = item.authors.as_ref().unwrap()[0].name.as_deref();
    assert_eq!(name, Some("Jean Dupont"));
    let source = item.kiosque.as_ref().unwrap().source.as_ref().unwrap();
    assert_eq!(source.name.as_deref(), Some("Hespress"));
    assert_eq!(item.tags.unwrap(), ["Maroc", "Ports"]);
    assert_eq!(item.language.as_deref(), Some("fr-FR"));
}

#[test]
fn what_a_page_only_shows_is_read() {
    let head = "<title>Un port</title><meta name=author content='Par Lina B.'><meta name=author content='Omar C.'>";
    let shown = "<span class=date>Jeudi 25 juillet 2019</span>";
    let item = page_item("lang=fr", head, shown, FRENCH);
    assert_eq!(item.date_published.as_deref(), Some("2019-07-25"));
    let authors = item.authors.iter().flatten();
    let names: Vec<_> = authors
        .filter_map(|author| author.name.as_deref())
        .collect();
    assert_eq!(names, ["Lina B.", "Omar C."]);
    let times = "<time datetime=2018-01-01>x</time></article><article><time pubdate datetime=2019-07-04>y</time>";
    let item = page_item("lang=fr", "<title>Un port</title>", times, FRENCH);
    assert_eq!(item.date_published.as_deref(), Some("2019-07-04"));
    let arabic = "دُشن الميناء يوم الخميس على الضفة الجنوبية للمضيق، وهو يضاعف طاقته الاستيعابية كما قال الوزير.";
    let item = page_item("lang=en dir=rtl", "<title>ميناء</title>", "", arabic);
    assert_eq!(item.language.as_deref(), Some("ar"));
}

/// How many tokens two texts share, as the mean of precision and recall that
/// is called F1.
fn f1(one: &str, other: &str) -> f64 {
    let tokens = |text: &str| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for token in text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|token| !token.is_empty())
        {
            *counts.entry(token.to_lowercase()).or_default() += 1;
        }
        counts
    };
    let (one, other) = (tokens(one), tokens(other));
    let shared: usize = one
        .iter()
        .map(|(token, count)| count.min(other.get(token).unwrap_or(&0)))
        .sum();
    let all: usize = one.values().chain(other.values()).sum();
    if all == 0 {
        1.0
    } else {
        2.0 * shared as f64 / all as f64
    }
}

fn same_title(one: &str, other: &str) -> bool {
    let bare = |title: &str| title.split_whitespace().collect::<Vec<_>>().join(" ");
    bare(one) == bare(other)
}

#[test]
fn readabilitys_pages_give_their_articles() {
    let Some(folder) = corpus("readability") else {
        return;
    };
    let (mut scores, mut titles, mut wrong) = (Vec::new(), 0, Vec::new());
    for page in std::fs::read_dir(folder).unwrap() {
        let page = page.unwrap().path();
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        let Ok(source) = std::fs::read(page.join("source.html")) else {
            continue;
        };
        let started = std::time::Instant::now();
        let imported = import("page.html", &source);
        let took = started.elapsed();
        let expected = std::fs::read_to_string(page.join("expected.html")).unwrap();
        let metadata: Value =
            serde_json::from_slice(&std::fs::read(page.join("expected-metadata.json")).unwrap())
                .unwrap();
        let item = imported
            .drafts
            .first()
            .map(|draft| draft.item.clone())
            .unwrap_or_default();
        let text = text_of_markup(item.content_html.as_deref().unwrap_or_default(), usize::MAX);
        let score = f1(&text, &text_of_markup(&expected, usize::MAX));
        let title = metadata["title"].as_str().unwrap_or_default();
        let right = same_title(item.title.as_deref().unwrap_or_default(), title);
        titles += usize::from(right);
        scores.push(score);
        if score < 0.8 || !right || took.as_secs_f64() > 1.0 {
            wrong.push(format!(
                "{name}: {score:.3} {took:?} {:?} for {title:?} {:?}",
                item.title,
                imported
                    .problems
                    .iter()
                    .map(ToString::to_string)
                    .take(2)
                    .collect::<Vec<_>>()
            ));
        }
    }
    let pages = scores.len() as f64;
    let mean = scores.iter().sum::<f64>() / pages;
    let good = scores.iter().filter(|score| **score >= 0.8).count() as f64 / pages;
    let titles = titles as f64 / pages;
    eprintln!(
        "readability: {pages} pages, mean F1 {mean:.4}, {good:.3} at 0.80 or more, titles {titles:.3}\n{}",
        wrong.join("\n")
    );
    assert!(mean >= 0.95 && good >= 0.95 && titles >= 0.95);
}
