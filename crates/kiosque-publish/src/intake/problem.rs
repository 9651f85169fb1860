use kiosque_sanitise::{SanitiseNote, report};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Where in a set something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file's path in the set, shared by all that stands in it.
    pub file: Arc<str>,
    /// The index in the feed's `items`, counted from 0; 0 for a file that is no feed.
    pub item: usize,
    /// The line the item starts in, counted from 1; `None` for a file as a whole.
    pub line: Option<usize>,
}

impl Place {
    /// A file as a whole.
    pub fn of_file(file: &str) -> Self {
        Self {
            file: file.into(),
            item: 0,
            line: None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}, item {}", self.file, self.item),
            None => f.write_str(&self.file),
        }
    }
}

/// Something that could not be taken in as it is, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// The member concerned, where it is one.
    pub field: Option<String>,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// One line, fit for a terminal whatever the publisher wrote.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&report(&self.place, self.field.as_deref(), &self.kind))
    }
}

/// What is wrong with a part of a set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// The item is no object, or holds a value no reader can hold.
    #[error("left out: {reason}")]
    UnreadableItem {
        /// What the reader says.
        reason: String,
    },
    /// A member of the wrong type.
    #[error("left out: {reason}")]
    UnreadableField {
        /// What was found and what was expected.
        reason: String,
    },
    /// Neither title nor body nor address.
    #[error("left out: no title, no text and no address, so nothing to keep")]
    NothingToKeep,
    /// The article was taken back by its publisher.
    #[error("left out: withdrawn")]
    Withdrawn,
    /// The item has no id of its own.
    #[error("no id; derived from the {0}")]
    DerivedId(&'static str),
    /// The item has no title of its own.
    #[error("no title; taken from the {0}")]
    DerivedTitle(&'static str),
    /// The item has no body.
    #[error("no text; kept with its title alone")]
    NoBody,
    /// The item has no date.
    #[error("no date; placed after all dated articles")]
    NoDate,
    /// The date means nothing.
    #[error("`{0}` is not a date between the years 1 and 9999; left out")]
    UnreadableDate(String),
    /// The date has a time but no offset.
    #[error("`{0}` has no UTC offset; taken as UTC")]
    DateWithoutOffset(String),
    /// The language tag means nothing.
    #[error("`{0}` is not a language tag; left out")]
    UnreadableLanguage(String),
    /// A source's address that is not http or https.
    #[error("`{0}` is not a web address; left out")]
    UnreadableAddress(String),
    /// Another item has the same id and was kept.
    #[error(
        "left out: the id `{id}` is also that of {kept}, which is newer or the one kept of equals"
    )]
    Duplicate {
        /// The id.
        id: String,
        /// The item that was kept.
        kept: Place,
    },
    /// Text that would burst the lists it stands in.
    #[error("longer than {limit} characters; cut there")]
    Cut {
        /// The limit, in characters.
        limit: usize,
    },
    /// The body was changed beyond its markup.
    #[error("{0}")]
    Body(SanitiseNote),
    /// Not an image the reader can show.
    #[error("left out: not a PNG, JPEG, WebP or GIF image")]
    UnknownImageFormat,
    /// The settings name an image the set does not have.
    #[error("`{0}` is not an image of the set; left out")]
    UnknownImage(String),
    /// A file that is no part of a set.
    #[error("left out: neither site.toml, a .json feed, nor an image under images/")]
    UnknownFile,
}
