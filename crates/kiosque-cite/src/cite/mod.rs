mod bibtex;
mod csl;
mod prose;
mod ris;
mod wikipedia;

use crate::date::Parts;
use crate::work::Fields;
use crate::{Convention, Work};
use kiosque_model::{ArticleDate, KeySet, ShortId};

/// How works are cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A sentence a work, a line each.
    Prose(Convention),
    /// BibTeX, with the fields biblatex adds.
    Bibtex,
    /// RIS, for Zotero, EndNote and their like.
    Ris,
    /// A CSL-JSON array.
    CslJson,
    /// A template of the Wikipedia in that language a work; a bulleted list of several.
    Wikipedia(Convention),
}

impl Format {
    /// How a file of it ends, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Prose(_) | Self::Wikipedia(_) => "txt",
            Self::Bibtex => "bib",
            Self::Ris => "ris",
            Self::CslJson => "json",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Prose(_) | Self::Wikipedia(_) => "text/plain;charset=utf-8",
            Self::Bibtex => "application/x-bibtex;charset=utf-8",
            Self::Ris => "application/x-research-info-systems;charset=utf-8",
            Self::CslJson => "application/vnd.citationstyles.csl+json",
        }
    }
}

/// One or many works in a format, in their order, each once; `consulted` is the reader's
/// calendar day. Every format carries the original's address, ours and that day. The text ends
/// in a line end, and is empty (for CSL-JSON an empty array) without works.
pub fn cite(works: &[Work], format: Format, consulted: &ArticleDate) -> String {
    let mut seen = KeySet::default();
    let entries: Vec<Entry> = works
        .iter()
        .filter(|work| seen.insert(work.id.as_str().to_owned()))
        .map(|work| Entry::of(work, consulted))
        .collect();
    let each = |write: fn(&Entry) -> String| entries.iter().map(write).collect();
    match format {
        Format::Prose(convention) => prose::write(&entries, convention),
        Format::Bibtex => each(bibtex::write),
        Format::Ris => each(ris::write),
        Format::CslJson => csl::write(&entries),
        Format::Wikipedia(convention) => wikipedia::write(&entries, convention),
    }
}

/// A work, ready to be written.
struct Entry<'w> {
    id: &'w ShortId,
    fields: Fields,
    date: Option<Parts>,
    consulted: Parts,
}

impl<'w> Entry<'w> {
    fn of(work: &'w Work, consulted: &ArticleDate) -> Self {
        Self {
            id: &work.id,
            fields: Fields::of(work),
            date: work.date.as_ref().map(Parts::of),
            consulted: Parts::of(consulted),
        }
    }

    /// `hespress-2019-abcdefghijklm`: the same wherever the work is cited, and its own, since
    /// it ends in the short id. Names without an ASCII letter give no first part.
    fn key(&self) -> String {
        let source = self.fields.source.as_deref().unwrap_or_default();
        let name: String = source
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(16)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        let name = if name.is_empty() { "kiosque" } else { &name };
        let year = self.date.map(|date| date.year.to_string());
        [
            name,
            "-",
            year.as_deref().unwrap_or("nd"),
            "-",
            self.id.as_str(),
        ]
        .concat()
    }
}

/// The one citation of a work in prose, without a line end.
pub(crate) fn sentence(work: &Work, convention: Convention, consulted: &ArticleDate) -> String {
    prose::sentence(&Entry::of(work, consulted), convention)
}
