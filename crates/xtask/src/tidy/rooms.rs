//! Which room of the code may do what.

use super::{Findings, Source, at, code_lines};

/// What views from props may not reach for.
const NOT_IN_COMPONENTS: [&str; 4] = [
    "crate::archive",
    "crate::browser",
    "gloo_net",
    "web_sys::window",
];

/// The ways to turn a text into HTML.
const HTML_FROM_TEXT: [&str; 10] = [
    "inner_html",
    "innerHTML",
    "outer_html",
    "outerHTML",
    "setHTML",
    "set_html",
    "insert_adjacent_html",
    "insertAdjacentHTML",
    "create_contextual_fragment",
    "srcdoc",
];

/// The rooms whose code runs in the page or beside it.
const IN_PAGE: [&str; 4] = [
    "src/",
    "crates/kiosque-desk/",
    "crates/kiosque-web/",
    "crates/kiosque-worker/",
];

/// The rooms with access to the file system, besides every `tests/` folder and the
/// test module at a file's end.
const FILE_ROOMS: [&str; 3] = ["crates/kiosque/", "crates/xtask/", "tests/"];

/// Every line in a room where it may not be.
pub fn check(sources: &[Source]) -> Findings {
    let rust: Vec<&Source> = sources
        .iter()
        .filter(|source| source.path.ends_with(".rs"))
        .collect();
    let mut findings = Vec::new();
    for source in &rust {
        findings.extend(components_without_input(source));
        findings.extend(fetching_in_archive(source));
        findings.extend(files_in_the_tool(source));
    }
    findings.extend(one_door_for_html(&rust));
    findings
}

fn components_without_input(source: &Source) -> Findings {
    if !source.path.starts_with("src/components/") {
        return Vec::new();
    }
    lines_with(source, &NOT_IN_COMPONENTS, |word| {
        format!("components/ may not use {word}: pass the value in")
    })
}

fn fetching_in_archive(source: &Source) -> Findings {
    let elsewhere = source.path.starts_with("src/")
        && !source.path.starts_with("src/archive/")
        && !source.path.starts_with("src/components/");
    if !elsewhere {
        return Vec::new();
    }
    lines_with(source, &["gloo_net"], |_| {
        "only src/archive/ fetches".to_owned()
    })
}

fn files_in_the_tool(source: &Source) -> Findings {
    let is_test = source.path.contains("/tests/");
    if is_test || FILE_ROOMS.iter().any(|room| source.path.starts_with(room)) {
        return Vec::new();
    }
    code_lines(source)
        .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
        .filter(|(_, line)| touches_files(line))
        .map(|(number, _)| {
            at(
                source,
                number,
                "only crates/kiosque touches the file system",
            )
        })
        .collect()
}

/// `std::fs`, `fs_err`, and `use std::{fs, io}`.
fn touches_files(line: &str) -> bool {
    let listed = line.split_once("std::{").is_some_and(|(_, list)| {
        list.split([',', '{', '}', ':', ' '])
            .any(|name| name == "fs")
    });
    listed || line.contains("std::fs") || line.contains("fs_err")
}

/// The article's text comes in by one file of the viewer, which takes sanitised HTML only.
fn one_door_for_html(rust: &[&Source]) -> Findings {
    let doors: Vec<String> = rust
        .iter()
        .filter(|source| IN_PAGE.iter().any(|room| source.path.starts_with(room)))
        .filter_map(|source| {
            let uses = |line: &str| HTML_FROM_TEXT.iter().any(|word| line.contains(word));
            let (number, _) = code_lines(source).find(|(_, line)| uses(line))?;
            Some(at(
                source,
                number,
                "HTML from text in more than one file of the viewer",
            ))
        })
        .collect();
    match doors.len() {
        1 => Vec::new(),
        0 => vec!["src/lib.rs:1: no file of the viewer shows an article's HTML; has its call another name?".to_owned()],
        _ => doors,
    }
}

fn lines_with(source: &Source, words: &[&str], reason: impl Fn(&str) -> String) -> Findings {
    let mut findings = Vec::new();
    for (number, line) in code_lines(source) {
        if let Some(word) = words.iter().find(|word| line.contains(**word)) {
            findings.push(at(source, number, &reason(word)));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::{Source, source};
    use super::check;

    /// What is found in one file beside the one door that must be there.
    fn found(path: &str, text: &str) -> Vec<String> {
        let door = source(
            "src/components/article_body.rs",
            "element.set_inner_html(html)",
        );
        check(&[door, source(path, text)])
    }

    #[test]
    fn components_take_values_only() {
        for word in [
            "crate::archive::load",
            "crate::browser",
            "gloo_net",
            "web_sys::window()",
        ] {
            let findings = found("src/components/card.rs", &format!("// why\nuse {word};"));
            assert_eq!(findings.len(), 1, "{word}");
            assert!(
                findings
                    .concat()
                    .starts_with("src/components/card.rs:2: components/ may not use")
            );
        }
        assert!(found("src/pages/home.rs", "use crate::archive::load;").is_empty());
    }

    #[test]
    fn only_the_archive_fetches() {
        let line = "use gloo_net::http::Request;";
        assert_eq!(
            found("src/pages/home.rs", line),
            ["src/pages/home.rs:1: only src/archive/ fetches"]
        );
        assert!(found("src/archive/client.rs", line).is_empty());
    }

    #[test]
    fn only_the_tool_touches_files() {
        for line in [
            "use std::fs;",
            "use fs_err as fs;",
            "use std::{fs, io};",
            "use std::{io, fs::File};",
        ] {
            let expected = [
                "crates/kiosque-publish/src/lib.rs:1: only crates/kiosque touches the file system",
            ];
            assert_eq!(
                found("crates/kiosque-publish/src/lib.rs", line),
                expected,
                "{line}"
            );
            assert!(found("crates/kiosque/src/main.rs", line).is_empty());
            assert!(found("tests/e2e/src/lib.rs", line).is_empty());
            assert!(found("crates/kiosque-publish/tests/corpus.rs", line).is_empty());
            let in_tests = format!("#[cfg(test)]\nmod tests {{\n{line}\n}}");
            assert!(found("crates/kiosque-publish/src/lib.rs", &in_tests).is_empty());
        }
        assert!(found("crates/kiosque-model/src/lib.rs", "use std::{fmt, io};").is_empty());
    }

    #[test]
    fn html_comes_in_by_one_door() {
        let findings = found("src/pages/about.rs", "view! { <p inner_html=text/> }");
        assert_eq!(findings.len(), 2, "both doors are named");
        let desk = found(
            "crates/kiosque-desk/src/node.rs",
            "element.set_outer_html(text)",
        );
        assert_eq!(desk.len(), 2, "the desk has no door of its own");
        assert!(found("src/pages/about.rs", "/// Never `inner_html`.").is_empty());
        let none: [Source; 0] = [];
        assert_eq!(check(&none).len(), 1);
    }
}
