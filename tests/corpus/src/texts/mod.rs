//! The real texts that are learnt from: the bundled set, and collections beside
//! the project where they are there.

mod bundled;
mod html;
mod markdown;
mod passages;
mod reuters;

pub use html::push_escaped;

use crate::failure::Failure;
use crate::language::Language;
use kiosque_model::site::DeclaredTag;
use std::path::Path;

/// A real article or passage.
#[derive(Clone, Debug)]
pub struct Text {
    /// What it is written in.
    pub language: Language,
    /// Plain text, empty where it has none.
    pub title: String,
    /// Plain text.
    pub paragraphs: Vec<String>,
    /// Ids of declared tags, or tags as written.
    pub tags: Vec<String>,
    /// Bytes of HTML, where it is an article of its own.
    pub length: Option<usize>,
    /// How many articles it stands for among those that are articles of their own.
    pub weight: f64,
}

/// All that is learnt from.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// In a fixed order.
    pub texts: Vec<Text>,
    /// The tags that the bundled set declares.
    pub declared: Vec<DeclaredTag>,
    /// Collections that were looked for in vain.
    pub missing: Vec<String>,
}

/// The bundled articles are few and short; this many of a hundred articles are
/// made like them, the others like those of the news corpus.
const BUNDLED_SHARE: f64 = 0.35;

impl Texts {
    /// Reads the set in `bundled`, and the collections in `corpora`.
    ///
    /// # Errors
    /// A file that is there and cannot be read, or is not what its name says.
    pub fn read(bundled: &Path, corpora: &Path) -> Result<Self, Failure> {
        let (mut texts, declared) = bundled::read(bundled)?;
        share_out(&mut texts, 1.0);
        let mut missing = Vec::new();
        let news = corpora.join("news/reuters-21578.json.gz");
        if news.is_file() {
            let mut news = reuters::read(&news, &bundled::spellings(&declared))?;
            share_out(&mut texts, BUNDLED_SHARE);
            share_out(&mut news, 1.0 - BUNDLED_SHARE);
            texts.extend(news);
        } else {
            missing.push(news.display().to_string());
        }
        type Read = fn(&Path, Language) -> Result<Vec<Text>, Failure>;
        let others: [(&str, Language, Read); 5] = [
            ("markdown/putaindecode", Language::French, markdown::read),
            (
                "markdown/opensource-guide/fr",
                Language::French,
                markdown::read,
            ),
            (
                "markdown/opensource-guide/ar",
                Language::Arabic,
                markdown::read,
            ),
            (
                "markdown/opensource-guide/en",
                Language::English,
                markdown::read,
            ),
            ("relevance/arcd/arcd.json", Language::Arabic, passages::read),
        ];
        for (path, language, read) in others {
            let path = corpora.join(path);
            if path.exists() {
                texts.extend(read(&path, language)?);
            } else {
                missing.push(path.display().to_string());
            }
        }
        Ok(Self {
            texts,
            declared,
            missing,
        })
    }
}

/// Makes the weights of `texts` sum up to `share`.
fn share_out(texts: &mut [Text], share: f64) {
    let each = share / texts.len().max(1) as f64;
    for text in texts {
        text.weight = each;
    }
}

impl Text {
    /// Words as they stand, with their punctuation.
    pub fn chunks(&self) -> impl Iterator<Item = &str> {
        self.paragraphs
            .iter()
            .flat_map(|paragraph| paragraph.split_whitespace())
    }
}
