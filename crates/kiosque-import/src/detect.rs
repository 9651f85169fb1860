//! Which format a file is of, by its content. The name decides only what
//! content cannot: whether bare text is meant as Markdown.

use crate::format::Format;
use crate::formats;
use crate::source_path::ending_of;

/// The format of a file that begins with `text`; `None` where it is none.
pub fn detect(text: &str, path: &str) -> Option<Format> {
    let start = text.trim_start_matches(['\u{feff}', '\u{0}']).trim_start();
    if start.starts_with('{') && formats::json_feed::looks_like(start) {
        return Some(Format::JsonFeed);
    }
    if formats::markdown::has_front_matter(text) {
        return Some(Format::Markdown);
    }
    if start.contains('\u{0}') {
        return None;
    }
    is_markdown_name(path).then_some(Format::Markdown)
}

fn is_markdown_name(path: &str) -> bool {
    matches!(
        ending_of(path).as_str(),
        "md" | "markdown" | "mdown" | "mkd"
    )
}
