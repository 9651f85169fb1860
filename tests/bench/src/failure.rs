use std::path::{Path, PathBuf};

/// Why something could not be measured.
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
    /// A command did not do what it was asked to.
    #[error("`{command}` ended with {status}\n{output}")]
    Command {
        /// The command line.
        command: String,
        /// How it ended.
        status: String,
        /// What it said.
        output: String,
    },
    /// A file is not what it should be.
    #[error("{file}: {reason}")]
    Unexpected {
        /// Path or name.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The browser or its server.
    #[error(transparent)]
    Browser(#[from] kiosque_e2e::Error),
    /// The corpus cannot be taken in.
    #[error(transparent)]
    Intake(#[from] kiosque_publish::intake::IntakeError),
    /// The corpus cannot be published.
    #[error(transparent)]
    Publish(#[from] kiosque_publish::archive::PublishError),
    /// The published archive cannot be read.
    #[error(transparent)]
    Read(#[from] kiosque_reader::ReadError),
}

impl Failure {
    /// The system refused `path`.
    pub fn io(path: impl AsRef<Path>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.as_ref().to_owned();
        move |source| Self::Io { path, source }
    }

    /// `file` is not what it should be.
    pub fn unexpected(file: impl Into<String>, reason: impl ToString) -> Self {
        Self::Unexpected {
            file: file.into(),
            reason: reason.to_string(),
        }
    }
}
