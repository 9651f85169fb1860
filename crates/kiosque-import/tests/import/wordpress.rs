use crate::{corpus, import};
use jiff::Timestamp;
use kiosque_import::{Cost, Format};
use std::collections::{BTreeMap, BTreeSet};

/// A short export with everything that matters once.
const EXPORT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>La Revue</title><link>https://revue.example</link><language>fr-FR</language>
<wp:author><wp:author_login>lina</wp:author_login><wp:author_display_name><![CDATA[Lina B.]]></wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>maghreb</wp:category_nicename><wp:cat_name><![CDATA[Maghreb]]></wp:cat_name></wp:category>
<wp:category><wp:category_nicename>maroc</wp:category_nicename><wp:category_parent>maghreb</wp:category_parent><wp:cat_name><![CDATA[Maroc]]></wp:cat_name></wp:category>
<item>
<title>L&#8217;eau &amp; le port</title><link>https://revue.example/eau/</link><dc:creator>lina</dc:creator>
<guid isPermaLink="false">https://revue.example/?p=7</guid>
<content:encoded><![CDATA[Premier paragraphe.

Second <a href="/b/">lien</a>.]]></content:encoded><excerpt:encoded><![CDATA[Un <b>chapeau</b>]]></excerpt:encoded>
<wp:post_id>7</wp:post_id><wp:post_date>2019-07-04 10:30:00</wp:post_date><wp:post_date_gmt>2019-07-04 09:30:00</wp:post_date_gmt>
<wp:post_name>eau</wp:post_name><wp:status>publish</wp:status><wp:post_parent>0</wp:post_parent><wp:post_type>post</wp:post_type>
<category domain="category" nicename="maroc"><![CDATA[Maroc]]></category><category domain="post_tag" nicename="eau"><![CDATA[Eau]]></category>
<category domain="post_format" nicename="x"><![CDATA[Aside]]></category>
<wp:comment><wp:comment_content>Bonjour</wp:comment_content></wp:comment>
</item>
<item><title>A</title><wp:post_id>8</wp:post_id><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>B</title><wp:post_id>9</wp:post_id><wp:status>private</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>C</title><wp:post_id>10</wp:post_id><wp:status>publish</wp:status><wp:post_password>x</wp:post_password><wp:post_type>post</wp:post_type></item>
<item><title>D</title><wp:post_id>11</wp:post_id><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type></item>
<item><title>Page</title><wp:post_id>12</wp:post_id><wp:status>publish</wp:status><wp:post_parent>3</wp:post_parent><wp:post_type>page</wp:post_type>
<content:encoded>x</content:encoded><wp:post_date>2019-07-04 10:30:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt></item>
</channel></rss>"#;

#[test]
fn an_export_is_read_to_the_last_item() {
    let imported = import("export.xml", EXPORT.as_bytes());
    assert_eq!(imported.format, Some(Format::WordPress));
    assert_eq!(imported.wider, [("Maroc".to_owned(), "Maghreb".to_owned())]);
    let post = &imported.drafts[0].item;
    assert_eq!(post.id.as_deref(), Some("https://revue.example/?p=7"));
    assert_eq!(post.title.as_deref(), Some("L’eau & le port"));
    assert_eq!(
        post.date_published.as_deref(),
        Some("2019-07-04T10:30:00+01:00")
    );
    assert_eq!(
        post.tags.as_deref(),
        Some(&["Maroc".to_owned(), "Eau".to_owned()][..])
    );
    assert_eq!(post.summary.as_deref(), Some("Un chapeau"));
    assert_eq!(post.language.as_deref(), Some("fr-FR"));
    assert_eq!(
        post.authors.as_ref().unwrap()[0].name.as_deref(),
        Some("Lina B.")
    );
    assert_eq!(
        post.content_html.as_deref(),
        Some(
            "<p>Premier paragraphe.</p><p>Second <a href=\"https://revue.example/b/\" rel=\"noopener noreferrer external\">lien</a>.</p>"
        )
    );
    let extension = post.kiosque.as_ref().unwrap();
    assert_eq!(extension.slug.as_deref(), Some("eau"));
    assert_eq!(
        extension.source.as_ref().unwrap().name.as_deref(),
        Some("La Revue")
    );
    let page = imported.drafts[1].item.kiosque.as_ref().unwrap();
    assert_eq!(page.other["wordpress"]["parent"], 3);
    let left_out: Vec<String> = imported
        .problems
        .iter()
        .filter(|problem| problem.kind.cost() == Cost::LeftOut)
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        left_out,
        [
            "export.xml, line 21, item 1: left out: a draft",
            "export.xml, line 22, item 2: left out: private",
            "export.xml, line 23, item 3: left out: protected by a password",
            "export.xml, line 24, item 4: left out: of the type attachment, no article",
        ]
    );
}

#[test]
fn posts_of_other_sites_are_read_as_they_are_shown() {
    let content = "Intro.\n\n[caption id=\"a\" caption=\"Légende\"]<img src=\"http://s.example/i.jpg\" />[/caption]\n\n\
        <p style=\"x\">Un</p>\nDeux\n\nTrois\nhttps://video.example/1\n\n[vc_row]Quatre[/vc_row] [1]";
    let export = format!(
        "<rss xmlns:wp='http://wordpress.org/export/1.0/' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'>\
        <channel><link>http://s.example</link><language>en-US</language><wp:author><wp:author_login>jd</wp:author_login><wp:author_display_name></wp:author_display_name>\
        <wp:author_first_name>Jean</wp:author_first_name><wp:author_last_name>Dupont</wp:author_last_name></wp:author>\
        <item><title>A</title><dc:creator>jd</dc:creator><category domain='language' nicename='fr'>Français</category><wp:status>publish</wp:status>\
        <content:encoded><![CDATA[{content}]]></content:encoded></item>\
        <item><title>F</title><wp:status>publish</wp:status><wp:post_type>wpcf7_contact_form</wp:post_type></item>\
        <item><title>T</title><wp:status>trash</wp:status></item></channel></rss>"
    );
    let imported = import("e.xml", export.as_bytes());
    let item = &imported.only().item;
    assert_eq!(
        item.content_html.as_deref(),
        Some(
            "<p>Intro.</p><figure><span class=\"remote-image\" data-src=\"http://s.example/i.jpg\" data-host=\"s.example\"></span>\
            <figcaption>Légende</figcaption></figure><p>Un</p><p>Deux</p><p>Trois</p>\
            <p class=\"embed\"><a href=\"https://video.example/1\" rel=\"noopener noreferrer external\">video.example</a></p><p>Quatre [1]</p>"
        )
    );
    let name = item.authors.as_ref().unwrap()[0].name.as_deref();
    assert_eq!(name, Some("Jean Dupont"));
    assert_eq!(item.language.as_deref(), Some("fr"));
    let words = imported.words().join("\n");
    assert!(
        words.contains("item 1: left out: of the type wpcf7_contact_form, no article"),
        "{words}"
    );
    assert!(
        words.contains("item 2: left out: of the status trash"),
        "{words}"
    );
}

/// The body, the image and what is said of images of a post with this content and
/// picture above it, whose files stand before and behind it in the export.
fn with_files(content: &str, thumbnail: u32) -> (String, Option<String>, Vec<String>) {
    let file = |number: u32, parent: u32, more: &str| {
        format!(
            "<item><title>P{number}</title><wp:post_id>{number}</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>\
            <wp:post_parent>{parent}</wp:post_parent><wp:attachment_url>http://s.example/wp-content/uploads/p{number}.jpg</wp:attachment_url>{more}</item>"
        )
    };
    let caption = "<excerpt:encoded><![CDATA[Le <b>port</b> & la mer]]></excerpt:encoded><wp:menu_order>2</wp:menu_order>\
        <wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Un \"port\"</wp:meta_value></wp:postmeta>";
    let export = format!(
        "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/' \
        xmlns:excerpt='http://wordpress.org/export/1.2/excerpt/'><channel><link>http://s.example</link>{}\
        <item><title>A</title><wp:post_id>1</wp:post_id><wp:status>publish</wp:status><content:encoded><![CDATA[{content}]]></content:encoded>\
        <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value><![CDATA[{thumbnail}]]></wp:meta_value></wp:postmeta></item>\
        {}{}</channel></rss>",
        file(5, 0, ""),
        file(6, 1, caption),
        file(7, 1, "<wp:menu_order>1</wp:menu_order>")
            + &file(8, 1, "").replace("http://s.example/wp-content/uploads/", "javascript:"),
    );
    let imported = import("e.xml", export.as_bytes());
    let problems = imported.problems.iter();
    let images = problems.filter(|problem| problem.kind.name() == "image");
    let images = images.map(ToString::to_string).collect();
    let item = imported.only().item.clone();
    (item.content_html.unwrap_or_default(), item.image, images)
}

#[test]
fn pictures_that_a_post_names_by_number_are_shown() {
    let picture = |number: u32, alt: &str, caption: &str| {
        format!(
            "<figure><span class=\"remote-image\" data-src=\"http://s.example/wp-content/uploads/p{number}.jpg\" data-host=\"s.example\">{alt}</span>{caption}</figure>"
        )
    };
    let [five, seven] = [5, 7].map(|number| picture(number, "", ""));
    let caption = "<figcaption>Le port &amp; la mer</figcaption>";
    let six = picture(6, "Un \"port\"", caption);
    let (body, image, missing) = with_files("Avant\n\n[gallery]\n\nAprès", 5);
    assert_eq!(body, format!("{five}<p>Avant</p>{seven}{six}<p>Après</p>"));
    assert_eq!(
        image.as_deref(),
        Some("http://s.example/wp-content/uploads/p5.jpg")
    );
    assert_eq!(missing, [""; 0]);
    let (body, ..) = with_files("[gallery ids=\"6, 5\" columns=2]", 7);
    assert_eq!(body, format!("{seven}{six}{five}"));
    let (body, image, missing) = with_files("Rien [gallery ids=\"40\"]", 41);
    assert_eq!((body.as_str(), image), ("<p>Rien</p>", None));
    assert_eq!(
        missing,
        [40, 41].map(|number| format!("e.xml, line 1, item 1: the image `?attachment_id={number}` was not found in the export, which names it by its number"))
    );
    let (body, _, missing) = with_files("Rien [gallery ids=8]", 7);
    assert_eq!((body, missing.len()), (format!("{seven}<p>Rien</p>"), 1));
    // A text that shows it, smaller, shows it once.
    let smaller = "<img src=\"http://s.example/wp-content/uploads/p5-300x200.jpg\">";
    let (body, ..) = with_files(smaller, 5);
    assert_eq!(body.matches("remote-image").count(), 1, "{body}");
}

#[test]
fn a_gallery_told_a_million_times_is_shown_once() {
    let files: String = (10..600)
        .map(|number| {
            format!(
                "<item><wp:post_id>{number}</wp:post_id><wp:post_type>attachment</wp:post_type><wp:post_parent>1</wp:post_parent>\
                <wp:attachment_url>http://s.example/{number}.jpg</wp:attachment_url></item>"
            )
        })
        .collect();
    let export = format!(
        "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>{files}\
        <item><title>A</title><wp:post_id>1</wp:post_id><content:encoded>{}</content:encoded></item></channel></rss>",
        "[gallery]".repeat(100_000)
    );
    let imported = import("e.xml", export.as_bytes());
    let body = imported.only().item.content_html.as_deref().unwrap();
    assert_eq!(body.matches("remote-image").count(), 500);
}

#[test]
fn every_item_of_the_theme_test_is_accounted_for() {
    let Some(folder) = corpus("wxr") else {
        return;
    };
    let bytes = std::fs::read(folder.join("themeunittestdata.wordpress.xml")).unwrap();
    let imported = import("theme.xml", &bytes);
    let mut fates = BTreeMap::new();
    for problem in imported
        .problems
        .iter()
        .filter(|problem| problem.kind.cost() == Cost::LeftOut)
    {
        *fates.entry(problem.kind.to_string()).or_insert(0) += 1;
    }
    eprintln!(
        "theme test: {} articles, {fates:?}, {} narrower tags",
        imported.drafts.len(),
        imported.wider.len()
    );
    let left_out: usize = fates.values().sum();
    assert_eq!(imported.drafts.len() + left_out, 180);
    assert!(
        imported
            .problems
            .iter()
            .all(|problem| problem.kind.cost() != Cost::Refused)
    );
    let text = String::from_utf8(bytes).unwrap();
    let mut wider = imported.wider.clone();
    wider.sort();
    assert_eq!(wider, hierarchy(&text));
    let stated: BTreeMap<_, _> = text.split("<item>").skip(1).map(stated).collect();
    for draft in &imported.drafts {
        let item = &draft.item;
        let (_, number) = item.id.as_deref().unwrap().rsplit_once("?p=").unwrap();
        let (local, instant, tags) = &stated[number];
        let date = item.date_published.as_deref().unwrap();
        assert_eq!(&format!("{} {}", &date[..10], &date[11..19]), local);
        assert_eq!(&date.parse::<Timestamp>().unwrap(), instant, "{number}");
        let seen: BTreeSet<_> = item.tags.iter().flatten().cloned().collect();
        assert_eq!(&seen, tags, "{number}");
    }
}

/// What an element holds, looked for without a parser.
fn element<'a>(text: &'a str, name: &str) -> &'a str {
    let start = format!("<{name}>");
    let Some((_, rest)) = text.split_once(&start) else {
        return "";
    };
    bare(rest.split_once(&format!("</{name}>")).unwrap().0)
}

fn bare(text: &str) -> &str {
    let inner = text.strip_prefix("<![CDATA[");
    inner.map_or(text, |inner| inner.strip_suffix("]]>").unwrap())
}

/// Every category that has a wider one, with it, in order.
fn hierarchy(text: &str) -> Vec<(String, String)> {
    let categories = || text.split("<wp:category>").skip(1);
    let name = |nicename: &str| {
        let mut all = categories();
        let found = all.find(|category| element(category, "wp:category_nicename") == nicename);
        element(found.unwrap(), "wp:cat_name").to_owned()
    };
    let mut pairs: Vec<_> = categories()
        .map(|category| {
            (
                element(category, "wp:cat_name"),
                element(category, "wp:category_parent"),
            )
        })
        .filter(|(_, parent)| !parent.is_empty())
        .map(|(category, parent)| (category.to_owned(), name(parent)))
        .collect();
    pairs.sort();
    pairs
}

/// An item's number, with its local time, its time and its tags as they are written.
fn stated(item: &str) -> (&str, (String, Timestamp, BTreeSet<String>)) {
    let universal = element(item, "wp:post_date_gmt").replace(' ', "T");
    let tags = item
        .split("<category domain=\"")
        .skip(1)
        .filter(|tag| tag.starts_with("category\"") || tag.starts_with("post_tag\""))
        .map(|tag| {
            let (_, rest) = tag.split_once('>').unwrap();
            bare(rest.split_once("</category>").unwrap().0).to_owned()
        });
    let time = format!("{universal}Z").parse().unwrap_or_default();
    (
        element(item, "wp:post_id"),
        (
            element(item, "wp:post_date").to_owned(),
            time,
            tags.collect(),
        ),
    )
}
