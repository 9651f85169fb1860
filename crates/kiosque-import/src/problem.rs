use kiosque_sanitise::{SanitiseNote, report};
use serde::{Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// Where in a source something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file's path, with the source it belongs to.
    #[serde(serialize_with = "as_text")]
    pub file: Arc<str>,
    /// The line it starts in, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Which of the file's articles it is, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<usize>,
}

fn as_text<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

impl Place {
    /// A file as a whole.
    pub fn of_file(file: &Arc<str>) -> Self {
        Self {
            file: Arc::clone(file),
            line: None,
            item: None,
        }
    }

    /// The article `item` of a file, which starts in `line`.
    pub fn of_item(file: &Arc<str>, item: usize, line: usize) -> Self {
        Self {
            file: Arc::clone(file),
            line: Some(line),
            item: Some(item),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        match self.item {
            Some(item) => write!(f, ", item {item}"),
            None => Ok(()),
        }
    }
}

/// Something that could not be imported as it is, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// The member, element or column concerned, where it is one.
    pub field: Option<String>,
    /// What is wrong.
    pub kind: ProblemKind,
}

impl Problem {
    /// A problem of what stands at `place`.
    pub fn new(place: &Place, field: Option<&str>, kind: ProblemKind) -> Self {
        Self {
            place: place.clone(),
            field: field.map(str::to_owned),
            kind,
        }
    }
}

/// One line, fit for a terminal whatever the source wrote.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&report(&self.place, self.field.as_deref(), &self.kind))
    }
}

/// What a problem costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cost {
    /// A file or an article could not be imported.
    Refused,
    /// An article was left out on purpose: a draft, a duplicate.
    LeftOut,
    /// Something was changed, guessed or is missing in an article that is in.
    Remark,
}

/// What is wrong with a part of a source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// The content is of no format that is read.
    #[error(
        "left out: none of the formats that are read; if it is one of them, say which with --as"
    )]
    UnknownFormat,
    /// The file is not what it looks like, or was forced to be.
    #[error("left out: {0}")]
    UnreadableFile(String),
    /// The file is damaged from here on; what came before is in.
    #[error("stopped reading here: {0}")]
    BrokenOff(String),
    /// The system does not give the file.
    #[error("left out: {0}")]
    Inaccessible(String),
    /// A file that is read as a whole is too large.
    #[error("left out: more than {} MB in one file; split it", limit >> 20)]
    FileTooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// A link out of the source's folder, or a name no path may have.
    #[error("left out: {0}")]
    UnsafePath(&'static str),
    /// The text of one article is too large.
    #[error("left out: more than {} MB in one article", limit >> 20)]
    ItemTooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// An article that cannot be read.
    #[error("left out: {0}")]
    UnreadableItem(String),
    /// Neither title nor body nor address.
    #[error("left out: no title, no text and no address, so nothing to keep")]
    NothingToKeep,
    /// Something an export holds besides published articles.
    #[error("left out: {0}")]
    NotPublished(String),
    /// Another article is the same.
    #[error("left out: {reason} as {kept}, which has its tags now")]
    Duplicate {
        /// What the two have in common.
        reason: &'static str,
        /// The one that was kept.
        kept: String,
    },
    /// Two different articles claim one identity.
    #[error("its id `{id}` is also that of another article, {kept}; it got one of its own")]
    SharedId {
        /// The id.
        id: String,
        /// The one that was kept.
        kept: String,
    },
    /// The set has an article of this id that was not imported.
    #[error("left out: the set has this article already, and it was not imported there")]
    HandMade,
    /// A member of the wrong type, or that means nothing.
    #[error("left out: {0}")]
    UnreadableField(String),
    /// Bytes that are no text in the stated or detected charset.
    #[error("read as {charset}, with characters that it does not have replaced")]
    Undecodable {
        /// The charset.
        charset: &'static str,
    },
    /// The charset was guessed.
    #[error("states no charset and is not UTF-8; read as {charset}")]
    GuessedCharset {
        /// The charset.
        charset: &'static str,
    },
    /// The stated charset is not true.
    #[error("states the charset {stated}, but is {charset}")]
    FalseCharset {
        /// What it states.
        stated: String,
        /// What it was read as.
        charset: &'static str,
    },
    /// XML or a row of a table was mended.
    #[error("not well-formed: {0}; mended")]
    Mended(String),
    /// The article has no date.
    #[error("no date")]
    NoDate,
    /// The date means nothing.
    #[error("`{0}` is not a date; left out")]
    UnreadableDate(String),
    /// Day and month cannot be told apart.
    #[error("`{written}` may be two days; read as {read}; --date-format says which")]
    AmbiguousDate {
        /// As it is written.
        written: String,
        /// As it was read.
        read: String,
    },
    /// The date has a time but no offset.
    #[error("`{0}` has no time zone; taken as UTC")]
    DateWithoutOffset(String),
    /// The article has no title of its own.
    #[error("no title; taken from the {0}")]
    DerivedTitle(&'static str),
    /// The article has no text.
    #[error("no text; kept with its title alone")]
    NoBody,
    /// The language tag means nothing.
    #[error("`{0}` is not a language tag; left out")]
    UnreadableLanguage(String),
    /// An address that is not http or https.
    #[error("`{0}` is not a web address; left out")]
    UnreadableAddress(String),
    /// The body was changed beyond its markup.
    #[error("{0}")]
    Body(SanitiseNote),
    /// An image beside the text that is not taken along.
    #[error("the image `{path}` {reason}")]
    Image {
        /// As it is written.
        path: String,
        /// Why not.
        reason: String,
    },
}

impl ProblemKind {
    /// What it costs.
    pub fn cost(&self) -> Cost {
        match self {
            Self::UnknownFormat
            | Self::UnreadableFile(_)
            | Self::BrokenOff(_)
            | Self::Inaccessible(_)
            | Self::FileTooLarge { .. }
            | Self::UnsafePath(_)
            | Self::ItemTooLarge { .. }
            | Self::UnreadableItem(_)
            | Self::NothingToKeep
            | Self::HandMade => Cost::Refused,
            Self::NotPublished(_) | Self::Duplicate { .. } => Cost::LeftOut,
            _ => Cost::Remark,
        }
    }

    /// A name for programs that read reports.
    pub fn name(&self) -> &'static str {
        match self {
            Self::UnknownFormat => "unknown-format",
            Self::UnreadableFile(_) => "unreadable-file",
            Self::BrokenOff(_) => "broken-off",
            Self::Inaccessible(_) => "inaccessible",
            Self::FileTooLarge { .. } => "file-too-large",
            Self::UnsafePath(_) => "unsafe-path",
            Self::ItemTooLarge { .. } => "item-too-large",
            Self::UnreadableItem(_) => "unreadable-item",
            Self::NothingToKeep => "nothing-to-keep",
            Self::NotPublished(_) => "not-published",
            Self::Duplicate { .. } => "duplicate",
            Self::SharedId { .. } => "shared-id",
            Self::HandMade => "hand-made",
            Self::UnreadableField(_) => "unreadable-field",
            Self::Undecodable { .. } => "undecodable",
            Self::GuessedCharset { .. } => "guessed-charset",
            Self::FalseCharset { .. } => "false-charset",
            Self::Mended(_) => "mended",
            Self::NoDate => "no-date",
            Self::UnreadableDate(_) => "unreadable-date",
            Self::AmbiguousDate { .. } => "ambiguous-date",
            Self::DateWithoutOffset(_) => "date-without-offset",
            Self::DerivedTitle(_) => "derived-title",
            Self::NoBody => "no-body",
            Self::UnreadableLanguage(_) => "unreadable-language",
            Self::UnreadableAddress(_) => "unreadable-address",
            Self::Body(_) => "body",
            Self::Image { .. } => "image",
        }
    }
}
