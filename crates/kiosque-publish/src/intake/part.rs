use super::images;

/// What a file is to its set, told by its path; in the order in which files
/// are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// `site.toml`.
    Settings,
    /// What is under `images/`.
    Image,
    /// A JSON Feed.
    Feed,
    /// Nothing that is read.
    Other,
}

impl Part {
    /// What the file at `path` is.
    pub fn of(path: &str) -> Self {
        let is_feed = || {
            let format = path.rsplit_once('.').map(|(_, format)| format);
            format.is_some_and(|format| format.eq_ignore_ascii_case("json"))
        };
        if path == "site.toml" {
            Self::Settings
        } else if path.starts_with(images::FOLDER) {
            Self::Image
        } else if is_feed() {
            Self::Feed
        } else {
            Self::Other
        }
    }
}
