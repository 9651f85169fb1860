use super::function_words::is_function_word;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters of the longest word that is looked at; what is longer is no word.
const LONGEST: usize = 40;
/// Letters a term has at least.
const SHORTEST_TERM: usize = 3;

/// Calls `see` with each word of `text` in lower case, and where it stands.
pub(super) fn each_word<'t>(text: &'t str, mut see: impl FnMut(&'t str, &str)) {
    let mut lower = String::new();
    for written in text.split(|letter: char| !is_word_letter(letter)) {
        if written.is_empty() || written.len() > 4 * LONGEST {
            continue;
        }
        lower_case(written, &mut lower);
        see(written, &lower);
    }
}

/// Marks belong to the word they stand in: Arabic vowel signs, accents.
fn is_word_letter(letter: char) -> bool {
    letter.is_alphanumeric()
        || (!letter.is_ascii() && (is_combining_mark(letter) || letter == TATWEEL))
}

pub(super) fn lower_case(written: &str, lower: &mut String) {
    lower.clear();
    if written.is_ascii() {
        lower.push_str(written);
        lower.make_ascii_lowercase();
    } else {
        lower.extend(written.chars().flat_map(char::to_lowercase));
    }
}

const TATWEEL: char = '\u{640}';

/// What words that mean the same have in common: without accents, plural
/// endings and the Arabic article. None for numbers, function words and very
/// short words.
pub(super) fn term_text(lower: &str) -> Option<String> {
    let folded: String = lower
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .filter_map(fold_letter)
        .collect();
    let is_word = folded.chars().all(char::is_alphabetic) && !is_function_word(&folded);
    let term = if folded.is_ascii() {
        without_plural(&folded)
    } else {
        without_article(&folded)
    };
    let letters = term.chars().count();
    (is_word && (SHORTEST_TERM..=LONGEST).contains(&letters)).then(|| term.to_owned())
}

/// One form for the Arabic letters that are written for each other.
fn fold_letter(letter: char) -> Option<char> {
    match letter {
        TATWEEL => None,
        'ٱ' => Some('ا'),
        'ى' => Some('ي'),
        'ة' => Some('ه'),
        _ => Some(letter),
    }
}

fn without_plural(word: &str) -> &str {
    let bare = word.strip_suffix(['s', 'x']).unwrap_or(word);
    if bare.len() > SHORTEST_TERM && !bare.ends_with('s') {
        bare
    } else {
        word
    }
}

/// `وبالاتحاد` is "and in the union": one conjunction, one preposition and the
/// article can stand before a noun. A bare conjunction is left, as it may
/// belong to the word.
fn without_article(word: &str) -> &str {
    let rest = ["وبال", "وال", "فال", "بال", "كال", "ولل", "ال", "لل"]
        .iter()
        .find_map(|prefix| word.strip_prefix(prefix));
    rest.filter(|rest| rest.chars().count() >= SHORTEST_TERM)
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_mean_the_same_share_a_term() {
        for (lower, expected) in [
            ("marchés", Some("marche")),
            ("marché", Some("marche")),
            ("press", Some("press")),
            ("gas", Some("gas")),
            ("والاتحاد", Some("اتحاد")),
            ("الاتحاد", Some("اتحاد")),
            ("اتحاد", Some("اتحاد")),
            ("1987", None),
            ("le", None),
            ("très", None),
            ("التي", None),
        ] {
            assert_eq!(term_text(lower).as_deref(), expected, "{lower}");
        }
    }

    #[test]
    fn words_keep_their_marks_and_lose_their_case() {
        let mut seen = Vec::new();
        each_word("L’ÉTÉ, مُحَمَّد 3.5", |written, lower| {
            seen.push(format!("{written}={lower}"))
        });
        assert_eq!(seen, ["L=l", "ÉTÉ=été", "مُحَمَّد=مُحَمَّد", "3=3", "5=5"]);
    }
}
