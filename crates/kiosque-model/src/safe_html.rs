use serde::{Deserialize, Serialize};

/// HTML that has passed the publisher's sanitiser: no script, no style, no
/// `svg` or `math`, no request to a third party.
///
/// Only two things make one: the sanitiser, and reading an archive, whose
/// bytes the reader has checked against their hash. Its markup is set in one
/// component of the viewer, nowhere else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Declares `html` safe. For the sanitiser alone.
    pub fn from_sanitiser(html: String) -> Self {
        Self(html)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
