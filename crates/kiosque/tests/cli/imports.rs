use super::{Bench, feed, plain_item};
use serde_json::{Value, json};
use std::fs;

/// The articles of the set, by title.
pub(super) fn titles(bench: &Bench) -> Vec<String> {
    let mut titles = Vec::new();
    for (path, bytes) in bench.tree("set") {
        if path.ends_with(".json") {
            let feed: Value = serde_json::from_slice(&bytes).unwrap();
            let items = feed["items"].as_array().unwrap().iter();
            titles.extend(items.map(|item| item["title"].as_str().unwrap().to_owned()));
        }
    }
    titles
}

pub(super) fn import(bench: &Bench, arguments: &[&str]) -> super::Outcome {
    let mut all = vec!["import"];
    all.extend_from_slice(arguments);
    all.extend_from_slice(&["--into", "set"]);
    let mut outcome = bench.run(&all);
    // Times differ.
    if let Some((before, _)) = outcome.stdout.rsplit_once(", in ") {
        outcome.stdout = before.to_owned();
    }
    outcome
}

/// A folder with one article of each format, and files that are none.
pub(super) fn mixed() -> Bench {
    let page = format!(
        "<html><head><title>A page</title></head><body><article><p>{}</p></article></body></html>",
        "Words of a page. ".repeat(60)
    );
    Bench::new()
        .with("in/feed.json", feed([plain_item(0)]))
        .with("in/rss.xml", "<rss version='2.0'><channel><item><title>An item</title><description>x</description></item></channel></rss>")
        .with("in/wp.xml", "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item><title>A post</title><wp:status>publish</wp:status></item></channel></rss>")
        .with("in/notes/a.md", "---\ntitle: A note\ndate: 2019-07-04\n---\nText.")
        .with("in/page.html", page)
        .with("in/table.csv", "title,body\nA row,x\n")
        .with("in/clip.txt", "A clipping\nText of it, long enough to be no heading.\nLe 04/07/2019\nSource web Par Hespress\n")
        .with("in/style.css", "body { color: red }")
        .with("in/.hidden/x.md", "# No")
}

#[test]
fn a_mixed_folder_becomes_a_set_that_can_be_published() {
    let bench = mixed();
    let outcome = import(&bench, &["in"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(
        outcome.stdout,
        "Imported 7 articles into set: 7 new, 0 changed, 0 as before; 0 left out, 0 refused. \
         Read 1 json-feed, 1 feed, 1 wordpress, 1 markdown, 1 page, 1 table, 1 review"
    );
    assert!(
        outcome.stderr.contains(
            "passed over: 2\n  in: .hidden is hidden\n  in/style.css: of no format that is read\n"
        ),
        "{}",
        outcome.stderr
    );
    let published = bench.run(&["publish", "set", "--archive", "out", "--accept-future"]);
    assert_eq!(published.code, 0, "{}", published.stderr);
    assert_eq!(bench.run(&["verify", "out"]).code, 0);
}

#[test]
fn importing_again_changes_nothing_but_what_changed() {
    let bench = mixed();
    import(&bench, &["in"]);
    let before = bench.tree("set");
    let again = import(&bench, &["in"]);
    assert!(
        again.stdout.contains("0 new, 0 changed, 7 as before"),
        "{}",
        again.stdout
    );
    assert_eq!(bench.tree("set"), before);

    let bench = bench.with(
        "in/notes/a.md",
        "---\ntitle: A better note\ndate: 2019-07-04\n---\nText.",
    );
    let changed = import(&bench, &["in"]);
    assert!(
        changed.stdout.contains("0 new, 1 changed, 6 as before"),
        "{}",
        changed.stdout
    );
    assert!(titles(&bench).contains(&"A better note".to_owned()) && titles(&bench).len() == 7);
}

#[test]
fn what_vanished_is_listed_and_pruned_only_when_asked() {
    let bench = mixed();
    import(&bench, &["in"]);
    fs::remove_file(bench.path("in/notes/a.md")).unwrap();
    let kept = import(&bench, &["in"]);
    assert!(
        kept.stdout
            .contains("vanished: 1\n  A note (import:in/notes/a.md)\n"),
        "{}",
        kept.stdout
    );
    assert_eq!(titles(&bench).len(), 7);
    let dry = import(&bench, &["in", "--prune", "--dry-run"]);
    assert!(dry.stdout.contains("pruned: 1\n"), "{}", dry.stdout);
    assert_eq!(titles(&bench).len(), 7);
    import(&bench, &["in", "--prune"]);
    assert!(titles(&bench).len() == 6 && !titles(&bench).contains(&"A note".to_owned()));
}

#[test]
fn a_dry_run_writes_nothing_and_says_what_would_happen() {
    let bench = mixed();
    let dry = import(&bench, &["in", "--dry-run"]);
    assert!(
        dry.stdout.starts_with("new: 7\n") && dry.stdout.contains("Would import 7 articles"),
        "{}",
        dry.stdout
    );
    assert!(!bench.path("set").exists());
}

#[test]
fn another_source_adds_and_takes_nothing_away() {
    let bench = mixed().with("more.csv", "title,body\nAnother row,y\n");
    import(&bench, &["in"]);
    let added = import(&bench, &["more.csv", "--prune"]);
    assert!(
        added.stdout.contains("1 new") && !added.stdout.contains("pruned"),
        "{}",
        added.stdout
    );
    assert_eq!(titles(&bench).len(), 8);
}

#[test]
fn what_was_written_in_the_set_itself_stays() {
    let bench = Bench::new()
        .with("set/mine.json", feed([plain_item(0)]))
        .with("set/site.toml", "title = \"Mine\"\n")
        .with(
            "in.json",
            feed([
                json!({"id": "id 0", "title": "Other", "content_text": "x", "language": "en"}),
                plain_item(1),
            ]),
        );
    let before = fs::read(bench.path("set/mine.json")).unwrap();
    let outcome = import(&bench, &["in.json"]);
    assert_eq!(outcome.code, 1, "{}", outcome.stderr);
    assert!(
        outcome
            .stderr
            .contains("the set has this article already, and it was not imported there"),
        "{}",
        outcome.stderr
    );
    assert_eq!(fs::read(bench.path("set/mine.json")).unwrap(), before);
    assert_eq!(
        fs::read(bench.path("set/site.toml")).unwrap(),
        b"title = \"Mine\"\n"
    );
    assert_eq!(titles(&bench), ["Title 1", "Title 0"]);
}

#[test]
fn exit_codes_tell_all_some_or_nothing() {
    let bench = Bench::new()
        .with("good.csv", "title,body\nA,x\n")
        .with(
            "broken.xml",
            "<rss version='2.0'><channel><item><title>B</title></item><item><title>C",
        )
        .with("none.bin", [0_u8, 1, 2, 3]);
    assert_eq!(import(&bench, &["good.csv"]).code, 0);
    let broken = import(&bench, &["broken.xml"]);
    assert_eq!(broken.code, 1);
    assert!(
        broken.stderr.contains(
            "broken.xml, line 1, item 1: stopped reading here: the file stops inside this article"
        ),
        "{}",
        broken.stderr
    );
    let some = import(&bench, &["good.csv", "none.bin", "missing.md"]);
    assert_eq!(some.code, 1);
    assert!(
        some.stderr.ends_with(
            "kiosque: 2 parts of the sources could not be imported; the rest is in the set\n"
        ),
        "{}",
        some.stderr
    );
    let nothing = import(&bench, &["none.bin"]);
    assert_eq!(nothing.code, 2);
    assert!(
        nothing
            .stderr
            .ends_with("kiosque: no article was found in the sources\n"),
        "{}",
        nothing.stderr
    );
}

#[test]
fn what_the_user_says_stands_where_the_source_says_nothing() {
    let bench = Bench::new().with("in/a.csv", "title,date,body\nA,04/07/2019,x\n");
    let said = [
        "in",
        "--tag",
        "Revue",
        "--tag",
        "Presse",
        "--source",
        "Hespress",
        "--lang",
        "ar",
        "--date-format",
        "mdy",
    ];
    let outcome = import(&bench, &said);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let feed: Value = serde_json::from_slice(&bench.tree("set")["articles-0001.json"]).unwrap();
    let item = &feed["items"][0];
    assert_eq!(item["tags"], json!(["Revue", "Presse"]));
    assert_eq!(item["language"], "ar");
    assert_eq!(item["date_published"], "2019-04-07");
    assert_eq!(item["_kiosque"]["source"]["name"], "Hespress");
}

#[test]
fn a_format_that_is_said_is_not_looked_for() {
    let bench = Bench::new().with("in/a.csv", "title,body\nA,x\n");
    let outcome = import(&bench, &["in", "--as", "markdown"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(
        outcome.stdout.ends_with("Read 1 markdown"),
        "{}",
        outcome.stdout
    );
    let wrong = import(&bench, &["in", "--as", "table?"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.stderr.contains(
            "table? is none of json-feed, feed, wordpress, markdown, page, table, review"
        ),
        "{}",
        wrong.stderr
    );
}

#[test]
fn the_report_file_has_every_article_and_problem() {
    let bench = mixed();
    import(&bench, &["in", "--report", "report.jsonl"]);
    let report = fs::read_to_string(bench.path("report.jsonl")).unwrap();
    let lines: Vec<Value> = report
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        lines.iter().filter(|line| line["article"] == "new").count(),
        7
    );
    let row = lines.iter().find(|line| line["title"] == "A row").unwrap();
    assert_eq!(
        (&row["article"], &row["file"], &row["line"]),
        (&json!("new"), &json!("in/table.csv"), &json!(2))
    );
    let style = "in/style.css: of no format that is read";
    assert!(lines.iter().any(|line| line["passed_over"] == style));
    let undated = lines
        .iter()
        .find(|line| line["problem"] == "no-date" && line["file"] == "in/rss.xml")
        .unwrap();
    assert_eq!(
        (&undated["cost"], &undated["line"], &undated["field"]),
        (&json!("remark"), &json!(1), &json!("date"))
    );
}

#[test]
fn two_sources_that_count_their_articles_keep_them_apart() {
    let of = |title: &str| feed([json!({"id": "1", "title": title, "content_text": "x"})]);
    let bench = Bench::new()
        .with("one.json", of("The port"))
        .with("two.json", of("The water"));
    import(&bench, &["one.json"]);
    let second = import(&bench, &["two.json"]);
    assert!(
        second.stdout.contains("1 new, 0 changed, 0 as before"),
        "{}",
        second.stdout
    );
    assert!(
        second.stderr.contains("remarks, shared id: 1\n"),
        "{}",
        second.stderr
    );
    assert_eq!(titles(&bench), ["The port", "The water"]);
    let again = import(&bench, &["two.json"]);
    assert!(
        again.stdout.contains("0 new, 0 changed, 1 as before"),
        "{}",
        again.stdout
    );
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_source_is_read() {
    use std::os::unix::fs::symlink;
    let bench = Bench::new()
        .with("secret/secret.md", "# Secret\n\nText.")
        .with(
            "in/a.md",
            "# A\n\n![x](../secret/x.png) ![y](/etc/x.png) ![z](link/x.png)\n",
        )
        .with(
            "in/table.csv",
            "title,file\nB,../secret/secret.md\nC,link/secret.md\n",
        );
    symlink(bench.path("secret"), bench.path("in/link")).unwrap();
    symlink(bench.path("secret/secret.md"), bench.path("in/link.md")).unwrap();
    let outcome = import(&bench, &["in"]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome
            .stderr
            .contains("in/link.md: left out: a symbolic link, which is not followed"),
        "{}",
        outcome.stderr
    );
    let set = bench.tree("set");
    let written: String = set
        .values()
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    assert!(!written.contains("Secret"), "{written}");
    assert_eq!(titles(&bench), ["A", "B", "C"]);
}

#[test]
fn copies_are_folded_and_told() {
    let text = "The strategic dialogue between Morocco and the United States is held in Rabat this week, and both delegations said that trade and water would be on the table.";
    let bench = Bench::new()
        .with("one.csv", format!("title,body,url,tags,modified\nThe dialogue,\"{text}\",https://a.example/dialogue?utm_source=x,Maroc,2019-07-04\n"))
        .with("two.csv", format!("title,body,url,tags,modified\nThe dialogue!,\"{text}\",https://b.example/copy,Maroc;Eau,2019-07-05\nOther,x,http://www.a.example/dialogue/,Commerce,2019-07-01\n"));
    let outcome = import(&bench, &["one.csv", "two.csv"]);
    assert_eq!(outcome.code, 0);
    assert!(
        outcome
            .stdout
            .contains("1 new, 0 changed, 0 as before; 2 left out"),
        "{}",
        outcome.stdout
    );
    for told in [
        "left out: has the same title and nearly the same text as one.csv, line 2, item 0, which has its tags now",
        "left out: has the same address as one.csv",
    ] {
        assert!(outcome.stderr.contains(told), "{}", outcome.stderr);
    }
    let set = bench.tree("set");
    let feed: Value = serde_json::from_slice(&set["articles-0001.json"]).unwrap();
    let kept = &feed["items"][0];
    assert_eq!(kept["tags"], json!(["Maroc", "Eau", "Commerce"]));
    assert_eq!(kept["date_modified"], "2019-07-05");
    let again = import(&bench, &["one.csv", "two.csv"]);
    assert!(
        again.stdout.contains("0 new, 0 changed, 1 as before"),
        "{}",
        again.stdout
    );
    assert_eq!(bench.tree("set"), set);
}
