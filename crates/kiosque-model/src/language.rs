use crate::wire::{FromJson, Json, Reading};
use serde::Serialize;

/// The direction a text runs in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl FromJson for Direction {
    fn from_json(value: &mut Json, reading: &mut Reading) -> Self {
        let is_direction = |text: &str| text == "ltr" || text == "rtl";
        let text = reading.text_in_form(value, is_direction, "is neither ltr nor rtl");
        if text == "rtl" { Self::Rtl } else { Self::Ltr }
    }
}

/// Languages usually written from right to left, by primary subtag
/// (CLDR, `characterOrder` of the default script).
const RIGHT_TO_LEFT: &[&str] = &[
    "ar", "arc", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "khw", "ks", "lrc",
    "mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi",
];

/// The direction of a BCP 47 language tag; a script subtag decides first.
pub fn direction_of_language(tag: &str) -> Direction {
    let mut parts = tag.split(['-', '_']);
    let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
    let script =
        parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let rtl = match script {
        Some(script) => ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"]
            .contains(&script.to_ascii_lowercase().as_str()),
        None => RIGHT_TO_LEFT.contains(&primary.as_str()),
    };
    if rtl { Direction::Rtl } else { Direction::Ltr }
}

/// The direction of the first letter that has one, by Unicode block: what
/// `dir="auto"` does in a browser. `None` where no letter has a direction.
pub fn direction_of_text(text: &str) -> Option<Direction> {
    text.chars().find_map(direction_of_letter)
}

/// By block, without the tables of Unicode, which would cost the viewer 3 kB:
/// digits and punctuation outside the Arabic block pass for letters where they
/// stand among them.
fn direction_of_letter(letter: char) -> Option<Direction> {
    match u32::from(letter) {
        // Arabic comma, semicolon, question mark and digits.
        0x060C | 0x061B | 0x061F | 0x0660..=0x066C => None,
        0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE => Some(Direction::Rtl),
        0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF => Some(Direction::Rtl),
        // Latin-1 signs, general punctuation to dingbats, CJK punctuation, emoji.
        0x80..=0xBF | 0xD7 | 0xF7 | 0x2000..=0x2BFF | 0x3000..=0x303F | 0xFEFF => None,
        0x1_F000..=0x1_FFFF => None,
        0x80.. => Some(Direction::Ltr),
        _ => letter.is_ascii_alphabetic().then_some(Direction::Ltr),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_subtag_decides_before_the_language() {
        for (tag, expected) in [
            ("ar", Direction::Rtl),
            ("ar-MA", Direction::Rtl),
            ("fr", Direction::Ltr),
            ("uz-Arab", Direction::Rtl),
            ("ar-Latn", Direction::Ltr),
            ("", Direction::Ltr),
        ] {
            assert_eq!(direction_of_language(tag), expected, "{tag}");
        }
    }

    #[test]
    fn the_first_letter_decides_for_a_text() {
        assert_eq!(
            direction_of_text("« 2019 » الرباط Rabat"),
            Some(Direction::Rtl)
        );
        assert_eq!(direction_of_text("12, Rabat الرباط"), Some(Direction::Ltr));
        assert_eq!(direction_of_text("12 — 34 ، ؟ ٢٠١٩ 🙂"), None);
        assert_eq!(direction_of_text("« École »"), Some(Direction::Ltr));
    }
}
