//! Whole sites: the application, its pages and the archive, and what clears them up.

use crate::{Bench, Outcome, feed, plain_item};
use kiosque_publish::finish::Headers;
use std::collections::BTreeSet;

impl Bench {
    /// With a viewer as a build leaves it, whose module holds `module`.
    pub(crate) fn with_viewer(self, module: &str) -> Self {
        let hash = "0123456789abcdef";
        let page = format!(
            "<!doctype html><html><head><meta charset=utf-8><title>Kiosque</title>
             <link rel=icon href=/i-{hash}.svg><link rel=stylesheet href=/k-{hash}.css>
             <script type=module>import init from '/v-{hash}.js'; init();</script>
             <link rel=preload as=fetch href=/v-{hash}_bg.wasm></head><body><div id=app></div></body></html>"
        );
        let style = ".kiosque { color: black }\n".repeat(40);
        self.with("viewer/index.html", page)
            .with(
                &format!("viewer/i-{hash}.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
            )
            .with(&format!("viewer/k-{hash}.css"), style)
            .with(&format!("viewer/v-{hash}.js"), "f('v_bg.wasm')")
            .with(&format!("viewer/v-{hash}_bg.wasm"), module)
    }

    pub(crate) fn publish_site(&self) -> Outcome {
        self.run(&["publish", "set", "--viewer", "viewer", "--out", "site"])
    }

    fn paths(&self, folder: &str) -> BTreeSet<String> {
        self.tree(folder).into_keys().collect()
    }

    fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }
}

fn count(paths: &BTreeSet<String>, start: &str, end: &str) -> usize {
    let is_one = |path: &&String| path.starts_with(start) && path.ends_with(end);
    paths.iter().filter(is_one).count()
}

#[test]
fn a_site_is_an_archive_in_an_application() {
    let bench = Bench::new().with_set(3).with_viewer("one");
    let outcome = bench.publish_site();
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(bench.run(&["verify", "site/archive"]).code, 0);
    let paths = bench.paths("site");
    for path in [
        "index.html",
        "404.html",
        "_headers",
        ".htaccess",
        "deploy/nginx.conf",
        "deploy/Caddyfile",
    ] {
        assert!(paths.contains(path), "{path}: {paths:?}");
    }
    for end in [".css", ".css.br", ".css.gz", ".js", ".wasm", ".svg"] {
        assert_eq!(count(&paths, "app/", end), 1, "{end}: {paths:?}");
    }
    assert_eq!(count(&paths, "archive/", ".br"), 0);
    let page = bench.text("site/index.html");
    assert!(page.contains("<title>Test</title>"), "{page}");
    let before = bench.tree("site");
    assert_eq!(bench.publish_site().code, 0);
    assert_eq!(bench.tree("site"), before);
}

#[test]
fn a_site_stands_in_the_folder_it_is_published_for() {
    let bench = Bench::new().with_set(1).with_viewer("one");
    let site = [
        "publish", "set", "--viewer", "viewer", "--out", "site", "--base", "/sous/",
    ];
    assert_eq!(bench.run(&site).code, 0);
    // A key is no address.
    let page = bench
        .text("site/index.html")
        .replace("keyshortcuts=\"/\"", "");
    assert_eq!(page.matches("=\"/sous/app/").count(), 3, "{page}");
    assert_eq!(
        page.matches("=\"/").count(),
        page.matches("=\"/sous/").count(),
        "{page}"
    );
    let headers = Headers::parse(&bench.text("site/_headers"));
    assert_eq!(headers.base(), Some("/sous/"));
    let outcome = bench.run(&[
        "publish", "set", "--viewer", "viewer", "--out", "site", "--base", "sous",
    ]);
    assert_eq!(outcome.code, 2);
    assert!(
        outcome.stderr.contains("sous is not a base path"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn settings_say_what_is_compressed_and_old_siblings_go() {
    let bench = Bench::new().with_set(60).with_viewer("one");
    let publish = |setting: &str| {
        let toml = format!("title = \"Test\"\nprecompressed = \"{setting}\"\n");
        std::fs::write(bench.path("set/site.toml"), toml).unwrap();
        let outcome = bench.publish_site();
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        let paths = bench.paths("site");
        ["app/", "index.html", "archive/root.json"].map(|start| count(&paths, start, ".br"))
    };
    assert_eq!(publish("all"), [2, 1, 1]);
    assert!(count(&bench.paths("site"), "archive/data/packs", ".br") > 0);
    assert_eq!(publish("app"), [2, 1, 0]);
    assert_eq!(publish("none"), [0, 0, 0]);
}

#[test]
fn the_plan_uploads_the_pointer_last_and_every_file_once() {
    let bench = Bench::new().with_set(3).with_viewer("one");
    assert_eq!(bench.publish_site().code, 0);
    let plan = bench.text("site/deploy/upload-plan.txt");
    let planned: Vec<&str> = plan.lines().map(|line| line.get(2..).unwrap()).collect();
    let unique: BTreeSet<String> = planned.iter().map(|path| (*path).to_owned()).collect();
    assert_eq!(unique.len(), planned.len());
    let is_for_readers =
        |path: &String| !path.starts_with("deploy/") && !path.starts_with("editions/");
    let paths: BTreeSet<String> = bench
        .paths("site")
        .into_iter()
        .filter(is_for_readers)
        .collect();
    assert_eq!(unique, paths);
    assert_eq!(planned.last(), Some(&"archive/root.json"));
    let stages: Vec<char> = plan
        .lines()
        .filter_map(|line| line.chars().next())
        .collect();
    assert!(stages.is_sorted(), "{plan}");
}

#[test]
fn what_is_no_site_is_left_alone() {
    let bench = Bench::new()
        .with_set(1)
        .with_viewer("one")
        .with("site/thesis.txt", "years of work");
    let outcome = bench.publish_site();
    let expected = "kiosque: site is not empty and not a site of Kiosque, so it is left as it is; \
                    give --out a new or empty folder, or empty this one first\n";
    assert_eq!((outcome.code, outcome.stderr.as_str()), (1, expected));
    assert_eq!(bench.paths("site").len(), 1);
}

#[test]
fn a_folder_without_a_viewer_is_named() {
    let bench = Bench::new().with_set(1).with("viewer/index.html", "<p>");
    let outcome = bench.publish_site();
    let expected = "kiosque: viewer: the viewer has no style sheet, or not as a build leaves it; build it again\n";
    assert_eq!((outcome.code, outcome.stderr.as_str()), (1, expected));
    assert!(!bench.path("site").exists());
}

/// Publishes editions of 1, 2, … articles, each with a viewer of its own.
fn with_editions(editions: usize) -> Bench {
    let mut bench = Bench::new();
    for edition in 1..=editions {
        bench = bench
            .with_viewer(&format!("viewer {edition}"))
            .with("set/feed.json", feed((0..edition).map(plain_item)))
            .with("set/site.toml", "title = \"Test\"\n");
        assert_eq!(bench.publish_site().code, 0);
    }
    bench
}

#[test]
fn clearing_up_keeps_what_kept_editions_name() {
    let bench = with_editions(3);
    let before = bench.paths("site");
    assert_eq!(count(&before, "app/", ".wasm"), 3);
    assert_eq!(count(&before, "archive/editions/", ".txt"), 3);
    let outcome = bench.run(&["gc", "site", "--keep", "2", "--dry-run"]);
    assert!(
        outcome.stdout.starts_with("Would remove "),
        "{}",
        outcome.stdout
    );
    assert_eq!(bench.paths("site"), before);
    let outcome = bench.run(&["gc", "site", "--keep", "2"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(
        outcome.stdout.ends_with("; kept 2 editions.\n"),
        "{}",
        outcome.stdout
    );
    let after = bench.paths("site");
    for folder in ["archive/editions/", "editions/"] {
        assert_eq!(count(&after, folder, ".txt"), 2, "{after:?}");
    }
    assert_eq!(count(&after, "app/", ".wasm"), 2);
    for list in after.iter().filter(|path| path.contains("editions/")) {
        let root = list.split_once("editions/").unwrap().0;
        for path in bench.text(&format!("site/{list}")).lines() {
            assert!(
                after.contains(&format!("{root}{path}")),
                "{list} names {path}"
            );
        }
    }
    assert_eq!(bench.run(&["verify", "site/archive"]).code, 0);
    assert_eq!(
        bench.run(&["gc", "site", "--keep", "2"]).stdout,
        "Removed 0 files of 0.0 MB; kept 2 editions.\n"
    );
}

#[test]
fn clearing_up_takes_what_nobody_names_and_nothing_of_others() {
    let bench = with_editions(1)
        .with("site/archive/data/packs/left-by-a-crash", "{}")
        .with("site/CNAME", "press.example");
    let before = bench.paths("site");
    assert_eq!(bench.run(&["gc", "site"]).code, 0);
    let gone: Vec<String> = before.difference(&bench.paths("site")).cloned().collect();
    assert_eq!(gone, ["archive/data/packs/left-by-a-crash"]);
}

#[test]
fn clearing_up_needs_the_current_list() {
    let bench = with_editions(1);
    for folder in ["set", "nowhere"] {
        let outcome = bench.run(&["gc", folder]);
        let expected = format!(
            "kiosque: {folder} is neither a site nor an archive of Kiosque; nothing was removed\n"
        );
        assert_eq!((outcome.code, outcome.stderr), (2, expected));
    }
    let list = bench
        .paths("site")
        .into_iter()
        .find(|path| path.starts_with("archive/editions/"));
    std::fs::remove_file(bench.path("site").join(list.unwrap())).unwrap();
    let before = bench.paths("site");
    let outcome = bench.run(&["gc", "site"]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome
            .stderr
            .contains("the list of the current edition, is missing"),
        "{}",
        outcome.stderr
    );
    assert_eq!(bench.paths("site"), before);
}

#[test]
fn a_site_whose_address_is_known_is_found_and_followed() {
    let mut mark = Vec::new();
    mark.extend_from_slice(ICON);
    let toml =
        "title = \"Test\"\naddress = \"https://press.example\"\nicon = \"images/mark.png\"\n";
    let bench = Bench::new()
        .with_set(3)
        .with_viewer("one")
        .with("set/site.toml", toml)
        .with("set/images/mark.png", mark);
    let outcome = bench.publish_site();
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let paths = bench.paths("site");
    for path in [
        "sitemap.xml",
        "sitemap/1.xml",
        "robots.txt",
        "opensearch.xml",
        "manifest.webmanifest",
        "feeds/rss.xml",
        "feeds/tags/ports/feed.json",
    ] {
        assert!(paths.contains(path), "{path}: {paths:?}");
    }
    assert_eq!(count(&paths, "app/icon-", ".png"), 3);
    let page = bench.text("site/index.html");
    assert!(page.contains("rel=\"apple-touch-icon\""), "{page}");
    assert!(
        page.contains("<link rel=\"canonical\" href=\"https://press.example/\">"),
        "{page}"
    );
    assert!(!bench.text("site/404.html").contains("canonical"));
}

/// A PNG of one pixel.
const ICON: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xdac\xfc\xcf\xc0P\x0f\0\x04\x85\x01\x80\x84\xa9\x8c!\0\0\0\0IEND\xaeB`\x82";

#[test]
fn a_mark_that_is_no_picture_is_named() {
    let toml = "title = \"Test\"\nicon = \"images/mark.png\"\n";
    let bench = Bench::new()
        .with_set(1)
        .with_viewer("one")
        .with("set/site.toml", toml)
        .with("set/images/mark.png", &ICON[..40]);
    let outcome = bench.publish_site();
    let expected =
        "kiosque: images/mark.png, the icon of site.toml, is not a picture that can be read: ";
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.starts_with(expected), "{}", outcome.stderr);
}

#[test]
fn a_site_that_does_not_know_its_address_says_what_it_lacks() {
    let bench = Bench::new().with_set(1).with_viewer("one");
    let outcome = bench.publish_site();
    let expected = "kiosque: site.toml does not say where the site will be (address = \"https://…\"): \
                    it has no feeds, no sitemap and no search description\n";
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, expected));
    assert_eq!(count(&bench.paths("site"), "feeds/", ""), 0);
}

#[test]
fn no_word_of_a_withdrawn_article_stays() {
    let items = |withdrawn: bool| {
        let mut items: Vec<serde_json::Value> = (0..4).map(plain_item).collect();
        items[2]["title"] = serde_json::json!("Zeugma");
        items[2]["content_text"] = serde_json::json!("Anacoluthe");
        items[2]["tags"] = serde_json::json!(["Synecdoque"]);
        if withdrawn {
            items[2]["_kiosque"] = serde_json::json!({ "withdrawn": { "date": "2026-02-01" } });
        }
        feed(items)
    };
    let toml = "title = \"Test\"\naddress = \"https://press.example\"\n";
    let mut bench = Bench::new().with_viewer("one").with("set/site.toml", toml);
    for withdrawn in [false, true] {
        bench = bench.with("set/feed.json", items(withdrawn));
        assert_eq!(bench.publish_site().code, 0);
    }
    let holds = |bench: &Bench, path: &str| {
        let bytes = std::fs::read(bench.path("site").join(path)).unwrap();
        let mut text = Vec::new();
        let mut unpacked = flate2::read::GzDecoder::new(bytes.as_slice());
        let _ = std::io::Read::read_to_end(&mut unpacked, &mut text);
        let text = String::from_utf8_lossy(&[bytes, text].concat()).to_lowercase();
        path.contains("synecdoque")
            || ["zeugma", "anacoluth", "synecdoque"]
                .iter()
                .any(|word| text.contains(word))
    };
    let holders = |bench: &Bench| {
        bench
            .paths("site")
            .into_iter()
            .filter(|path| holds(bench, path))
            .collect::<Vec<_>>()
    };
    assert!(holders(&bench).len() > 3);
    let current = bench.paths("site/archive/editions");
    assert_eq!(
        bench
            .run(&["gc", "site", "--withdrawn"])
            .stdout
            .split_once("; ")
            .unwrap()
            .1,
        "kept 1 edition.\n"
    );
    assert_eq!(holders(&bench), Vec::<String>::new());
    assert_eq!(
        bench.paths("site/archive/editions").len(),
        current.len() - 1
    );
    assert_eq!(bench.run(&["verify", "site/archive"]).code, 0);
}

#[test]
fn editions_without_withdrawn_articles_stay() {
    let bench = with_editions(3);
    let outcome = bench.run(&["gc", "site", "--withdrawn"]);
    assert_eq!(
        outcome.stdout,
        "Removed 0 files of 0.0 MB; kept 3 editions.\n"
    );
}

#[test]
fn a_theme_is_one_of_the_programs_or_a_file_of_the_set() {
    let bench = Bench::new().with_set(3).with_viewer("one");
    let styles = || {
        let tree = bench.tree("site");
        let sheet = tree
            .iter()
            .find(|(path, _)| path.starts_with("app/k-") && path.ends_with(".css"));
        String::from_utf8(sheet.unwrap().1.clone()).unwrap()
    };
    let publish = |theme: &str| {
        let settings = format!("title = \"A\"\ntheme = \"{theme}\"\n");
        std::fs::write(bench.path("set/site.toml"), settings).unwrap();
        std::fs::remove_dir_all(bench.path("site")).ok();
        bench.publish_site()
    };
    assert_eq!(publish("presse").code, 0);
    assert!(!styles().contains("--accent"), "{}", styles());
    assert_eq!(publish("atlas").code, 0);
    assert!(
        styles().starts_with(".kiosque") && styles().contains("--accent"),
        "{}",
        styles()
    );
    let unknown = publish("crepuscule");
    assert_eq!(unknown.code, 2, "{}", unknown.stderr);
    assert!(
        unknown.stderr.contains("take one of presse, atlas"),
        "{}",
        unknown.stderr
    );
    for elsewhere in ["nous.css", "../feed.css"] {
        let missing = publish(elsewhere);
        assert_eq!(missing.code, 2, "{}", missing.stderr);
        assert!(missing.stderr.contains(elsewhere), "{}", missing.stderr);
    }
    std::fs::write(bench.path("set/nous.css"), ":root { --accent: teal }").unwrap();
    let own = publish("nous.css");
    assert_eq!((own.code, own.stderr.contains("nous.css")), (0, false));
    assert!(styles().ends_with("teal }"), "{}", styles());
}
