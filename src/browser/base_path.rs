//! The folder the site is served from: `/` or `/some/folder/`.

use super::document;

/// As the page's root says in `data-base`: publishing, and building while developing,
/// write it there. There is no `<base>` element: it would break links to fragments.
pub(crate) fn base_path() -> String {
    document::root_attribute("data-base").unwrap_or_else(|| "/".to_owned())
}
