use super::Text;
use crate::failure::Failure;
use crate::language::Language;
use std::fs;
use std::path::{Path, PathBuf};

/// The prose of the Markdown files of a folder, in the order of their names.
pub fn read(folder: &Path, language: Language) -> Result<Vec<Text>, Failure> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::io(folder))? {
        paths.push(entry.map_err(Failure::io(folder))?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    paths.iter().map(|path| read_file(path, language)).collect()
}

fn read_file(path: &Path, language: Language) -> Result<Text, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::io(path))?;
    Ok(Text {
        language,
        title: String::new(),
        paragraphs: paragraphs(&text),
        tags: Vec::new(),
        length: None,
        weight: 0.0,
    })
}

/// Paragraphs of prose: no front matter, code, lists, tables, HTML.
fn paragraphs(text: &str) -> Vec<String> {
    let body = text
        .strip_prefix("---")
        .and_then(|rest| rest.split_once("\n---"));
    let body = body.map_or(text, |(_, body)| body);
    let outside = body.split("```").step_by(2);
    let blocks = outside.flat_map(|part| part.split("\n\n"));
    blocks
        .map(str::trim)
        .filter(|block| is_prose(block))
        .map(without_links)
        .collect()
}

fn is_prose(block: &str) -> bool {
    let starts = block.chars().next().is_some_and(char::is_alphabetic);
    starts && !block.contains("\n    ") && !block.contains(['{', '<', '|'])
}

/// `[text](address)` and `[text][name]` as their text.
fn without_links(block: &str) -> String {
    let mut text = String::with_capacity(block.len());
    let mut rest = block;
    while let Some((before, after)) = rest.split_once(']') {
        text += before;
        let end = match after.chars().next() {
            Some('(') => after.find(')'),
            Some('[') => after.find(']'),
            _ => None,
        };
        rest = end.and_then(|end| after.get(end + 1..)).unwrap_or(after);
    }
    text += rest;
    text.replace(['[', '`', '*', '_'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_kept_without_its_links() {
        let text = "---\ntitle: x\n---\n\nSee [the _book_](https://a.example) and [that][1].\n\n## No\n\n```js\nlet x;\n\nno();\n```\n\nYes\nso.";
        assert_eq!(paragraphs(text), ["See the book and that.", "Yes\nso."]);
    }
}
