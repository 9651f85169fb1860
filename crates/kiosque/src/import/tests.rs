//! Pictures of other hosts, through the whole tool. Here its own address is allowed;
//! that the tool itself never asks it is tested with the others of its kind.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

use super::fetch::faulty::Faulty;
use crate::arguments::{Arguments, Command, ImportArguments};
use clap::Parser;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::net::{IpAddr, Ipv4Addr};
use tempfile::TempDir;
use walkdir::WalkDir;

/// A folder with a source `in`, whose pictures a host gives, and a set.
struct Desk {
    folder: TempDir,
    host: Faulty,
}

impl Desk {
    fn with(paths: &[&str]) -> Self {
        let desk = Self {
            folder: TempDir::new().unwrap(),
            host: Faulty::start(),
        };
        desk.write("A", paths);
        desk
    }

    fn write(&self, title: &str, paths: &[&str]) {
        let address = &self.host.address;
        let images = paths.iter().map(|path| format!("![x]({address}{path})\n"));
        let note = format!("# {title}\n\n{}", images.collect::<String>());
        fs::create_dir_all(self.folder.path().join("in")).unwrap();
        fs::write(self.folder.path().join("in/a.md"), note).unwrap();
    }

    fn arguments(&self, more: &[&str]) -> ImportArguments {
        let path = |name: &str| self.folder.path().join(name).to_str().unwrap().to_owned();
        let (source, set, report) = (path("in"), path("set"), path("report"));
        let words = [
            "kiosque", "import", &source, "--into", &set, "--report", &report,
        ];
        let words = words.iter().chain(more);
        match Arguments::try_parse_from(words).unwrap().command {
            Command::Import(arguments) => arguments,
            _ => unreachable!("import is what was said"),
        }
    }

    /// Imports; what the report tells of pictures, without the host.
    fn import(&self, more: &[&str]) -> Vec<String> {
        let ours = |address| address == IpAddr::V4(Ipv4Addr::LOCALHOST);
        super::import(&self.arguments(more), ours).unwrap();
        let report = fs::read_to_string(self.folder.path().join("report")).unwrap();
        let lines = report
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines
            .filter_map(|line| line["reason"].as_str().map(str::to_owned))
            .filter(|reason| reason.contains("the image"))
            .map(|reason| reason.replace(&self.host.address, ""))
            .collect()
    }

    fn set(&self) -> BTreeMap<String, Vec<u8>> {
        let set = self.folder.path().join("set");
        WalkDir::new(&set)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let name = entry.path().strip_prefix(&set).unwrap();
                let name = name.to_str().unwrap().to_owned();
                (name, fs::read(entry.path()).unwrap())
            })
            .collect()
    }

    fn body(&self) -> String {
        let set: Value = serde_json::from_slice(&self.set()["articles-0001.json"]).unwrap();
        assert_eq!(set["items"].as_array().unwrap().len(), 1);
        set["items"][0]["content_html"].as_str().unwrap().to_owned()
    }
}

#[test]
fn a_picture_is_fetched_once_and_kept() {
    let desk = Desk::with(&["/picture"]);
    assert_eq!(desk.import(&["--fetch-images"]), [""; 0]);
    let set = desk.set();
    let images = set.keys().filter(|name| name.starts_with("images/"));
    assert_eq!(images.count(), 3);
    let body = desk.body();
    assert!(
        body.contains("data-file=") && !body.contains("remote-image"),
        "{body}"
    );

    for again in [&[][..], &["--fetch-images"]] {
        desk.import(again);
        assert_eq!(desk.set(), set, "{again:?}");
    }
    desk.write("A better A", &["/picture"]);
    desk.import(&[]);
    assert_eq!(desk.body(), body);
    assert_eq!(desk.host.connections(), 1);
}

#[test]
fn a_picture_that_was_taken_away_is_a_placeholder() {
    let desk = Desk::with(&["/picture"]);
    desk.import(&["--fetch-images"]);
    fs::remove_dir_all(desk.folder.path().join("set/images")).unwrap();
    desk.import(&[]);
    assert!(desk.body().contains("remote-image"), "{}", desk.body());
    desk.import(&["--fetch-images"]);
    assert!(desk.body().contains("data-file="), "{}", desk.body());
}

#[test]
fn pictures_that_do_not_come_are_told_and_the_article_is_there() {
    let desk = Desk::with(&["/none", "/large", "/page", "/good", "/inward"]);
    let told = [
        "the image `/none` cannot be fetched: its host answers 404",
        "the image `/large` cannot be fetched: it has more than 20 MB",
        "the image `/page` is not a PNG, JPEG, WebP or GIF image; left out",
        "the image `/good` is not a PNG, JPEG, WebP or GIF image; left out",
        "the image `/inward` cannot be fetched: its host has a private address",
    ];
    assert_eq!(desk.import(&["--fetch-images"]), told);
    assert_eq!(desk.body().matches("remote-image").count(), told.len());
    assert_eq!(desk.set().len(), 2);
}

#[test]
fn a_picture_that_only_counts_readers_leaves_nothing_behind() {
    let desk = Desk::with(&["/pixel"]);
    assert_eq!(desk.import(&["--fetch-images"]), [""; 0]);
    assert_eq!(desk.host.connections(), 1);
    let files: Vec<String> = desk.set().into_keys().collect();
    assert_eq!(files, ["articles-0001.json", "site.toml"]);
    assert!(!desk.body().contains("data-file="), "{}", desk.body());
}

#[test]
fn a_dry_run_fetches_into_nothing() {
    let desk = Desk::with(&["/picture"]);
    desk.import(&["--fetch-images", "--dry-run"]);
    assert!(!desk.folder.path().join("set").exists());
}
