//! Why the app has stopped, for whoever is changing it: a release build does not
//! carry the words, and its page's notice says that it has stopped.

use super::window;

/// Writes it into the notice that `index.html` holds ready and shows.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|panic| {
        let Some(document) = window().and_then(|window| window.document()) else {
            return;
        };
        if let Some(details) = document.get_element_by_id("failure-details") {
            details.set_text_content(Some(&panic.to_string()));
        }
    }));
}
