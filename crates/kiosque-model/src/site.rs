//! `site.toml`: how a set of articles presents itself, and its declared tags.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The languages the interface speaks.
pub const INTERFACE_LANGUAGES: [&str; 3] = ["fr", "ar", "en"];

const SITE_KEYS: &[&str] = &[
    "title",
    "description",
    "languages",
    "theme",
    "rights",
    "address",
    "canonical",
    "icon",
    "precompressed",
    "offline",
    "twins",
    "banner",
    "titles",
    "tags",
];
const BANNER_KEYS: &[&str] = &["text", "image"];
const TAG_KEYS: &[&str] = &["id", "labels", "aliases", "parent"];

/// The settings of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteSettings {
    /// The site's name.
    pub title: String,
    /// What it is about.
    #[serde(default)]
    pub description: Option<String>,
    /// The interface languages offered, in order, some of
    /// [`INTERFACE_LANGUAGES`]; the first is the fallback.
    #[serde(default = "interface_languages")]
    pub languages: Vec<String>,
    /// The name of a theme.
    #[serde(default)]
    pub theme: Option<String>,
    /// The rights statement of the footer.
    #[serde(default)]
    pub rights: Option<String>,
    /// The origin the site is published at, `https://host`, without a path.
    #[serde(default)]
    pub address: Option<String>,
    /// Which page of an article is the canonical one.
    #[serde(default)]
    pub canonical: Canonical,
    /// The site's mark, of which its icons are made: an image of the set.
    #[serde(default)]
    pub icon: Option<String>,
    /// Which files get compressed siblings.
    #[serde(default)]
    pub precompressed: Precompressed,
    /// What stays on a reader's device, for reading without a network.
    #[serde(default)]
    pub offline: Offline,
    /// Which articles have pages that can be read without script.
    #[serde(default)]
    pub twins: Twins,
    /// What stands at the head of every page.
    #[serde(default)]
    pub banner: Banner,
    /// The site's name by language, where it differs from `title`.
    #[serde(default)]
    pub titles: BTreeMap<String, String>,
    /// The tags that have labels, aliases or a parent.
    #[serde(default)]
    pub tags: Vec<DeclaredTag>,
}

/// Which page of an article is the canonical one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Canonical {
    /// The page of this site.
    #[default]
    Own,
    /// The page the article was first published on.
    Original,
}

/// Which files get siblings with `.br` and `.gz`, for hosts that send these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precompressed {
    /// None.
    None,
    /// The application and the page that starts it.
    #[default]
    App,
    /// Every file that holds text, the archive's too.
    All,
}

/// What stays on a reader's device, for reading without a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Offline {
    /// The application, what was read, and what the reader asked to keep.
    #[default]
    Kept,
    /// Nothing; what earlier editions left there goes.
    None,
}

/// Which articles have pages that can be read without script, before the
/// application is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TwinsSetting", into = "TwinsSetting")]
pub enum Twins {
    /// Every one.
    #[default]
    All,
    /// So many of the newest.
    Newest(u32),
    /// None; nor has any list such a page.
    None,
}

/// As it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum TwinsSetting {
    Number(u32),
    Word(String),
}

impl TryFrom<TwinsSetting> for Twins {
    type Error = String;

    fn try_from(setting: TwinsSetting) -> Result<Self, String> {
        match setting {
            TwinsSetting::Number(newest) => Ok(Self::Newest(newest)),
            TwinsSetting::Word(word) if word == "all" => Ok(Self::All),
            TwinsSetting::Word(word) if word == "none" => Ok(Self::None),
            TwinsSetting::Word(word) => Err(format!(
                "`twins` is \"all\", \"none\" or a number of articles, not \"{word}\""
            )),
        }
    }
}

impl From<Twins> for TwinsSetting {
    fn from(twins: Twins) -> Self {
        match twins {
            Twins::All => Self::Word("all".to_owned()),
            Twins::None => Self::Word("none".to_owned()),
            Twins::Newest(newest) => Self::Number(newest),
        }
    }
}

/// What stands at the head of every page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Banner {
    /// A line of text.
    pub text: Option<String>,
    /// An image of the set, by its path: `images/banner.png`.
    pub image: Option<String>,
}

/// A tag with labels, aliases or a parent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclaredTag {
    /// The tag's id, as articles may write it.
    pub id: String,
    /// What a reader sees, by language.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// Other spellings articles use.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The id of the wider tag.
    #[serde(default)]
    pub parent: Option<String>,
}

/// Why a `site.toml` was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SiteError {
    /// Not TOML, or a value of the wrong type.
    #[error("line {line}, column {column}: {message}")]
    Toml {
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in characters.
        column: usize,
        /// What the TOML reader says.
        message: String,
    },
    /// A key that means nothing here.
    #[error("line {line}: unknown key `{key}`; the keys allowed there are {allowed}")]
    UnknownKey {
        /// Counted from 1.
        line: usize,
        /// The key with its tables: `banner.colour`.
        key: String,
        /// The allowed keys, separated by commas.
        allowed: String,
    },
    /// There is no title, or an empty one.
    #[error("the site has no title; add a line `title = \"…\"` at the top")]
    NoTitle,
    /// The interface does not speak this language.
    #[error(
        "the interface does not speak `{0}`; `languages` takes one or more of fr, ar, en, each once"
    )]
    Languages(String),
    /// The address is more, or less, than an origin.
    #[error(
        "`address = \"{0}\"` is not an origin; write the scheme and the host only, as in \"https://press.example\""
    )]
    NotAnOrigin(String),
    /// A tag without an id.
    #[error("line {line}: a declared tag has an empty id; give it one or remove it")]
    EmptyTagId {
        /// Counted from 1.
        line: usize,
    },
    /// Two tags of one id.
    #[error(
        "line {line}: the tag `{id}` is declared twice, first in line {first_line}; merge the two or rename one"
    )]
    DuplicateTag {
        /// The id.
        id: String,
        /// The second one's line, counted from 1.
        line: usize,
        /// The first one's line.
        first_line: usize,
    },
    /// A parent that is no tag.
    #[error(
        "line {line}: the parent `{parent}` of the tag `{id}` is not declared; declare it or correct its name"
    )]
    UnknownParent {
        /// Counted from 1.
        line: usize,
        /// The child.
        id: String,
        /// The missing parent.
        parent: String,
    },
    /// A tag that is wider than itself.
    #[error(
        "line {line}: the parents of the tag `{id}` lead back to it: {cycle}; remove one of these parents"
    )]
    ParentCycle {
        /// Counted from 1.
        line: usize,
        /// The tag the cycle was found from.
        id: String,
        /// The way round: `a > b > a`.
        cycle: String,
    },
    /// One spelling for two tags.
    #[error(
        "line {line}: the alias `{alias}` of the tag `{id}` already belongs to the tag `{other}`; keep it with one of the two"
    )]
    SharedAlias {
        /// Counted from 1.
        line: usize,
        /// The spelling.
        alias: String,
        /// The tag that claims it second.
        id: String,
        /// The tag that has it as its id or an alias.
        other: String,
    },
}

impl SiteSettings {
    /// The settings of a set that is a single feed.
    pub fn from_feed(title: String, description: Option<String>) -> Self {
        Self {
            title,
            description,
            languages: interface_languages(),
            ..Self::default()
        }
    }

    /// Reads the text of a `site.toml`.
    ///
    /// # Errors
    /// The first thing that is wrong with it, with its line where it has one.
    pub fn from_toml(text: &str) -> Result<Self, SiteError> {
        let document = DeTable::parse(text).map_err(|error| SiteError::of_toml(text, &error))?;
        check_keys(text, document.get_ref())?;
        if !document.get_ref().contains_key("title") {
            return Err(SiteError::NoTitle);
        }
        let settings: Self =
            toml::from_str(text).map_err(|error| SiteError::of_toml(text, &error))?;
        settings.check()?;
        check_tags(&settings.tags, &tag_lines(text, document.get_ref()))?;
        Ok(settings)
    }

    fn check(&self) -> Result<(), SiteError> {
        if self.title.trim().is_empty() {
            return Err(SiteError::NoTitle);
        }
        check_languages(&self.languages)?;
        match &self.address {
            Some(address) if !is_origin(address) => Err(SiteError::NotAnOrigin(address.clone())),
            _ => Ok(()),
        }
    }
}

impl SiteError {
    fn of_toml(text: &str, error: &toml::de::Error) -> Self {
        let start = error.span().unwrap_or_default().start;
        let before = text.get(..start).unwrap_or(text);
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        Self::Toml {
            line: line_at(text, start),
            column,
            message: error.message().to_owned(),
        }
    }
}

fn interface_languages() -> Vec<String> {
    INTERFACE_LANGUAGES.map(str::to_owned).to_vec()
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

fn check_languages(languages: &[String]) -> Result<(), SiteError> {
    let mut seen = BTreeSet::new();
    let wrong = languages.iter().find(|language| {
        !INTERFACE_LANGUAGES.contains(&language.as_str()) || !seen.insert(*language)
    });
    match wrong {
        Some(language) => Err(SiteError::Languages(language.clone())),
        None if languages.is_empty() => Err(SiteError::Languages(String::new())),
        None => Ok(()),
    }
}

/// `http` or `https`, a host, perhaps a port, and nothing else.
fn is_origin(address: &str) -> bool {
    let host = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    host.is_some_and(|host| {
        let allowed = |c: char| c.is_alphanumeric() || ".-:[]".contains(c);
        host.chars()
            .next()
            .is_some_and(|first| first.is_alphanumeric() || first == '[')
            && host.chars().all(allowed)
    })
}

fn check_keys(text: &str, site: &DeTable<'_>) -> Result<(), SiteError> {
    check_table(text, "", site, SITE_KEYS)?;
    if let Some(banner) = site
        .get("banner")
        .and_then(|value| value.get_ref().as_table())
    {
        check_table(text, "banner.", banner, BANNER_KEYS)?;
    }
    tag_tables(site).try_for_each(|(tag, _)| check_table(text, "tags.", tag, TAG_KEYS))
}

fn check_table(
    text: &str,
    prefix: &str,
    table: &DeTable<'_>,
    allowed: &[&str],
) -> Result<(), SiteError> {
    let unknown = table
        .keys()
        .filter(|key| !allowed.contains(&key.get_ref().as_ref()))
        .min_by_key(|key| key.span().start);
    match unknown {
        None => Ok(()),
        Some(key) => Err(SiteError::UnknownKey {
            line: line_at(text, key.span().start),
            key: format!("{prefix}{}", key.get_ref()),
            allowed: allowed.join(", "),
        }),
    }
}

fn tag_tables<'a, 'i>(
    site: &'a DeTable<'i>,
) -> impl Iterator<Item = (&'a DeTable<'i>, Range<usize>)> {
    let tags = site
        .get("tags")
        .and_then(|value| value.get_ref().as_array());
    tags.into_iter()
        .flat_map(|tags| tags.iter())
        .filter_map(|tag| {
            let table = tag.get_ref().as_table()?;
            Some((
                table,
                table
                    .get("id")
                    .map_or(tag.span(), toml::Spanned::<DeValue<'_>>::span),
            ))
        })
}

/// The line of each declared tag's id, in order.
fn tag_lines(text: &str, site: &DeTable<'_>) -> Vec<usize> {
    tag_tables(site)
        .map(|(_, span)| line_at(text, span.start))
        .collect()
}

fn check_tags(tags: &[DeclaredTag], lines: &[usize]) -> Result<(), SiteError> {
    let by_id = tags_by_id(tags, lines)?;
    for (tag, line) in tags.iter().zip(lines) {
        check_parents(tag, *line, &by_id)?;
    }
    check_aliases(tags, lines)
}

type TagsById<'a> = BTreeMap<&'a str, (&'a DeclaredTag, usize)>;

fn tags_by_id<'a>(tags: &'a [DeclaredTag], lines: &[usize]) -> Result<TagsById<'a>, SiteError> {
    let mut by_id = TagsById::new();
    for (tag, line) in tags.iter().zip(lines) {
        if tag.id.trim().is_empty() {
            return Err(SiteError::EmptyTagId { line: *line });
        }
        if let Some((_, first_line)) = by_id.insert(&tag.id, (tag, *line)) {
            return Err(SiteError::DuplicateTag {
                id: tag.id.clone(),
                line: *line,
                first_line,
            });
        }
    }
    Ok(by_id)
}

fn check_parents(tag: &DeclaredTag, line: usize, by_id: &TagsById<'_>) -> Result<(), SiteError> {
    let mut way = vec![tag.id.as_str()];
    let mut parent = tag.parent.as_deref();
    while let Some(id) = parent {
        let Some((next, _)) = by_id.get(id) else {
            let child = way.last().copied().unwrap_or_default();
            let line = by_id.get(child).map_or(line, |(_, line)| *line);
            return Err(SiteError::UnknownParent {
                line,
                id: child.to_owned(),
                parent: id.to_owned(),
            });
        };
        way.push(id);
        if id == tag.id {
            return Err(SiteError::ParentCycle {
                line,
                id: tag.id.clone(),
                cycle: way.join(" > "),
            });
        }
        // A cycle further up is reported from one of its own tags.
        parent = next.parent.as_deref().filter(|_| way.len() <= by_id.len());
    }
    Ok(())
}

fn check_aliases(tags: &[DeclaredTag], lines: &[usize]) -> Result<(), SiteError> {
    let mut owners: BTreeMap<String, &str> = tags
        .iter()
        .map(|tag| (spelling(&tag.id), tag.id.as_str()))
        .collect();
    for (tag, line) in tags.iter().zip(lines) {
        for alias in &tag.aliases {
            let other = *owners.entry(spelling(alias)).or_insert(&tag.id);
            if other != tag.id {
                return Err(SiteError::SharedAlias {
                    line: *line,
                    alias: alias.clone(),
                    id: tag.id.clone(),
                    other: other.to_owned(),
                });
            }
        }
    }
    Ok(())
}

/// Spellings that differ in case or spaces only are one.
fn spelling(label: &str) -> String {
    label
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test may stop at the first surprise"
    )]
    use super::*;

    const WHOLE: &str = r#"
title = "Revue"
description = "De presse"
languages = ["ar", "fr"]
theme = "presse"
rights = "CC BY"
address = "https://press.example:8443"
canonical = "original"
icon = "images/mark.png"
precompressed = "all"
offline = "none"
twins = 500

[banner]
text = "Bonjour"
image = "images/banner.png"

[titles]
ar = "مراجعة"

[[tags]]
id = "maghreb"

[[tags]]
id = "maroc"
labels = { fr = "Maroc", ar = "المغرب" }
aliases = ["Morocco", "MOROCCO", "maroc"]
parent = "maghreb"
"#;

    #[test]
    fn every_key_is_read() {
        let site = SiteSettings::from_toml(WHOLE).unwrap();
        assert_eq!(
            (site.title.as_str(), site.description.as_deref()),
            ("Revue", Some("De presse"))
        );
        assert_eq!(site.languages, ["ar", "fr"]);
        assert_eq!(
            (site.theme.as_deref(), site.rights.as_deref()),
            (Some("presse"), Some("CC BY"))
        );
        assert_eq!(site.address.as_deref(), Some("https://press.example:8443"));
        assert_eq!(site.canonical, Canonical::Original);
        assert_eq!(site.icon.as_deref(), Some("images/mark.png"));
        assert_eq!(site.precompressed, Precompressed::All);
        assert_eq!(site.offline, Offline::None);
        assert_eq!(site.twins, Twins::Newest(500));
        assert_eq!(site.banner.text.as_deref(), Some("Bonjour"));
        assert_eq!(site.banner.image.as_deref(), Some("images/banner.png"));
        assert_eq!(site.titles["ar"], "مراجعة");
        assert_eq!(site.tags[1].labels["ar"], "المغرب");
        assert_eq!(site.tags[1].parent.as_deref(), Some("maghreb"));
    }

    #[test]
    fn what_is_left_out_has_a_default() {
        let site = SiteSettings::from_toml("title = \"a\"").unwrap();
        assert_eq!(site, SiteSettings::from_feed("a".to_owned(), None));
        assert_eq!(
            (site.languages, site.canonical),
            (interface_languages(), Canonical::Own)
        );
    }

    fn check(text: &str, expected: &str) {
        let error = SiteSettings::from_toml(text).map_err(|error| error.to_string());
        assert_eq!(error, Err(expected.to_owned()), "{text}");
    }

    #[test]
    fn unknown_keys_are_named_with_their_line_and_the_allowed_ones() {
        check(
            "title = \"a\"\n\ncolour = 1\n",
            "line 3: unknown key `colour`; the keys allowed there are title, description, languages, theme, rights, \
             address, canonical, icon, precompressed, offline, twins, banner, titles, tags",
        );
        check(
            "title = \"a\"\n[banner]\nimg = 1",
            "line 3: unknown key `banner.img`; the keys allowed there are text, image",
        );
        check(
            "title = \"a\"\n[[tags]]\nid = \"x\"\n[[tags]]\nid = \"y\"\nlabel = \"z\"",
            "line 6: unknown key `tags.label`; the keys allowed there are id, labels, aliases, parent",
        );
    }

    #[test]
    fn what_is_no_toml_or_of_the_wrong_type_has_its_place() {
        check(
            "title = \"é\" x",
            "line 1, column 13: unexpected key or value, expected newline, `#`",
        );
        check(
            "title = 5",
            "line 1, column 9: invalid type: integer `5`, expected a string",
        );
        check(
            "title = \"a\"\ncanonical = \"mine\"",
            "line 2, column 13: unknown variant `mine`, expected `own` or `original`",
        );
        check(
            "title = \"a\"\n[[tags]]\nparent = \"x\"",
            "line 2, column 1: missing field `id`",
        );
    }

    #[test]
    fn twins_are_all_none_or_so_many() {
        let read = |value: &str| {
            let text = format!("title = \"a\"\ntwins = {value}");
            SiteSettings::from_toml(&text).map(|site| site.twins)
        };
        assert_eq!(read("\"all\""), Ok(Twins::All));
        assert_eq!(read("\"none\""), Ok(Twins::None));
        assert_eq!(read("0"), Ok(Twins::Newest(0)));
        check(
            "title = \"a\"\ntwins = \"some\"",
            "line 2, column 9: `twins` is \"all\", \"none\" or a number of articles, not \"some\"",
        );
    }

    #[test]
    fn the_site_itself_is_checked() {
        let no_title = "the site has no title; add a line `title = \"…\"` at the top";
        check("", no_title);
        check("title = \" \"", no_title);
        let languages = |wrong: &str| {
            format!(
                "the interface does not speak `{wrong}`; `languages` takes one or more of fr, ar, en, each once"
            )
        };
        check(
            "title = \"a\"\nlanguages = [\"fr\", \"de\"]",
            &languages("de"),
        );
        check(
            "title = \"a\"\nlanguages = [\"fr\", \"fr\"]",
            &languages("fr"),
        );
        check("title = \"a\"\nlanguages = []", &languages(""));
        for address in [
            "press.example",
            "https://press.example/",
            "https://press.example/a",
            "https://a@b",
            "ftp://b",
            "https://",
        ] {
            check(
                &format!("title = \"a\"\naddress = \"{address}\""),
                &format!(
                    "`address = \"{address}\"` is not an origin; write the scheme and the host only, as in \
                     \"https://press.example\""
                ),
            );
        }
    }

    fn check_tags(tags: &str, expected: &str) {
        check(&format!("title = \"a\"\n{tags}"), expected);
    }

    #[test]
    fn declared_tags_are_checked_against_each_other() {
        check_tags(
            "tags = [{ id = \"\" }]",
            "line 2: a declared tag has an empty id; give it one or remove it",
        );
        check_tags(
            "[[tags]]\nid = \"x\"\n[[tags]]\nid = \"x\"",
            "line 5: the tag `x` is declared twice, first in line 3; merge the two or rename one",
        );
        check_tags(
            "[[tags]]\nid = \"x\"\n[[tags]]\nid = \"y\"\nparent = \"z\"",
            "line 5: the parent `z` of the tag `y` is not declared; declare it or correct its name",
        );
        check_tags(
            "[[tags]]\nid = \"x\"\nparent = \"x\"",
            "line 3: the parents of the tag `x` lead back to it: x > x; remove one of these parents",
        );
        let ring = "tags = [{ id = \"0\", parent = \"a\" },\n{ id = \"a\", parent = \"b\" },\n{ id = \"b\", parent = \"a\" }]";
        check_tags(
            ring,
            "line 3: the parents of the tag `a` lead back to it: a > b > a; remove one of these parents",
        );
        check_tags(
            "[[tags]]\nid = \"x\"\naliases = [\"a  B\"]\n[[tags]]\nid = \"y\"\naliases = [\"A b\"]",
            "line 6: the alias `A b` of the tag `y` already belongs to the tag `x`; keep it with one of the two",
        );
        check_tags(
            "[[tags]]\nid = \"x\"\naliases = [\"Y\"]\n[[tags]]\nid = \"y\"",
            "line 3: the alias `Y` of the tag `x` already belongs to the tag `y`; keep it with one of the two",
        );
    }
}
