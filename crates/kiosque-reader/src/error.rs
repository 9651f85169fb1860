use std::fmt;

/// What a question comes to.
pub type Answer<T> = Result<T, Stop>;

/// Why a question has no answer yet, or none at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Files are missing at hand: fetch those wanted, then ask again.
    Wanting,
    /// Something could not be read.
    Failed(ReadError),
}

impl Stop {
    /// `file` is not what the archive says it is.
    pub(crate) fn damaged(file: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Failed(ReadError::damaged(file, reason))
    }
}

/// Why something of an archive could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The network did not answer.
    Offline {
        /// Path in the archive.
        file: String,
    },
    /// The host has no such file.
    Missing {
        /// Path in the archive.
        file: String,
    },
    /// The host answered with an error.
    Refused {
        /// Path in the archive.
        file: String,
        /// HTTP status.
        status: u16,
    },
    /// The bytes are not what the archive says they are.
    Damaged {
        /// Path in the archive.
        file: String,
        /// What is wrong with them.
        reason: String,
    },
    /// The archive was written by a newer publisher.
    TooNew {
        /// The version it has.
        version: u32,
    },
}

impl ReadError {
    /// `file` is not what the archive says it is.
    pub fn damaged(file: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Damaged {
            file: file.into(),
            reason: reason.into(),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offline { file } => write!(f, "{file}: no answer"),
            Self::Missing { file } => write!(f, "{file}: not found"),
            Self::Refused { file, status } => write!(f, "{file}: refused with status {status}"),
            Self::Damaged { file, reason } => write!(f, "{file}: damaged: {reason}"),
            Self::TooNew { version } => write!(f, "the archive has version {version}"),
        }
    }
}

impl std::error::Error for ReadError {}
