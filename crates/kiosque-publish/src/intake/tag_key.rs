use super::slug::is_dropped;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What spellings of one tag have in common: they differ in case, accents,
/// compatibility forms, and spaces, hyphens or underscores only. Accents fall
/// on Latin, Greek and Cyrillic letters; elsewhere marks tell letters apart
/// (hamza, nukta, dakuten), but Arabic vowel signs and the tatweel fall too.
pub fn tag_key(label: &str) -> String {
    let mut key = String::new();
    let mut accented = false;
    for c in label
        .nfkd()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|c| !is_dropped(*c))
    {
        if is_combining_mark(c) {
            key.extend(Some(c).filter(|_| !accented));
        } else if c.is_whitespace() || matches!(c, '-' | '_' | '\u{2010}' | '\u{2011}') {
            push_hyphen(&mut key);
        } else if !c.is_control() {
            accented = takes_accents(c);
            key.push(if c == '\u{2019}' { '\'' } else { c });
        }
    }
    let key: String = key.trim_end_matches('-').nfc().collect();
    if key.is_empty() {
        label.trim().to_owned()
    } else {
        key
    }
}

fn push_hyphen(key: &mut String) {
    if !key.is_empty() && !key.ends_with('-') {
        key.push('-');
    }
}

/// A letter of a script whose marks are accents, in its decomposed form.
fn takes_accents(c: char) -> bool {
    c.is_alphabetic() && u32::from(c) < 0x0530
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_meet_in_one_key() {
        for (spellings, expected) in [
            (
                &[
                    "États-Unis",
                    "etats unis",
                    " ETATS_UNIS ",
                    "E\u{301}tats — Unis".replace('—', "-").as_str(),
                ][..],
                "etats-unis",
            ),
            (&["L’eau", "l'Eau"][..], "l'eau"),
            (&["Αθήνα", "ΑΘΗΝΑ"][..], "αθηνα"),
            (&["الحِوار", "الحـــوار"][..], "الحوار"),
            (&["ﬁn", "FIN"][..], "fin"),
        ] {
            for spelling in spellings {
                assert_eq!(tag_key(spelling), expected, "{spelling}");
            }
        }
    }

    #[test]
    fn letters_are_not_accents() {
        assert_ne!(tag_key("أمن"), tag_key("امن"));
        assert_ne!(tag_key("が"), tag_key("か"));
        assert_ne!(tag_key("C++"), tag_key("C"));
        assert_eq!(tag_key("-"), "-");
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(label in "(?s).{0,60}") {
            let key = tag_key(&label);
            prop_assert_eq!(tag_key(&key), key);
        }
    }
}
