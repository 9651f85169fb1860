use super::{Set, corpora, item_with, read_item};
use crate::intake::{IntakeError, SetFile, read_set, slug, tag_key};
use serde_json::{Value, json};

#[test]
fn no_json_of_the_parsing_corpus_is_a_feed() {
    let folder = corpora().join("json/parsing");
    let Ok(files) = std::fs::read_dir(&folder) else {
        return eprintln!("skipped: {} is not there", folder.display());
    };
    for file in files {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let error = read_set(vec![SetFile {
            path: name.clone(),
            bytes: std::fs::read(&path).unwrap(),
        }])
        .unwrap_err();
        let accepted = matches!(error, IntakeError::NotJsonFeed { .. });
        assert!(!name.starts_with("y_") || accepted, "{name}: {error}");
        assert!(!name.starts_with("n_") || !accepted, "{name}: {error}");
        assert!(error.to_string().starts_with(&name), "{error}");
    }
}

#[test]
fn naughty_strings_go_through_every_field() {
    let path = corpora().join("strings/blns.json");
    let Ok(bytes) = std::fs::read(&path) else {
        return eprintln!("skipped: {} is not there", path.display());
    };
    let strings: Vec<String> = serde_json::from_slice(&bytes).unwrap();
    assert!(strings.len() > 400);
    for text in strings {
        let (article, _) = read_item(item_with(json!({
            "title": text, "content_html": format!("<p>x</p>{text}"), "summary": text, "tags": [text], "authors": [{"name": text}],
            "language": text, "url": text, "date_modified": text,
            "_kiosque": {"source": {"name": text, "url": text}, "slug": text, "former_slugs": [text]},
        })));
        let shown = [&article.title]
            .into_iter()
            .chain(&article.tags)
            .chain(&article.authors)
            .chain(&article.summary);
        shown.for_each(|shown| {
            assert!(
                !shown.contains(char::is_control) && !shown.contains('\u{202e}'),
                "{shown:?}"
            )
        });
        assert!(!article.title.is_empty() && !article.slug.contains(['/', '.', '%', '?', '#']));
        assert_eq!(slug(&article.slug), article.slug);
        assert_eq!(tag_key(&tag_key(&text)), tag_key(&text));
    }
}

#[test]
fn feeds_of_other_collections_are_read() {
    for path in [
        "feed-rs/jsonfeed/jsonfeed_spec_1.json",
        "feed-rs/jsonfeed/jsonfeed_example_1.json",
        "feedparser/json/example.json",
    ] {
        let path = corpora().join(path);
        let Ok(bytes) = std::fs::read(&path) else {
            eprintln!("skipped: {} is not there", path.display());
            continue;
        };
        let set = Set::default().file("feed.json", bytes.clone()).read();
        let items = serde_json::from_slice::<Value>(&bytes).unwrap()["items"]
            .as_array()
            .unwrap()
            .len();
        assert_eq!(
            set.articles.len(),
            items,
            "{}: {:?}",
            path.display(),
            set.problems
        );
    }
}

/// Prints what taking in 19,043 articles costs; run in release to compare.
#[test]
fn nineteen_thousand_articles_are_taken_in() {
    let path = corpora().join("news/reuters-21578.json.gz");
    let Ok(packed) = std::fs::File::open(&path) else {
        return eprintln!("skipped: {} is not there", path.display());
    };
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(packed), &mut bytes).unwrap();
    let start = std::time::Instant::now();
    let set = Set::default().file("reuters.json", bytes).read();
    eprintln!(
        "{} articles taken in within {:?}",
        set.articles.len(),
        start.elapsed()
    );
    assert_eq!(
        (set.articles.len(), set.problems.len()),
        (19_043, 0),
        "{:?}",
        set.problems.first()
    );
    assert!(
        set.articles
            .iter()
            .all(|article| article.date.is_some() && !article.text.is_empty())
    );
}
