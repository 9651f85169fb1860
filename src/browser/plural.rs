//! Which plural form a number takes in a language.

/// The CLDR categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// The browser knows the rules.
#[cfg(target_arch = "wasm32")]
pub(crate) fn category(language: &str, number: u32) -> Category {
    use web_sys::js_sys::{Array, Intl, Object};
    let rules = Intl::PluralRules::new(&Array::of1(&language.into()), &Object::new());
    match String::from(rules.select(f64::from(number))).as_str() {
        "zero" => Category::Zero,
        "one" => Category::One,
        "two" => Category::Two,
        "few" => Category::Few,
        "many" => Category::Many,
        _ => Category::Other,
    }
}

/// The same rules from the same CLDR.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn category(language: &str, number: u32) -> Category {
    use icu_plurals::{PluralCategory, PluralRules};
    let locale: icu_locale_core::Locale =
        language.parse().unwrap_or(icu_locale_core::Locale::UNKNOWN);
    let rules = PluralRules::try_new_cardinal(locale.into());
    match rules.map(|rules| rules.category_for(number)) {
        Ok(PluralCategory::Zero) => Category::Zero,
        Ok(PluralCategory::One) => Category::One,
        Ok(PluralCategory::Two) => Category::Two,
        Ok(PluralCategory::Few) => Category::Few,
        Ok(PluralCategory::Many) => Category::Many,
        _ => Category::Other,
    }
}
