use crate::Language;

/// The language of the interface: the one the reader chose before, else the
/// first the browser asks for that the site offers, else the site's first.
pub fn choose_language(
    remembered: Option<&str>,
    browser: &[String],
    offered: &[String],
) -> Language {
    let is_offered = |language: &Language| {
        offered.is_empty()
            || offered
                .iter()
                .any(|tag| Language::of_tag(tag) == Some(*language))
    };
    let wanted = remembered
        .into_iter()
        .chain(browser.iter().map(String::as_str));
    let site = offered.iter().map(String::as_str);
    wanted
        .chain(site)
        .filter_map(Language::of_tag)
        .find(is_offered)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(remembered: Option<&str>, browser: &[&str], offered: &[&str], expected: Language) {
        let owned = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            choose_language(remembered, &owned(browser), &owned(offered)),
            expected
        );
    }

    #[test]
    fn a_choice_beats_the_browser_which_beats_the_site() {
        check(Some("ar"), &["en"], &["fr", "ar", "en"], Language::Arabic);
        check(
            None,
            &["de-DE", "en-US"],
            &["fr", "ar", "en"],
            Language::English,
        );
        check(None, &["de"], &["en", "fr"], Language::English);
        check(Some("ar"), &["fr"], &["fr", "en"], Language::French);
        check(None, &[], &[], Language::French);
    }
}
