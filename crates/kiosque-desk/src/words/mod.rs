//! The desk's words. A language that lacks one does not compile.

mod ar;
mod en;
mod fr;

use crate::page;

/// The words of one language.
pub(crate) struct Words {
    pub close: &'static str,
    pub comfort: &'static str,
    pub size: &'static str,
    /// Title and labels of the choices, in their order.
    pub choices: [(&'static str, &'static [&'static str]); 8],
    pub reset: &'static str,
    pub help: &'static str,
    /// Keys with a space between them, and what they do.
    pub keys: [(&'static str, &'static str); 6],
    pub link_copied: &'static str,
    pub no_copying: &'static str,
}

/// Those of the interface's language.
pub(crate) fn of_page() -> &'static Words {
    let language = page::root().and_then(|root| root.get_attribute("lang"));
    match language.as_deref() {
        Some("ar") => &ar::WORDS,
        Some("en") => &en::WORDS,
        _ => &fr::WORDS,
    }
}
