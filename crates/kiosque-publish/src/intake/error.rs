use super::Place;
use kiosque_model::site::SiteError;

/// Why a set cannot be read at all. Nothing of it is published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// No file of the set is a feed.
    #[error("no JSON Feed in this set; add at least one .json file in the JSON Feed 1.1 format")]
    NoFeed,
    /// `site.toml` was refused.
    #[error("{file}: {reason}")]
    Site {
        /// The file.
        file: String,
        /// What is wrong with it.
        reason: SiteError,
    },
    /// A text file in another encoding.
    #[error("{file}, line {line}: not UTF-8 at byte {offset}; save the file as UTF-8")]
    NotUtf8 {
        /// The file.
        file: String,
        /// Counted from 1.
        line: usize,
        /// The first byte that is not UTF-8, counted from 0.
        offset: usize,
    },
    /// Not JSON.
    #[error(
        "{file}, line {line}, column {column}: not JSON: {reason}; correct the file or take it out of the set"
    )]
    NotJson {
        /// The file.
        file: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in bytes.
        column: usize,
        /// What the JSON reader says.
        reason: String,
    },
    /// JSON that stops before its end.
    #[error(
        "{file}, line {line}: the file stops before its JSON ends; it was cut off: fetch or export it again"
    )]
    Truncated {
        /// The file.
        file: String,
        /// The last line, counted from 1.
        line: usize,
    },
    /// Arrays and objects nested too deep.
    #[error(
        "{file}, line {line}: arrays and objects nested more than 127 deep; no JSON Feed is: correct the file or take it out of the set"
    )]
    NestedTooDeep {
        /// The file.
        file: String,
        /// Counted from 1.
        line: usize,
    },
    /// JSON, but no feed.
    #[error(
        "{file}: JSON, but not a JSON Feed: {reason}; correct the file or take it out of the set"
    )]
    NotJsonFeed {
        /// The file.
        file: String,
        /// What is missing.
        reason: String,
    },
    /// A version of the format that is not known.
    #[error(
        "{file}: its version is `{version}`, and only https://jsonfeed.org/version/1 and https://jsonfeed.org/version/1.1 can be read; export it in one of these"
    )]
    UnsupportedVersion {
        /// The file.
        file: String,
        /// What its `version` says.
        version: String,
    },
    /// Two articles whose addresses would end alike.
    #[error("{0}")]
    ShortIdCollision(Box<ShortIdCollision>),
    /// The newest date is far after all others, most likely a slip.
    #[error(
        "{place}: dated {date}, {days} days after the next newest article ({next}); correct the date, or accept it with --accept-future or --as-of"
    )]
    FarNewest {
        /// The newest article.
        place: Place,
        /// Its date.
        date: String,
        /// The next newest date.
        next: String,
        /// Full days between the two.
        days: i64,
    },
}

/// Two articles whose addresses would end alike.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the ids `{first}` ({first_place}) and `{second}` ({second_place}) give the same short id {short_id}; change one of them by a character"
)]
pub struct ShortIdCollision {
    /// The end both addresses would have.
    pub short_id: String,
    /// One id.
    pub first: String,
    /// Where it is.
    pub first_place: Place,
    /// The other id.
    pub second: String,
    /// Where that is.
    pub second_place: Place,
}
