//! What a page says of its article in JSON-LD.

use super::metadata::MOST;
use dom_query::Document;
use serde_json::{Map, Value};

/// Deepest thing within a thing that is looked at.
const DEPTH: usize = 8;

/// The article among the things a page states, and those it refers to.
#[derive(Default)]
pub(super) struct Linked {
    article: Map<String, Value>,
    stated: Vec<Value>,
}

impl Linked {
    pub(super) fn of(document: &Document) -> Self {
        let scripts = document.select("script[type='application/ld+json']");
        let nodes = scripts.nodes().iter().take(MOST);
        let stated: Vec<Value> = nodes
            .filter_map(|script| read_leniently(&script.text()))
            .collect();
        let article = stated
            .iter()
            .find_map(|value| article_in(value, 0))
            .cloned();
        Self {
            article: article.unwrap_or_default(),
            stated,
        }
    }

    pub(super) fn member(&self, name: &str) -> Option<&Value> {
        self.article.get(name)
    }

    /// The names of the persons or things of a member, of one or several.
    pub(super) fn names(&self, member: &str) -> Vec<String> {
        let mut names = Vec::new();
        if let Some(value) = self.member(member) {
            self.push_names(value, &mut names);
        }
        names
    }

    fn push_names(&self, value: &Value, names: &mut Vec<String>) {
        match value {
            Value::Array(values) => values
                .iter()
                .take(MOST)
                .filter(|value| !value.is_array())
                .for_each(|value| self.push_names(value, names)),
            Value::Object(thing) => {
                let own = thing.get("name").and_then(first_text);
                names.extend(own.or_else(|| self.name_of(thing.get("@id")?.as_str()?)));
            }
            value => names.extend(text_of(value)),
        }
    }

    /// The name of the thing that is referred to.
    fn name_of(&self, id: &str) -> Option<String> {
        let found = self
            .stated
            .iter()
            .find_map(|value| thing_in(value, id, 0))?;
        found.get("name").and_then(first_text)
    }
}

/// Some write line breaks into texts, and comments around it all.
fn read_leniently(script: &str) -> Option<Value> {
    let bare = script.trim();
    let bare = bare.strip_prefix("<!--").unwrap_or(bare);
    let bare = bare.strip_suffix("-->").unwrap_or(bare);
    let bare = bare.trim_start_matches("//").trim();
    let bare = bare.strip_prefix("<![CDATA[").unwrap_or(bare);
    let bare = bare.trim_end_matches("]]>").trim().trim_end_matches("//");
    let bare = bare.trim().trim_end_matches(';');
    serde_json::from_str(bare).ok().or_else(|| {
        let unbroken = bare.replace(|c: char| c.is_control(), " ");
        serde_json::from_str(&unbroken).ok()
    })
}

fn article_in(value: &Value, depth: usize) -> Option<&Map<String, Value>> {
    if depth > DEPTH {
        return None;
    }
    match value {
        Value::Array(values) => values.iter().find_map(|value| article_in(value, depth + 1)),
        Value::Object(thing) if is_article(thing.get("@type")) => Some(thing),
        Value::Object(thing) => ["@graph", "mainEntity"]
            .iter()
            .find_map(|member| article_in(thing.get(*member)?, depth + 1)),
        _ => None,
    }
}

/// The thing that states this id with a name.
fn thing_in<'a>(value: &'a Value, id: &str, depth: usize) -> Option<&'a Map<String, Value>> {
    if depth > DEPTH {
        return None;
    }
    match value {
        Value::Array(values) => values
            .iter()
            .find_map(|value| thing_in(value, id, depth + 1)),
        Value::Object(thing) => {
            let is_it = thing.get("@id").and_then(Value::as_str) == Some(id);
            if is_it && thing.contains_key("name") {
                return Some(thing);
            }
            thing
                .values()
                .find_map(|value| thing_in(value, id, depth + 1))
        }
        _ => None,
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    match kind {
        Some(Value::String(kind)) => {
            kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
        }
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| is_article(Some(kind))),
        _ => false,
    }
}

pub(super) fn text_of(value: &Value) -> Option<String> {
    value
        .as_str()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// A text, or the first of several.
fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::Array(values) => values.iter().find_map(text_of),
        value => text_of(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_json_is_left_out() {
        for script in [
            r#" {"name": "A b"}; "#,
            r#"<!-- {"name": "A b"} -->"#,
            "//<![CDATA[\n{\"name\": \"A b\"}\n//]]>",
            "<![CDATA[{\"name\": \"A\nb\"}]]>",
        ] {
            let read = read_leniently(script).unwrap_or_default();
            assert_eq!(
                read.get("name").and_then(text_of).as_deref(),
                Some("A b"),
                "{script}"
            );
        }
        assert_eq!(read_leniently("var x = 1"), None);
    }
}
