//! What stands above the text, in YAML, TOML or JSON.

use super::name_of;
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

/// Longest front matter without marks around it, in bytes.
const BARE: usize = 16 << 10;

/// The mark that opens and closes YAML and TOML.
const FENCES: [&str; 2] = ["---", "+++"];

/// Whether Markdown begins with lines of `name: value` above a blank one.
pub(crate) fn has_bare_lines(text: &str) -> bool {
    unfenced(text.trim_start_matches('\u{feff}')).is_some()
}

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
        let bare = || unfenced(text).unwrap_or((FrontMatter::default(), text));
        return Ok(json(text).unwrap_or_else(bare));
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
        _ => of_yaml(matter)?,
    };
    Ok((FrontMatter::of(value), body))
}

/// The body of a file whose front matter cannot be read, with the members that
/// stand on lines of their own.
pub(crate) fn by_lines<'a>(text: &'a str, limits: &Limits) -> (FrontMatter, &'a str) {
    let text = text.trim_start_matches('\u{feff}');
    let parts = fence_of(text).and_then(|fence| fenced(text, fence));
    let Some((matter, body)) = parts else {
        return (FrontMatter::default(), text);
    };
    let near = matter
        .get(..matter.floor_char_boundary(limits.front_matter))
        .unwrap_or_default();
    let members = near.lines().filter_map(|line| {
        let (name, value) = line.split_once([':', '='])?;
        let value = value.trim().trim_matches(['"', '\'']);
        // What opens a list, a table, a block or a reference is no text.
        let is_text = !value.is_empty() && !value.starts_with(['[', '{', '|', '>', '*', '&', '!']);
        let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        let name = name.trim_end();
        (is_text && !name.is_empty() && name.chars().all(is_name))
            .then(|| (name.to_owned(), Value::from(value)))
    });
    (FrontMatter::of(Value::Object(members.collect())), body)
}

/// `Title: …` and more such lines above a blank one, as Python's Markdown has
/// them: MkDocs, Pelican.
fn unfenced(text: &str) -> Option<(FrontMatter, &str)> {
    let near = text
        .get(..text.floor_char_boundary(BARE))
        .unwrap_or_default();
    let end = near
        .find("\n\n")
        .or_else(|| near.find("\n\r\n").map(|end| end + 1))?;
    let (matter, body) = text.split_at(end);
    let mut members = Map::new();
    for line in matter.lines() {
        let (name, value) = line.split_once(':')?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        members.insert(name.to_owned(), Value::from(value.trim()));
    }
    let matter = FrontMatter::of(Value::Object(members));
    let is_meant = matter.title().is_some() || matter.member(&["date", "summary"]).is_some();
    is_meant.then_some((matter, body))
}

/// Of two members of one name the last counts, as for Jekyll.
fn of_yaml(matter: &str) -> Result<Value, String> {
    let options = serde_saphyr::options! {
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins,
    };
    serde_saphyr::from_str_with_options(matter, options).map_err(|error| {
        let message = error.to_string();
        let first = message.lines().next().unwrap_or_default();
        let reason = first.strip_prefix("error: ").unwrap_or(first);
        format!("as YAML, {reason}; what stands on lines of its own was read")
    })
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
        .map_err(|error: toml::de::Error| format!("as TOML, {}", error.message()))?;
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

    /// The first of these that is text, not a truth: `published` is either.
    fn words(&self, names: &[&str]) -> Option<String> {
        let known = names.iter().filter_map(|name| self.member(&[name]));
        known.filter(|value| !value.is_boolean()).find_map(text_of)
    }

    /// The first of these that is a whole address.
    fn address(&self, names: &[&str]) -> Option<String> {
        let texts = names.iter().filter_map(|name| self.text(&[name]));
        texts
            .into_iter()
            .find(|text| text.starts_with("http://") || text.starts_with("https://"))
    }

    /// A date, or that in the table of dates that MkDocs' blogs have.
    fn date(&self, names: &[&str], of_table: &str) -> Option<String> {
        let table = || self.members.get("date")?.as_object()?.get(of_table);
        self.words(names).or_else(|| table().and_then(text_of))
    }

    pub(crate) fn title(&self) -> Option<String> {
        self.text(&["title"])
    }

    /// Whether it says that it is not for readers yet.
    pub(crate) fn is_draft(&self) -> bool {
        let says = |name, truth| self.member(&[name]).and_then(truth_of) == Some(truth);
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
        item.title = self.title().or(item.title.take());
        let published = [
            "date",
            "publishdate",
            "published",
            "published_at",
            "pubdate",
            "created",
        ];
        item.date_published = self
            .date(&published, "created")
            .or_else(|| date_of_name(path))
            .or_else(|| date_of_address(&self.text(&["path", "permalink", "url"])?));
        let modified = ["lastmod", "updated", "modified", "last_modified_at"];
        item.date_modified = self.date(&modified, "updated");
        item.summary = self.text(&["description", "summary", "excerpt", "subtitle"]);
        item.language = self
            .text(&["lang", "language", "locale"])
            .or_else(|| language_of_name(path));
        item.tags = Some(self.tags());
        let author = |name| Author {
            name: Some(name),
            ..Author::default()
        };
        let authors = self.names(&["authors", "author"]).into_iter().map(author);
        item.authors = Some(authors.collect());
        item.image = self
            .text(&["image", "cover", "thumbnail"])
            .filter(|image| image.contains("://"));
        item.url = self.address(&[
            "canonical_url",
            "canonicalurl",
            "canonical",
            "url",
            "link",
            "permalink",
        ]);
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

    /// Tags and categories. A text of several words is several tags, as Jekyll
    /// and Hugo read it, unless it is of one (`tag`, `category`) or has commas.
    fn tags(&self) -> Vec<String> {
        let of = |several: &str, others: &[&str]| match self.member(&[several]) {
            Some(Value::String(text)) if !text.contains(',') => {
                text.split_whitespace().map(str::to_owned).collect()
            }
            Some(_) => self.names(&[several]),
            None => self.names(others),
        };
        let mut tags = of("tags", &["tag", "keywords"]);
        tags.extend(of("categories", &["category"]));
        tags
    }

    fn check_types(&self, complain: &mut dyn FnMut(&str, String)) {
        for name in ["title", "date", "lang", "slug", "description"] {
            let value = self.members.get(name);
            let is_text = |value: &Value| {
                let is_blank = value.is_null() || value.as_str().is_some();
                is_blank || text_of(value).is_some()
            };
            let is_dates = name == "date" && value.is_some_and(Value::is_object);
            if value.is_some_and(|value| !is_text(value)) && !is_dates {
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
            Some(Value::Array(values)) => values.iter().filter_map(named).collect(),
            Some(Value::Object(member)) => {
                named(&Value::Object(member.clone())).into_iter().collect()
            }
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

/// A truth, however it is written.
fn truth_of(value: &Value) -> Option<bool> {
    let written = text_of(value)?.to_ascii_lowercase();
    match written.as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// An author may be a table with a name.
fn named(value: &Value) -> Option<String> {
    text_of(value).or_else(|| text_of(value.as_object()?.get("name")?))
}

/// Jekyll's `2014-07-16-title.md`, Zola's `2014-07-16-title/index.md`.
fn date_of_name(path: &str) -> Option<String> {
    let name = name_of(path);
    let date = name.get(..10)?;
    let is_date = date.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let rest = name.get(10..)?;
    (is_date && (rest.is_empty() || rest.starts_with(['-', '.', '_']))).then(|| date.to_owned())
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
