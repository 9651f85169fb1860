//! The language of a text that does not say it.

use whatlang::{Lang, detect};

/// How much of a text is looked at, in characters.
const LOOKED_AT: usize = 3_000;

/// Letters under which a guess is worth nothing.
const FEWEST_LETTERS: usize = 40;

/// Arabic letters under which a text may be in any language of the script.
const FEWEST_ARABIC: usize = 6;

/// The language of a text, BCP 47, where there is enough of it to tell.
pub fn language_of_text(text: &str) -> Option<&'static str> {
    let end = text
        .char_indices()
        .nth(LOOKED_AT)
        .map_or(text.len(), |(end, _)| end);
    let beginning = text.get(..end).unwrap_or(text);
    let letters = beginning.chars().filter(|c| c.is_alphabetic()).count();
    // Looking for a language takes long, where there are many short texts.
    let guess = (letters >= FEWEST_LETTERS)
        .then(|| detect(beginning))
        .flatten()
        .filter(|guess| guess.is_reliable())
        .map(|guess| tag_of(guess.lang()));
    guess.or_else(|| is_arabic(beginning).then_some("ar"))
}

/// Whether most letters are Arabic, and none is one that only other languages add.
fn is_arabic(text: &str) -> bool {
    let (mut letters, mut of_script, mut own) = (0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        of_script += usize::from(matches!(c, '\u{620}'..='\u{6ff}'));
        own += usize::from(matches!(c, 'ء'..='غ' | 'ف'..='ي'));
    }
    own == of_script && own >= FEWEST_ARABIC.max(letters / 2)
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
            ("الماء في المغرب", Some("ar")),
            ("آب در ایران", None),
            ("پانی", None),
            ("The word كتاب is Arabic", None),
            ("", None),
        ] {
            assert_eq!(language_of_text(text), expected, "{text}");
        }
    }
}
