//! Archives whose bytes are not those published: whatever a file holds, a question ends
//! with an error or an answer, and with an error that names the file wherever files are
//! held against their names.

mod alteration;
mod cases;
mod questions;
mod seeded;
mod store;

use crate::counts::LARGE;
use crate::edition::Edition;
use cases::{CASES, Cases};
use kiosque_publish::archive::{Options, build_archive};
use kiosque_publish::intake::{SetFile, read_set};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// A case takes milliseconds; one that takes as long as this has no end.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the altered files may cost in memory at most, in kB.
const MEMORY: u64 = 256 << 10;

#[test]
fn every_kind_of_file_is_read() {
    assert_eq!(Cases::of(&LARGE).unread(), [""; 0]);
}

#[test]
fn the_bundled_set_altered_anywhere() {
    check(|| Cases::of(&bundled()));
}

#[test]
fn a_set_of_several_generations_altered_anywhere() {
    check(|| Cases::of(&LARGE));
}

/// Alters the archive in [`CASES`] ways, on a thread that can be left alone when it
/// does not come back.
fn check(published: fn() -> Cases) {
    let (tell, told) = channel();
    let cases = std::thread::spawn(move || {
        let cases = published();
        let before = peak_memory();
        let outcome = cases.run(&tell);
        (outcome, peak_memory().saturating_sub(before))
    });
    watch(&told);
    let (outcome, memory) = cases.join().unwrap();
    assert!(outcome.failures.is_empty(), "{:#?}", outcome.failures);
    // Else the alterations would be too coarse to get past the first bracket.
    let enough = CASES / 10;
    assert!(
        outcome.answers > enough && outcome.errors > enough,
        "{outcome:?}"
    );
    assert!(memory < MEMORY, "{memory} kB");
}

fn watch(told: &Receiver<String>) {
    let mut last = "publishing".to_owned();
    loop {
        match told.recv_timeout(PATIENCE) {
            Ok(case) => last = case,
            Err(RecvTimeoutError::Timeout) => panic!("no end: {last}"),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// The most this process has held at once, in kB; 0 where the system does not say, or
/// where other tests run in the same process.
fn peak_memory() -> u64 {
    if std::env::var_os("NEXTEST").is_none() {
        return 0;
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let figures = peak.map(|peak| peak.trim().trim_end_matches(" kB"));
    figures.map_or(0, |figures| figures.parse().unwrap())
}

/// The project's own set.
fn bundled() -> Edition {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/articles");
    let mut files = Vec::new();
    for place in ["", "images/"] {
        for entry in std::fs::read_dir(folder.join(place)).unwrap() {
            let file = entry.unwrap().path();
            if file.is_file() {
                let name = file.file_name().unwrap().to_str().unwrap();
                files.push(SetFile {
                    path: format!("{place}{name}"),
                    bytes: std::fs::read(&file).unwrap(),
                });
            }
        }
    }
    let set = read_set(files).unwrap();
    let articles = set.articles.clone();
    let archive = build_archive(set, &Options::default()).unwrap();
    Edition::new(archive, articles)
}
