use super::{Set, item_with};
use serde_json::json;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nx";

#[test]
fn a_single_feed_is_a_set() {
    let feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": " A  b ", "description": "c", "items": []});
    let set = Set::default().file("a/feed.json", feed.to_string()).read();
    assert_eq!(
        (set.site.title.as_str(), set.site.description.as_deref()),
        ("A b", Some("c"))
    );
    assert_eq!(set.site.languages, ["fr", "ar", "en"]);
    let nameless = json!({"version": "https://jsonfeed.org/version/1.1", "items": []});
    assert_eq!(
        Set::default()
            .file("a/news.json", nameless.to_string())
            .read()
            .site
            .title,
        "news"
    );
}

#[test]
fn images_are_named_by_their_content_and_articles_follow() {
    let body = "<img src='images/map.png' alt=m><img src='images/fake.png' alt=f>";
    let set = Set::of(json!([item_with(json!({"content_html": body}))]))
        .file("images/map.png", PNG)
        .file("images/fake.png", "<svg/>")
        .file("notes.txt", "x")
        .file(
            "site.toml",
            "title = \"S\"\n[banner]\nimage = \"images/map.png\"\n",
        )
        .read();
    let name = "dtivgba3hwdzffoeocjltd3uld.png";
    assert_eq!(set.images.keys().collect::<Vec<_>>(), [name]);
    assert_eq!(set.site.banner.image.as_deref(), Some(name));
    assert_eq!(
        set.articles[0].body.as_str(),
        format!("<p><img data-file=\"{name}\" alt=\"m\" loading=\"lazy\">f</p>")
    );
    let problems: Vec<String> = set.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "feed.json, line 1, item 0, content_html: the image `images/fake.png` is not in the set; replaced by its alternative text",
            "images/fake.png: left out: not a PNG, JPEG, WebP or GIF image",
            "notes.txt: left out: neither site.toml, a .json feed, nor an image under images/",
        ]
    );
}

#[test]
fn a_banner_image_that_is_missing_is_reported() {
    let set = Set::of(json!([]))
        .file(
            "site.toml",
            "title = \"S\"\nbanner = { image = \"images/x.png\" }\n",
        )
        .read();
    assert_eq!(set.site.banner.image, None);
    assert_eq!(
        set.problems[0].to_string(),
        "site.toml, banner.image: `images/x.png` is not an image of the set; left out"
    );
}

#[test]
fn members_of_a_feed_of_the_wrong_type_are_reported() {
    let feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": 5, "items": []});
    let set = Set::default().file("feed.json", feed.to_string()).read();
    assert_eq!(
        set.problems[0].to_string(),
        "feed.json, title: left out: invalid type: integer `5`, expected a string"
    );
}

#[test]
fn the_order_of_files_does_not_matter() {
    let items = |from: usize| {
        (from..from + 5)
            .map(|id| item_with(json!({"id": id, "title": id % 3 == 0})))
            .collect()
    };
    let set = Set::default()
        .feed("b.json", items(0))
        .feed("a.json", items(3))
        .file("images/x.png", PNG)
        .file("images/y.png", PNG)
        .file("z", "")
        .file("site.toml", "title = \"S\"");
    let mut reversed = set.clone();
    reversed.0.reverse();
    assert_eq!(reversed.read(), set.read());
}
