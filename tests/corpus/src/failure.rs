use std::path::{Path, PathBuf};

/// Why no set was made.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file or folder cannot be used.
    #[error("{path}: {source}")]
    Io {
        /// Which.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A text to learn from is not what it should be.
    #[error("{path}: {reason}")]
    Unexpected {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The folder holds something that was not made here.
    #[error("{0}: not empty, and not made by this command; name another folder or empty it")]
    Occupied(PathBuf),
}

impl Failure {
    /// The system refused `path`.
    pub fn io(path: impl AsRef<Path>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.as_ref().to_owned();
        move |source| Self::Io { path, source }
    }

    /// `path` is not what it should be.
    pub fn unexpected(path: impl AsRef<Path>, reason: impl ToString) -> Self {
        Self::Unexpected {
            path: path.as_ref().to_owned(),
            reason: reason.to_string(),
        }
    }
}
