use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest slug, in bytes.
pub const SLUG_BYTES: usize = 80;

/// The readable part of an article's address: Unicode letters, digits and
/// marks in NFC and lower case, everything else one `-`. At most
/// [`SLUG_BYTES`], cut at a `-` where one is near; never empty. Arabic vowel
/// signs and the tatweel are dropped, as people leave them out.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    let lower = text.nfc().collect::<String>().to_lowercase();
    for c in lower.nfc().filter(|c| !is_dropped(*c)) {
        if c.is_alphanumeric() || is_combining_mark(c) {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = shortened(slug.trim_end_matches('-'));
    if slug.is_empty() {
        "article".to_owned()
    } else {
        slug.nfc().collect()
    }
}

/// Arabic tatweel and vowel signs, and the joiners, which are no letters.
pub(super) fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '\u{640}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{652}' | '\u{656}'..='\u{65f}' | '\u{670}'
            | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{200b}'..='\u{200f}'
    )
}

fn shortened(slug: &str) -> &str {
    if slug.len() <= SLUG_BYTES {
        return slug;
    }
    let head = slug
        .get(..slug.floor_char_boundary(SLUG_BYTES))
        .unwrap_or_default();
    let at_word = slug
        .get(head.len()..)
        .is_some_and(|rest| rest.starts_with('-'));
    match head.rfind('-') {
        Some(end) if !at_word && end >= SLUG_BYTES / 2 => head.get(..end).unwrap_or(head),
        _ => head.trim_end_matches('-'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slugs_are_readable() {
        for (text, expected) in [
            (
                "Dialogue stratégique Maroc - États-Unis",
                "dialogue-stratégique-maroc-états-unis",
            ),
            ("L’eau, l'air & la « mer »", "l-eau-l-air-la-mer"),
            ("الحِوارُ الاستراتيجـــي", "الحوار-الاستراتيجي"),
            ("أخبار المغرب", "أخبار-المغرب"),
            ("../../etc/passwd%00?x#y", "etc-passwd-00-x-y"),
            ("e\u{301}te\u{301} 2019", "été-2019"),
            ("— !", "article"),
            ("", "article"),
            ("ΣΑΣ", "σας"),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn long_slugs_end_at_a_word() {
        assert_eq!(
            slug(&"mot ".repeat(40)),
            "mot-".repeat(20).trim_end_matches('-')
        );
        assert_eq!(
            slug(&format!("{} {}", "a".repeat(50), "b".repeat(50))),
            "a".repeat(50)
        );
        assert_eq!(slug(&"é".repeat(50)), "é".repeat(40));
    }

    proptest! {
        #[test]
        fn any_text_gives_a_path_part(text in "(?s).{0,120}") {
            let made = slug(&text);
            prop_assert!(!made.is_empty() && made.len() <= SLUG_BYTES);
            prop_assert!(made.chars().all(|c| c == '-' || c.is_alphanumeric() || is_combining_mark(c)), "{}", made);
            prop_assert_eq!(slug(&made), made);
        }
    }
}
