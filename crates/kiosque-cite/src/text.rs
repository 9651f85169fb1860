use crate::Convention;
use kiosque_model::{Direction, direction_of_text};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What may not stand in an address as it is (RFC 3986), besides all that is not ASCII. With
/// the apostrophe, which no format but prose takes in an address as it stands.
const NOT_IN_ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'\'')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A text on one line: space and control characters become single spaces, and marks that turn
/// the direction of all that follows (U+202A to U+202E, U+2066 to U+2069) are dropped, since a
/// title that opens one and does not close it would turn the rest of the citation.
pub(crate) fn one_line(text: &str) -> String {
    let is_breaking = |letter: char| letter.is_whitespace() && !is_fixed_space(letter);
    let words = text.split(is_breaking).map(|word| {
        let kept = word.chars().filter(|letter| !is_unwanted(*letter));
        kept.collect::<String>()
    });
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").trim().to_owned()
}

/// No-break spaces belong to French punctuation.
fn is_fixed_space(letter: char) -> bool {
    matches!(letter, '\u{a0}' | '\u{202f}')
}

pub(crate) fn is_unwanted(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// An http or https address as it may stand in any format: ASCII, no spaces, no quotes. None
/// for anything else, a script above all.
pub(crate) fn web_address(address: &str) -> Option<String> {
    let address = address.trim();
    let scheme = address.split(':').next().unwrap_or_default();
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let has_host = address.get(scheme.len()..)?.starts_with("://");
    (is_web && has_host).then(|| encoded_address(address))
}

/// An address with all that may not stand in one percent-encoded; what is so already stays.
pub(crate) fn encoded_address(address: &str) -> String {
    utf8_percent_encode(address.trim(), NOT_IN_ADDRESS).to_string()
}

/// A text that may run against the citation's direction, isolated where plain text needs it.
///
/// There is no `bdi` in plain text: an Arabic title inside a French citation would draw the
/// comma, the digits of the date and the closing quotation mark to its own end. FSI and PDI
/// (U+2068, U+2069) keep them out, and the paragraph's own direction, which programs take from
/// the first letter outside isolates (UAX 9, P2), stays that of the citation.
pub(crate) fn isolate(text: &str, convention: Convention) -> String {
    let own = convention.direction();
    let mut letter = [0; 4];
    let mut runs_against = text.chars().any(|one| {
        direction_of_text(one.encode_utf8(&mut letter)).is_some_and(|found| found != own)
    });
    // Digits and signs alone follow the letters before them in an Arabic line.
    runs_against |= own == Direction::Rtl && direction_of_text(text).is_none();
    if runs_against {
        ["\u{2068}", text, "\u{2069}"].concat()
    } else {
        text.to_owned()
    }
}

/// A text between the quotation marks of the convention, `end` before the closing one.
pub(crate) fn quoted(text: &str, end: &str, convention: Convention) -> String {
    let (open, close) = convention.words().quotes;
    [open, &quotable(text, convention), end, close].concat()
}

/// A text as it stands between quotation marks: isolated where it needs to be, marks of the
/// same kind within it turned into those of the second level.
pub(crate) fn quotable(text: &str, convention: Convention) -> String {
    isolate(&with_inner_quotes(text, convention), convention)
}

fn with_inner_quotes(text: &str, convention: Convention) -> String {
    let words = convention.words();
    let (open, close) = words.inner_quotes;
    match convention {
        Convention::English => text.replace('“', open).replace('”', close),
        Convention::French | Convention::Arabic => {
            let mut changed = String::with_capacity(text.len());
            let mut rest = text;
            while let Some(at) = rest.find(['«', '»']) {
                let (before, after) = rest.split_at(at);
                if after.starts_with('«') {
                    changed.push_str(before);
                    changed.push_str(open);
                    rest = after.trim_start_matches('«').trim_start();
                } else {
                    changed.push_str(before.trim_end());
                    changed.push_str(close);
                    rest = after.get('»'.len_utf8()..).unwrap_or_default();
                }
            }
            changed + rest
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_to_one_line() {
        assert_eq!(
            one_line(" a\r\n\tb \u{202e}c\u{0}\u{2067} \u{2069} "),
            "a b c"
        );
        assert_eq!(one_line("«\u{a0}a\u{a0}»\u{2009}b"), "«\u{a0}a\u{a0}» b");
        assert_eq!(one_line(" \u{a0}\u{202f} a\u{a0}\n"), "a");
    }

    #[test]
    fn only_the_web_is_an_address() {
        let encoded = Some("https://a.ma/%D8%A7%20b%7C%27?q=%25#c".to_owned());
        assert_eq!(web_address(" https://a.ma/ا b|'?q=%25#c "), encoded);
        assert_eq!(web_address("HTTP://a.ma/"), Some("HTTP://a.ma/".to_owned()));
        for text in [
            "",
            "javascript:alert(1)",
            "//a.ma",
            "data:text/html,x",
            "javascript://a.ma/%0aalert(1)",
            "ftp://a.ma/",
            "https:a",
            "é",
        ] {
            assert_eq!(web_address(text), None, "{text}");
        }
    }

    #[test]
    fn what_runs_against_the_line_is_isolated() {
        assert_eq!(isolate("Hespress", Convention::French), "Hespress");
        assert_eq!(
            isolate("هسبريس", Convention::French),
            "\u{2068}هسبريس\u{2069}"
        );
        assert_eq!(
            isolate("TV هسبريس", Convention::English),
            "\u{2068}TV هسبريس\u{2069}"
        );
        assert_eq!(isolate("هسبريس", Convention::Arabic), "هسبريس");
        assert_eq!(
            isolate("Le 360", Convention::Arabic),
            "\u{2068}Le 360\u{2069}"
        );
        assert_eq!(isolate("24/7", Convention::Arabic), "\u{2068}24/7\u{2069}");
    }

    #[test]
    fn quotes_within_quotes_are_of_the_second_level() {
        let quoted = |text, convention| quoted(text, "", convention);
        assert_eq!(
            quoted("Le «\u{a0}oui\u{a0}» gagne", Convention::French),
            "«\u{a0}Le “oui” gagne\u{a0}»"
        );
        assert_eq!(quoted("قال «نعم»", Convention::Arabic), "«قال “نعم”»");
        assert_eq!(
            quoted("The “yes” camp", Convention::English),
            "“The ‘yes’ camp”"
        );
    }
}
