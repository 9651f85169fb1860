//! Data that stands in a page.

use serde::Serialize;
use std::io;

/// A block of data that the app reads by its name.
pub(super) fn block(name: &str, data: &impl Serialize) -> io::Result<String> {
    let json = without_markup(&serde_json::to_string(data)?);
    Ok(format!(
        "<script type=\"application/json\" data-block=\"{name}\">{json}</script>"
    ))
}

/// A block of linked data that search engines read.
pub(super) fn linked(data: &impl Serialize) -> io::Result<String> {
    let json = without_markup(&serde_json::to_string(data)?);
    Ok(format!(
        "<script type=\"application/ld+json\">{json}</script>"
    ))
}

/// JSON in which nothing is markup.
fn without_markup(json: &str) -> String {
    json.replace('<', "\\u003c")
}
