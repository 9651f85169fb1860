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
    if start.starts_with('<') {
        return of_markup(start, path);
    }
    let has_lines = || is_markdown_name(path) && formats::markdown::has_bare_lines(text);
    if formats::markdown::has_front_matter(text) || has_lines() {
        return Some(Format::Markdown);
    }
    if start.contains('\u{0}') {
        return None;
    }
    if formats::review::looks_like(text) {
        return Some(Format::Review);
    }
    if formats::table::looks_like(text) {
        return Some(Format::Table);
    }
    is_markdown_name(path).then_some(Format::Markdown)
}

fn of_markup(start: &str, path: &str) -> Option<Format> {
    if let Some(format) = formats::xml::kind_of(start) {
        return Some(format);
    }
    if formats::page::looks_like(start) {
        return Some(Format::Page);
    }
    is_markdown_name(path).then_some(Format::Markdown)
}

fn is_markdown_name(path: &str) -> bool {
    matches!(
        ending_of(path).as_str(),
        "md" | "markdown" | "mdown" | "mkd"
    )
}
