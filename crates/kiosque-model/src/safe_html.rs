use crate::wire::{FromJson, Json, Reading};
use serde::Serialize;

/// HTML that has passed the publisher's sanitiser: no script, no style, no
/// `svg` or `math`, no request to a third party.
///
/// Only two things make one: the sanitiser, and reading an archive, whose
/// bytes the reader has checked against their hash. Its markup is set in one
/// component of the viewer, nowhere else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[serde(transparent)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Elements it may consist of. Held by the publisher's sanitiser and given
    /// to the browser's own, so that neither drops what the other let through.
    pub const ELEMENTS: &[&str] = &[
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "wbr",
    ];

    /// Attributes they may have.
    pub const ATTRIBUTES: &[&str] = &[
        "alt",
        "class",
        "colspan",
        "data-file",
        "data-host",
        "data-src",
        "data-srcset",
        "datetime",
        "dir",
        "height",
        "href",
        "id",
        "lang",
        "loading",
        "rel",
        "reversed",
        "rowspan",
        "scope",
        "span",
        "start",
        "title",
        "type",
        "value",
        "width",
    ];

    /// Declares `html` safe. For the sanitiser alone.
    pub fn from_sanitiser(html: String) -> Self {
        Self(html)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromJson for SafeHtml {
    fn from_json(value: &mut Json, reading: &mut Reading) -> Self {
        Self(String::from_json(value, reading))
    }
}
