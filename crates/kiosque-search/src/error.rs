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

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Republish { found, expected } => write!(
                f,
                "the search index has versions {}.{}.{}, this reader needs {}.{}.{}: publish the archive again",
                found.0, found.1, found.2, expected.0, expected.1, expected.2
            ),
            Self::Damaged { file, reason } => write!(f, "{file}: damaged: {reason}"),
        }
    }
}

impl std::error::Error for SearchError {}
