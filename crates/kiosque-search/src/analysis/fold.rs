//! Letters as they are compared: without accents, vowel marks and variants.

use super::fold_table::{EXPANSIONS, LATIN, LATIN_ADDITIONAL, PRESENTATION};

/// A letter's part in a word once it is lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    /// Stands in the word as this.
    As(char),
    /// Belongs to the word and is dropped from it.
    Dropped,
    /// An accent, on the letter before it.
    Accent(char),
    /// Joins what stands on both sides, or ends the word.
    Apostrophe,
    /// Is of no word.
    Outside,
}

/// What `letter`, in lower case, is to the word it stands in. Arabic letters
/// that writers interchange become one.
pub(super) fn letter(letter: char) -> Letter {
    match letter {
        'a'..='z' | '0'..='9' => Letter::As(letter),
        '\0'..='\u{7f}' if letter != '\'' => Letter::Outside,
        '\'' | '\u{2019}' | '\u{2bc}' | '\u{ff07}' | '\u{2018}' => Letter::Apostrophe,
        // Most accented letters, and Arabic ones below: the tables of all letters are slow.
        '\u{e0}'..='\u{ff}' if letter != '÷' => Letter::As(letter),
        '\u{300}'..='\u{36f}' => Letter::Accent(letter),
        '\u{600}'..='\u{6ff}' => arabic(letter),
        '\u{fe70}'..='\u{fefc}' => presentation(letter),
        _ if is_invisible(letter) => Letter::Dropped,
        _ if letter.is_alphanumeric() => Letter::As(letter),
        _ => Letter::Outside,
    }
}

/// Soft hyphen, marks of direction, joiners, variation selectors, byte order mark.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{8d3}'..='\u{8ff}'
    )
}

fn arabic(letter: char) -> Letter {
    match letter {
        // Tatweel, vowel marks, superscript alef, Koranic marks.
        '\u{61c}' | '\u{640}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' => {
            Letter::Dropped
        }
        '\u{6d6}'..='\u{6ed}' if !letter.is_alphanumeric() || is_koranic(letter) => Letter::Dropped,
        'أ' | 'إ' | 'آ' | 'ٱ' => Letter::As('ا'),
        'ؤ' => Letter::As('و'),
        'ئ' | 'ى' | 'ی' => Letter::As('ي'),
        'ة' => Letter::As('ه'),
        'ک' => Letter::As('ك'),
        '٠'..='٩' => digit(letter, '٠'),
        '۰'..='۹' => digit(letter, '۰'),
        '\u{620}'..='\u{64a}' => Letter::As(letter),
        _ if letter.is_alphanumeric() => Letter::As(letter),
        _ => Letter::Outside,
    }
}

fn is_koranic(letter: char) -> bool {
    !matches!(letter, '\u{6e5}' | '\u{6e6}')
}

fn digit(letter: char, zero: char) -> Letter {
    let value = u32::from(letter) - u32::from(zero);
    char::from_digit(value, 10).map_or(Letter::Outside, Letter::As)
}

/// The letter that a form of Arabic typesetting shows. Lam-alef counts as its
/// lam: the alef is added by [`second_letter`].
fn presentation(form: char) -> Letter {
    let at = (u32::from(form) - 0xfe70) as usize;
    match PRESENTATION.chars().nth(at) {
        Some('_') => Letter::Dropped,
        Some(shown) => arabic(shown),
        None => Letter::As('ل'),
    }
}

/// The alef of a lam-alef in one sign.
pub(super) fn second_letter(form: char) -> Option<char> {
    ('\u{fef5}'..='\u{fefc}').contains(&form).then_some('ا')
}

/// The letter that `base` and an accent are together, for those that the
/// stemmers know: French writes them.
pub(super) fn composed(base: char, accent: char) -> Option<char> {
    let row = match accent {
        '\u{300}' => "aàeèiìoòuù",
        '\u{301}' => "aáeéiíoóuúyý",
        '\u{302}' => "aâeêiîoôuû",
        '\u{303}' => "aãnñoõ",
        '\u{308}' => "aäeëiïoöuüyÿ",
        '\u{327}' => "cç",
        _ => return None,
    };
    let mut letters = row.chars();
    while let (Some(plain), Some(accented)) = (letters.next(), letters.next()) {
        if plain == base {
            return Some(accented);
        }
    }
    None
}

/// `word` without accents and apostrophes.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for letter in word.chars() {
        match u32::from(letter) {
            0x27 | 0x300..=0x36f => {}
            0..=0x7f => folded.push(letter),
            code @ 0xc0..0x250 => push(&mut folded, letter, LATIN.get(code as usize - 0xc0)),
            code @ 0x1e00..0x1f00 => {
                let entry = LATIN_ADDITIONAL.get(code as usize - 0x1e00);
                push(&mut folded, letter, entry);
            }
            _ => folded.push(letter),
        }
    }
    folded
}

fn push(folded: &mut String, letter: char, entry: Option<&u8>) {
    match entry {
        Some(base @ b'a'..=b'z') => folded.push(char::from(*base)),
        Some(digit @ b'1'..=b'6') => {
            folded.push_str(EXPANSIONS.get(usize::from(digit - b'1')).unwrap_or(&""));
        }
        _ => folded.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    /// Letters that Unicode does not decompose and readers type without their stroke.
    const STROKES: [(char, &str); 18] = [
        ('ß', "ss"),
        ('ẞ', "ss"),
        ('æ', "ae"),
        ('œ', "oe"),
        ('ø', "o"),
        ('đ', "d"),
        ('ð', "d"),
        ('þ', "th"),
        ('ł', "l"),
        ('ħ', "h"),
        ('ı', "i"),
        ('ŉ', "n"),
        ('ŋ', "ng"),
        ('ŧ', "t"),
        ('ſ', "s"),
        ('ĸ', "k"),
        ('ƒ', "f"),
        ('ŀ', "l"),
    ];

    fn expected(letter: char) -> String {
        let mut folded = String::new();
        for part in letter.to_lowercase().flat_map(|lower| lower.nfkd()) {
            match STROKES.iter().find(|(stroke, _)| *stroke == part) {
                _ if is_combining_mark(part) => {}
                Some((_, plain)) => folded.push_str(plain),
                None => folded.push(part),
            }
        }
        let is_plain = folded.bytes().all(|byte| byte.is_ascii_lowercase())
            && (folded.len() == 1 || EXPANSIONS.contains(&folded.as_str()));
        if is_plain { folded } else { letter.to_string() }
    }

    #[test]
    fn accents_fold_as_unicode_decomposes_them() {
        for letter in ('\u{c0}'..'\u{250}').chain('\u{1e00}'..'\u{1f00}') {
            // The middle dot of this one is no mark.
            if letter == 'ŀ' || letter == 'Ŀ' || letter == 'ŉ' {
                continue;
            }
            assert_eq!(fold(&letter.to_string()), expected(letter), "{letter}");
        }
    }

    #[test]
    fn forms_of_typesetting_are_the_letters_they_show() {
        for form in '\u{fe70}'..='\u{fefc}' {
            let shown: Vec<char> = form
                .nfkc()
                .filter(|part| !is_combining_mark(*part))
                .collect();
            let shown: Vec<Letter> = shown
                .into_iter()
                .filter(|part| !matches!(part, ' ' | '\u{640}'))
                .map(arabic)
                .collect();
            let found = match letter(form) {
                Letter::Dropped => vec![],
                first => [first]
                    .into_iter()
                    .chain(second_letter(form).map(Letter::As))
                    .collect(),
            };
            // A tail fragment and unassigned places show nothing.
            if !matches!(form, '\u{fe73}' | '\u{fe75}') {
                assert_eq!(found, shown, "{form:?}");
            }
        }
    }

    #[test]
    fn accents_compose_as_in_unicode() {
        for base in 'a'..='z' {
            for accent in [
                '\u{300}', '\u{301}', '\u{302}', '\u{303}', '\u{308}', '\u{327}',
            ] {
                if let Some(found) = composed(base, accent) {
                    let whole: Vec<char> = [base, accent].into_iter().nfc().collect();
                    assert_eq!(whole, [found]);
                }
            }
        }
    }
}
