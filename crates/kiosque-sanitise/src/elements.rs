//! What becomes of each HTML element.

use kiosque_model::SafeHtml;

/// What passes: the list that readers' browsers are given, too.
pub(crate) const ALLOWED: &[&str] = SafeHtml::ELEMENTS;

/// Allowed elements that stand on lines of their own.
pub(crate) const BLOCKS: &[&str] = &[
    "blockquote",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements without content or end tag.
pub(crate) const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];

/// What the rewriting does with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Treatment {
    /// Written under this name.
    Keep(&'static str),
    /// A block that only groups: its inline content becomes paragraphs.
    Group,
    /// Only its content is written.
    Unwrap,
    /// Nothing of it is written.
    Drop,
    /// Becomes a link to what it embeds.
    Embed,
    /// Becomes an image of the set or a placeholder.
    Image,
    /// Kept where its address is.
    Link,
}

/// What the rewriting does with the HTML element `name`.
pub(crate) fn treatment_of(name: &str) -> Treatment {
    match name {
        "a" => Treatment::Link,
        "img" => Treatment::Image,
        "iframe" | "embed" | "object" | "video" | "audio" => Treatment::Embed,
        "article" | "section" | "main" | "header" | "footer" | "nav" | "aside" | "center"
        | "address" | "form" | "fieldset" | "hgroup" | "search" | "div" => Treatment::Group,
        "applet" | "base" | "button" | "canvas" | "datalist" | "dialog" | "frame" | "frameset"
        | "head" | "input" | "link" | "math" | "meta" | "noembed" | "noframes" | "script"
        | "select" | "style" | "svg" | "template" | "textarea" | "title" => Treatment::Drop,
        _ => renamed(name).map_or(Treatment::Unwrap, Treatment::Keep),
    }
}

/// The allowed element that stands for `name`.
fn renamed(name: &str) -> Option<&'static str> {
    let allowed = match name {
        "h1" => "h2",
        "menu" | "dir" => "ul",
        "xmp" | "plaintext" | "listing" => "pre",
        "kbd" | "samp" | "tt" => "code",
        "var" => "i",
        "dfn" => "em",
        "strike" => "s",
        "acronym" => "abbr",
        "legend" => "p",
        other => other,
    };
    ALLOWED.iter().find(|element| **element == allowed).copied()
}

/// Whether what is dropped was worth a word: pages are full of the others.
pub(crate) fn is_worth_a_note(name: &str) -> bool {
    !matches!(name, "base" | "head" | "input" | "link" | "meta" | "title")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Elements whose content browsers read by other rules than HTML's.
    const FOREIGN: &[&str] = &[
        "svg",
        "math",
        "style",
        "script",
        "iframe",
        "noscript",
        "title",
        "textarea",
        "xmp",
        "noembed",
        "noframes",
        "plaintext",
        "template",
    ];

    #[test]
    fn no_element_with_other_parsing_rules_is_allowed() {
        for element in FOREIGN {
            assert!(!ALLOWED.contains(element), "{element}");
            assert_ne!(treatment_of(element), Treatment::Keep(element));
        }
    }

    #[test]
    fn blocks_and_void_elements_are_allowed_elements() {
        for element in BLOCKS.iter().chain(VOID) {
            assert!(ALLOWED.contains(element), "{element}");
        }
    }
}
