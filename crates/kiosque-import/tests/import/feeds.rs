use crate::{corpus, files_below, import, import_as};
use kiosque_import::{Cost, Format};
use std::time::{Duration, Instant};

#[test]
fn feeds_of_feed_rs_are_read() {
    let Some(folder) = corpus("feed-rs") else {
        return;
    };
    let files = files_below(&folder);
    let (mut read, mut no_feeds, mut wrong) = (0, 0, Vec::new());
    for path in &files {
        let name = path.display().to_string();
        let imported = import(&name, &std::fs::read(path).unwrap());
        match imported.format {
            Some(Format::Feed | Format::JsonFeed) => read += 1,
            None if name.ends_with(".serde.json") || name.contains("xml_sample") => no_feeds += 1,
            other => wrong.push((name, other)),
        }
    }
    eprintln!("feed-rs: {read} feeds, {no_feeds} others, {wrong:?}");
    assert_eq!((read, no_feeds, files.len()), (66, 66, 132));
}

#[test]
fn no_case_of_the_feed_validator_stops_the_importer() {
    let Some(folder) = corpus("feedvalidator") else {
        return;
    };
    let files = files_below(&folder);
    let mut refused = 0;
    for path in &files {
        let started = Instant::now();
        let imported = import_as(Format::Feed, "v.xml", &std::fs::read(path).unwrap());
        assert!(
            started.elapsed() < Duration::from_secs(1),
            "{}",
            path.display()
        );
        refused += usize::from(
            imported.drafts.is_empty()
                && imported
                    .problems
                    .iter()
                    .any(|problem| problem.kind.cost() == Cost::Refused),
        );
    }
    eprintln!("feedvalidator: {} files, {refused} refused", files.len());
    assert!(files.len() > 2_000);
}

#[test]
fn what_is_relative_refers_to_the_channel_and_people_have_names() {
    let feed = "\n<?xml version='1.0'?>\n<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'x.dtd'>\n\
        <rss version='0.91'><channel><title>J</title><link>https://journal.example/rss/</link>\
        <item><title>A &lt;b&gt;port&lt;/b&gt;</title><link>/a/1</link><author>jean@x.example (Jean Dupont)</author>\
        <description>&lt;a href=\"/b\"&gt;x&lt;/a&gt;</description><pubDate>jeu., 04 juil. 2019 10:30:00 +0200</pubDate></item></channel></rss>";
    let imported = import("f.xml", feed.as_bytes());
    let item = &imported.only().item;
    assert_eq!(item.title.as_deref(), Some("A port"));
    assert_eq!(item.url.as_deref(), Some("https://journal.example/a/1"));
    assert!(
        item.content_html
            .as_ref()
            .unwrap()
            .contains("https://journal.example/b")
    );
    assert_eq!(
        item.authors.as_ref().unwrap()[0].name.as_deref(),
        Some("Jean Dupont")
    );
    assert_eq!(
        item.date_published.as_deref(),
        Some("2019-07-04T10:30:00+02:00")
    );
}

#[test]
fn atom_keeps_its_files_and_where_its_text_is() {
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><entry><title>A</title><id>urn:1</id>\
        <link rel='enclosure' href='https://a.example/v.mp4' type='video/mp4' length='9'/><link href='https://a.example/1'/>\
        <content type='text/html' src='https://a.example/text.html'/></entry></feed>";
    let imported = import("f.xml", feed.as_bytes());
    let item = &imported.only().item;
    assert_eq!(item.url.as_deref(), Some("https://a.example/1"));
    assert_eq!(
        item.external_url.as_deref(),
        Some("https://a.example/text.html")
    );
    let attachment = &item.attachments.as_ref().unwrap()[0];
    assert_eq!(attachment.url.as_deref(), Some("https://a.example/v.mp4"));
    assert_eq!(attachment.mime_type.as_deref(), Some("video/mp4"));
}

#[test]
fn a_language_of_the_other_direction_is_not_believed_of_the_whole_feed() {
    let arabic =
        "افتتح الوزير يوم الخميس ميناء جديدا على الضفة الجنوبية للمضيق وهو يضاعف طاقته الاستيعابية";
    let french = "Le ministre a inauguré jeudi un nouveau port sur la rive sud du détroit, et il double sa capacité";
    let item = |text| format!("<item><title>T</title><description>{text}</description></item>");
    let feed = format!(
        "<rss version='2.0'><channel><language>fr</language>{}{}</channel></rss>",
        item(arabic),
        item(french)
    );
    let imported = import("f.xml", feed.as_bytes());
    let languages = imported.drafts.iter();
    let languages: Vec<_> = languages
        .filter_map(|draft| draft.item.language.as_deref())
        .collect();
    assert_eq!(languages, ["ar", "fr"]);
}

#[test]
fn json_feeds_of_php_are_known_and_only_web_addresses_are_kept() {
    let feed = r#"{"version":"https:\/\/jsonfeed.org\/version\/1","home_page_url":"https:\/\/x.example\/","items":[
        {"id":7,"url":"\/a\/1","title":"A","authors":[{"name":"Z","url":"javascript:x"}],
        "attachments":[{"url":"javascript:x","mime_type":"audio/mpeg"},{"url":"\/a.mp3","mime_type":"audio/mpeg"}],"image":"javascript:x"}]}"#;
    let imported = import("f.json", feed.as_bytes());
    assert_eq!(imported.format, Some(Format::JsonFeed));
    let item = &imported.only().item;
    assert_eq!(item.url.as_deref(), Some("https://x.example/a/1"));
    let written = serde_json::to_string(item).unwrap();
    assert!(!written.contains("javascript"), "{written}");
    assert!(written.contains("https://x.example/a.mp3"), "{written}");
}

#[test]
fn what_an_export_holds_besides_articles_is_left_out_and_told() {
    let kind = |kind: &str| {
        format!(
            "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{kind}'/>"
        )
    };
    let entry = |title: &str, more: &str| {
        format!(
            "<entry><id>tag:blog,{title}</id><title>{title}</title><content type='html'>x</content>{more}</entry>"
        )
    };
    let draft = "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>";
    let published = "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>no</app:draft></app:control>";
    let newer = "<b:type>COMMENT</b:type><b:status>LIVE</b:status>";
    let post = format!(
        "{}<category scheme='http://blog/ns#' term='Maroc'/>{published}",
        kind("post")
    );
    let feed = [
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:b='http://schemas.google.com/blogger/2018'><title>Carnet</title>",
        &entry("Settings", &kind("settings")),
        &entry("Post", &post),
        &entry("Draft", &format!("{}{draft}", kind("post"))),
        &entry("Comment", newer),
        &entry(
            "Bin",
            "<b:type>POST</b:type><b:status>SOFT_TRASHED</b:status>",
        ),
        &entry("Page", "<b:type>PAGE</b:type><b:status>LIVE</b:status>"),
        "</feed>",
    ];
    let imported = import("feed.atom", feed.concat().as_bytes());
    let titles: Vec<_> = imported
        .drafts
        .iter()
        .map(|draft| draft.item.title.as_deref())
        .collect();
    assert_eq!(titles, [Some("Post"), Some("Page")]);
    assert_eq!(
        imported.drafts[0].item.tags.as_deref(),
        Some(&["Maroc".to_owned()][..])
    );
    let left_out: Vec<String> = imported
        .words()
        .into_iter()
        .filter_map(|words| Some(words.split_once("left out: ")?.1.to_owned()))
        .collect();
    let expected = [
        "of the kind settings, no article",
        "a draft",
        "of the kind comment, no article",
        "in the bin",
    ];
    assert_eq!(left_out, expected);
}
