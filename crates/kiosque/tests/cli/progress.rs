//! How far the work is: on a terminal, and nowhere else.

use super::{Bench, feed, plain_item};
use std::process::Command;

const IMPORT: &[&str] = &["import", "in.json", "--into", "set"];

fn long() -> Bench {
    Bench::new().with("in.json", feed((0..300).map(plain_item)))
}

/// What the tool says on a terminal, which `script` makes.
fn on_a_terminal(bench: &Bench, arguments: &str) -> Option<String> {
    let tool = env!("CARGO_BIN_EXE_kiosque");
    let said = Command::new("script")
        .args(["-qec", &format!("'{tool}' {arguments}"), "/dev/null"])
        .env("TERM", "xterm")
        .current_dir(bench.path(""))
        .output()
        .ok()?;
    assert!(said.status.success(), "{said:?}");
    Some(String::from_utf8_lossy(&said.stdout).into_owned())
}

#[test]
fn a_terminal_shows_it_unless_quiet() {
    let bench = long();
    let Some(said) = on_a_terminal(&bench, &IMPORT.join(" ")) else {
        eprintln!("skipped: script is not there");
        return;
    };
    assert!(said.contains("reading"), "{said:?}");
    let said = on_a_terminal(&bench, &format!("{} --quiet", IMPORT.join(" ")));
    assert!(!said.unwrap().contains("reading"));
}

#[test]
fn a_pipe_gets_none_of_it() {
    let outcome = long().run(IMPORT);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    for told in [&outcome.stdout, &outcome.stderr] {
        assert!(
            !told.contains("reading") && !told.contains('\u{1b}'),
            "{told:?}"
        );
    }
}
