//! The tool as its user meets it: arguments and files in, words and exit code out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test may stop at the first surprise, and says when it is skipped"
)]

mod crashes;
mod hostile;
mod imports;
mod pictures;
mod progress;
mod serving;
mod sites;
mod sockets;

use flate2::read::GzDecoder;
use kiosque_model::Filter;
use kiosque_model::wire::PostingsPart;
use kiosque_reader::{MemoryFiles, Reader, answer_from_memory, decode_root};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;
use tempfile::TempDir;

/// A folder to try the tool in.
struct Bench {
    folder: TempDir,
}

/// What the tool said and how it ended.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Bench {
    fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), content).unwrap();
        self
    }

    /// With a set of `articles` articles.
    fn with_set(self, articles: usize) -> Self {
        self.with("set/feed.json", feed((0..articles).map(plain_item)))
            .with("set/site.toml", "title = \"Test\"\n")
    }

    /// Runs the tool in the folder, whose path is written as `.` in its words.
    fn run(&self, arguments: &[&str]) -> Outcome {
        let tool = Command::new(env!("CARGO_BIN_EXE_kiosque"))
            .args(arguments)
            .current_dir(self.folder.path())
            .output();
        let output = tool.unwrap();
        let text = |bytes: Vec<u8>| {
            String::from_utf8(bytes)
                .unwrap()
                .replace(self.folder.path().to_str().unwrap(), ".")
        };
        Outcome {
            code: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    fn publish(&self) -> Outcome {
        self.run(&["publish", "set", "--archive", "out"])
    }

    /// Every file below `folder` with its content.
    fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut tree = BTreeMap::new();
        collect(&self.path(folder), &self.path(folder), &mut tree);
        tree
    }

    /// A data file of the archive.
    fn data_file(&self, kind: &str) -> String {
        let tree = self.tree("out");
        tree.keys()
            .find(|path| path.contains(kind))
            .unwrap()
            .clone()
    }
}

fn collect(root: &Path, folder: &Path, tree: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, tree);
        } else {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            tree.insert(name, fs::read(&path).unwrap());
        }
    }
}

fn plain_item(number: usize) -> Value {
    let text = format!("The text of article {number} about ports and water.");
    json!({ "id": format!("id {number}"), "title": format!("Title {number}"), "content_text": text,
            "date_published": format!("2026-01-{:02}", 1 + number % 28), "tags": ["Ports"], "language": "en" })
}

/// One of a set with every kind of file but nodes and additions, if it has more
/// articles than a record takes in: a tag on all, another on every fifth, two months.
fn varied_item(number: usize) -> Value {
    let mut item = plain_item(number);
    if number.is_multiple_of(5) {
        item["tags"] = json!(["Ports", "Water"]);
    }
    if number.is_multiple_of(2) {
        item["date_published"] = json!("2026-02-03");
    }
    item
}

fn feed(items: impl IntoIterator<Item = Value>) -> String {
    let items: Vec<Value> = items.into_iter().collect();
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Test", "items": items })
        .to_string()
}

/// Publishing a set with this file says exactly this, ends with 2 and writes nothing.
fn check_refused(content: impl AsRef<[u8]>, expected: &str) {
    let bench = Bench::new().with("set/feed.json", content);
    let outcome = bench.publish();
    let expected = format!("kiosque: {expected}\nNothing was written.\n");
    assert_eq!(
        outcome,
        Outcome {
            code: 2,
            stdout: String::new(),
            stderr: expected
        }
    );
    assert!(!bench.path("out").exists());
}

#[test]
fn bad_input_is_refused_with_file_line_and_reason() {
    check_refused(
        "{\n \"title\": \"x\",\n}",
        "feed.json, line 3, column 1: not JSON: key must be a string; correct the file or take it out of the set",
    );
    check_refused(
        "{\n \"version\": \"https://jsonfeed.org/version/1.1\",\n \"items\": [{\"id\":",
        "feed.json, line 3: the file stops before its JSON ends; it was cut off: fetch or export it again",
    );
    check_refused(
        format!(
            "{{\"version\": \"https://jsonfeed.org/version/1.1\",
\"items\": {}{}}}",
            "[".repeat(100_000),
            "]".repeat(100_000)
        ),
        "feed.json, line 2: arrays and objects nested more than 127 deep; no JSON Feed is: \
         correct the file or take it out of the set",
    );
    check_refused(
        b"{\n\"title\": \"caf\xe9\"}",
        "feed.json, line 2: not UTF-8 at byte 15; save the file as UTF-8",
    );
    check_refused(
        r#"{"version": "https://jsonfeed.org/version/2", "items": []}"#,
        "feed.json: its version is `https://jsonfeed.org/version/2`, and only https://jsonfeed.org/version/1 and \
         https://jsonfeed.org/version/1.1 can be read; export it in one of these",
    );
}

#[test]
fn json_that_is_no_feed_is_refused() {
    let bench = Bench::new().with("set/feed.json", r#"{"items": 3}"#);
    let outcome = bench.publish();
    assert_eq!(outcome.code, 2);
    assert!(
        outcome
            .stderr
            .starts_with("kiosque: feed.json: JSON, but not a JSON Feed: "),
        "{}",
        outcome.stderr
    );
    assert!(!bench.path("out").exists());
}

#[test]
fn what_is_no_set_is_refused() {
    let bench = Bench::new()
        .with("note.txt", "hello")
        .with("empty/site.toml", "title = \"x\"");
    for (set, expected) in [
        (
            "note.txt",
            "note.txt is neither a folder nor a .json or .json.gz file",
        ),
        (
            "empty",
            "no JSON Feed in this set; add at least one .json file in the JSON Feed 1.1 format",
        ),
    ] {
        let outcome = bench.run(&["publish", set, "--archive", "out"]);
        let expected = format!("kiosque: {expected}\nNothing was written.\n");
        assert_eq!(
            outcome,
            Outcome {
                code: 2,
                stdout: String::new(),
                stderr: expected
            }
        );
    }
    let outcome = bench.run(&["publish", "nowhere", "--archive", "out"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("nowhere"), "{}", outcome.stderr);
    assert!(!bench.path("out").exists());
}

#[test]
fn a_damaged_gzip_feed_is_refused() {
    let bench = Bench::new().with("feed.json.gz", "not gzip at all");
    let outcome = bench.run(&["publish", "feed.json.gz", "--archive", "out"]);
    assert_eq!(outcome.code, 2);
    assert!(
        outcome
            .stderr
            .starts_with("kiosque: feed.json.gz: not a whole gzip file: "),
        "{}",
        outcome.stderr
    );
}

#[test]
fn an_article_far_in_the_future_is_refused_unless_accepted() {
    let mut late = plain_item(9);
    late["date_published"] = json!("2062-01-01");
    let bench = Bench::new().with("set/feed.json", feed([plain_item(1), late]));
    let refused = bench.publish();
    assert_eq!(refused.code, 2);
    assert!(
        refused.stderr.contains("--accept-future"),
        "{}",
        refused.stderr
    );
    assert!(!bench.path("out").exists());
    assert_eq!(
        bench
            .run(&["publish", "set", "--archive", "out", "--accept-future"])
            .code,
        0
    );
    assert_eq!(
        bench
            .run(&[
                "publish",
                "set",
                "--archive",
                "dated",
                "--as-of",
                "2026-02-01"
            ])
            .code,
        0
    );
    assert_eq!(
        bench
            .run(&[
                "publish",
                "set",
                "--archive",
                "dated",
                "--as-of",
                "2026-02-31"
            ])
            .code,
        2
    );
}

#[test]
fn incomplete_items_are_kept_and_reported() {
    let items = [
        json!({ "content_text": "A text of its own." }),
        json!({ "id": "b", "title": "B" }),
        json!({}),
    ];
    let bench = Bench::new().with("set/feed.json", feed(items));
    let outcome = bench.publish();
    assert_eq!(outcome.code, 0);
    assert!(
        outcome
            .stdout
            .starts_with("Published 2 articles, 0 tags, as edition 0000-00-00-"),
        "{}",
        outcome.stdout
    );
    for expected in [
        "item 0, id: no id; derived from the",
        "no text; kept with its title alone",
        "nothing to keep",
    ] {
        assert!(
            outcome.stderr.contains(expected),
            "{expected}: {}",
            outcome.stderr
        );
    }
}

#[test]
fn many_problems_of_one_kind_are_counted() {
    let items = (0..40)
        .map(|number| json!({ "id": format!("{number}"), "title": "T", "content_text": "Text." }));
    let outcome = Bench::new().with("set/feed.json", feed(items)).publish();
    assert!(
        outcome
            .stderr
            .starts_with("kiosque: 40 problems in the set"),
        "{}",
        outcome.stderr
    );
    assert!(
        outcome.stderr.ends_with("and 37 more like these\n"),
        "{}",
        outcome.stderr
    );
    assert_eq!(outcome.stderr.lines().count(), 5);
}

#[test]
fn a_foreign_folder_is_refused_and_untouched() {
    for (path, content) in [
        ("out/thesis.txt", "years of work"),
        ("out/root.json", r#"{"format": "else", "version": 1}"#),
    ] {
        let bench = Bench::new().with_set(3).with(path, content);
        let before = bench.tree("out");
        let outcome = bench.publish();
        let expected = "kiosque: out is not empty and not an archive of Kiosque, so it is left as it is; \
                        give --archive a new or empty folder, or empty this one first\n";
        assert_eq!(
            outcome,
            Outcome {
                code: 1,
                stdout: String::new(),
                stderr: expected.to_owned()
            }
        );
        assert_eq!(bench.tree("out"), before);
    }
}

#[test]
fn a_file_is_no_output_folder() {
    let bench = Bench::new().with_set(1).with("out", "a file");
    let outcome = bench.publish();
    assert_eq!(outcome.code, 1);
    assert_eq!(
        outcome.stderr,
        "kiosque: out is a file, and --archive takes a folder\n"
    );
}

#[test]
fn publishing_twice_gives_the_same_files() {
    let bench = Bench::new().with_set(20);
    assert_eq!(bench.publish().code, 0);
    assert_eq!(
        bench
            .run(&["publish", "set", "--archive", "again", "--quiet"])
            .stdout,
        ""
    );
    assert_eq!(bench.tree("out"), bench.tree("again"));
    let first = bench.tree("out");
    let outcome = bench.publish();
    assert!(
        outcome.stdout.contains(" 0 of them new"),
        "{}",
        outcome.stdout
    );
    assert_eq!(bench.tree("out"), first);
}

#[test]
fn a_new_edition_stands_beside_the_old() {
    let bench = Bench::new().with_set(20);
    bench.publish();
    let before = bench.tree("out");
    let bench = bench.with_set(21);
    bench.publish();
    let after = bench.tree("out");
    assert_ne!(before["root.json"], after["root.json"]);
    let kept = before.iter().filter(|(path, _)| *path != "root.json");
    assert!(
        kept.clone().count() > 5
            && kept
                .into_iter()
                .all(|(path, bytes)| after.get(path) == Some(bytes))
    );
    assert_eq!(
        after
            .keys()
            .filter(|path| path.starts_with("editions/"))
            .count(),
        2
    );
    assert_eq!(bench.run(&["verify", "out"]).code, 0);
}

#[test]
fn an_interrupted_publication_is_taken_up_again() {
    let bench = Bench::new()
        .with_set(5)
        .with("out/.kiosque-staging/7", "half a file")
        .with("out/data/packs/x", "x");
    assert_eq!(bench.publish().code, 0);
    assert!(!bench.path("out/.kiosque-staging").exists());
    assert_eq!(bench.run(&["verify", "out"]).code, 0);
}

#[test]
fn an_output_that_cannot_be_written_keeps_the_edition_before() {
    let bench = Bench::new().with_set(5);
    bench.publish();
    let root = bench.tree("out")["root.json"].clone();
    // A folder where the list of editions belongs: no file can be made in it.
    fs::remove_dir_all(bench.path("out/editions")).unwrap();
    let bench = bench.with("out/editions", "in the way").with_set(6);
    let outcome = bench.publish();
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.stderr.contains("out/editions"),
        "{}",
        outcome.stderr
    );
    assert!(
        outcome
            .stderr
            .contains("The edition published before is as it was."),
        "{}",
        outcome.stderr
    );
    assert_eq!(bench.tree("out")["root.json"], root);
}

#[test]
fn several_sets_are_one_archive() {
    let bench = Bench::new()
        .with_set(2)
        .with("more.json", feed([plain_item(7)]))
        .with("images/feed.json", feed([plain_item(8)]));
    let outcome = bench.run(&[
        "publish",
        "set",
        "more.json",
        "images/feed.json",
        "--archive",
        "out",
    ]);
    assert!(
        outcome.stdout.starts_with("Published 4 articles, 1 tag, "),
        "{outcome:?}"
    );
    let root = decode_root(&bench.tree("out")["root.json"]).unwrap();
    assert_eq!(root.site.title, "Test");
}

#[test]
fn hidden_files_links_out_and_the_archive_itself_are_passed_over() {
    let bench = Bench::new()
        .with_set(2)
        .with("set/.hidden.json", "not JSON")
        .with("private.json", "not JSON");
    std::os::unix::fs::symlink(bench.path("private.json"), bench.path("set/link.json")).unwrap();
    for _ in 0..2 {
        let outcome = bench.run(&["publish", "set", "--archive", "set/archive"]);
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        assert!(
            outcome.stderr.contains("set/.hidden.json: hidden"),
            "{}",
            outcome.stderr
        );
        assert!(
            outcome
                .stderr
                .contains("set/link.json: a link out of the set's folder"),
            "{}",
            outcome.stderr
        );
    }
}

/// Verifying an archive after this is done to one of its files says so.
fn check_fault(kind: &str, damage: impl Fn(&Path), expected: &str) {
    let items = (0..PostingsPart::SHORT + 4).map(varied_item);
    let bench = Bench::new()
        .with("set/feed.json", feed(items))
        .with("set/site.toml", "title = \"Test\"\n");
    bench.publish();
    assert_eq!(bench.run(&["verify", "out"]).code, 0);
    let file = bench.data_file(kind);
    damage(&bench.path("out").join(&file));
    let outcome = bench.run(&["verify", "out"]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.stderr.contains(&format!("{file}: {expected}")),
        "{}",
        outcome.stderr
    );
    assert!(
        outcome.stderr.trim_end().ends_with("in out"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn verify_names_each_damaged_file() {
    let flip = |path: &Path| {
        let mut bytes = fs::read(path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(path, bytes).unwrap();
    };
    let cut = |path: &Path| {
        let bytes = fs::read(path).unwrap();
        fs::write(path, &bytes[..bytes.len() - 7]).unwrap();
    };
    let foreign = |path: &Path| fs::write(path, r#"{"hello": "world"}"#).unwrap();
    for kind in [
        "packs",
        "lists",
        "ids",
        "dictionary",
        "records",
        "postings",
        "rows",
        "calendar",
    ] {
        check_fault(kind, flip, "its bytes are not those it is named after");
        check_fault(kind, |path| fs::remove_file(path).unwrap(), "missing");
    }
    check_fault("packs", cut, "holds ");
    check_fault("records", foreign, "holds 18 bytes instead of ");
    check_fault(
        "root.json",
        foreign,
        "not what it is named as: missing field `format`",
    );
}

#[test]
fn verify_counts_again() {
    let bench = Bench::new().with_set(20);
    bench.publish();
    let root = String::from_utf8(bench.tree("out")["root.json"].clone()).unwrap();
    let bench = bench.with(
        "out/root.json",
        root.replace("\"count\":20", "\"count\":21"),
    );
    let outcome = bench.run(&["verify", "out"]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome
            .stderr
            .starts_with("root.json: the top of the facets is "),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_damaged_file_is_mended_by_publishing_again() {
    let bench = Bench::new().with_set(20);
    bench.publish();
    let pack = bench.data_file("packs");
    let length = bench.tree("out")[&pack].len();
    let bench = bench.with(&format!("out/{pack}"), vec![b' '; length]);
    assert_eq!(bench.run(&["verify", "out"]).code, 1);
    bench.publish();
    assert_eq!(bench.run(&["verify", "out"]).code, 0);
}

#[test]
fn only_a_built_viewer_is_shortened() {
    let bench = Bench::new().with("site/index.html", "<!doctype html>");
    let outcome = bench.run(&["shorten", "site"]);
    let expected =
        "kiosque: site holds no built viewer (*_bg.wasm); build it with `cargo xtask build`\n";
    assert_eq!((outcome.code, outcome.stderr.as_str()), (1, expected));
    assert_eq!(bench.tree("site").len(), 1);

    let bench = bench.with("site/v_bg.wasm", "<html>").with("site/v.js", "");
    let outcome = bench.run(&["shorten", "site"]);
    assert_eq!(outcome.code, 1);
    let expected = "kiosque: site/v_bg.wasm: not a WebAssembly module: ";
    assert!(outcome.stderr.starts_with(expected), "{}", outcome.stderr);

    let empty_module = b"\0asm\x01\0\0\0";
    let bench = bench.with("site/v_bg.wasm", empty_module);
    let outcome = bench.run(&["shorten", "site"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
}

#[test]
fn reuters_is_counted_exactly() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/corpora/news/reuters-21578.json.gz");
    let Ok(packed) = fs::read(&corpus) else {
        eprintln!("skipped: no Reuters corpus at {}", corpus.display());
        return;
    };
    let bench = Bench::new();
    let outcome = bench.run(&["publish", corpus.to_str().unwrap(), "--archive", "out"]);
    assert!(
        outcome
            .stdout
            .starts_with("Published 19043 articles, 266 tags, "),
        "{outcome:?}"
    );
    let mut feed = Vec::new();
    GzDecoder::new(packed.as_slice())
        .read_to_end(&mut feed)
        .unwrap();
    let feed: Value = serde_json::from_slice(&feed).unwrap();
    let files = bench.tree("out");
    let root = Rc::new(decode_root(&files["root.json"]).unwrap());
    let files = Rc::new(MemoryFiles::new(files));
    let reader = Reader::new(root, files.clone());
    let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
    for (all, any, none) in [
        (&["earn", "usa"][..], &[][..], &["acq"][..]),
        (&["crude"], &["saudi-arabia", "iran"], &[]),
        (&[], &["grain", "wheat", "corn"], &["usa", "ussr"]),
        (&["usa", "japan", "trade"], &[], &[]),
    ] {
        let filter = Filter {
            all: keys(all),
            any: keys(any),
            none: keys(none),
            ..Filter::default()
        };
        let listing = answer_from_memory(files.as_ref(), reader.list(&filter, 0)).unwrap();
        let carries = |item: &Value, tag: &str| {
            item["tags"]
                .as_array()
                .unwrap()
                .iter()
                .any(|found| found == tag)
        };
        let matching = feed["items"].as_array().unwrap().iter().filter(|item| {
            let one = any.is_empty() || any.iter().any(|tag| carries(item, tag));
            one && all.iter().all(|tag| carries(item, tag))
                && !none.iter().any(|tag| carries(item, tag))
        });
        assert_eq!(listing.total as usize, matching.count(), "{filter:?}");
    }
}
