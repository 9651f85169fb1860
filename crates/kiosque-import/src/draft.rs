use crate::problem::Place;
use kiosque_model::feed::Item;
use kiosque_model::wire::FileName;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The member of `_kiosque` that says where an article was imported from.
const IMPORT: &str = "import";

/// An article as it goes into a set: safe, normalised, and with all that is
/// needed to find it again the next time.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Where it was found.
    pub place: Place,
    /// Its members; its [`Origin`] is among them.
    pub item: Item,
    /// What tells it from near copies.
    pub likeness: Likeness,
}

impl Draft {
    /// Makes its id one that only its title and text have.
    pub(crate) fn take_own_id(&mut self) {
        let content = self.item.content_html.as_deref().unwrap_or_default();
        let both = format!("{}\n{content}", self.likeness.title);
        let hash = FileName::hash(&Sha256::digest(both.as_bytes()).into());
        let id = self.item.id.take().unwrap_or_default();
        self.item.id = Some(format!("{id}#{hash}"));
    }
}

/// Where an article of a set was imported from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Origin {
    /// The name of the source, as it was given to the tool.
    pub source: String,
    /// The file within the source.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// What the article was when it was imported: characters of a SHA-256.
    pub digest: String,
}

impl Origin {
    /// Where the item of a set comes from; `None` for one that was written there.
    pub fn of(item: &Item) -> Option<Self> {
        let extension = item.kiosque.as_ref()?;
        serde_json::from_value(extension.other.get(IMPORT)?.clone()).ok()
    }

    /// Notes it in the item.
    pub(crate) fn note_in(&self, item: &mut Item) {
        let Ok(value) = serde_json::to_value(self) else {
            return;
        };
        let extension = item.kiosque.get_or_insert_default();
        extension.other.insert(IMPORT.to_owned(), value);
    }
}

/// The members an article was imported with, of which its digest is made.
pub(crate) fn members_of(item: &Item) -> Value {
    serde_json::to_value(item).unwrap_or_default()
}

/// What two copies of one article have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// The address, without what differs between copies.
    pub address: Option<String>,
    /// The language: a translation is no copy, whatever it leaves untranslated.
    pub language: Option<String>,
    /// The title, without case, accents and punctuation.
    pub title: String,
    /// A sketch of the text; texts that differ little differ in few bits.
    pub sketch: u64,
    /// The length of the text in words.
    pub words: usize,
}
