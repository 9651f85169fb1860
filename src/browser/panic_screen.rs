//! What is left to do when the app has failed: say so, and leave the text.

use super::window;

/// Shows the notice that `index.html` holds ready, in whatever state the page is.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|panic| {
        let Some(document) = window().and_then(|window| window.document()) else {
            return;
        };
        if let Some(notice) = document.get_element_by_id("failure") {
            // Fails only for a name that is no attribute's.
            let _ = notice.remove_attribute("hidden");
        }
        if let Some(details) = document.get_element_by_id("failure-details") {
            details.set_text_content(Some(&panic.to_string()));
        }
    }));
}
