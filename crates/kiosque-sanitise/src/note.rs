use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What of a body was lost or replaced, beyond mere markup.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SanitiseNote {
    /// The body is longer than the limit; only its text was kept, cut there.
    TooLong {
        /// The body's length in bytes.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// Elements nested deeper than the limit; only the text was kept.
    TooDeep {
        /// The limit, in elements.
        limit: usize,
    },
    /// Misnested markup that multiplies; only the text was kept.
    TooManyElements {
        /// The limit, in nodes of the tree.
        limit: usize,
    },
    /// A stretch of text that takes too long to escape; only the text was kept.
    TooManyEscapes,
    /// Attributes beyond the limit of one element were dropped.
    TooManyAttributes {
        /// The limit, in attributes.
        limit: usize,
    },
    /// Markup that reads differently each time; only the text was kept.
    Unsettled,
    /// Elements that are never published, with how many there were.
    ForbiddenElement {
        /// The element's name.
        name: String,
        /// How many.
        count: usize,
    },
    /// An image that is not in the set; its alternative text was kept.
    UnknownImage(String),
    /// An image written into the body itself; its alternative text was kept.
    InlineImage,
    /// A relative link without an address it is relative to; its text was kept.
    RelativeLink(String),
    /// A link to something other than http, https and mailto; its text was kept.
    ForbiddenLink(String),
    /// Embedded content without a web address.
    LostEmbed {
        /// The element's name.
        name: String,
    },
}

impl fmt::Display for SanitiseNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { bytes, limit } => {
                write!(f, "{bytes} bytes, more than {limit}; only its text was kept, cut there")
            }
            Self::TooDeep { limit } => write!(f, "elements nested more than {limit} deep; only its text was kept"),
            Self::TooManyElements { limit } => {
                write!(f, "misnested markup that makes more than {limit} nodes; only its text was kept")
            }
            Self::TooManyEscapes => {
                f.write_str("a paragraph too long for its many special characters; only the text was kept")
            }
            Self::TooManyAttributes { limit } => {
                write!(f, "an element with more than {limit} attributes; those beyond were dropped")
            }
            Self::Unsettled => f.write_str("markup too broken to be mended; only its text was kept"),
            Self::ForbiddenElement { name, count: 1 } => write!(f, "a <{name}> was left out"),
            Self::ForbiddenElement { name, count } => write!(f, "{count} <{name}> were left out"),
            Self::UnknownImage(path) => {
                write!(f, "the image `{path}` is not in the set; replaced by its alternative text")
            }
            Self::InlineImage => {
                f.write_str("an image written into the text as a data: address; replaced by its alternative text")
            }
            Self::RelativeLink(address) => {
                write!(f, "the link `{address}` is relative and the item has no url; only its text was kept")
            }
            Self::ForbiddenLink(address) => {
                write!(f, "the link `{address}` is not http, https or mailto; only its text was kept")
            }
            Self::LostEmbed { name } => write!(f, "an <{name}> without a web address was left out"),
        }
    }
}

/// Longest part of an address that is quoted, in characters.
const QUOTED: usize = 120;

/// Notes while they are collected: each once, elements counted.
#[derive(Default)]
pub(crate) struct Notes {
    notes: BTreeSet<SanitiseNote>,
    forbidden: BTreeMap<String, usize>,
}

impl Notes {
    pub(crate) fn push(&mut self, note: SanitiseNote) {
        self.notes.insert(note);
    }

    pub(crate) fn forbidden(&mut self, name: &str) {
        match self.forbidden.get_mut(name) {
            Some(count) => *count += 1,
            None => {
                self.forbidden.insert(name.to_owned(), 1);
            }
        }
    }

    pub(crate) fn inline_image(&mut self) {
        self.push(SanitiseNote::InlineImage);
    }

    pub(crate) fn unknown_image(&mut self, source: &str) {
        self.push(SanitiseNote::UnknownImage(quoted(source)));
    }

    pub(crate) fn relative_link(&mut self, address: &str) {
        self.push(SanitiseNote::RelativeLink(quoted(address)));
    }

    pub(crate) fn forbidden_link(&mut self, address: &str) {
        self.push(SanitiseNote::ForbiddenLink(quoted(address)));
    }

    pub(crate) fn lost_embed(&mut self, name: &str) {
        self.push(SanitiseNote::LostEmbed {
            name: name.to_owned(),
        });
    }

    pub(crate) fn into_vec(self) -> Vec<SanitiseNote> {
        let forbidden = self
            .forbidden
            .into_iter()
            .map(|(name, count)| SanitiseNote::ForbiddenElement { name, count });
        self.notes.into_iter().chain(forbidden).collect()
    }
}

/// The beginning of an address, without what would disturb a terminal.
fn quoted(address: &str) -> String {
    address
        .chars()
        .filter(|c| !c.is_control())
        .take(QUOTED)
        .collect()
}
