use super::sanitised;
use kiosque_sanitise::SanitiseNote;
use std::path::{Path, PathBuf};

/// Oracle: scans the markup, with no parser in common with the sanitiser.
/// Every `<` opens a tag of the allow-list, and attributes are double-quoted.
pub(crate) fn assert_safe(html: &str, body: &str) {
    let mut rest = body;
    while let Some((_, tag)) = rest.split_once('<') {
        let (tag, after) = tag
            .split_once('>')
            .unwrap_or_else(|| panic!("{html:?} leaves a tag open: {body}"));
        assert_tag_is_safe(html, tag);
        rest = after;
    }
}

fn assert_tag_is_safe(html: &str, tag: &str) {
    let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let name = name.strip_prefix('/').unwrap_or(name);
    const FORBIDDEN: &[&str] = &[
        "script", "style", "svg", "math", "iframe", "object", "embed", "form", "input", "template",
    ];
    assert!(
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        "{html:?}: <{tag}>"
    );
    assert!(!FORBIDDEN.contains(&name), "{html:?}: <{tag}>");
    while !attributes.is_empty() {
        let (attribute, after) = attributes
            .split_once("=\"")
            .unwrap_or_else(|| panic!("{html:?}: <{tag}>"));
        let (value, after) = after
            .split_once('"')
            .unwrap_or_else(|| panic!("{html:?}: <{tag}>"));
        assert_attribute_is_safe(html, tag, attribute, value);
        attributes = after.trim_start();
    }
}

fn assert_attribute_is_safe(html: &str, tag: &str, attribute: &str, value: &str) {
    const INERT: &[&str] = &[
        "lang",
        "dir",
        "id",
        "title",
        "datetime",
        "start",
        "reversed",
        "type",
        "value",
        "scope",
        "colspan",
        "rowspan",
        "span",
        "alt",
        "width",
        "height",
        "rel",
        "data-file",
        "loading",
        "class",
        "data-src",
        "data-host",
    ];
    let is_link = |start: &&str| value.starts_with(start);
    let is_safe = INERT.contains(&attribute)
        || attribute == "href"
            && ["https://", "http://", "mailto:", "#a-"]
                .iter()
                .any(is_link);
    assert!(is_safe, "{html:?}: <{tag}>");
}

fn corpora() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora")
}

#[test]
fn hostile_payloads_settle_and_are_safe() {
    let folder = corpora().join("hostile");
    for name in ["dompurify.json", "h5sc.json", "owasp-evasion.json"] {
        let Ok(bytes) = std::fs::read(folder.join(name)) else {
            eprintln!("skipped: {} is not there", folder.join(name).display());
            continue;
        };
        let payloads: Vec<serde_json::Value> = serde_json::from_slice(&bytes).unwrap();
        assert!(payloads.len() > 100);
        for payload in payloads {
            let html = payload["payload"].as_str().unwrap();
            assert_safe(html, &sanitised(html).0);
        }
    }
}

#[test]
fn saved_pages_settle_and_keep_their_words() {
    let folder = corpora().join("readability");
    let Ok(pages) = std::fs::read_dir(&folder) else {
        return eprintln!("skipped: {} is not there", folder.display());
    };
    for page in pages {
        let page = page.unwrap().path();
        for name in ["source.html", "expected.html"] {
            let Ok(html) = std::fs::read_to_string(page.join(name)) else {
                continue;
            };
            let (body, notes) = sanitised(&html);
            assert!(
                !notes.contains(&SanitiseNote::Unsettled),
                "{}",
                page.display()
            );
            assert_safe(name, &body);
            assert!(body.len() > 20, "{} has only {body}", page.display());
        }
    }
}
