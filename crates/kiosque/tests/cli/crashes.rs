//! A publication that is killed, or told that the disk is full or broken, at
//! any of the system calls by which it changes the disk.

use crate::{Bench, feed, plain_item};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output, Stdio};

/// The kinds of calls, as strace selects them: the names differ by machine.
const CALLS: [&str; 6] = [
    "write",
    "/^rename",
    "/^mkdir",
    "/^unlink|^rmdir",
    "fsync",
    "syncfs",
];
const SIGKILL: i32 = 9;

type Tree = BTreeMap<String, Vec<u8>>;

/// A call of a kind: the how-manieth, from 1.
#[derive(Debug)]
struct Call {
    kind: &'static str,
    nth: usize,
}

/// An older edition in `out` or none, a newer set to publish, and what should
/// come of it.
struct Story {
    bench: Bench,
    /// `out` before.
    older: Tree,
    /// `out` after an undisturbed publication.
    newer: Tree,
    calls: Vec<Call>,
}

impl Story {
    /// `None`, and says why, where processes cannot be traced.
    fn new(has_older: bool) -> Option<Self> {
        if !can_trace() {
            return None;
        }
        let bench = Bench::new().with("set/images/dot.png", b"\x89PNG\r\n\x1a\n.");
        let bench = bench.with("set/site.toml", "title = \"Test\"\n");
        let mut story = Self {
            bench: bench.with("set/feed.json", feed([0, 1].map(plain_item))),
            older: Tree::new(),
            newer: Tree::new(),
            calls: Vec::new(),
        };
        if has_older {
            assert_eq!(story.bench.publish().code, 0);
        }
        story.older = story.bench.tree("out");
        story.bench = story
            .bench
            .with("set/feed.json", feed([0, 1, 2].map(plain_item)));
        story.calls = story.count();
        story.newer = story.bench.tree("out");
        assert!(story.newer["root.json"].len() > 100);
        Some(story)
    }

    /// Publishes undisturbed; gives the calls that took.
    fn count(&self) -> Vec<Call> {
        let of_kind = |kind| {
            self.reset();
            let traced = self.trace(&["-e", &format!("trace={kind}"), "-o", "trace"]);
            assert!(traced.status.success(), "{traced:?}");
            let trace = fs::read_to_string(self.bench.path("trace")).unwrap();
            let calls = trace.lines().filter(|line| line.contains('('));
            (1..=calls.count()).map(move |nth| Call { kind, nth })
        };
        CALLS.into_iter().flat_map(of_kind).collect()
    }

    /// Makes `out` what it was before.
    fn reset(&self) {
        let out = self.bench.path("out");
        if out.exists() {
            fs::remove_dir_all(&out).unwrap();
        }
        for (path, bytes) in &self.older {
            let file = out.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
    }

    /// Publishes with `injection` at `call`.
    fn publish_with(&self, call: &Call, injection: &str) -> Output {
        self.reset();
        let inject = format!("inject={}:{injection}:when={}", call.kind, call.nth);
        self.trace(&[
            "-o",
            "trace",
            "-e",
            &format!("trace={}", call.kind),
            "-e",
            &inject,
        ])
    }

    /// Only the first thread changes the disk, so the others are not followed.
    fn trace(&self, options: &[&str]) -> Output {
        let mut strace = Command::new("strace");
        strace.args(options).arg(env!("CARGO_BIN_EXE_kiosque"));
        strace.args(["publish", "set", "--archive", "out", "--quiet"]);
        let strace = strace.current_dir(self.bench.folder.path());
        strace.stdin(Stdio::null()).output().unwrap()
    }

    /// The folder holds the older edition or the newer one, whole.
    fn check_edition(&self, at: &str) {
        let root = fs::read(self.bench.path("out/root.json")).ok();
        let is_older = root.as_ref() == self.older.get("root.json");
        let is_newer = root.as_ref() == self.newer.get("root.json");
        assert!(is_older || is_newer, "neither edition, {at}");
        if root.is_some() {
            let outcome = self.bench.run(&["verify", "out"]);
            assert_eq!(outcome.code, 0, "{at}: {}", outcome.stderr);
        }
    }

    /// The next publication succeeds and leaves nothing of the one before.
    fn check_next(&self, at: &str) {
        let outcome = self.bench.publish();
        assert_eq!(outcome.code, 0, "{at}: {}", outcome.stderr);
        let out = self.bench.tree("out");
        assert!(out == self.newer, "{at}: {:?}", out.keys());
        let staging = self.bench.path("out/.kiosque-staging");
        assert!(!staging.exists(), "{at}: the staging folder is still there");
    }
}

fn can_trace() -> bool {
    let traced = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output();
    match traced {
        Ok(output) if output.status.success() => true,
        Ok(output) => {
            let reason = String::from_utf8_lossy(&output.stderr).into_owned();
            eprintln!("skipped: strace may not trace here: {reason}");
            false
        }
        Err(error) => {
            eprintln!("skipped: no strace ({error}); `cargo xtask setup` installs it");
            false
        }
    }
}

/// Kills a publication at each call.
fn check_killed(has_older: bool) {
    let Some(story) = Story::new(has_older) else {
        return;
    };
    for call in &story.calls {
        let output = story.publish_with(call, "signal=SIGKILL");
        let at = format!("killed at {call:?}");
        assert_eq!(output.status.signal(), Some(SIGKILL), "{at}: {output:?}");
        story.check_edition(&at);
        story.check_next(&at);
    }
}

#[test]
fn all_else_is_on_the_disk_when_the_root_is_renamed() {
    let Some(story) = Story::new(true) else {
        return;
    };
    story.reset();
    let traced = story.trace(&["-e", "trace=/^rename|sync", "-o", "trace"]);
    assert!(traced.status.success(), "{traced:?}");
    let trace = fs::read_to_string(story.bench.path("trace")).unwrap();
    let calls: Vec<&str> = trace.lines().filter(|line| line.contains('(')).collect();
    let is_root = |call: &&str| call.contains("\"out/root.json\"");
    let around = &calls[calls.iter().position(is_root).unwrap() - 2..];
    let expected = ["syncfs", "fsync", "rename", "syncfs"];
    let follow = around
        .iter()
        .zip(expected)
        .all(|(call, start)| call.starts_with(start));
    assert!(around.len() == expected.len() && follow, "{trace}");
}

#[test]
fn a_killed_publication_leaves_one_edition_or_the_other() {
    check_killed(true);
}

#[test]
fn a_killed_first_publication_is_taken_up_again() {
    check_killed(false);
}

/// Lets each call fail with `error`, which is told in these words.
fn check_failing(error: &str, words: &str) {
    let Some(story) = Story::new(true) else {
        return;
    };
    for call in &story.calls {
        let output = story.publish_with(call, &format!("error={error}"));
        let at = format!("{error} at {call:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        let is_older = story.bench.tree("out")["root.json"] == story.older["root.json"];
        if output.status.success() {
            // The folder was there, or what is left over is nobody's.
            assert!(
                call.kind.contains("mkdir") || call.kind.contains("unlink"),
                "{at}"
            );
            assert!(!is_older, "{at}");
        } else {
            check_told(&said, words, &at);
            let says_older = said.contains("\nThe edition published before is as it was.");
            assert_eq!(says_older, is_older, "{at}: {said}");
        }
        story.check_edition(&at);
        story.check_next(&at);
    }
}

/// The message names the file and the reason.
fn check_told(said: &str, words: &str, at: &str) {
    let first = said.lines().next().unwrap_or_default();
    let names = [
        "cannot write out/",
        "cannot write a temporary file in out: ",
        "cannot get all of out onto the disk: ",
        "failed to create directory `out/",
    ];
    let is_named = names
        .iter()
        .any(|name| first.starts_with(&format!("kiosque: {name}")));
    assert!(is_named && first.ends_with(words), "{at}: {said}");
}

#[test]
fn a_full_disk_is_told_with_the_file_and_keeps_the_edition() {
    check_failing("ENOSPC", ": No space left on device (os error 28)");
}

#[test]
fn a_broken_disk_is_told_with_the_file_and_keeps_the_edition() {
    check_failing("EIO", ": Input/output error (os error 5)");
}
