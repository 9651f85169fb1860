use super::{Set, item_with};
use crate::intake::{IntakeError, take_in};
use serde_json::json;
use std::borrow::Cow;
use std::cell::RefCell;

/// A set with something of everything, its files out of order.
fn set() -> Set {
    Set::default()
        .feed("b.json", json!([item_with(json!({"id": 2}))]))
        .file("notes.txt", "x")
        .file("images/x.png", "\u{89}PNG")
        .feed(
            "a.json",
            json!([item_with(json!({"id": 1})), item_with(json!({"id": 3}))]),
        )
        .file("site.toml", "title = \"S\"\n")
}

/// Whoever reads files and keeps articles: what it does, and when it has enough.
struct Keeper {
    steps: RefCell<Vec<String>>,
    stop: usize,
}

impl Keeper {
    fn step(&self, what: String) -> Result<(), Stop> {
        self.steps.borrow_mut().push(what);
        if self.steps.borrow().len() == self.stop {
            return Err(Stop("enough".to_owned()));
        }
        Ok(())
    }
}

/// The steps of taking in, `read x` and `keep y`, up to the one that stops it,
/// and how many articles that came to.
fn steps(set: &Set, stop: usize) -> (Vec<String>, Result<usize, String>) {
    let paths: Vec<&str> = set.0.iter().map(|file| file.path.as_str()).collect();
    let keeper = Keeper {
        steps: RefCell::default(),
        stop,
    };
    let taken = take_in(
        &paths,
        |position| {
            keeper.step(format!("read {}", paths[position]))?;
            Ok(Cow::Borrowed(set.0[position].bytes.as_slice()))
        },
        |article| keeper.step(format!("keep {}", article.id)),
    );
    let taken = taken.map(|inventory| inventory.articles());
    (
        keeper.steps.into_inner(),
        taken.map_err(|Stop(reason)| reason),
    )
}

#[derive(Debug)]
struct Stop(String);

impl From<IntakeError> for Stop {
    fn from(error: IntakeError) -> Self {
        Self(error.to_string())
    }
}

#[test]
fn files_are_read_once_settings_and_images_first() {
    let expected = [
        "read site.toml",
        "read images/x.png",
        "read a.json",
        "read b.json",
        "keep 1",
        "keep 3",
        "keep 2",
    ];
    let (seen, taken) = steps(&set(), usize::MAX);
    assert_eq!((seen, taken), (expected.map(str::to_owned).to_vec(), Ok(3)));
}

#[test]
fn whoever_reads_or_keeps_may_stop_it() {
    for stop in 1..=7 {
        let (seen, taken) = steps(&set(), stop);
        assert_eq!((seen.len(), taken), (stop, Err("enough".to_owned())));
    }
}

#[test]
fn large_feeds_are_not_held_together() {
    let large = |id: usize| {
        json!([item_with(
            json!({"id": id, "content_text": "mot ".repeat(900_000)})
        )])
    };
    let set = Set::default()
        .feed("a.json", large(1))
        .feed("b.json", large(2))
        .feed("c.json", large(3));
    let (seen, taken) = steps(&set, usize::MAX);
    let expected = [
        "read a.json",
        "read b.json",
        "keep 1",
        "read c.json",
        "keep 2",
        "keep 3",
    ];
    assert_eq!((seen, taken), (expected.map(str::to_owned).to_vec(), Ok(3)));
}

#[test]
fn a_refused_set_names_the_first_file_at_fault() {
    let set = set().file("c.json", "{").file("d.json", "[");
    let (_, taken) = steps(&set, usize::MAX);
    assert!(taken.unwrap_err().starts_with("c.json, line 1: "));
}
