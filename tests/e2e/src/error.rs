use std::path::{Path, PathBuf};
use std::time::Duration;

use thirtyfour::error::WebDriverError;

use crate::Engine;

/// What a step of the harness returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a story could not go on. The text says what was tried and what was seen.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A driver or its browser did not come up.
    #[error(
        "{engine} cannot be driven: {reason}\ntried: {command}\nlast output of the driver:\n{output}"
    )]
    NotDriven {
        /// The engine asked for.
        engine: Engine,
        /// What went wrong.
        reason: String,
        /// The command line, with the variables set for it.
        command: String,
        /// The end of what the driver and the browser printed.
        output: String,
    },
    /// A condition did not hold within the limit.
    #[error("waited {limit:?} in vain for {what}{last}\n{page}")]
    Waited {
        /// The limit, see [`crate::wait::limit`].
        limit: Duration,
        /// The condition, in words.
        what: String,
        /// The last error met while asking, in brackets, or nothing.
        last: String,
        /// Address, title and first words of the page.
        page: String,
    },
    /// The browser refused a step.
    #[error("the browser refused to {step}: {reason}\n{page}")]
    Refused {
        /// The step, as a verb phrase.
        step: String,
        /// The driver's reason.
        reason: String,
        /// Address, title and first words of the page.
        page: String,
    },
    /// This engine has no way to do what was asked.
    #[error("{engine} cannot {what}")]
    Unsupported {
        /// The engine asked.
        engine: Engine,
        /// What it cannot do and, where there is one, the way out.
        what: String,
    },
    /// A file or socket could not be used.
    #[error("{path}: {source}")]
    Io {
        /// The file, folder or address.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// No built site was named.
    #[error(
        "{variable} is not set: run the stories with `cargo xtask test`, which builds the site and names it, \
         or set it to a folder built for {base}"
    )]
    NoSite {
        /// The environment variable.
        variable: &'static str,
        /// The base path the site must be built for.
        base: &'static str,
    },
}

impl Error {
    pub(crate) fn io(path: impl AsRef<Path>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.as_ref().to_owned();
        move |source| Self::Io { path, source }
    }
}

/// The driver's reason without the browser's stack trace.
pub(crate) fn reason(error: &WebDriverError) -> String {
    let text = error.to_string();
    let end = text.find("Stacktrace:").unwrap_or(text.len());
    text.get(..end)
        .unwrap_or(&text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
