use super::Text;
use crate::failure::Failure;
use crate::language::Language;
use serde::Deserialize;
use std::fs;
use std::path::Path;

/// A collection of questions about passages, as SQuAD writes it; here only the
/// passages count.
#[derive(Deserialize)]
struct Collection {
    data: Vec<Subject>,
}

#[derive(Deserialize)]
struct Subject {
    paragraphs: Vec<Passage>,
}

#[derive(Deserialize)]
struct Passage {
    context: String,
}

/// The passages about each subject.
pub fn read(path: &Path, language: Language) -> Result<Vec<Text>, Failure> {
    let bytes = fs::read(path).map_err(Failure::io(path))?;
    let collection: Collection =
        serde_json::from_slice(&bytes).map_err(|error| Failure::unexpected(path, error))?;
    let of_subject = |subject: Subject| Text {
        language,
        title: String::new(),
        paragraphs: subject
            .paragraphs
            .into_iter()
            .map(|passage| passage.context)
            .collect(),
        tags: Vec::new(),
        length: None,
        weight: 0.0,
    };
    Ok(collection.data.into_iter().map(of_subject).collect())
}
