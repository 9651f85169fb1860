//! What a blind reader is told of each page: Chromium's accessibility tree, held
//! against the one in `tests/e2e/trees`. `KIOSQUE_BLESS=1` writes it there.

use std::collections::HashMap;
use std::fmt::Write;

use kiosque_e2e::{Result, built_site};
use serde_json::{Value, json};

use crate::published::Published;
use crate::reading::is_model;
use crate::story::{Story, each_language, in_each, is_blessed, kept, plain};

/// Roles that only hold others, and those whose words their elder has.
const PASSED: [&str; 9] = [
    "none",
    "generic",
    "InlineTextBox",
    "LineBreak",
    "ListMarker",
    "RootWebArea",
    "LayoutTable",
    "LayoutTableRow",
    "LayoutTableCell",
];

/// Roles named by the words in them, which are not told twice.
const NAMED_BY_WORDS: [&str; 7] = [
    "button", "cell", "heading", "link", "radio", "checkbox", "option",
];

/// What is said of a node beside its name.
const SAID: [&str; 10] = [
    "level", "pressed", "checked", "expanded", "selected", "disabled", "invalid", "live",
    "hasPopup", "url",
];

/// Every article that was found is there with some of its words.
const HAS_EXCERPTS: &str = "return all('.found .card .excerpt').every(words)";

/// Letters of a text that are compared.
const LETTERS: usize = 60;

#[tokio::test]
async fn each_page_is_told_as_it_was() {
    in_each(each_language(), async |story| {
        let published = Published::bundled(&built_site(story.case.base).unwrap());
        let article = published.find(is_model).path();
        story.stop_the_calendar().await?;
        story.set_window(1_000, 4_000).await?;
        for (name, path) in [
            ("home", ""),
            ("article", &article),
            ("tags", "tags/"),
            ("about", "about/"),
            ("saved", "saved/"),
            ("dossier", "dossier/#dossier=1&t=A&n=0"),
            ("filtered", "?tag=afrique&not=football"),
            ("found", "?q=Maghreb"),
            ("nothing-found", "?q=xyzzyq"),
            ("no-page", "rien/"),
        ] {
            story.open(path).await?;
            if name == "saved" || name == "dossier" {
                story.wait_for("#desk-page > *").await?;
            }
            // First words of what was found come after their titles.
            story.wait_js("first words", HAS_EXCERPTS, []).await?;
            compare(story, name).await?;
        }
        Ok(())
    })
    .await;
}

async fn compare(story: &Story, name: &str) -> Result<()> {
    let told = tree(story).await?;
    let file = format!("{name}.{}.txt", story.case.lang.tag());
    let path = kept("trees", &file);
    if is_blessed() {
        std::fs::write(&path, told).unwrap();
        return Ok(());
    }
    let expected = std::fs::read_to_string(&path);
    let expected = expected.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    for (at, (line, old)) in told.lines().zip(expected.lines()).enumerate() {
        assert_eq!(line, old, "{} line {}", path.display(), at + 1);
    }
    assert_eq!(told.len(), expected.len(), "{}", path.display());
    Ok(())
}

/// Role, name and state of each node, indented below its elder.
async fn tree(story: &Story) -> Result<String> {
    let answer = story.cdp("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = answer["nodes"].as_array().unwrap();
    let by_id: HashMap<&str, &Value> = nodes
        .iter()
        .map(|node| (node["nodeId"].as_str().unwrap(), node))
        .collect();
    let mut told = String::new();
    tell(&by_id, &nodes[0], 0, &mut told);
    Ok(told.replace(&story.site.url(""), "/"))
}

fn tell(nodes: &HashMap<&str, &Value>, node: &Value, depth: usize, told: &mut String) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let name = node["name"]["value"].as_str().unwrap_or_default();
    let is_passed = node["ignored"] == json!(true) || PASSED.contains(&role);
    if !is_passed {
        let indent = "  ".repeat(depth);
        let short: String = plain(name).chars().take(LETTERS).collect();
        writeln!(told, "{indent}{role} {short:?}{}", states(node)).unwrap();
    }
    let children = node["childIds"].as_array().into_iter().flatten();
    let children = children.filter_map(|id| nodes.get(id.as_str()?));
    for child in children {
        let is_words = child["role"]["value"] == json!("StaticText");
        if !(is_words && NAMED_BY_WORDS.contains(&role)) {
            tell(nodes, child, depth + usize::from(!is_passed), told);
        }
    }
}

fn states(node: &Value) -> String {
    let properties = node["properties"].as_array().into_iter().flatten();
    let said = properties.filter(|property| {
        let is_said = property["name"]
            .as_str()
            .is_some_and(|name| SAID.contains(&name));
        let value = &property["value"]["value"];
        is_said && *value != json!(false) && *value != json!("false")
    });
    said.map(|property| {
        let value = &property["value"]["value"];
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        format!(" {}={value}", property["name"].as_str().unwrap_or_default())
    })
    .collect()
}
