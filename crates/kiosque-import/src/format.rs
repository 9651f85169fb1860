use std::fmt;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// JSON Feed 1.0 and 1.1.
    JsonFeed,
    /// RSS 0.9 to 2.0 and Atom 0.3 and 1.0.
    Feed,
    /// WordPress' export, WXR 1.0 to 1.2.
    WordPress,
    /// Markdown, with front matter in YAML, TOML or JSON, or without.
    Markdown,
    /// A saved HTML page.
    Page,
    /// CSV, TSV and the like, with a header.
    Table,
    /// The text of a page as clipped for a press review.
    Review,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 7] = [
        Self::JsonFeed,
        Self::Feed,
        Self::WordPress,
        Self::Markdown,
        Self::Page,
        Self::Table,
        Self::Review,
    ];

    /// The name a user gives it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonFeed => "json-feed",
            Self::Feed => "feed",
            Self::WordPress => "wordpress",
            Self::Markdown => "markdown",
            Self::Page => "page",
            Self::Table => "table",
            Self::Review => "review",
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
