use super::Choice;
use crate::failure::Failure;
use kiosque_model::ShortId;
use kiosque_model::wire::{Additions, Kind, Pack, Related};
use kiosque_publish::intake::SetArticle;
use kiosque_reader::merge_related;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};

/// The files of an archive by path.
type Files = BTreeMap<String, Vec<u8>>;

/// The lists of an archive as a reader sees them, nearest first.
pub fn read(files: &Files, articles: &[SetArticle]) -> Result<Choice, Failure> {
    let merged = merged(files)?;
    let numbers = articles
        .iter()
        .enumerate()
        .map(|(number, article)| (&article.short_id, number));
    let numbers: HashMap<&ShortId, usize> = numbers.collect();
    let number = |related: &Related| {
        let found = numbers.get(&related.id).copied();
        found.ok_or_else(|| Failure::unexpected(related.id.as_str(), "related, but no article"))
    };
    let list = |article: &SetArticle| {
        let related = merged.get(&article.short_id);
        let related = related.ok_or_else(|| Failure::unexpected(&article.id, "in no pack"))?;
        related.iter().map(number).collect()
    };
    articles.iter().map(list).collect()
}

/// Each article's own list merged with its additions.
fn merged(files: &Files) -> Result<HashMap<ShortId, Vec<Related>>, Failure> {
    let mut added: HashMap<ShortId, Vec<Related>> = HashMap::new();
    for leaf in decoded::<Additions>(files, Kind::Additions) {
        for addition in leaf?.articles {
            added
                .entry(addition.id)
                .or_default()
                .extend(addition.related);
        }
    }
    let mut merged = HashMap::new();
    for pack in decoded::<Pack>(files, Kind::Pack) {
        for article in pack?.articles {
            let later = added.remove(&article.id).unwrap_or_default();
            merged.insert(article.id, merge_related(&article.related, &later));
        }
    }
    Ok(merged)
}

fn decoded<T: DeserializeOwned>(
    files: &Files,
    kind: Kind,
) -> impl Iterator<Item = Result<T, Failure>> {
    let folder = format!("data/{}/", kind.folder());
    let of_kind = files
        .iter()
        .filter(move |(path, _)| path.starts_with(&folder));
    of_kind.map(|(path, bytes)| {
        serde_json::from_slice(bytes).map_err(|error| Failure::unexpected(path, error))
    })
}
