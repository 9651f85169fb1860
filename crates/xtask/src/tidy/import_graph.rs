//! Which of our crates may use which.

use super::{Findings, Source, at, numbered};

/// A crate, what it may use, and what only its tests may use besides.
/// Nothing may use `kiosque` or `xtask`.
const MAY_USE: &[(&str, &[&str], &[&str])] = &[
    ("kiosque-model", &[], &[]),
    ("kiosque-sanitise", &["kiosque-model"], &[]),
    ("kiosque-reader", &["kiosque-model"], &[]),
    ("kiosque-search", &["kiosque-model"], &[]),
    ("kiosque-cite", &["kiosque-model"], &[]),
    ("kiosque-web", &[], &[]),
    (
        "kiosque-desk",
        &["kiosque-cite", "kiosque-model", "kiosque-web"],
        &[],
    ),
    ("kiosque-worker", &["kiosque-search", "kiosque-web"], &[]),
    (
        "kiosque-viewer",
        &[
            "kiosque-model",
            "kiosque-reader",
            "kiosque-search",
            "kiosque-web",
        ],
        &[],
    ),
    (
        "kiosque-publish",
        &[
            "kiosque-model",
            "kiosque-reader",
            "kiosque-sanitise",
            "kiosque-search",
            "kiosque-viewer",
        ],
        &[],
    ),
    (
        "kiosque-import",
        &["kiosque-model", "kiosque-sanitise"],
        &[],
    ),
    (
        "kiosque-import-fuzz",
        &["kiosque-import", "kiosque-sanitise"],
        &[],
    ),
    (
        "kiosque",
        &[
            "kiosque-import",
            "kiosque-model",
            "kiosque-publish",
            "kiosque-reader",
            "kiosque-search",
        ],
        &[],
    ),
    (
        "kiosque-e2e",
        &["kiosque-model", "kiosque-publish", "kiosque-reader"],
        &["kiosque-import"],
    ),
    ("kiosque-corpus", &["kiosque-model"], &["kiosque-publish"]),
    (
        "kiosque-bench",
        &[
            "kiosque-corpus",
            "kiosque-e2e",
            "kiosque-model",
            "kiosque-publish",
            "kiosque-reader",
            "kiosque-search",
        ],
        &[],
    ),
    ("kiosque-least", &[], &[]),
    ("xtask", &[], &[]),
];

/// Every use of one of our crates by another that the table does not have.
pub fn check(sources: &[Source]) -> Findings {
    sources
        .iter()
        .filter(|source| source.path == "Cargo.toml" || source.path.ends_with("/Cargo.toml"))
        .flat_map(check_manifest)
        .collect()
}

struct Use<'a> {
    line: usize,
    name: &'a str,
    in_tests: bool,
}

fn check_manifest(manifest: &Source) -> Findings {
    let Some((line, package)) = package_name(manifest) else {
        return Vec::new();
    };
    let Some((_, always, in_tests)) = MAY_USE.iter().find(|(name, ..)| *name == package) else {
        let reason =
            format!("{package} is not in the table of crates/xtask/src/tidy/import_graph.rs");
        return vec![at(manifest, line, &reason)];
    };
    uses(manifest)
        .into_iter()
        .filter(|used| !always.contains(&used.name))
        .filter(|used| !(used.in_tests && in_tests.contains(&used.name)))
        .map(|used| {
            at(
                manifest,
                used.line,
                &format!("{package} may not use {}", used.name),
            )
        })
        .collect()
}

fn package_name(manifest: &Source) -> Option<(usize, &str)> {
    sectioned(manifest)
        .filter(|(_, section, _)| *section == "package")
        .find_map(|(line, _, text)| {
            let (key, value) = text.split_once('=')?;
            (key.trim() == "name").then(|| (line, value.trim().trim_matches('"')))
        })
}

/// Our crates that the manifest names as dependencies, under their own names or as
/// `other = { package = "..." }`.
fn uses(manifest: &Source) -> Vec<Use<'_>> {
    let mut uses = Vec::new();
    for (line, section, text) in sectioned(manifest) {
        // `[dependencies.kiosque-model]` is a section of its own, seen at its header.
        let (table, header) = match section.rsplit_once("dependencies.") {
            Some((before, name)) if text.starts_with('[') => {
                (format!("{before}dependencies"), Some(name))
            }
            _ => (section.to_owned(), None),
        };
        let is_dependencies = table.ends_with("dependencies") && !table.starts_with("workspace.");
        let named = header.or_else(|| named_in(text));
        if let Some(name) = named.and_then(ours).filter(|_| is_dependencies) {
            let in_tests = table.ends_with("dev-dependencies");
            uses.push(Use {
                line,
                name,
                in_tests,
            });
        }
    }
    uses
}

fn named_in(line: &str) -> Option<&str> {
    if line.starts_with('[') || line.starts_with('#') {
        return None;
    }
    let (key, value) = line.split_once('=')?;
    let renamed = value
        .split_once("package")
        .and_then(|(_, rest)| rest.split('"').nth(1));
    renamed.or_else(|| key.trim().split('.').next())
}

fn ours(name: &str) -> Option<&'static str> {
    let name = name.trim_matches('"');
    MAY_USE
        .iter()
        .map(|(ours, ..)| *ours)
        .find(|ours| *ours == name)
}

/// Lines with their numbers and the section they stand in.
fn sectioned(manifest: &Source) -> impl Iterator<Item = (usize, &str, &str)> {
    let mut section = "";
    numbered(manifest).map(move |(number, line)| {
        let line = line.trim();
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']');
        }
        (number, section, line)
    })
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::check;

    fn found(package: &str, rest: &str) -> Vec<String> {
        let text = format!("[package]\nname = \"{package}\"\n{rest}");
        check(&[source("crates/x/Cargo.toml", &text)])
    }

    #[test]
    fn a_use_outside_the_table_is_found_in_every_spelling() {
        let expected = ["crates/x/Cargo.toml:4: kiosque-model may not use kiosque-publish"];
        for rest in [
            "[dependencies]\nkiosque-publish.workspace = true",
            "[dependencies]\nkiosque-publish = { workspace = true }",
            "[dev-dependencies]\nkiosque-publish = { path = \"../p\" }",
            "[build-dependencies]\np = { package = \"kiosque-publish\", path = \"../p\" }",
            "[target.'cfg(unix)'.dependencies]\nkiosque-publish = \"1\"",
            "\n[dependencies.kiosque-publish]\nworkspace = true",
        ] {
            assert_eq!(found("kiosque-model", rest), expected, "{rest}");
        }
    }

    #[test]
    fn tests_may_use_more_where_the_table_says_so() {
        let dev = "[dev-dependencies]\nkiosque-publish.workspace = true";
        assert!(found("kiosque-corpus", dev).is_empty());
        let always = "[dependencies]\nkiosque-publish.workspace = true";
        assert_eq!(found("kiosque-corpus", always).len(), 1);
    }

    #[test]
    fn nothing_may_use_the_tool() {
        let rest = "[dependencies]\nkiosque = { path = \"../kiosque\" }";
        assert_eq!(found("kiosque-bench", rest).len(), 1);
    }

    #[test]
    fn the_workspace_table_and_other_crates_are_no_uses() {
        let rest = "[workspace.dependencies]\nxtask = \"1\"\n[dependencies]\nserde = \"1\"";
        assert!(found("kiosque-model", rest).is_empty());
    }

    #[test]
    fn a_crate_that_is_not_in_the_table_is_found() {
        let expected = "kiosque-new is not in the table of crates/xtask/src/tidy/import_graph.rs";
        assert_eq!(
            found("kiosque-new", ""),
            [format!("crates/x/Cargo.toml:2: {expected}")]
        );
    }
}
