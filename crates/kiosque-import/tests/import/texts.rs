use crate::{corpus, files_below, import, import_as, import_with};
use kiosque_import::{Alone, Cost, DateOrder, Format, Settings};
use serde_json::json;
use unicode_normalization::is_nfc;

#[test]
fn front_matter_is_read_in_three_languages() {
    let expected = |text: &str| {
        let imported = import("a/2019-07-04-port.md", text.as_bytes());
        assert_eq!(imported.format, Some(Format::Markdown), "{text}");
        let item = imported.only().item.clone();
        assert_eq!(item.title.as_deref(), Some("Un port"), "{text}");
        assert_eq!(item.date_published.as_deref(), Some("2019-07-05"), "{text}");
        assert_eq!(item.tags.unwrap(), ["Maroc", "Ports", "Mer"], "{text}");
        assert_eq!(
            item.content_html.as_deref(),
            Some("<p>Le <strong>port</strong>.</p>"),
            "{text}"
        );
        assert_eq!(item.language.as_deref(), Some("fr"));
    };
    expected(
        "---\ntitle: Un port\ndate: 2019-07-05\ntags: [Maroc, Ports]\ncategories: Mer\nlang: fr\n---\n\nLe **port**.\n",
    );
    expected(
        "+++\ntitle = \"Un port\"\ndate = 2019-07-05\nlang = \"fr\"\n[taxonomies]\ntags = [\"Maroc\", \"Ports\"]\ncategories = [\"Mer\"]\n+++\nLe **port**.\n",
    );
    expected(
        "{\"title\": \"Un port\", \"date\": \"2019-07-05\", \"tags\": [\"Maroc\", \"Ports\"], \"categories\": [\"Mer\"], \"lang\": \"fr\"}\n\nLe **port**.\n",
    );
}

#[test]
fn drafts_are_left_out_and_bare_markdown_has_its_heading_for_a_title() {
    let draft = import("a.md", b"---\ntitle: x\ndraft: true\n---\ny");
    assert!(draft.drafts.is_empty());
    assert_eq!(draft.problems[0].kind.cost(), Cost::LeftOut);
    let bare = import(
        "2019-07-04-port.md",
        "# Un *port*\n\nLe texte.\n".as_bytes(),
    );
    let item = &bare.only().item;
    assert_eq!(item.title.as_deref(), Some("Un port"));
    assert_eq!(item.date_published.as_deref(), Some("2019-07-04"));
    assert_eq!(item.content_html.as_deref(), Some("<p>Le texte.</p>"));
}

#[test]
fn all_markdown_of_three_blogs_is_read() {
    for (folder, count) in [
        ("rust-blog", 754),
        ("opensource-guide", 49),
        ("putaindecode", 135),
    ] {
        let Some(folder) = corpus(&format!("markdown/{folder}")) else {
            return;
        };
        let files = files_below(&folder);
        let markdown: Vec<_> = files
            .iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
            .collect();
        assert_eq!(markdown.len(), count);
        for path in markdown {
            let imported = import(&path.display().to_string(), &std::fs::read(path).unwrap());
            assert_eq!(
                imported.format,
                Some(Format::Markdown),
                "{}",
                path.display()
            );
            assert_eq!(
                imported.drafts.len(),
                1,
                "{}: {:?}",
                path.display(),
                imported.problems
            );
            let unreadable = imported
                .problems
                .iter()
                .find(|problem| problem.field.as_deref() == Some("front matter"));
            assert_eq!(unreadable, None, "{}", path.display());
        }
    }
}

#[test]
fn the_users_words_stand_in_where_the_source_has_none() {
    let settings = Settings {
        tags: vec!["Revue".to_owned()],
        source: Some("Hespress".to_owned()),
        language: Some("ar".to_owned()),
        date_order: Some(DateOrder::MonthFirst),
        ..Settings::default()
    };
    let imported = import_with(
        "t.csv",
        b"title,date,body\nA,04/07/2019,x\n",
        settings,
        &Alone,
    );
    let item = &imported.only().item;
    assert_eq!(item.date_published.as_deref(), Some("2019-04-07"));
    assert_eq!(
        (item.language.as_deref(), item.tags.as_deref()),
        (Some("ar"), Some(&["Revue".to_owned()][..]))
    );
    assert_eq!(
        serde_json::to_value(&item.kiosque).unwrap()["source"]["name"],
        json!("Hespress")
    );
    assert_eq!(
        serde_json::to_value(&item.kiosque).unwrap()["direction"],
        json!("rtl")
    );
}

#[test]
fn text_is_composed_wherever_it_stands() {
    let feed = json!({"version": "https://jsonfeed.org/version/1.1", "items": [{
        "id": "1", "title": "E\u{301}te\u{301}", "summary": "e\u{301}", "tags": ["Sahe\u{301}l"],
        "content_html": "<p title=\"e\u{301}\">Une e\u{301}t\u{302}oile, ا\u{653}</p>",
        "authors": [{"name": "Ame\u{301}lie"}], "_kiosque": {"source": {"name": "L\u{2019}E\u{301}cho"}}}]});
    let imported = import("feed.json", feed.to_string().as_bytes());
    let written = serde_json::to_string(&imported.only().item).unwrap();
    assert!(is_nfc(&written), "{written}");
    for part in ["Été", "Sahél", "Une ét\u{302}oile, آ", "Amélie", "L’Écho"] {
        assert!(written.contains(part), "{part}: {written}");
    }
}

#[test]
fn marks_written_as_entities_are_composed_and_tags_are_not() {
    let feed = json!({"version": "https://jsonfeed.org/version/1.1", "items": [{
        "id": "1", "title": "A",
        "content_html": "<p>E&#769;te&#x301; <b>\u{338}x</b> e<span>&#769;</span></p>"}]});
    let imported = import("feed.json", feed.to_string().as_bytes());
    assert_eq!(
        imported.only().item.content_html.as_deref(),
        Some("<p>Été <b>\u{338}x</b> e<span>\u{301}</span></p>")
    );
}

#[test]
fn the_json_parsing_suite_is_accepted_and_refused_as_it_says() {
    let Some(folder) = corpus("json/parsing") else {
        return;
    };
    let (mut accepted, mut refused) = (0, 0);
    for path in files_below(&folder) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let value = std::fs::read(&path).unwrap();
        let mut feed = b"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": \"1\", \"content_text\": \"x\", \"_x\": ".to_vec();
        feed.extend_from_slice(&value);
        feed.extend_from_slice(b"}]}");
        let imported = import_as(Format::JsonFeed, &name, &feed);
        let refuses = imported
            .problems
            .iter()
            .any(|problem| problem.kind.cost() == Cost::Refused);
        match name.get(..2) {
            Some("y_") => {
                assert_eq!(
                    (imported.drafts.len(), refuses),
                    (1, false),
                    "{name}: {:?}",
                    imported.problems
                );
                accepted += 1;
            }
            Some("n_") => {
                assert_eq!(
                    (imported.drafts.len(), refuses),
                    (0, true),
                    "{name}: {:?}",
                    imported.problems
                );
                refused += 1;
            }
            _ => (),
        }
    }
    eprintln!("JSON: {accepted} accepted, {refused} refused");
    assert_eq!((accepted, refused), (95, 188));
}
