//! An article of any version of RSS or Atom as RSS 2.0 or Atom 1.0.

use crate::formats::xml::{Container, Field, Space};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Writer;
use quick_xml::events::BytesText;
use std::borrow::Cow;
use std::io;

const RSS: &str = "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>";

const ATOM: &str = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:xml=\"http://www.w3.org/XML/1998/namespace\">";

/// The article alone, in a document of its own.
///
/// # Errors
/// None but what writing to memory may have.
pub(super) fn document(article: &Container, is_atom: bool) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    let (before, after) = match is_atom {
        true => (format!("{ATOM}<entry>"), "</entry></feed>"),
        false => (format!("{RSS}<item>"), "</item></channel></rss>"),
    };
    writer.get_mut().extend_from_slice(before.as_bytes());
    for field in &article.fields {
        let has = |name: &str| {
            article
                .fields
                .iter()
                .any(|other| other.is(own_space(is_atom), name))
        };
        let element = match is_atom {
            true => of_atom(field, &has),
            false => of_rss(field, &has),
        };
        if let Some(element) = element {
            element.write(&mut writer)?;
        }
    }
    let mut document = writer.into_inner();
    document.extend_from_slice(after.as_bytes());
    Ok(document)
}

fn own_space(is_atom: bool) -> Space {
    if is_atom { Space::Atom } else { Space::Rss }
}

/// An element as feed-rs knows it.
struct Element<'a> {
    name: &'static str,
    attributes: Vec<(&'static str, &'a str)>,
    text: Cow<'a, str>,
    /// Elements inside that have text alone.
    children: Vec<(&'static str, &'a str)>,
}

impl<'a> Element<'a> {
    fn of_text(name: &'static str, text: &'a str) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            text: Cow::Borrowed(text),
            children: Vec::new(),
        }
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let element = writer
            .create_element(self.name)
            .with_attributes(self.attributes.iter().copied());
        if self.children.is_empty() {
            element.write_text_content(BytesText::new(&self.text))?;
            return Ok(());
        }
        element.write_inner_content(|writer| {
            for (name, text) in &self.children {
                writer
                    .create_element(*name)
                    .write_text_content(BytesText::new(text))?;
            }
            Ok(())
        })?;
        Ok(())
    }
}

/// What a field of an RSS item is in RSS 2.0. Where the item has no `title`,
/// Dublin Core's stands for it; and so on.
fn of_rss<'a>(field: &'a Field, has: &dyn Fn(&str) -> bool) -> Option<Element<'a>> {
    let space = field.space.unwrap_or(Space::Rss);
    let name = match (space, field.name.as_str()) {
        (Space::Rss, "title") => "title",
        (Space::Rss, "link") => return link_of_rss(field),
        (Space::Rss, "description") => "description",
        (Space::Rss | Space::Itunes, "summary") if !has("description") => "description",
        (Space::Media, "title") if !has("title") => "title",
        (Space::Media, "description") if !has("description") => "description",
        (Space::Rss, "author" | "managingeditor") => "author",
        (Space::Rss, "category" | "keywords") => "category",
        (Space::Rss, "guid") => "guid",
        (Space::Media, "group") => return of_group(field, has, "description"),
        (Space::Rss, "enclosure") => return Some(enclosure(field)),
        (Space::Rss | Space::Html, "body" | "fullitem" | "content")
        | (Space::Content, "encoded") => "content:encoded",
        (Space::Core, "title") if !has("title") => "title",
        (Space::Core, "description" | "abstract") if !has("description") => "description",
        (Space::Core, "creator" | "author" | "contributor") => "dc:creator",
        (Space::Core, "subject") => "category",
        (Space::Core, "identifier") if !has("guid") => "guid",
        (Space::Atom, "title") if !has("title") => "title",
        (Space::Atom, "summary") if !has("description") => "description",
        (Space::Atom, "content") => "content:encoded",
        (Space::Atom, "id") if !has("guid") => "guid",
        (Space::Atom, "link") if !has("link") => {
            return alternate(field).map(|href| Element::of_text("link", href));
        }
        _ => return None,
    };
    let text = match name {
        "author" | "dc:creator" => field.child("name").unwrap_or(&field.text),
        _ => field.html(),
    };
    Some(Element::of_text(name, text.trim())).filter(|element| !element.text.is_empty())
}

/// Some feeds write RSS' link as Atom's.
fn link_of_rss(field: &Field) -> Option<Element<'_>> {
    let text = field.filled().or_else(|| alternate(field))?;
    Some(Element::of_text("link", text))
}

/// The address of a link to the article's own page.
fn alternate(field: &Field) -> Option<&str> {
    let relation = field.attribute("rel").unwrap_or("alternate");
    field
        .attribute("href")
        .filter(|_| relation.eq_ignore_ascii_case("alternate"))
}

fn enclosure(field: &Field) -> Element<'_> {
    let attributes = ["url", "length", "type"]
        .into_iter()
        .filter_map(|name| Some((name, field.attribute(name)?)));
    Element {
        attributes: attributes.collect(),
        ..Element::of_text("enclosure", "")
    }
}

/// What a field of an Atom entry is in Atom 1.0.
fn of_atom<'a>(field: &'a Field, has: &dyn Fn(&str) -> bool) -> Option<Element<'a>> {
    let space = field.space.unwrap_or(Space::Atom);
    let name = match (space, field.name.as_str()) {
        (Space::Media, "group") => return of_group(field, has, "summary"),
        (Space::Atom, "id") => return plain("id", field),
        (Space::Atom, "link") => return link_of_atom(field),
        (Space::Atom, "author") => return person("author", field),
        (Space::Atom, "category") => return category(field),
        (Space::Atom, "title") => "title",
        (Space::Atom, "summary") => "summary",
        (Space::Atom | Space::Content, "content" | "encoded") => "content",
        (Space::Core | Space::Media, "title") if !has("title") => "title",
        (Space::Core | Space::Media, "description") if !has("summary") => "summary",
        (Space::Html | Space::Rss, "body") if !has("content") => "content",
        (Space::Core, "creator") if !has("author") => return person("author", field),
        (Space::Core, "subject") => {
            let term = field.filled()?;
            return Some(Element {
                attributes: vec![("term", term)],
                ..Element::of_text("category", "")
            });
        }
        _ => return None,
    };
    text_construct(name, field)
}

/// The title and description of a group of files.
fn of_group<'a>(
    field: &'a Field,
    has: &dyn Fn(&str) -> bool,
    summary: &'static str,
) -> Option<Element<'a>> {
    let title = field.child("title").filter(|_| !has("title"));
    let description = field.child("description").filter(|_| !has(summary));
    let (name, text) = match (title, description) {
        (Some(title), _) => ("title", title),
        (None, description) => (summary, description?),
    };
    Some(Element::of_text(name, text)).filter(|element| !element.text.is_empty())
}

fn plain<'a>(name: &'static str, field: &'a Field) -> Option<Element<'a>> {
    field.filled().map(|text| Element::of_text(name, text))
}

/// Atom 0.3 says `mode="escaped"` and a media type where 1.0 says `html`.
fn text_construct<'a>(name: &'static str, field: &'a Field) -> Option<Element<'a>> {
    let (kind, text) = match decoded(field) {
        Some(decoded) => ("html", Cow::Owned(decoded)),
        None => (kind_of(name, field)?, Cow::Borrowed(field.html().trim())),
    };
    let element = Element {
        attributes: vec![("type", kind)],
        text,
        ..Element::of_text(name, "")
    };
    Some(element).filter(|element| !element.text.is_empty())
}

/// Whether a text is text or HTML; `None` where it is another kind of file.
fn kind_of(name: &str, field: &Field) -> Option<&'static str> {
    let kind = media_type(field);
    let is_escaped = field
        .attribute("mode")
        .is_some_and(|mode| mode == "escaped");
    let is_foreign = !matches!(field.space, None | Some(Space::Atom));
    let is_markup = field.markup.is_some() || is_foreign;
    match kind.as_str() {
        "html" | "text/html" | "xhtml" | "application/xhtml+xml" => Some("html"),
        "text" | "text/plain" | "" if !(is_markup || is_escaped && name == "content") => {
            Some("text")
        }
        kind if is_file(kind) => None,
        _ => Some("html"),
    }
}

fn media_type(field: &Field) -> String {
    field
        .attribute("type")
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

fn is_file(kind: &str) -> bool {
    kind.contains('/') && !kind.starts_with("text/") && !kind.ends_with("xml")
}

/// What is written in base64, as Atom has other kinds of files, where it is text.
fn decoded(field: &Field) -> Option<String> {
    let says_so = field.attribute("mode").is_some_and(|mode| mode == "base64");
    if !says_so && !is_file(&media_type(field)) {
        return None;
    }
    let written: String = field.text.split_whitespace().collect();
    String::from_utf8(STANDARD.decode(written).ok()?).ok()
}

fn link_of_atom(field: &Field) -> Option<Element<'_>> {
    // Some write the address inside, as in RSS.
    let href = field.attribute("href").or_else(|| field.filled())?;
    let others = ["rel", "type", "hreflang", "title", "length"]
        .into_iter()
        .filter_map(|name| Some((name, field.attribute(name)?)));
    Some(Element {
        attributes: std::iter::once(("href", href)).chain(others).collect(),
        ..Element::of_text("link", "")
    })
}

fn person<'a>(name: &'static str, field: &'a Field) -> Option<Element<'a>> {
    let parts = [
        ("name", "name"),
        ("uri", "uri"),
        ("uri", "url"),
        ("uri", "homepage"),
        ("email", "email"),
    ];
    let children: Vec<_> = parts
        .into_iter()
        .filter_map(|(known, written)| Some((known, field.child(written)?)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let children = match (children.is_empty(), field.filled()) {
        (false, _) => children,
        (true, Some(text)) => vec![("name", text)],
        (true, None) => return None,
    };
    Some(Element {
        children,
        ..Element::of_text(name, "")
    })
}

fn category(field: &Field) -> Option<Element<'_>> {
    if kind_of_entry(field).is_some() {
        return None;
    }
    let term = field.attribute("term").or_else(|| field.filled())?;
    let label = field.attribute("label").map(|label| ("label", label));
    Some(Element {
        attributes: [("term", term)].into_iter().chain(label).collect(),
        ..Element::of_text("category", "")
    })
}

/// What a category says an entry is, for programs: `post`, `comment`, `settings`.
pub(super) fn kind_of_entry(field: &Field) -> Option<&str> {
    let scheme = field.attribute("scheme")?;
    let (_, kind) = field.attribute("term")?.rsplit_once('#')?;
    scheme.ends_with("#kind").then_some(kind)
}
