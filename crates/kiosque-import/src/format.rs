use std::fmt;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// JSON Feed 1.0 and 1.1.
    JsonFeed,
    /// Markdown, with front matter in YAML, TOML or JSON, or without.
    Markdown,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::JsonFeed, Self::Markdown];

    /// The name a user gives it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonFeed => "json-feed",
            Self::Markdown => "markdown",
        }
    }

    /// The format of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
