//! Which crates reach the browser. The whole list is committed, so that a new one is seen in
//! review; some may never come.

use std::collections::BTreeSet;
use std::fs;

use super::Findings;
use crate::place;
use crate::run::{self, line_of};
use crate::rust_parts::WASM;
use crate::say::say;

const LIST: &str = "crates/xtask/wasm-crates.txt";

/// Native work, or too heavy for the reader's download.
const NEVER: &[&str] = &[
    "ammonia",
    "chrono",
    "html5ever",
    "image",
    "jiff",
    "rayon",
    "tokio",
    "unicode-normalization",
];

/// Leptos itself brings these, and the linker drops them as long as nobody calls them:
/// our own crates may not name them.
const NEVER_DIRECTLY: &[&str] = &["idna", "regex", "toml"];

/// Compares the viewer's dependencies with the list and with what may never come.
pub fn check() -> Result<Findings, String> {
    let tree = tree()?;
    let listed = fs::read_to_string(place::workspace().join(LIST)).unwrap_or_default();
    let mut findings = differences(&names(&tree), &listed);
    findings.extend(forbidden(&tree));
    Ok(findings)
}

/// Rewrites the list.
pub fn bless() -> Result<(), String> {
    let names: Vec<String> = names(&tree()?).into_iter().collect();
    fs::write(place::workspace().join(LIST), names.join("\n") + "\n")
        .map_err(|error| format!("{LIST}: cannot be written: {error}"))?;
    say(&format!(
        "{LIST}: {} crates; read the difference before committing it",
        names.len()
    ));
    Ok(())
}

/// One line a crate: depth, name, version. Crates that only run at compile time are left out.
fn tree() -> Result<String, String> {
    let mut cargo = run::cargo();
    cargo
        .args(["tree", "-p", "kiosque-viewer", "--target", WASM])
        .args([
            "--edges",
            "normal,no-proc-macro",
            "--prefix",
            "depth",
            "--quiet",
        ])
        .env("CARGO_TERM_COLOR", "never")
        .current_dir(place::workspace());
    run::answer(&mut cargo).ok_or_else(|| format!("`{}` fails; run it to see why", line_of(&cargo)))
}

/// Depth and name of each line of the tree.
fn entries(tree: &str) -> impl Iterator<Item = (usize, &str)> {
    tree.lines().filter_map(|line| {
        let digits = line.find(|letter: char| !letter.is_ascii_digit())?;
        let (depth, rest) = line.split_at(digits);
        Some((depth.parse().ok()?, rest.split_whitespace().next()?))
    })
}

fn names(tree: &str) -> BTreeSet<String> {
    entries(tree).map(|(_, name)| name.to_owned()).collect()
}

fn differences(found: &BTreeSet<String>, listed: &str) -> Findings {
    let listed: BTreeSet<String> = listed.lines().map(str::to_owned).collect();
    let of = |one: &BTreeSet<String>, other: &BTreeSet<String>, what: &str| {
        let names: Vec<&str> = one.difference(other).map(String::as_str).collect();
        (!names.is_empty()).then(|| {
            let names = names.join(", ");
            format!(
                "{LIST}:1: {what}: {names}; undo it, or accept it with `cargo xtask tidy --bless`"
            )
        })
    };
    let new = of(found, &listed, "in the wasm and not listed");
    let gone = of(&listed, found, "listed and no longer in the wasm");
    new.into_iter().chain(gone).collect()
}

fn forbidden(tree: &str) -> Findings {
    let mut findings = BTreeSet::new();
    let mut above: Vec<&str> = Vec::new();
    for (depth, name) in entries(tree) {
        above.truncate(depth);
        let parent = above.last().copied().unwrap_or("");
        let directly = parent.starts_with("kiosque-") && NEVER_DIRECTLY.contains(&name);
        if directly || NEVER.contains(&name) {
            findings.insert(format!(
                "{LIST}:1: {name} must not reach the wasm; {parent} uses it"
            ));
        }
        above.push(name);
    }
    findings.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{differences, forbidden, names};

    const TREE: &str =
        "0kiosque-viewer v0.1.0 (/x)\n1leptos v0.8.23\n2regex v1.1.0\n1serde v1.0.0 (*)\n";

    #[test]
    fn the_list_must_equal_what_cargo_says() {
        let found = names(TREE);
        assert!(differences(&found, "kiosque-viewer\nleptos\nregex\nserde\n").is_empty());
        let differences = differences(&found, "itoa\nkiosque-viewer\nleptos\nregex\n");
        let told = differences.join("\n");
        assert_eq!(differences.len(), 2, "{told}");
        assert!(told.contains("not listed: serde;"), "{told}");
        assert!(told.contains("no longer in the wasm: itoa;"), "{told}");
    }

    #[test]
    fn what_leptos_brings_is_forbidden_to_us_only() {
        assert!(forbidden(TREE).is_empty());
        let ours = format!("{TREE}1kiosque-reader v0.1.0\n2regex v1.1.0\n");
        assert_eq!(
            forbidden(&ours),
            [
                "crates/xtask/wasm-crates.txt:1: regex must not reach the wasm; kiosque-reader uses it"
            ]
        );
    }

    #[test]
    fn native_crates_never_come_by_any_way() {
        let deep = format!("{TREE}1other v1.0.0\n2jiff v1.0.0\n");
        assert_eq!(
            forbidden(&deep),
            ["crates/xtask/wasm-crates.txt:1: jiff must not reach the wasm; other uses it"]
        );
    }
}
