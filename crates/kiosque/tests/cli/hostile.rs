//! Sources that are made to cost: each within time and memory, told, and the rest in.

use super::imports::titles;
use super::{Bench, feed};
use kiosque_import::Format;
use serde_json::json;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use wait4::Wait4;

/// Longest time of all processors that a hostile file may take, in an optimised build.
const LONGEST: Duration = Duration::from_secs(2);

/// How much slower a build for tests may be: what is worse than linear takes hours, not
/// seconds.
const UNOPTIMISED: u32 = if cfg!(debug_assertions) { 20 } else { 1 };

/// Most memory, in bytes.
const MOST: u64 = 512 << 20;

/// Imports `in` into `set`; gives the exit code and what was told.
fn import_within_bounds(bench: &Bench, what: &str, arguments: &[&str]) -> (i32, String) {
    let told = bench.path("told.txt");
    let child = Command::new(env!("CARGO_BIN_EXE_kiosque"))
        .args(["import", "in", "--into", "set", "--report", "report.jsonl"])
        .args(arguments)
        .current_dir(bench.path(""))
        .stdout(Stdio::null())
        .stderr(fs::File::create(&told).unwrap())
        .spawn()
        .unwrap();
    let ended = child.wait4().unwrap();
    let took = ended.rusage.utime + ended.rusage.stime;
    let memory = ended.rusage.maxrss;
    let told = fs::read_to_string(told).unwrap();
    eprintln!("{what}: {took:.2?}, {} MB", memory >> 20);
    assert!(took < LONGEST * UNOPTIMISED, "{what} took {took:?}\n{told}");
    assert!(memory < MOST, "{what} took {memory} bytes\n{told}");
    (ended.status.code().expect("no signal ended it"), told)
}

/// A hostile file beside a good one: the good one is in, so is what is good in the
/// hostile one, and `told` says what is not.
fn check(name: &str, content: impl AsRef<[u8]>, good: &[&str], told: &str) {
    let bench = Bench::new()
        .with(&format!("in/{name}"), content)
        .with("in/good.md", "# Good\n\nText.\n");
    check_imported(&bench, name, good, told);
}

fn check_imported(bench: &Bench, name: &str, good: &[&str], told: &str) {
    let (code, words) = import_within_bounds(bench, name, &[]);
    assert!(code == 0 || code == 1, "{name}: {code}\n{words}");
    assert!(words.contains(told), "{name}:\n{words}");
    let titles = titles(bench);
    for title in ["Good"].iter().chain(good) {
        assert!(
            titles.iter().any(|found| found == title),
            "{name}: no {title}\n{words}"
        );
    }
}

fn page(body: &str) -> String {
    format!("<!DOCTYPE html><html><head><title>Page</title></head><body><p>kept</p>{body}")
}

fn rss(hostile: &str) -> String {
    format!(
        "<rss version='2.0'><channel><item><title>First</title><description>x</description></item>\
         {hostile}<item><title>Last</title><description>y</description></item></channel></rss>"
    )
}

#[test]
fn pages_cost_no_more_than_their_text() {
    let deep = "<div>".repeat(1_000_000);
    check("deep.html", page(&deep), &["Page"], "nested");
    let attributes: String = (0..80_000).map(|at| format!(" a{at}=1")).collect();
    let wide = format!("<p{attributes}>x</p>");
    check("attributes.html", page(&wide), &["Page"], "attributes");
    let long = "word ".repeat(4 << 20);
    check(
        "long.html",
        page(&long),
        &["Page"],
        "only its text was kept",
    );
    let unclosed = "<b><i>".repeat(50_000);
    check("formatting.html", page(&unclosed), &["Page"], "nested");
    let nuls = "\0".repeat(1 << 20);
    check("nuls.html", page(&nuls), &["Page"], "");
}

#[test]
fn feeds_cost_no_more_than_the_hostile_item() {
    let good = &["First", "Last"];
    let deep = format!(
        "<item><title>d</title><a>{}</item>",
        "<b>".repeat(1_000_000)
    );
    check("deep.xml", rss(&deep), &["First"], "deep.xml");
    let attributes: String = (0..800_000).map(|at| format!(" a{at}='1'")).collect();
    let wide = format!("<item{attributes}><title>w</title></item>");
    check("attributes.xml", rss(&wide), good, "attributes");
    let entities: String = (1..10)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    let declared = format!(
        "<!DOCTYPE rss [<!ENTITY l0 \"lol\">{entities}<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}",
        rss("<item><title>&l9;</title><description>&x;</description></item>")
    );
    check("laughs.xml", declared, good, "laughs.xml");
    let body = format!(
        "<item><title>l</title><description>{}</description></item>",
        "word &amp; ".repeat(2 << 20)
    );
    check("body.xml", rss(&body), good, "only its text was kept");
}

#[test]
fn a_line_without_end_is_left() {
    let refused = "left out: more than 64 MB in one file; split it";
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [";
    for (name, before) in [
        ("line.txt", "title,body\nA,"),
        ("line.md", "---\ntitle: A\n---\n"),
        ("line.html", &page("")),
        ("line.json", json),
    ] {
        check_line(name, before, "", &[], refused);
    }
    let refused = "left out: more than 32 MB in one article";
    let feed = rss("<item><title>l</title><description>|</description></item>");
    let export = feed.replace("<rss ", "<rss xmlns:wp='http://wordpress.org/export/1.2/' ");
    for (name, text) in [("line.xml", feed), ("line.wxr", export)] {
        let (before, after) = text.split_once('|').unwrap();
        check_line(name, before, after, &["First", "Last"], refused);
    }
}

/// The same with 200 MB of letters between two texts, which are never in memory here:
/// what the test needs would count as the tool's.
fn check_line(name: &str, before: &str, after: &str, good: &[&str], told: &str) {
    let bench = Bench::new().with("in/good.md", "# Good\n\nText.\n");
    let mut file = fs::File::create(bench.path(&format!("in/{name}"))).unwrap();
    file.write_all(before.as_bytes()).unwrap();
    for _ in 0..200 {
        file.write_all(&[b'a'; 1 << 20]).unwrap();
    }
    file.write_all(after.as_bytes()).unwrap();
    drop(file);
    check_imported(&bench, name, good, told);
}

#[test]
fn front_matter_and_dates_cost_their_field() {
    let bomb: String = (1..30)
        .map(|n| {
            let aliases = vec![format!("*a{}", n - 1); 10].join(", ");
            format!("a{n}: &a{n} [{aliases}]\n")
        })
        .collect();
    let bomb = format!("---\na0: &a0 [x]\n{bomb}title: Bomb\n---\n# Bomb\n\nText.\n");
    check("bomb.md", bomb, &["Bomb"], "front matter");
    let date = "1".repeat(1 << 20);
    let told = "is not a date; left out";
    let item = json!({"id": "1", "title": "Dated", "content_text": "x", "date_published": date});
    check("date.json", feed([item]), &["Dated"], told);
    let table = format!("title,date,body\nDated,{date},x\n");
    check("date.csv", table, &["Dated"], told);
    let note = format!(
        "---\ntitle: Dated\ndate: \"{}\"\n---\nx\n",
        &date[..200 << 10]
    );
    check("date.md", note, &["Dated"], told);
    let item = format!("<item><title>Dated</title><pubDate>{date}</pubDate></item>");
    check("date.xml", rss(&item), &["First", "Dated", "Last"], told);
}

#[test]
fn quotes_that_nobody_closes_cost_their_rows() {
    let few = format!("title,body\nFirst,x\n{}Last,y\n", "\"a\n".repeat(20_001));
    let told = "a quote that is not closed, and 1 columns instead of 2";
    check("few.csv", few, &["First", "Last"], told);
    let long = format!("title,body\n\"First,x\n{}", "a,b\n".repeat(50 << 20));
    let told = "long.csv: left out: more than 64 MB in one file; split it";
    check("long.csv", long, &[], told);
    let far = format!("title,body\nFirst,x\n{}Last,y\n", "x\",\"\n".repeat(50_000));
    let told = "a quote that is not closed, so the row ends with its line";
    check("far.csv", far, &["First", "Last"], told);
    for (name, rows) in [
        ("open.csv", "\"a\n".repeat(2_000_001)),
        ("once.csv", format!("\"a\n{}", "a,b\n".repeat(2_000_000))),
        ("pairs.csv", "\"a,b\n".repeat(1_600_001)),
        (
            "doubled.csv",
            format!("\"a\n{}", "\"\"\n".repeat(2_000_000)),
        ),
    ] {
        let table = format!("title,body\nFirst,x\n{rows}Last,y\n");
        let told = "rows, too short for articles, came before; if they are, split the file";
        check(name, table, &["First"], told);
    }
}

#[test]
fn the_fuzz_corpus_stays_within_bounds_as_every_format() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../kiosque-import/fuzz/corpus");
    let mut bench = Bench::new().with("in/good.md", "# Good\n");
    for folder in fs::read_dir(corpus).unwrap() {
        for case in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = case.unwrap().path();
            let folder = path.parent().unwrap().file_name().unwrap();
            let name = path.file_name().unwrap();
            let place = format!("in/{}/{}", folder.display(), name.display());
            bench = bench.with(&place, fs::read(&path).unwrap());
        }
    }
    import_within_bounds(&bench, "corpus", &["--dry-run"]);
    for format in Format::ALL {
        let name = format.name();
        let (code, told) = import_within_bounds(&bench, name, &["--as", name, "--dry-run"]);
        assert!((0..=2).contains(&code), "{name}: {told}");
    }
}

#[test]
fn names_lead_nowhere() {
    const NAMES: [&str; 8] = [
        "../../x",
        "/etc/passwd",
        "..\\..\\x",
        "C:\\x",
        "CON",
        "aux.png",
        "a/../../../x",
        "%2e%2e%2fx",
    ];
    let item = |(at, name): (usize, &&str)| {
        json!({
            "id": name, "title": format!("Named {at}"), "url": name, "image": name, "language": name, "tags": [name],
            "content_html": format!("<p>x</p><img src=\"{name}\"><img data-file=\"{name}\"><img data-srcset=\"{name} 480w\">"),
            "date_published": "2019-07-04",
            "_kiosque": { "slug": name, "former_slugs": [name], "translation_of": name, "source": { "name": name, "url": name } },
        })
    };
    let rows: String = NAMES.map(|name| format!("{name},{name}\n")).concat();
    let bench = Bench::new()
        .with("in/feed.json", feed(NAMES.iter().enumerate().map(item)))
        .with("in/table.csv", format!("title,file\n{rows}"))
        .with("in/good.md", "# Good\n\nText.\n");
    let (code, told) = import_within_bounds(&bench, "names", &[]);
    assert!(code == 0 || code == 1, "{told}");
    let found = titles(&bench);
    assert!(
        found.len() >= 9 && found.contains(&"Named 7".to_owned()),
        "{found:?}"
    );
    let published = bench.run(&["publish", "set", "--archive", "out"]);
    assert_eq!(published.code, 0, "{}", published.stderr);
    let mut beside: Vec<_> = fs::read_dir(bench.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    beside.sort();
    assert_eq!(beside, ["in", "out", "report.jsonl", "set", "told.txt"]);
    let written: Vec<u8> = bench.tree("set").into_values().flatten().collect();
    assert!(!String::from_utf8_lossy(&written).contains("root:"));
}
