//! XML as it is found: read as it streams, mended where it is not well-formed,
//! nothing expanded that a document type declares.

mod field;
mod namespace;
mod stream;
mod walk;

pub(crate) use field::{Container, Field};
pub(crate) use namespace::Space;
pub(crate) use walk::{Walk, walk};

use crate::format::Format;
use crate::limits::Limits;
use std::sync::Arc;

/// What the readers of XML formats need to know of their file.
pub(crate) struct Context<'a> {
    /// What the file is called in reports.
    pub(crate) file: &'a Arc<str>,
    pub(crate) limits: &'a Limits,
}

/// The format of a document, by its first element.
pub(crate) fn kind_of(start: &str) -> Option<Format> {
    let root = root_of(start)?;
    let end = root.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    let name = root.get(..end)?.to_ascii_lowercase();
    let local = name.rsplit(':').next().unwrap_or_default();
    match local {
        "rss" | "channel" if start.contains("wordpress.org/export/") => Some(Format::WordPress),
        "rss" | "channel" | "rdf" | "feed" | "entry" => Some(Format::Feed),
        _ => None,
    }
}

/// The text behind the `<` of the first element.
fn root_of(start: &str) -> Option<&str> {
    let mut rest = start.trim_start();
    loop {
        rest = match rest {
            _ if rest.starts_with("<!--") => rest.split_once("-->")?.1,
            _ if rest.starts_with("<?") => rest.split_once("?>")?.1,
            _ if rest.starts_with("<!") => after_declaration(rest)?,
            _ => return rest.strip_prefix('<'),
        }
        .trim_start();
    }
}

/// Behind a document type, which may have declarations inside.
fn after_declaration(rest: &str) -> Option<&str> {
    let end = rest.find('>')?;
    match rest.find('[').filter(|bracket| *bracket < end) {
        Some(_) => rest
            .split_once("]")
            .and_then(|(_, after)| after.split_once('>')),
        None => rest.split_once('>'),
    }
    .map(|(_, after)| after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_element_tells_the_format() {
        for (start, expected) in [
            (
                "<?xml version='1.0'?><!-- <rss> --><rss version='2.0'>",
                Some(Format::Feed),
            ),
            (
                "<!DOCTYPE rss [<!ENTITY a \"<x>\">]>\n<rss>",
                Some(Format::Feed),
            ),
            ("<rdf:RDF xmlns:rdf='x'>", Some(Format::Feed)),
            (
                "<a:feed xmlns:a='http://www.w3.org/2005/Atom'>",
                Some(Format::Feed),
            ),
            (
                "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\">",
                Some(Format::WordPress),
            ),
            ("<html><body>", None),
            ("<!DOCTYPE html><html>", None),
            ("<opml>", None),
            ("<!-- never closed", None),
        ] {
            assert_eq!(kind_of(start), expected, "{start}");
        }
    }
}
