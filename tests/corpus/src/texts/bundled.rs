use super::{Text, html};
use crate::failure::Failure;
use crate::language::Language;
use kiosque_model::feed::{Feed, Item};
use kiosque_model::site::{DeclaredTag, SiteSettings};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The bundled set's articles, their tags by id, and the tags it declares.
pub fn read(folder: &Path) -> Result<(Vec<Text>, Vec<DeclaredTag>), Failure> {
    let declared = declared(&folder.join("site.toml"))?;
    let spellings = spellings(&declared);
    let mut texts = Vec::new();
    for (language, _) in Language::SHARES {
        let path = folder.join(format!("{}.json", language.code()));
        let bytes = fs::read(&path).map_err(Failure::io(&path))?;
        let feed: Feed =
            serde_json::from_slice(&bytes).map_err(|error| Failure::unexpected(&path, error))?;
        let items = feed.items.into_iter();
        texts.extend(items.filter_map(|item| text_of(item, language, &spellings)));
    }
    Ok((texts, declared))
}

fn declared(path: &Path) -> Result<Vec<DeclaredTag>, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::io(path))?;
    let site = SiteSettings::from_toml(&text).map_err(|error| Failure::unexpected(path, error))?;
    Ok(site.tags)
}

/// The id that each spelling stands for.
pub fn spellings(tags: &[DeclaredTag]) -> BTreeMap<String, String> {
    let of_tag = |tag: &DeclaredTag| {
        let id = tag.id.clone();
        let spelt = tag.labels.values().chain(&tag.aliases).chain([&tag.id]);
        let pairs = spelt.map(move |spelling| (spelling.to_lowercase(), id.clone()));
        pairs.collect::<Vec<_>>()
    };
    tags.iter().flat_map(of_tag).collect()
}

/// An item as a text. `None` where it has no HTML.
pub fn text_of(
    item: Item,
    language: Language,
    spellings: &BTreeMap<String, String>,
) -> Option<Text> {
    let html = item.content_html?;
    let id_of = |tag: String| spellings.get(&tag.to_lowercase()).cloned().unwrap_or(tag);
    Some(Text {
        language,
        title: item.title.unwrap_or_default(),
        paragraphs: html::paragraphs(&html),
        tags: item
            .tags
            .unwrap_or_default()
            .into_iter()
            .map(id_of)
            .collect(),
        length: Some(html.len()),
        weight: 1.0,
    })
}
