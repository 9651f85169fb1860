//! The pictures of what is imported.

use super::Bench;
use super::imports::{import, mixed, titles};
use serde_json::Value;
use std::fs;

#[test]
fn a_saved_page_brings_its_pictures_and_none_of_its_frames() {
    let image = fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../public/articles/images/usine-dessalement.png"
    ))
    .unwrap();
    let text = "Words of a page, with commas, and more of them. ".repeat(40);
    let page = format!(
        "<html><head><title>A page</title></head><body><article><p>{text}</p><p><img src='A page_files/x.png' alt='x'> {text}</p></article></body></html>"
    );
    let bench = Bench::new()
        .with("in/A page.html", page)
        .with(
            "in/A page_files/ad.html",
            "<html><body><p>Buy this.</p></body></html>",
        )
        .with("in/A page_files/x.png", image);
    let outcome = import(&bench, &["in"]);
    assert!(
        outcome
            .stderr
            .contains("in: A page_files holds the parts of a saved page"),
        "{}",
        outcome.stderr
    );
    assert_eq!(titles(&bench), ["A page"]);
    let feed: Value = serde_json::from_slice(&bench.tree("set")["articles-0001.json"]).unwrap();
    assert!(
        feed["items"][0]["content_html"]
            .as_str()
            .unwrap()
            .contains("data-file"),
        "{feed}"
    );
}

#[test]
fn images_beside_the_text_come_along_into_the_archive() {
    let image = fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../public/articles/images/usine-dessalement.png"
    ))
    .unwrap();
    let bench = Bench::new()
        .with(
            "in/a/note.md",
            "# A\n\n![The plant](img/plant.png) ![gone](img/gone.png) ![no](img/no.png)\n",
        )
        .with("in/a/img/plant.png", &image)
        .with("in/a/img/no.png", "no image");
    let outcome = import(&bench, &["in"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(
        outcome
            .stderr
            .contains("the image `a/img/no.png` is not a PNG, JPEG, WebP or GIF image; left out"),
        "{}",
        outcome.stderr
    );
    let set = bench.tree("set");
    let images = set
        .keys()
        .filter(|path| path.starts_with("images/"))
        .count();
    assert!(images >= 1, "{:?}", set.keys());
    let published = bench.run(&["publish", "set", "--archive", "out"]);
    assert_eq!(published.code, 0, "{}", published.stderr);
    let feed: Value = serde_json::from_slice(&set["articles-0001.json"]).unwrap();
    let html = feed["items"][0]["content_html"].as_str().unwrap();
    let (_, sources) = html.split_once(" data-srcset=\"").unwrap();
    let (sources, _) = sources.split_once('"').unwrap();
    let widths = sources.split(", ").map(|source| {
        let (name, width) = source.split_once(' ').unwrap();
        assert!(bench.path("out/images").join(name).exists(), "{html}");
        width
    });
    assert_eq!(widths.collect::<Vec<_>>(), ["480w", "960w", "1200w"]);
    assert!(html.contains(" width=\"1200\" height=\"675\""), "{html}");
    let packs: String = bench
        .tree("out")
        .iter()
        .filter(|(path, _)| path.starts_with("data/packs/"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    assert!(packs.contains(sources), "{packs}");
    let (_, rest) = html.split_once("data-file=\"").unwrap();
    let (name, _) = rest.split_once('"').unwrap();
    assert!(bench.path("out/images").join(name).exists(), "{html}");
    assert!(
        !published.stderr.contains("is not in the set"),
        "{}",
        published.stderr
    );
    import(&bench, &["in"]);
    assert_eq!(bench.tree("set"), set);
}

#[test]
fn a_damaged_list_of_fetched_pictures_stops_the_import() {
    let bench = mixed();
    import(&bench, &["in"]);
    let bench = bench.with("set/fetched.toml", "\"https://a.example/x.png\" = [{ file");
    let before = bench.tree("set");
    let outcome = import(&bench, &["in"]);
    assert_eq!(outcome.code, 2);
    assert!(
        outcome.stderr.starts_with("kiosque: set/fetched.toml: ")
            && outcome.stderr.ends_with(
                "\nMend it, or take it away: its pictures are placeholders then. Nothing was written.\n"
            ),
        "{}",
        outcome.stderr
    );
    assert_eq!(bench.tree("set"), before);
}
