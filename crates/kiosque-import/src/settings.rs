use crate::dates::DateOrder;
use crate::format::Format;

/// What the user says about sources that do not say it themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Read everything as this format, whatever it looks like.
    pub format: Option<Format>,
    /// Tags that every article gets.
    pub tags: Vec<String>,
    /// The source of articles that state none.
    pub source: Option<String>,
    /// The language of articles that state none, BCP 47.
    pub language: Option<String>,
    /// How dates of numbers alone are written.
    pub date_order: Option<DateOrder>,
    /// The charset the files came with, which stands above what they state.
    pub charset: Option<String>,
}
