use kiosque_publish::archive::PublishError;
use kiosque_publish::finish::FinishError;
use kiosque_publish::found::IconError;
use kiosque_publish::intake::IntakeError;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// Why a command did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A set cannot be read as one.
    #[error("{0}\nNothing was written.")]
    Intake(#[from] IntakeError),
    /// A set's file cannot be read.
    #[error("{0}\nNothing was written.")]
    Unreadable(io::Error),
    /// The set is neither a folder nor a feed.
    #[error("{0} is neither a folder nor a .json or .json.gz file\nNothing was written.")]
    NotASet(PathBuf),
    /// A compressed feed is too large.
    #[error("{0} holds more than {1} GB; split the feed\nNothing was written.")]
    TooLarge(PathBuf, u64),
    /// An image is no longer what it was when it was named.
    #[error("{0} changed while it was being published; publish again")]
    Changed(PathBuf),
    /// A set's articles cannot be published.
    #[error("{0}\nThe edition published before is as it was.")]
    Unpublishable(serde_json::Error),
    /// The output folder belongs to somebody else.
    #[error(
        "{0} is not empty and not {1} of Kiosque, so it is left as it is; give {2} a new or empty folder, or empty this one first"
    )]
    ForeignFolder(PathBuf, &'static str, &'static str),
    /// The output is no folder.
    #[error("{0} is a file, and {1} takes a folder")]
    NotAFolder(PathBuf, &'static str),
    /// The archive cannot be written.
    #[error(
        "{0}\nThe edition published before is as it was. Make room or mend the permissions, then publish again."
    )]
    Unwritable(io::Error),
    /// The new edition is there, but the disk does not answer for it.
    #[error(
        "{0}\nThe new edition is in place, but may be lost if the machine stops now; publish again when the disk is well."
    )]
    Unsettled(io::Error),
    /// A set to import into is no folder.
    #[error("{0} is a file, and --into takes the folder of a set")]
    SetIsNoFolder(PathBuf),
    /// A file of the set to import into is no feed.
    #[error(
        "{0}: {1}\nA set's .json files are JSON Feeds; mend this one or take it away. Nothing was written."
    )]
    SetUnreadable(PathBuf, serde_json::Error),
    /// The set's list of fetched pictures is none.
    #[error(
        "{0}: {1}\nMend it, or take it away: its pictures are placeholders then. Nothing was written."
    )]
    FetchedUnreadable(PathBuf, toml::de::Error),
    /// The set cannot be written.
    #[error(
        "{0}\nEvery file of the set is whole, some as before; make room or mend the permissions, then import again."
    )]
    SetUnwritable(io::Error),
    /// There is no room for temporary files.
    #[error("cannot keep articles in a temporary file: {0}\nNothing was written.")]
    NoRoom(io::Error),
    /// The report cannot be written.
    #[error("cannot write the report: {0}\nThe set itself is complete.")]
    ReportUnwritable(io::Error),
    /// Parts of the sources were refused, which was told.
    #[error("{0} of the sources could not be imported; the rest is in the set")]
    Refused(String),
    /// The sources hold no article.
    #[error("no article was found in the sources")]
    NothingRead,
    /// There is no viewer to shorten.
    #[error("{0} holds no built viewer (*_bg.wasm); build it with `cargo xtask build`")]
    NoViewer(PathBuf),
    /// There is no viewer to publish with.
    #[error(
        "this program carries no viewer; name a built one with --viewer DIST, or publish the archive alone with --archive DIR\nNothing was written."
    )]
    CarriesNoViewer,
    /// The theme is none that is known.
    #[error(
        "`{0}`, the theme of site.toml, is unknown; take one of {1}, or name a .css file of the set\nThe edition published before is as it was."
    )]
    NoTheme(String, String),
    /// The theme's file is not there.
    #[error(
        "{0}, the theme of site.toml, is not in the set; add the file, or name another\nThe edition published before is as it was."
    )]
    NoThemeFile(String),
    /// The site's mark gives no icons.
    #[error("{0}, the icon of site.toml, is {1}\nThe edition published before is as it was.")]
    NoIcon(PathBuf, IconError),
    /// A new set would stand among other files.
    #[error("{0} is not empty, and a new set takes a new or empty folder; nothing was written")]
    NotEmpty(PathBuf),
    /// What should be served is no site.
    #[error(
        "{0} holds no _headers, so it is no site of Kiosque; publish one with --out and serve that"
    )]
    NotASite(PathBuf),
    /// The server cannot start.
    #[error("cannot serve: {0}; give another address or port with --listen")]
    Unserved(io::Error),
    /// What should be cleared up is no archive.
    #[error("{0} is neither a site nor an archive of Kiosque; nothing was removed")]
    NothingToClear(PathBuf),
    /// Nobody can say what the current edition names.
    #[error(
        "editions/{0}.txt, the list of the current edition, is missing; publish again, then run gc. Nothing was removed."
    )]
    Unlisted(String),
    /// Something could not be removed.
    #[error("{0}\nEvery kept edition is whole; mend the permissions, then run gc again.")]
    Unremovable(io::Error),
    /// The viewer is not what a build leaves.
    #[error("{0}: {1}")]
    Unfinished(PathBuf, FinishError),
    /// The archive has faults, which were named.
    #[error("{faults} in {archive}")]
    Faults {
        /// How many.
        faults: String,
        /// The archive.
        archive: PathBuf,
    },
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Json(error) => Self::Unpublishable(error),
            PublishError::Spool(error) | PublishError::Unwritable(error) => Self::Unwritable(error),
        }
    }
}

impl Failure {
    /// 2 where the input is at fault, 1 otherwise.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Intake(_)
            | Self::Unreadable(_)
            | Self::NotASet(_)
            | Self::NothingToClear(_)
            | Self::NotEmpty(_)
            | Self::NotASite(_)
            | Self::NoIcon(..)
            | Self::NoTheme(..)
            | Self::NoThemeFile(_)
            | Self::TooLarge(..)
            | Self::SetIsNoFolder(_)
            | Self::SetUnreadable(..)
            | Self::FetchedUnreadable(..)
            | Self::NothingRead => ExitCode::from(2),
            Self::Unpublishable(_)
            | Self::Changed(_)
            | Self::ForeignFolder(..)
            | Self::NotAFolder(..)
            | Self::CarriesNoViewer
            | Self::Unlisted(_)
            | Self::Unserved(_)
            | Self::Unremovable(_)
            | Self::Unwritable(_)
            | Self::Unsettled(_)
            | Self::SetUnwritable(_)
            | Self::NoRoom(_)
            | Self::ReportUnwritable(_)
            | Self::Refused(_)
            | Self::NoViewer(_)
            | Self::Unfinished(..)
            | Self::Faults { .. } => ExitCode::FAILURE,
        }
    }
}
