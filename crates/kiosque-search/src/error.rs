use crate::format::{Damage, SearchFile};
use std::fmt;

/// What a question comes to.
pub type Answer<T> = Result<T, Stop>;

/// Why a question has no answer yet, or none at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Files are missing at hand: open these, then ask again.
    Wanting(Vec<SearchFile>),
    /// The index cannot be read.
    Failed(SearchError),
}

impl From<SearchError> for Stop {
    fn from(error: SearchError) -> Self {
        Self::Failed(error)
    }
}

/// Why an index cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchError {
    /// The index is of another version, or made by another analysis or other stemmers.
    Republish {
        /// Format, analysis, stemmers.
        found: (u8, u8, u32),
        /// The same as read here.
        expected: (u8, u8, u32),
    },
    /// The bytes are not what the archive says they are.
    Damaged {
        /// Path in the archive.
        file: String,
        /// What is wrong with them.
        reason: &'static str,
    },
}

impl SearchError {
    pub(crate) fn damaged(file: &SearchFile, damage: Damage) -> Self {
        Self::Damaged {
            file: file.path(),
            reason: damage.0,
        }
    }
}

impl SearchError {
    /// What is wrong, for who mends it. Put together by hand, as nothing else would take
    /// the library's formatting into what a reader downloads.
    pub fn text(&self) -> String {
        match self {
            Self::Republish { found, expected } => [
                "the search index has versions ",
                &versions(*found),
                ", this reader needs ",
                &versions(*expected),
                ": publish the archive again",
            ]
            .concat(),
            Self::Damaged { file, reason } => [file, ": damaged: ", reason].concat(),
        }
    }
}

fn versions((format, analysis, stemmers): (u8, u8, u32)) -> String {
    [format.into(), analysis.into(), stemmers]
        .map(digits)
        .join(".")
}

fn digits(number: u32) -> String {
    let digit = char::from_digit(number % 10, 10);
    let mut text = if number < 10 {
        String::new()
    } else {
        digits(number / 10)
    };
    text.extend(digit);
    text
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::error::Error for SearchError {}
