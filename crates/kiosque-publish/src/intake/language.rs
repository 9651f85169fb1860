use kiosque_model::{Direction, direction_of_language, direction_of_text};

/// The tag of a text whose language nobody states.
pub const UNKNOWN: &str = "und";

/// The direction of an article: of its language where that is known, else of
/// the first letter of its title or text.
pub fn direction(language: &str, title: &str, text: &str) -> Direction {
    if language != UNKNOWN {
        return direction_of_language(language);
    }
    direction_of_text(title)
        .or_else(|| direction_of_text(text))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_gives_the_direction_of_an_unknown_language() {
        assert_eq!(direction(UNKNOWN, "2019", "الرباط"), Direction::Rtl);
        assert_eq!(direction("fr", "الرباط", ""), Direction::Ltr);
        assert_eq!(direction(UNKNOWN, "", ""), Direction::Ltr);
    }
}
