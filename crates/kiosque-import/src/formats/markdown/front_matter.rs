//! What stands above the text, in YAML, TOML or JSON.

use crate::found::RawArticle;
use crate::limits::Limits;
use kiosque_model::feed::Author;
use serde_json::{Map, Value};

/// What a file says of itself, whatever language it says it in. Names are in
/// lower case.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FrontMatter {
    members: Map<String, Value>,
}

/// The mark that opens and closes YAML and TOML.
const FENCES: [&str; 2] = ["---", "+++"];

/// Whether a file begins with front matter.
pub(crate) fn has_front_matter(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    match fence_of(text) {
        Some(fence) => {
            fenced(text, fence).is_some_and(|(matter, _)| fence == "+++" || matter.contains(':'))
        }
        None => {
            text.starts_with('{') && json(text).is_some_and(|(_, body)| !body.trim().is_empty())
        }
    }
}

/// The front matter of a file and its body.
///
/// # Errors
/// Why the front matter cannot be read.
pub(crate) fn split<'a>(text: &'a str, limits: &Limits) -> Result<(FrontMatter, &'a str), String> {
    let text = text.trim_start_matches('\u{feff}');
    let Some(fence) = fence_of(text) else {
        return Ok(json(text).unwrap_or((FrontMatter::default(), text)));
    };
    let Some((matter, body)) = fenced(text, fence) else {
        return Ok((FrontMatter::default(), text));
    };
    if matter.len() > limits.front_matter {
        return Err(format!("more than {} kB", limits.front_matter >> 10));
    }
    let value = match fence {
        "+++" => of_toml(matter)?,
        // The reader's own budget bounds aliases, depth and size.
        _ => serde_saphyr::from_str::<Value>(matter)
            .map_err(|error| first_line(&error.to_string()))?,
    };
    Ok((FrontMatter::of(value), body))
}

/// The body of a file whose front matter cannot be read.
pub(crate) fn without(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}');
    fence_of(text)
        .and_then(|fence| fenced(text, fence))
        .map_or(text, |(_, body)| body)
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

fn fence_of(text: &str) -> Option<&'static str> {
    let first = text.lines().next()?.trim_end();
    FENCES.into_iter().find(|fence| first == *fence)
}

/// What stands between two fences, and behind them.
fn fenced<'a>(text: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let start = text.find('\n')? + 1;
    let rest = text.get(start..)?;
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        let mark = line.trim_end();
        if mark == fence || (mark == "..." && fence == "---") {
            return Some((rest.get(..end)?, rest.get(end + line.len()..)?));
        }
        end += line.len();
    }
    None
}

/// JSON front matter is an object with the text behind it.
fn json(text: &str) -> Option<(FrontMatter, &str)> {
    if !text.starts_with('{') {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Map<String, Value>>();
    let members = values.next()?.ok()?;
    let body = text.get(values.byte_offset()..)?;
    Some((FrontMatter::of(Value::Object(members)), body))
}

fn of_toml(matter: &str) -> Result<Value, String> {
    let table: toml::Table = matter
        .parse()
        .map_err(|error: toml::de::Error| error.message().to_owned())?;
    Ok(json_of_toml(toml::Value::Table(table)))
}

/// Dates of TOML become text, as the other languages have them.
fn json_of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.into_iter().map(json_of_toml).collect(),
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(name, value)| (name, json_of_toml(value)))
            .collect(),
    }
}

impl FrontMatter {
    fn of(value: Value) -> Self {
        let members = match value {
            Value::Object(members) => members,
            _ => Map::new(),
        };
        let lower = |(name, value): (String, Value)| (name.to_lowercase(), value);
        Self {
            members: members.into_iter().map(lower).collect(),
        }
    }

    /// The member of the first of these names that is there, at the top or in
    /// Zola's tables.
    fn member(&self, names: &[&str]) -> Option<&Value> {
        let tables = ["taxonomies", "extra", "params"];
        let inner = tables
            .iter()
            .filter_map(|table| self.members.get(*table)?.as_object());
        let all = std::iter::once(&self.members).chain(inner);
        all.flat_map(|members| names.iter().filter_map(|name| members.get(*name)))
            .find(|value| !value.is_null())
    }

    fn text(&self, names: &[&str]) -> Option<String> {
        self.member(names).and_then(text_of)
    }

    pub(crate) fn has_title(&self) -> bool {
        self.text(&["title"]).is_some()
    }

    /// Whether it says that it is not for readers yet.
    pub(crate) fn is_draft(&self) -> bool {
        let says = |name, truth| self.member(&[name]).and_then(Value::as_bool) == Some(truth);
        let status = self.text(&["status"]).unwrap_or_default();
        says("draft", true) || says("published", false) || status.eq_ignore_ascii_case("draft")
    }

    /// Fills the article in. `complain` gets members that cannot be read.
    pub(crate) fn fill(
        &self,
        raw: &mut RawArticle,
        path: &str,
        complain: &mut dyn FnMut(&str, String),
    ) {
        let item = &mut raw.item;
        item.title = self.text(&["title"]).or(item.title.take());
        item.date_published = self
            .text(&[
                "date",
                "publishdate",
                "published",
                "published_at",
                "pubdate",
                "created",
            ])
            .or_else(|| date_of_name(path))
            .or_else(|| date_of_address(&self.text(&["path", "permalink", "url"])?));
        item.date_modified = self.text(&["lastmod", "updated", "modified", "last_modified_at"]);
        item.summary = self.text(&["description", "summary", "excerpt", "subtitle"]);
        item.language = self
            .text(&["lang", "language", "locale"])
            .or_else(|| language_of_name(path));
        let tags = self.names(&["tags", "tag", "keywords"]);
        let categories = self.names(&["categories", "category"]);
        item.tags = Some(tags.into_iter().chain(categories).collect());
        let author = |name| Author {
            name: Some(name),
            ..Author::default()
        };
        let authors = self.names(&["authors", "author"]).into_iter().map(author);
        item.authors = Some(authors.collect());
        item.image = self
            .text(&["image", "cover", "thumbnail"])
            .filter(|image| image.contains("://"));
        let address = self.text(&[
            "canonical_url",
            "canonicalurl",
            "canonical",
            "url",
            "link",
            "permalink",
        ]);
        item.url = address.filter(|address| address.contains("://"));
        let slug = self.text(&["slug"]);
        if slug.is_some() {
            raw.extension().slug = slug;
        }
        let source = self.text(&["source", "outlet"]);
        if source.is_some() {
            raw.source().name = source;
            raw.source().url = self.text(&["source_url", "original"]);
        }
        self.check_types(complain);
    }

    fn check_types(&self, complain: &mut dyn FnMut(&str, String)) {
        for name in ["title", "date", "lang", "slug", "description"] {
            let value = self.members.get(name);
            if value.is_some_and(|value| !value.is_null() && text_of(value).is_none()) {
                complain(
                    name,
                    "a list or a table where a text is expected".to_owned(),
                );
            }
        }
    }

    /// The texts of a list, or of a text with commas.
    fn names(&self, names: &[&str]) -> Vec<String> {
        match self.member(names) {
            Some(Value::Array(values)) => values.iter().filter_map(name_of).collect(),
            Some(Value::Object(member)) => name_of(&Value::Object(member.clone()))
                .into_iter()
                .collect(),
            Some(value) => text_of(value)
                .into_iter()
                .flat_map(|text| {
                    text.split(',')
                        .map(|name| name.trim().to_owned())
                        .collect::<Vec<_>>()
                })
                .collect(),
            None => Vec::new(),
        }
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
    .filter(|text| !text.trim().is_empty())
}

/// An author may be a table with a name.
fn name_of(value: &Value) -> Option<String> {
    text_of(value).or_else(|| text_of(value.as_object()?.get("name")?))
}

/// Jekyll's `2014-07-16-title.md`.
fn date_of_name(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let date = name.get(..10)?;
    let is_date = date.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    (is_date && name.get(10..)?.starts_with(['-', '.', '_'])).then(|| date.to_owned())
}

/// `2025/06/26/title`, as blogs address their posts.
fn date_of_address(address: &str) -> Option<String> {
    let mut parts = address.split('/').skip_while(|part| !is_number(part, 4));
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    (is_number(month, 2) && is_number(day, 2)).then(|| format!("{year}-{month}-{day}"))
}

fn is_number(part: &str, digits: usize) -> bool {
    part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Hugo's `title.fr.md`.
fn language_of_name(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let (stem, _) = name.rsplit_once('.')?;
    let (_, language) = stem.rsplit_once('.')?;
    let is_code = language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase());
    is_code.then(|| language.to_owned())
}
