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
    text.chars()
        .filter(|c| c.is_alphabetic())
        .map(direction_of_letter)
        .next()
}

fn direction_of_letter(letter: char) -> Direction {
    match u32::from(letter) {
        0x0590..=0x08FF
        | 0xFB1D..=0xFDFF
        | 0xFE70..=0xFEFF
        | 0x1_0800..=0x1_0FFF
        | 0x1_E800..=0x1_EFFF => Direction::Rtl,
        _ => Direction::Ltr,
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
        assert_eq!(direction_of_text("12 — 34"), None);
    }
}
