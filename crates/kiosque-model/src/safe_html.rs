use crate::wire::{FromJson, Json, Reading};
use serde::Serialize;

/// HTML that has passed the publisher's sanitiser: no script, no style, no
/// `svg` or `math`, no request to a third party.
///
/// Only two things make one: the sanitiser, and reading an archive, whose
/// bytes the reader has checked against their hash. Its markup is set in one
/// component of the viewer, nowhere else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
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

impl FromJson for SafeHtml {
    fn from_json(value: &mut Json, reading: &mut Reading) -> Self {
        Self(String::from_json(value, reading))
    }
}
