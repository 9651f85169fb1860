//! The language of a text that does not say it.

use whatlang::{Lang, detect};

/// How much of a text is looked at, in characters.
const LOOKED_AT: usize = 3_000;

/// Letters under which a guess is worth nothing.
const FEWEST_LETTERS: usize = 40;

/// The language of a text, BCP 47, where there is enough of it to tell.
pub fn language_of_text(text: &str) -> Option<&'static str> {
    let end = text
        .char_indices()
        .nth(LOOKED_AT)
        .map_or(text.len(), |(end, _)| end);
    let beginning = text.get(..end).unwrap_or(text);
    if beginning.chars().filter(|c| c.is_alphabetic()).count() < FEWEST_LETTERS {
        return None;
    }
    detect(beginning)
        .filter(|guess| guess.is_reliable())
        .map(|guess| tag_of(guess.lang()))
}

/// BCP 47 takes the two-letter code of ISO 639 where there is one.
#[rustfmt::skip]
const TWO_LETTERS: &[(&str, &str)] = &[
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"),
    ("ben", "bn"), ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("cmn", "zh"), ("dan", "da"),
    ("deu", "de"), ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"), ("fin", "fi"),
    ("fra", "fr"), ("guj", "gu"), ("heb", "he"), ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"),
    ("hye", "hy"), ("ind", "id"), ("ita", "it"), ("jav", "jv"), ("jpn", "ja"), ("kan", "kn"),
    ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"), ("lav", "lv"), ("lit", "lt"),
    ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"), ("nld", "nl"),
    ("nob", "nb"), ("ori", "or"), ("pan", "pa"), ("pes", "fa"), ("pol", "pl"), ("por", "pt"),
    ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"), ("sna", "sn"),
    ("spa", "es"), ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tgl", "tl"),
    ("tha", "th"), ("tuk", "tk"), ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"),
    ("vie", "vi"), ("cym", "cy"), ("yid", "yi"), ("zul", "zu"),
];

fn tag_of(language: Lang) -> &'static str {
    let code = language.code();
    let known = TWO_LETTERS.iter().find(|(three, _)| *three == code);
    known.map_or(code, |(_, two)| two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_languages_are_told_apart() {
        for (text, expected) in [
            (
                "Le dialogue stratégique entre le Maroc et les États-Unis se tient à Rabat",
                Some("fr"),
            ),
            (
                "الحوار الاستراتيجي بين المغرب والولايات المتحدة ينعقد في الرباط",
                Some("ar"),
            ),
            (
                "The strategic dialogue between Morocco and the United States is held in Rabat",
                Some("en"),
            ),
            ("Rabat 2019", None),
            ("", None),
        ] {
            assert_eq!(language_of_text(text), expected, "{text}");
        }
    }
}
