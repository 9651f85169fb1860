#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]
use crate::archive::{Options, ROOT, publish};
use crate::finish::{App, Place, Site, built};
use crate::intake::{IntakeError, SetArticle, take_in};
use dom_query::Document;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

type Files = BTreeMap<String, Vec<u8>>;

const BASE: &str = "/sous/";

/// What is published.
#[derive(Clone)]
struct Set {
    settings: String,
    items: Vec<Value>,
    sheet: &'static str,
}

impl Set {
    fn new() -> Self {
        Self {
            settings: "title = \"Revue\"\nlanguages = [\"fr\", \"ar\"]\naddress = \"https://press.example\"\n"
                .to_owned(),
            items: items(),
            sheet: "p {}",
        }
    }

    fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = self.clone();
        change(&mut other);
        other
    }

    /// The site's files, but for the archive's.
    fn site(&self) -> Files {
        let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "items": self.items });
        let bytes = [
            feed.to_string().into_bytes(),
            self.settings.clone().into_bytes(),
        ];
        let spool: Mutex<Vec<SetArticle>> = Mutex::default();
        let inventory = take_in(
            &["feed.json", "site.toml"],
            |position| Ok::<_, IntakeError>(Cow::Borrowed(bytes[position].as_slice())),
            |article| {
                spool.lock().unwrap().push(article);
                Ok(())
            },
        );
        let (inventory, spool) = (inventory.unwrap(), spool.into_inner().unwrap());
        let (settings, withdrawn) = (inventory.site.clone(), inventory.withdrawn.clone());
        let mut archive = Files::new();
        let edition = publish(inventory, &spool, &mut archive, &Options::default()).unwrap();
        let place = Place::new(settings.address.as_deref(), BASE);
        let mut viewer = built();
        viewer.insert(
            "k-0123456789abcdef.css".to_owned(),
            self.sheet.as_bytes().to_vec(),
        );
        let mut files = Files::new();
        let site = Site {
            app: &App::of(&viewer).unwrap(),
            settings: &settings,
            place: &place,
            outline: &edition.outline,
            spool: &spool,
            withdrawn: &withdrawn,
            root: &edition.root,
            stock: Arc::new(archive),
            icons: Vec::new(),
        };
        site.print(&mut files).unwrap();
        files
    }

    /// The pages of articles that are other files in `after`.
    fn changed(&self, after: &Self) -> BTreeSet<String> {
        let (before, after) = (self.site(), after.site());
        let paths = before.keys().filter(|path| path.starts_with("a/"));
        let changed = paths.filter(|path| before.get(*path) != after.get(*path));
        changed.map(|path| title_in(path)).collect()
    }
}

/// The slug of an article's page.
fn title_in(path: &str) -> String {
    let name = path.split('/').nth(2).unwrap();
    name[..name.len() - 14].to_owned()
}

fn item(id: &str, day: &str, language: &str, text: &str) -> Value {
    json!({ "id": id, "title": id, "language": language, "content_html": text, "date_published": day,
        "tags": ["Maroc", "Eau/air"], "authors": [{ "name": "A. \"B\"" }],
        "_kiosque": { "source": { "name": "S & cie", "url": format!("https://s.example/{id}?a&b") } } })
}

fn items() -> Vec<Value> {
    let text = "<p>Le port de Tanger exporte des agrumes &lt;frais&gt; vers l’Europe.</p>";
    let mut items = vec![
        item("ancien", "2019-05-04T10:00:00+01:00", "fr", text),
        item("voisin", "2019-05-20", "ar", text),
        item("recent", "2019-06-10", "fr", text),
        item("dernier", "2019-06-12", "es", text),
    ];
    items[0]["_kiosque"]["former_slugs"] = json!(["tres-ancien"]);
    items[0]["date_modified"] = json!("2019-05-09T08:00:00Z");
    items[1]["_kiosque"]["translation_of"] = json!("ancien");
    items
}

/// Icons of a theme, and what a title may hold, are no marks of ours.
#[test]
fn no_character_is_taken_for_a_place_to_fill() {
    let private: String = ('\u{f0000}'..'\u{f0010}')
        .chain('\u{e000}'..'\u{e010}')
        .collect();
    let set = Set::new().with(|set| {
        set.settings = set.settings.replace("Revue", &private);
        set.sheet = "p::before { content: '\u{f0000}\u{f0010}\u{e002}' }";
    });
    let page = page(&set.site(), "a/2019/recent");
    let shown = Document::from(page.as_str());
    check(&shown.select("#app .body").text(), &["Le port de Tanger"]);
    check(&shown.select("title").text(), &["recent · ", &private]);
    check(&shown.select("style").text(), &[set.sheet]);
}

fn page(files: &Files, start: &str) -> String {
    let found = files
        .iter()
        .find(|(path, _)| path.starts_with(start) && path.ends_with("index.html"));
    let (_, bytes) = found.unwrap_or_else(|| unreachable!("no {start}"));
    String::from_utf8(bytes.clone()).unwrap()
}

fn check(page: &str, expected: &[&str]) {
    for part in expected {
        assert!(page.contains(part), "{part} is not in:\n{page}");
    }
}

#[test]
fn an_article_can_be_read_from_its_page_alone() {
    let files = Set::new().site();
    let page = page(&files, "a/2019/ancien-");
    check(
        &page,
        &[
            "<html lang=\"fr\" dir=\"ltr\" data-base=\"/sous/\" data-offline=\"/sous/offline.js\" data-language=\"fr\" data-year=\"2019\">",
            "<title>ancien · Revue</title>",
            "data-twin",
            "exporte des agrumes &lt;frais&gt;",
            "Le 04/05/2019",
            "Mis à jour le 09/05/2019",
            "href=\"https://s.example/ancien?a&amp;b\"",
            "Les tags en relation",
            "href=\"/sous/tags/maroc/\"",
            "data-block=\"site\"",
        ],
    );
    assert!(!page.contains("<noscript>"), "{page}");
    let document = Document::from(page.as_str());
    assert_eq!(document.select("#app h1").text().trim(), "ancien");
    let pack = document.select("script[data-block=pack]").text();
    assert!(!pack.contains('<'), "{pack}");
    let pack: Value = serde_json::from_str(&pack).unwrap();
    assert_eq!(pack["articles"][0]["title"], "ancien");
    assert_eq!(pack["articles"].as_array().unwrap().len(), 1);
}

#[test]
fn the_words_around_a_text_are_in_its_language_where_the_site_speaks_it() {
    let files = Set::new().site();
    check(
        &page(&files, "a/2019/voisin-"),
        &[
            "<html lang=\"ar\" dir=\"rtl\"",
            "data-language=\"ar\"",
            "الوسوم ذات الصلة",
        ],
    );
    check(
        &page(&files, "a/2019/dernier-"),
        &[
            "<html lang=\"fr\" dir=\"ltr\"",
            "<h1 tabindex=\"-1\" lang=\"es\"",
            "Les tags en relation",
        ],
    );
}

#[test]
fn lists_can_be_followed_without_script() {
    let files = Set::new().site();
    let home = page(&files, "index.html");
    check(
        &home,
        &[
            "data-block=\"root\"",
            "ancien",
            "href=\"/sous/months/2019-05/\"",
            "og:site_name",
        ],
    );
    check(
        &page(&files, "months/2019-06/"),
        &[
            "juin 2019",
            "recent",
            "dernier",
            "href=\"/sous/months/2019-05/\"",
            "as=\"fetch\"",
        ],
    );
    let may = page(&files, "months/2019-05/");
    assert!(
        !may.contains("rel=\"next\"") && !may.contains("rel=\"prev\""),
        "{may}"
    );
    check(
        &page(&files, "tags/maroc/"),
        &[
            "<h1 tabindex=\"-1\">Maroc</h1>",
            "4 articles",
            "feeds/tags/maroc/rss.xml",
        ],
    );
    check(
        &page(&files, "tags/index.html"),
        &["href=\"/sous/tags/maroc/\""],
    );
    assert!(
        !files.keys().any(|path| path.starts_with("tags/eau")),
        "it would lead elsewhere"
    );
    check(&page(&files, "about/"), &["4 articles"]);
}

#[test]
fn a_long_month_has_further_pages() {
    let mut items: Vec<Value> = Vec::new();
    for number in 1..=25 {
        items.push(item(
            &format!("n{number}"),
            &format!("2019-03-{number:02}"),
            "fr",
            "<p>a</p>",
        ));
    }
    let files = Set::new().with(|set| set.items = items).site();
    check(
        &page(&files, "index.html"),
        &["href=\"/sous/months/2019-03/\""],
    );
    check(
        &page(&files, "months/2019-03/index.html"),
        &["n25", "href=\"/sous/months/2019-03/2/\""],
    );
    check(
        &page(&files, "months/2019-03/3/"),
        &[">n1<", "href=\"/sous/months/2019-03/2/\""],
    );
    assert!(!files.contains_key("months/2019-03/4/index.html"));
}

#[test]
fn a_former_address_sends_on() {
    let files = Set::new().site();
    let former = page(&files, "a/2019/tres-ancien-");
    let to = files
        .keys()
        .find(|path| path.starts_with("a/2019/ancien-"))
        .unwrap();
    let to = to.trim_end_matches("index.html");
    check(
        &former,
        &[
            &format!("content=\"0; url=/sous/{to}\""),
            &format!("<link rel=\"canonical\" href=\"https://press.example/sous/{to}\">"),
            &format!("<a href=\"/sous/{to}\">"),
        ],
    );
}

#[test]
fn a_withdrawn_article_leaves_a_notice() {
    let withdraw = |set: &mut Set| {
        set.items[0]["_kiosque"]["withdrawn"] =
            json!({ "date": "2021-02-03", "notice": "À la <demande>" });
    };
    let files = Set::new().with(withdraw).site();
    let notice = page(&files, "a/0/");
    check(
        &notice,
        &[
            "Cet article a été retiré",
            "À la &lt;demande&gt;",
            "Le 03/02/2021",
            "href=\"/sous/\"",
        ],
    );
    assert!(
        !notice.contains("ancien") && !notice.contains("Tanger"),
        "{notice}"
    );
    let others = files.iter().filter(|(path, _)| !path.contains("ancien"));
    for (path, bytes) in others {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !text.contains("ancien-") && !text.contains(">ancien<"),
            "{path}"
        );
    }
}

#[test]
fn the_setting_says_which_articles_have_pages() {
    let with = |twins: &str| {
        let files = Set::new()
            .with(|set| set.settings += &format!("twins = {twins}\n"))
            .site();
        let articles = files
            .keys()
            .filter(|path| path.starts_with("a/") && !path.contains("tres-"));
        let articles: Vec<String> = articles.map(|path| title_in(path)).collect();
        (articles, files.contains_key("tags/maroc/index.html"))
    };
    assert_eq!(with("\"all\"").0.len(), 4);
    assert_eq!(
        with("2"),
        (vec!["dernier".to_owned(), "recent".to_owned()], true)
    );
    assert_eq!(with("\"none\""), (Vec::new(), false));
}

#[test]
fn later_articles_change_pages_of_their_own_month_alone() {
    let set = Set::new();
    let text = "<p>Le port de Tanger exporte des agrumes vers l’Europe.</p>";
    let july = set.with(|set| set.items.push(item("juillet", "2019-07-01", "fr", text)));
    assert_eq!(set.changed(&july), BTreeSet::new());
    let june = set.with(|set| set.items.push(item("juin", "2019-06-20", "fr", text)));
    let changed = set.changed(&june);
    let of_june = ["dernier", "recent"].map(str::to_owned).into();
    assert!(changed.is_subset(&of_june), "{changed:?}");
}

#[test]
fn an_article_changes_its_own_page() {
    let set = Set::new();
    let other = set.with(|set| set.items[2]["date_modified"] = json!("2019-06-30"));
    assert_eq!(set.changed(&other), ["recent".to_owned()].into());
}

#[test]
fn settings_and_application_change_all_pages() {
    let set = Set::new();
    for other in [
        set.with(|set| set.settings += "rights = \"CC BY\"\n"),
        set.with(|set| set.sheet = "p { color: red }"),
    ] {
        // All but the page at a former address, which says nothing of either.
        assert_eq!(set.changed(&other).len(), 4);
    }
}

#[test]
fn the_same_set_gives_the_same_pages() {
    let set = Set::new();
    let reversed = set.with(|set| set.items.reverse());
    assert_eq!(set.site(), reversed.site());
    assert!(!set.site().contains_key(ROOT));
}

#[test]
fn a_head_says_what_the_page_is() {
    let head = page(&Set::new().site(), "a/2019/ancien-");
    let document = Document::from(head.as_str());
    let content = |selector: &str| {
        let found = document.select(selector).attr("content");
        found.map(|content| content.to_string()).unwrap_or_default()
    };
    let address = document.select("link[rel=canonical]").attr("href").unwrap();
    assert!(
        address.starts_with("https://press.example/sous/a/2019/ancien-"),
        "{address}"
    );
    for (selector, expected) in [
        ("meta[property='og:type']", "article"),
        ("meta[property='og:locale']", "fr_FR"),
        ("meta[property='og:url']", &*address),
        ("meta[name=citation_title]", "ancien"),
        ("meta[name=citation_author]", "A. \"B\""),
        ("meta[name=citation_publication_date]", "2019/05/04"),
        ("meta[name=citation_journal_title]", "S & cie"),
        (
            "meta[name=description]",
            "Le port de Tanger exporte des agrumes <frais> vers l’Europe.",
        ),
    ] {
        assert_eq!(content(selector), expected, "{selector}");
    }
    let languages = document.select("link[hreflang]");
    let languages: Vec<_> = languages
        .iter()
        .map(|link| link.attr("hreflang").unwrap().to_string())
        .collect();
    let arabic = page(&Set::new().site(), "a/2019/voisin-");
    check(&arabic, &["hreflang=\"ar\"", "hreflang=\"fr\""]);
    assert!(
        languages.is_empty() || languages == ["fr", "ar"],
        "{languages:?}"
    );
}

#[test]
fn the_original_may_be_canonical() {
    let set = Set::new().with(|set| set.settings += "canonical = \"original\"\n");
    check(
        &page(&set.site(), "a/2019/ancien-"),
        &[
            "<link rel=\"canonical\" href=\"https://s.example/ancien?a&amp;b\">",
            "<meta name=\"robots\" content=\"noindex\">",
        ],
    );
}

/// What schema.org and its readers require of each type that is used.
#[test]
fn linked_data_has_the_required_shapes() {
    let page = page(&Set::new().site(), "a/2019/ancien-");
    let data = Document::from(page.as_str())
        .select("script[type='application/ld+json']")
        .text();
    assert!(!data.contains('<'));
    let data: Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["@context"], "https://schema.org");
    let article = &data["@graph"][0];
    for (member, expected) in [
        ("@type", json!("NewsArticle")),
        ("headline", json!("ancien")),
        ("datePublished", json!("2019-05-04T10:00:00+01:00")),
        ("dateModified", json!("2019-05-09T08:00:00Z")),
        ("inLanguage", json!("fr")),
        ("isBasedOn", json!("https://s.example/ancien?a&b")),
        ("author", json!([{ "@type": "Person", "name": "A. \"B\"" }])),
        ("keywords", json!(["Maroc", "Eau/air"])),
    ] {
        assert_eq!(article[member], expected, "{member}");
    }
    assert_eq!(article["publisher"]["@type"], "Organization");
    let steps = data["@graph"][1]["itemListElement"].as_array().unwrap();
    let names: Vec<_> = steps
        .iter()
        .map(|step| step["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Revue", "Maroc", "ancien"]);
    for (step, position) in steps.iter().zip(1..) {
        assert_eq!(
            (&step["@type"], &step["position"]),
            (&json!("ListItem"), &json!(position))
        );
        assert!(
            step["item"]
                .as_str()
                .unwrap()
                .starts_with("https://press.example/sous/"),
            "{step}"
        );
    }
}
