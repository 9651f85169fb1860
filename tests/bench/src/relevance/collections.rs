//! Public test collections: documents, questions, and which answer which.

use crate::failure::Failure;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Results that are judged.
const FIRST: usize = 10;

/// Documents and questions about them.
#[derive(Default)]
pub struct Collection {
    /// BCP 47.
    pub language: &'static str,
    /// Title and text.
    pub documents: Vec<(String, String)>,
    /// Each with the documents that answer it, which are some.
    pub questions: Vec<(String, HashSet<usize>)>,
}

impl Collection {
    /// The mean nDCG@10 (Järvelin, Kekäläinen 2002) of what `ask` finds.
    pub fn mean(&self, ask: impl Fn(&str) -> Result<Vec<usize>, Failure>) -> Result<f64, Failure> {
        let mut sum = 0.0;
        for (question, answers) in &self.questions {
            let found = ask(question)?;
            let gains = found.iter().map(|document| answers.contains(document));
            let best = (0..answers.len().min(FIRST)).map(|_| true);
            sum += discounted(gains) / discounted(best);
        }
        Ok(sum / self.questions.len().max(1) as f64)
    }
}

fn discounted(gains: impl Iterator<Item = bool>) -> f64 {
    let gains = gains.take(FIRST).enumerate();
    let gains = gains.map(|(at, is_gain)| f64::from(u8::from(is_gain)) / (at as f64 + 2.0).log2());
    gains.sum()
}

/// Cranfield: 1,400 abstracts, 225 questions.
pub fn cranfield(folder: &Path) -> Result<Collection, Failure> {
    let read = |name: &str| {
        let path = folder.join("cranfield").join(name);
        std::fs::read_to_string(&path).map_err(Failure::io(&path))
    };
    let (documents, questions) = (read("cran.all.1400")?, read("cran.qry")?);
    let documents = records(&documents);
    let documents = documents
        .iter()
        .map(|record| (field(record, "T"), field(record, "W")));
    let questions = records(&questions);
    let questions = questions
        .iter()
        .map(|record| (field(record, "W"), HashSet::new()));
    let mut collection = Collection {
        language: "en",
        documents: documents.collect(),
        questions: questions.collect(),
    };
    for line in read("cranqrel")?.lines() {
        let numbers: Vec<i64> = line
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        if let [question, document, relevance] = numbers.as_slice() {
            let question = usize::try_from(question - 1).unwrap_or(usize::MAX);
            let document = usize::try_from(document - 1).unwrap_or(usize::MAX);
            if let Some((_, answers)) = collection
                .questions
                .get_mut(question)
                .filter(|_| *relevance > 0)
            {
                answers.insert(document);
            }
        }
    }
    collection
        .questions
        .retain(|(_, answers)| !answers.is_empty());
    Ok(collection)
}

/// The lines of each record, which starts with `.I`.
fn records(text: &str) -> Vec<Vec<&str>> {
    let mut records: Vec<Vec<&str>> = Vec::new();
    for line in text.lines() {
        if line.starts_with(".I ") {
            records.push(Vec::new());
        } else if let Some(record) = records.last_mut() {
            record.push(line);
        }
    }
    records
}

/// The lines after `.X` up to the next field.
fn field(record: &[&str], letter: &str) -> String {
    let is_head = |line: &&&str| line.len() == 2 && line.starts_with('.');
    let start = record
        .iter()
        .position(|line| line.strip_prefix('.') == Some(letter));
    let lines = record
        .iter()
        .skip(start.map_or(usize::MAX, |start| start + 1));
    let lines: Vec<&str> = lines.take_while(|line| !is_head(line)).copied().collect();
    lines.join(" ")
}

/// ARCD: Arabic passages and questions.
pub fn arabic(folder: &Path) -> Result<Collection, Failure> {
    passages(&folder.join("arcd/arcd.json"), "ar")
}

/// XQuAD: English passages and questions.
pub fn english(folder: &Path) -> Result<Collection, Failure> {
    passages(&folder.join("xquad/xquad.en.json"), "en")
}

fn passages(path: &Path, language: &'static str) -> Result<Collection, Failure> {
    let bytes = std::fs::read(path).map_err(Failure::io(path))?;
    let content: serde_json::Result<Value> = serde_json::from_slice(&bytes);
    let content = content.map_err(|error| Failure::unexpected(path.to_string_lossy(), error))?;
    let mut collection = Collection {
        language,
        ..Collection::default()
    };
    let mut known: HashMap<String, usize> = HashMap::new();
    for passage in list(&content, "data").flat_map(|subject| list(subject, "paragraphs")) {
        let text = text_of(passage, "context");
        let next = collection.documents.len();
        let document = *known.entry(text.clone()).or_insert(next);
        if document == next {
            collection.documents.push((String::new(), text));
        }
        let asked = list(passage, "qas").map(|question| text_of(question, "question"));
        let asked = asked.map(|question| (question, HashSet::from([document])));
        collection.questions.extend(asked);
    }
    Ok(collection)
}

fn list<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value
        .get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn text_of(value: &Value, name: &str) -> String {
    value
        .get(name)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_and_fields_are_told_apart() {
        let found = records(".I 1\n.T\na\nb\n.W\ntext\n.I 2\n.W\nc\n");
        let fields: Vec<_> = found
            .iter()
            .map(|record| (field(record, "T"), field(record, "W")))
            .collect();
        let expected = [("a b", "text"), ("", "c")].map(|(t, w)| (t.to_owned(), w.to_owned()));
        assert_eq!(fields, expected);
    }

    #[test]
    fn the_best_order_has_a_mean_of_one() {
        let collection = Collection {
            questions: vec![("q".to_owned(), HashSet::from([3, 5]))],
            ..Collection::default()
        };
        for (found, expected) in [(vec![5, 3, 1], 1.0), (vec![], 0.0), (vec![1, 3], 0.387)] {
            let mean = collection.mean(|_| Ok(found.clone())).unwrap_or_default();
            assert!((mean - expected).abs() < 0.001, "{found:?} {mean}");
        }
    }
}
