//! Writes a body's tree again, in the elements and attributes of the
//! allow-list, with images, embeds and links replaced by what is safe.

mod blocks;
mod embed;
mod image;
mod link;

use crate::address::Address;
use crate::attributes::{EVERYWHERE, ID_PREFIX, REMOTE_IMAGE, authored, is_allowed};
use crate::elements::{Treatment, VOID, is_worth_a_note, treatment_of};
use crate::images::ImageNames;
use crate::note::Notes;
use crate::tree::{Content, Element, Tree};
use blocks::blocks_of;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use url::Url;

/// What addresses and images of a body refer to.
#[derive(Clone, Copy)]
pub(crate) struct References<'a> {
    pub(crate) base: Option<&'a Url>,
    pub(crate) images: &'a ImageNames,
}

/// Writes `tree` as safe markup.
pub(crate) fn rewrite(tree: &Tree, references: References<'_>, notes: &mut Notes) -> String {
    let mut writer = Writer {
        tree,
        references,
        notes,
        blocks: blocks_of(tree),
        out: String::new(),
    };
    writer.group(tree.root(), Scope::default());
    writer.out
}

struct Writer<'a> {
    tree: &'a Tree,
    references: References<'a>,
    notes: &'a mut Notes,
    /// Whether a node is, or holds, something that stands on its own lines.
    blocks: Vec<bool>,
    out: String,
}

/// What surrounds the node being written.
#[derive(Clone, Copy, Default)]
struct Scope {
    /// Inside a link, where there cannot be another.
    link: bool,
    /// Inside an element that takes no paragraphs.
    bare: bool,
    /// Inside `pre`, where line breaks mean something.
    preformatted: bool,
}

impl Scope {
    fn inside(self, element: &str) -> Self {
        let bare = match element {
            "p" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "caption" | "dt" | "summary"
            | "figure" => true,
            "li" | "dd" | "td" | "th" | "blockquote" | "figcaption" | "div" | "details" => false,
            _ => self.bare,
        };
        Self {
            link: self.link || element == "a",
            bare,
            preformatted: self.preformatted || element == "pre",
        }
    }
}

impl Writer<'_> {
    fn node(&mut self, node: usize, scope: Scope) {
        let tree = self.tree;
        match tree.content(node) {
            Content::Nothing => (),
            Content::Text(text) => push_text(&mut self.out, text),
            Content::Element(element) => self.element(node, element, scope),
        }
    }

    fn element(&mut self, node: usize, element: &Element, scope: Scope) {
        let Some(name) = element.html_name() else {
            return self.notes.forbidden(&element.name.local);
        };
        match treatment_of(name) {
            Treatment::Keep("p") => self.paragraph(node, element, scope),
            Treatment::Keep("span") => self.span(node, element, scope),
            Treatment::Keep(name) => self.kept(node, element, name, scope),
            Treatment::Group => self.grouping(node, element, scope),
            Treatment::Unwrap => self.children(node, scope),
            Treatment::Drop if is_worth_a_note(name) => self.notes.forbidden(name),
            Treatment::Drop => (),
            Treatment::Embed => self.embed(node, element, name, scope),
            Treatment::Image => self.image(element),
            Treatment::Link => self.link(node, element, scope),
        }
    }

    fn children(&mut self, node: usize, scope: Scope) {
        let tree = self.tree;
        tree.children(node)
            .for_each(|child| self.node(child, scope));
    }

    fn kept(&mut self, node: usize, element: &Element, name: &'static str, scope: Scope) {
        self.open(element, name);
        self.out.push('>');
        if VOID.contains(&name) {
            return;
        }
        let start = self.out.len();
        self.children(node, scope.inside(name));
        if name == "pre" {
            self.trim_line_breaks(start);
        }
        self.close(name);
    }

    /// Parsers take the first line break of a `pre` away, once each time.
    fn trim_line_breaks(&mut self, start: usize) {
        let inner = self.out.get(start..).unwrap_or_default();
        let breaks = inner.len() - inner.trim_start_matches('\n').len();
        self.out.replace_range(start..start + breaks, "");
    }

    /// A paragraph that came to hold a block is none.
    fn paragraph(&mut self, node: usize, element: &Element, scope: Scope) {
        if self.tree.children(node).any(|child| self.is_block(child)) {
            return self.grouping(node, element, scope);
        }
        match self.embed_card(node, element) {
            Some(embedded) => self.card(&embedded),
            None => self.kept(node, element, "p", scope),
        }
    }

    /// Wrappers vanish, unless they say in which language or direction to read.
    fn grouping(&mut self, node: usize, element: &Element, scope: Scope) {
        if scope.bare {
            return self.vanished_group(node, scope);
        }
        if EVERYWHERE
            .iter()
            .all(|name| allowed_value(element, "div", name).is_none())
        {
            return self.group(node, scope);
        }
        self.open(element, "div");
        self.out.push('>');
        self.group(node, scope.inside("div"));
        self.close("div");
    }

    fn vanished_group(&mut self, node: usize, scope: Scope) {
        let boundary = if scope.preformatted { '\n' } else { ' ' };
        if !self.out.ends_with([boundary, '>']) {
            self.out.push(boundary);
        }
        self.children(node, scope);
        self.out.push(boundary);
    }

    /// Writes children so that every run of inline content is a paragraph.
    fn group(&mut self, node: usize, scope: Scope) {
        let tree = self.tree;
        let mut run = Vec::new();
        for child in tree.children(node) {
            if self.is_block(child) {
                self.run(&run, scope);
                run.clear();
                self.node(child, scope);
            } else {
                run.push(child);
            }
        }
        self.run(&run, scope);
    }

    fn run(&mut self, nodes: &[usize], scope: Scope) {
        let start = self.out.len();
        self.out.push_str("<p>");
        let inside = self.out.len();
        nodes
            .iter()
            .for_each(|node| self.node(*node, scope.inside("p")));
        let written = self.out.get(inside..).unwrap_or_default();
        if is_blank(written) {
            self.out.truncate(start);
        } else {
            self.close("p");
        }
    }

    fn is_block(&self, node: usize) -> bool {
        self.blocks.get(node).copied().unwrap_or_default()
    }

    /// A placeholder of an earlier run stays what it is.
    fn span(&mut self, node: usize, element: &Element, scope: Scope) {
        let source = element
            .attribute("class")
            .filter(|class| *class == REMOTE_IMAGE);
        let address = source
            .and(element.attribute("data-src"))
            .map(|source| Address::read(source, None));
        match address {
            Some(Address::Web { url, host }) => {
                let alternative = one_line(&self.tree.text_of(node));
                self.placeholder(&url, &host, &alternative);
            }
            _ => self.kept(node, element, "span", scope),
        }
    }

    /// The start of a tag with the attributes authors may give it.
    fn open(&mut self, element: &Element, name: &'static str) {
        self.out.push('<');
        self.out.push_str(name);
        for attribute in EVERYWHERE.iter().chain(authored(name)) {
            match allowed_value(element, name, attribute) {
                Some(id) if *attribute == "id" => self.id(&id),
                Some(value) => self.attribute(attribute, &value),
                None => (),
            }
        }
    }

    fn id(&mut self, id: &str) {
        let prefix = if id.starts_with(ID_PREFIX) {
            ""
        } else {
            ID_PREFIX
        };
        self.attribute("id", &format!("{prefix}{id}"));
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        push_escaped(&mut self.out, value, true);
        self.out.push('"');
    }

    fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

fn allowed_value<'a>(element: &'a Element, name: &str, attribute: &str) -> Option<Cow<'a, str>> {
    let written = element.attribute(attribute)?.trim();
    let value = match attribute {
        "dir" | "scope" => Cow::Owned(written.to_ascii_lowercase()),
        "reversed" => Cow::Borrowed(""),
        _ => Cow::Borrowed(written),
    };
    is_allowed(name, attribute, &value).then_some(value)
}

/// Nothing to see: white space and line breaks only.
fn is_blank(markup: &str) -> bool {
    let mut rest = markup.trim();
    while let Some(after) = rest.strip_prefix("<br>").or(rest.strip_prefix("&nbsp;")) {
        rest = after.trim_start();
    }
    rest.is_empty()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push_text(out: &mut String, text: &str) {
    push_escaped(out, text, false);
}

/// Composes (Unicode's NFC) and escapes as the HTML standard serialises;
/// control characters go. Markup is composed here and not as it comes: a mark
/// may be written as an entity, and the `>` of a tag is no letter to compose
/// with.
pub(crate) fn push_escaped(out: &mut String, text: &str, in_attribute: bool) {
    let seen = text.chars().filter(|c| !is_unseen(*c));
    match text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        true => push_characters(out, seen, in_attribute),
        false => push_characters(out, seen.nfc(), in_attribute),
    }
}

/// A text as the value of an attribute, or as the text of an element.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text, true);
    out
}

fn is_unseen(c: char) -> bool {
    c.is_control() && !matches!(c, '\r' | '\n' | '\t')
}

fn push_characters(out: &mut String, text: impl Iterator<Item = char>, in_attribute: bool) {
    for c in text {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            '"' if in_attribute => out.push_str("&quot;"),
            '\r' => out.push('\n'),
            c => out.push(c),
        }
    }
}
