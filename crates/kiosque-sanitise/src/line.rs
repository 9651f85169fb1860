//! Text of publishers as readers see it: titles, tags, names.

use std::fmt::Display;
use unicode_normalization::UnicodeNormalization;

/// Most characters of a title that is taken from a text.
const TITLE_FROM_TEXT: usize = 80;

/// One line of text: NFC, white space collapsed, without control characters
/// and without marks that hide or turn what follows. Markup stays as it is
/// written: text is never decoded as HTML.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut space = None;
    for c in text.nfc().filter(|c| !is_unseen(*c)) {
        if c.is_whitespace() {
            space = Some(if space.is_none() && is_narrow(c) {
                c
            } else {
                ' '
            });
        } else {
            line.extend(space.take().filter(|_| !line.is_empty()));
            line.push(c);
        }
    }
    line
}

/// Controls that are no white space, zero-width marks other than the joiners,
/// which spell words, and whatever changes the direction of what follows.
fn is_unseen(c: char) -> bool {
    let is_mark = matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
    );
    is_mark || (c.is_control() && !c.is_whitespace())
}

/// Spaces a line must not be broken at; French puts them inside its quotes.
fn is_narrow(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// The beginning of a text as a title: about 80 characters, cut between words.
pub fn beginning(text: &str) -> String {
    let line = one_line(text.lines().next().unwrap_or_default());
    match line.char_indices().nth(TITLE_FROM_TEXT) {
        None => line,
        Some((end, _)) => ellipsis(&line, end),
    }
}

/// `line` cut at `limit` characters, or `None` where it is no longer.
pub fn cut(line: &str, limit: usize) -> Option<String> {
    line.char_indices()
        .nth(limit)
        .map(|(end, _)| ellipsis(line, end))
}

/// Cuts at the last word boundary before `end`, or at `end` in one long word.
fn ellipsis(line: &str, end: usize) -> String {
    let head = line.get(..end).unwrap_or(line);
    let at_word = line
        .get(end..)
        .is_none_or(|rest| rest.starts_with(char::is_whitespace));
    let words = if at_word {
        Some(head)
    } else {
        head.rsplit_once(char::is_whitespace)
            .map(|(words, _)| words)
    };
    let kept = words
        .filter(|words| words.len() > head.len() / 2)
        .unwrap_or(head);
    format!(
        "{}…",
        kept.trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c))
    )
}

/// Plain text as HTML: paragraphs at blank lines, everything escaped.
pub fn paragraphs(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    let mut open = false;
    for line in text.lines() {
        let blank = line.trim().is_empty();
        html.push_str(match (open, blank) {
            (false, true) => "",
            (false, false) => "<p>",
            (true, true) => "</p>",
            (true, false) => "\n",
        });
        open = !blank;
        line.chars()
            .filter(|_| open)
            .for_each(|c| push_escaped(&mut html, c));
    }
    if open {
        html.push_str("</p>");
    }
    html
}

fn push_escaped(html: &mut String, c: char) {
    match c {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        c => html.push(c),
    }
}

/// Characters of a report of one problem at most.
const REPORT: usize = 400;

/// A problem in one line, fit for a terminal whatever the source wrote: where it
/// is, the member concerned, what is wrong.
pub fn report(place: &dyn Display, field: Option<&str>, wrong: &dyn Display) -> String {
    let text = match field {
        Some(field) => format!("{place}, {field}: {wrong}"),
        None => format!("{place}: {wrong}"),
    };
    let line = one_line(&text);
    cut(&line, REPORT).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_what_is_seen() {
        for (text, expected) in [
            ("  a\t\n b ", "a b"),
            ("e\u{301}te\u{301}", "été"),
            ("a\u{202e}b\u{200b}c\u{0}d\u{feff}", "abcd"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("«\u{a0}a\u{a0}» \u{a0}b", "«\u{a0}a\u{a0}» b"),
            ("<b>x</b> &amp; &lt;", "<b>x</b> &amp; &lt;"),
            ("\u{200b}", ""),
        ] {
            assert_eq!(one_line(text), expected);
        }
    }

    #[test]
    fn a_beginning_ends_between_words() {
        let words = "mot ".repeat(40);
        assert_eq!(
            beginning(&words),
            format!("{}…", "mot ".repeat(20).trim_end())
        );
        assert_eq!(beginning(&"é".repeat(200)), format!("{}…", "é".repeat(80)));
        assert_eq!(beginning("court\nsuite"), "court");
    }

    #[test]
    fn plain_text_becomes_escaped_paragraphs() {
        for (text, expected) in [
            ("a\nb\n\n \nc", "<p>a\nb</p><p>c</p>"),
            ("<script>&amp;", "<p>&lt;script&gt;&amp;amp;</p>"),
            ("\n \n", ""),
        ] {
            assert_eq!(paragraphs(text), expected);
        }
    }
}
