#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]
use super::*;
use crate::archive::{Options, publish};
use crate::intake::{SetFile, read_set, take_in};
use dom_query::Document;
use feed_rs::model::FeedType;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

type Files = BTreeMap<String, Vec<u8>>;

/// What a set of these items tells the web.
fn found(address: Option<&str>, base: &str, items: &[Value]) -> (Files, Vec<Element>) {
    let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "items": items });
    let mut toml = "title = \"Revue & presse\"\ndescription = \"De <tout>\\u0001\"\n".to_owned();
    toml += &address.map_or(String::new(), |address| {
        format!("address = \"{address}\"\n")
    });
    let bytes = [feed.to_string().into_bytes(), toml.into_bytes()];
    let files = ["feed.json", "site.toml"].iter().zip(&bytes);
    let files = files.map(|(path, bytes)| SetFile {
        path: (*path).to_owned(),
        bytes: bytes.clone(),
    });
    let set = read_set(files.collect()).unwrap();
    let inventory = take_in(
        &["feed.json", "site.toml"],
        |position| Ok::<_, crate::intake::IntakeError>(Cow::Borrowed(bytes[position].as_slice())),
        |_| Ok(()),
    )
    .unwrap();
    // Kept in the order of the items, as the numbers of the inventory say.
    let mut articles = set.articles;
    articles.sort_by_key(|article| {
        items
            .iter()
            .position(|item| item["id"] == article.id.as_str())
    });
    let edition = publish(inventory, &articles, &mut Files::new(), &Options::default()).unwrap();
    let place = Place::new(address, base);
    let mut files = Files::new();
    let found = Found {
        settings: &set.site,
        place: &place,
        outline: &edition.outline,
        spool: &articles,
        icons: &[(192, "/sous/app/icon-192-x.png".to_owned())],
    };
    let head = found.print(&mut files).unwrap();
    (files, head)
}

fn items() -> Vec<Value> {
    let item = |number: usize| {
        json!({ "id": format!("i{number}"), "title": format!("Titre <{number}> & \u{1}suite"), "language": "fr",
            "content_text": format!("Texte {number} avec <b> & cie."), "tags": ["Eau/air", "Ports"],
            "date_published": format!("2026-{:02}-{:02}T10:00:00+01:00", 1 + number / 28, 1 + number % 28),
            "authors": [{ "name": "A. B." }], "_kiosque": { "source": { "name": "S", "url": "https://s.example/x" } } })
    };
    (0..60)
        .map(item)
        .chain([json!({ "id": "undated", "title": "قديم", "content_text": "نص" })])
        .collect()
}

const ORIGIN: Option<&str> = Some("https://press.example");

fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    std::str::from_utf8(&files[path]).unwrap()
}

#[test]
fn feeds_come_back_from_a_parser_of_others() {
    let (files, _) = found(ORIGIN, "/sous/", &items());
    for (name, kind) in [
        ("rss.xml", FeedType::RSS2),
        ("atom.xml", FeedType::Atom),
        ("feed.json", FeedType::JSON),
    ] {
        let feed = feed_rs::parser::parse(files[&format!("feeds/{name}")].as_slice()).unwrap();
        assert_eq!(feed.feed_type, kind);
        assert_eq!(feed.title.unwrap().content, "Revue & presse", "{name}");
        // XML does not know every character, JSON does.
        let described = feed.description.unwrap().content;
        assert_eq!(described.trim_end_matches('\u{1}'), "De <tout>", "{name}");
        assert_eq!(described.contains('\u{1}'), name == "feed.json", "{name}");
        assert_eq!(feed.entries.len(), channel::OF_ALL, "{name}");
        let newest = &feed.entries[0];
        assert_eq!(
            newest.title.as_ref().unwrap().content,
            "Titre <59> & suite",
            "{name}"
        );
        assert_eq!(
            newest.published.unwrap().to_rfc3339(),
            "2026-03-04T09:00:00+00:00",
            "{name}"
        );
        assert!(
            newest.id.starts_with("https://press.example/sous/a/0/"),
            "{name}: {}",
            newest.id
        );
        let address = &newest.links[0].href;
        assert!(
            address.starts_with("https://press.example/sous/a/2026/titre-59-suite-"),
            "{name}: {address}"
        );
        assert_eq!(newest.authors[0].name.as_deref(), Some("A. B."), "{name}");
        let excerpt = match name {
            "feed.json" => newest.content.as_ref().unwrap().body.clone().unwrap(),
            _ => newest.summary.as_ref().unwrap().content.clone(),
        };
        let shown = match name {
            // HTML, which shows the same text.
            "rss.xml" => Document::from(excerpt.as_str()).text().to_string(),
            _ => excerpt,
        };
        assert_eq!(shown, "Texte 59 avec <b> & cie.", "{name}");
        let categories: Vec<&str> = newest
            .categories
            .iter()
            .map(|tag| tag.term.as_str())
            .collect();
        assert_eq!(categories, ["Eau/air", "Ports"], "{name}");
    }
}

#[test]
fn a_tag_has_feeds_of_its_own_under_a_name_for_a_file() {
    let (files, _) = found(ORIGIN, "/", &items());
    let tags: Vec<&String> = files
        .keys()
        .filter(|path| path.starts_with("feeds/tags/"))
        .collect();
    assert_eq!(tags.len(), 6, "{tags:?}");
    assert!(files.contains_key("feeds/tags/ports/atom.xml"), "{tags:?}");
    let other = tags.iter().find(|path| !path.contains("/ports/")).unwrap();
    assert!(other.starts_with("feeds/tags/eau-air-"), "{other}");
    let feed: Value =
        serde_json::from_str(text(&files, &other.replace("atom.xml", "feed.json"))).unwrap();
    assert_eq!(
        feed["home_page_url"],
        "https://press.example/tags/eau%2Fair/"
    );
    assert_eq!(feed["items"].as_array().unwrap().len(), Outline::OF_TAG);
}

#[test]
fn the_sitemap_names_every_article_once() {
    let (files, _) = found(ORIGIN, "/sous/", &items());
    let index = Document::from(text(&files, "sitemap.xml"));
    assert_eq!(
        index
            .select("sitemapindex > sitemap > loc")
            .text()
            .to_string(),
        "https://press.example/sous/sitemap/1.xml"
    );
    let part = text(&files, "sitemap/1.xml");
    assert!(part.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url>"));
    assert_eq!(part.matches("<loc>https://press.example/sous/").count(), 62);
    assert_eq!(part.matches("<lastmod>2026-0").count(), 60);
    // Addresses are written as browsers send them.
    assert!(part.contains("/a/0/%D9%82%D8%AF%D9%8A%D9%85-") && part.is_ascii());
    let robots = text(&files, "robots.txt");
    assert!(
        robots.ends_with("Sitemap: https://press.example/sous/sitemap.xml\n"),
        "{robots}"
    );
}

#[test]
fn the_search_description_keeps_to_its_lengths() {
    let (files, _) = found(ORIGIN, "/sous/", &items());
    let xml = text(&files, "opensearch.xml");
    assert!(
        xml.contains("<ShortName>Revue &amp; presse</ShortName>"),
        "{xml}"
    );
    assert!(
        xml.contains("template=\"https://press.example/sous/?q={searchTerms}\""),
        "{xml}"
    );
    quick_xml_reads(xml);
}

fn quick_xml_reads(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            _ => continue,
        }
    }
}

#[test]
fn a_site_without_an_address_has_only_what_needs_none() {
    let (files, head) = found(None, "/sous/", &items());
    assert!(
        files.keys().eq(["manifest.webmanifest", "robots.txt"]),
        "{:?}",
        files.keys()
    );
    assert!(
        head.iter()
            .all(|(name, _)| *name == "meta" || *name == "link")
    );
    let manifest: Value = serde_json::from_str(text(&files, "manifest.webmanifest")).unwrap();
    assert_eq!(manifest["start_url"], "/sous/");
    assert_eq!(
        manifest["icons"][0],
        json!({ "src": "/sous/app/icon-192-x.png", "sizes": "192x192", "type": "image/png" })
    );
}

#[test]
fn the_head_names_what_can_be_followed() {
    let (_, head) = found(ORIGIN, "/sous/", &items());
    let links: Vec<String> = head
        .iter()
        .filter(|(name, _)| *name == "link")
        .map(|(_, attributes)| {
            attributes
                .iter()
                .map(|(_, value)| value.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert_eq!(
        links,
        [
            "manifest /sous/manifest.webmanifest",
            "search application/opensearchdescription+xml /sous/opensearch.xml",
            "alternate application/rss+xml /sous/feeds/rss.xml",
            "alternate application/atom+xml /sous/feeds/atom.xml",
            "alternate application/feed+json /sous/feeds/feed.json",
        ]
    );
}

#[test]
fn icons_are_squares_that_hold_the_whole_mark() {
    let mut mark = Vec::new();
    let wide = image::RgbaImage::from_pixel(300, 100, image::Rgba([200, 0, 0, 255]));
    wide.write_to(
        &mut std::io::Cursor::new(&mut mark),
        image::ImageFormat::Png,
    )
    .unwrap();
    for (side, png) in icons(&mark).unwrap() {
        let icon = image::load_from_memory(&png).unwrap().into_rgba8();
        assert_eq!((icon.width(), icon.height()), (side, side));
        assert_eq!(icon.get_pixel(side / 2, 0).0[3], 0);
        assert_eq!(icon.get_pixel(side / 2, side / 2).0, [200, 0, 0, 255]);
    }
    let error = icons(b"<svg/>").unwrap_err().to_string();
    assert!(
        error.starts_with("not a picture that can be read: "),
        "{error}"
    );
}
