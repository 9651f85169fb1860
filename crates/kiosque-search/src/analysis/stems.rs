//! Keys: words without their endings.

use super::fold;
use frostem::{Algorithm, Stemmer};

/// The languages whose words have stems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// `ar`
    Arabic,
    /// `en`
    English,
    /// `fr`
    French,
    /// Any other: a word is its own stem.
    Other,
}

impl Language {
    /// How many there are.
    #[cfg(feature = "authoring")]
    pub const COUNT: usize = 4;

    /// By the primary subtag of a BCP 47 tag.
    pub fn of_tag(tag: &str) -> Self {
        match tag.split(['-', '_']).next().unwrap_or_default() {
            "ar" => Self::Arabic,
            "en" => Self::English,
            "fr" => Self::French,
            _ => Self::Other,
        }
    }

    fn algorithm(self) -> Option<Algorithm> {
        match self {
            Self::Arabic => Some(Algorithm::Arabic),
            Self::English => Some(Algorithm::English),
            Self::French => Some(Algorithm::French),
            Self::Other => None,
        }
    }
}

/// The key of a clean word in a text of `language`: its stem and a letter for
/// the language, so that the stems of one never pass for those of another. A word
/// in Arabic letters is Arabic in any text.
pub fn key(clean: &str, language: Language) -> String {
    let language = if is_arabic(clean) {
        Language::Arabic
    } else {
        language
    };
    let algorithm = language.algorithm().filter(|_| has_stem(clean, language));
    let Some(algorithm) = algorithm else {
        return fold(clean) + "\t";
    };
    let stemmer = Stemmer::new(algorithm);
    let (stem, mark) = match language {
        Language::Arabic => (
            stemmer
                .stem(&with_feminine_ending(without_article(clean)))
                .replace('ة', "ه"),
            "\ta",
        ),
        Language::English => (stemmer.stem(clean).into_owned(), "\te"),
        _ => (stemmer.stem(clean).into_owned(), "\tf"),
    };
    fold(&stem) + mark
}

/// The article and what is written together with it.
const ARTICLES: [&str; 6] = ["وال", "بال", "كال", "فال", "ال", "لل"];

/// A word without the article, where at least three letters are left.
fn without_article(clean: &str) -> &str {
    let rest = ARTICLES
        .iter()
        .find_map(|article| clean.strip_prefix(article));
    rest.filter(|rest| rest.chars().count() >= 3)
        .unwrap_or(clean)
}

/// Writers put heh for teh marbuta at the end of words, and the stemmer knows
/// the latter only: each is read as one.
fn with_feminine_ending(clean: &str) -> String {
    match clean.strip_suffix('ه') {
        Some(stem) => stem.to_owned() + "ة",
        None => clean.to_owned(),
    }
}

/// The key that a word has where its accents were not written: indexed as
/// another name of [`key`] where the two differ, as for half of the accented
/// words of French.
#[cfg(feature = "authoring")]
pub fn plain_key(clean: &str, language: Language) -> String {
    key(&fold(clean), language)
}

/// Every key under which a text of any language has this word, with and
/// without accents; the likeliest first.
pub fn keys(clean: &str) -> Vec<String> {
    let folded = fold(clean);
    let mut found = Vec::new();
    for language in [Language::French, Language::English, Language::Arabic] {
        found.push(key(clean, language));
        found.push(key(&folded, language));
    }
    found.push(key(&folded, Language::Other));
    let mut unique: Vec<String> = Vec::new();
    for key in found {
        if !unique.contains(&key) {
            unique.push(key);
        }
    }
    unique
}

fn is_arabic(word: &str) -> bool {
    word.chars()
        .all(|letter| ('\u{621}'..='\u{64a}').contains(&letter))
}

/// Stemmers are for words of their own script; numbers have no stem.
fn has_stem(word: &str, language: Language) -> bool {
    let mut letters = word.chars();
    match language {
        Language::Arabic => is_arabic(word),
        _ => letters.all(|letter| !letter.is_ascii_digit() && letter < '\u{250}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "authoring")]
    #[test]
    fn a_question_finds_the_key_of_any_language() {
        for (word, tag, asked) in [
            ("économies", "fr", "economie"),
            ("nations", "en", "nation"),
            ("national", "fr", "nationale"),
            ("المغرب", "ar", "مغرب"),
            ("مدرسه", "ar", "المدرسه"),
            ("2019", "ar", "2019"),
        ] {
            let language = Language::of_tag(tag);
            let keys = keys(asked);
            let found = [key(word, language), plain_key(word, language)];
            assert!(
                found.iter().any(|key| keys.contains(key)),
                "{word}: {found:?} {keys:?}"
            );
        }
    }

    #[test]
    fn keys_are_never_empty() {
        for word in ["s", "ال", "ؤ", "و", "ه"] {
            for key in keys(word) {
                assert!(!key.starts_with('\t'), "{word}");
            }
        }
    }
}
