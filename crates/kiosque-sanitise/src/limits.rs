use std::borrow::Cow;

/// How much of a body is looked at as HTML. Beyond, only text is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Length of the body, in bytes.
    pub bytes: usize,
    /// Elements open at once.
    pub depth: usize,
    /// Nodes of the tree; misnested formatting multiplies them.
    pub nodes: usize,
    /// Attributes of one element.
    pub attributes: usize,
    /// Bytes times special characters, summed over the stretches of text:
    /// html5ever's serialiser looks for the next `<` again at each of them.
    pub escapes: usize,
}

impl Default for Limits {
    /// Far beyond any article, and within a second of work.
    fn default() -> Self {
        Self {
            bytes: 4 << 20,
            depth: 256,
            nodes: 400_000,
            attributes: 256,
            escapes: 8_000_000_000,
        }
    }
}

/// What [`Limits::escapes`] bounds.
pub(crate) fn escapes_of(written: &str) -> usize {
    let is_special = |byte: &u8| matches!(byte, b'&' | 0xC2);
    let of_stretch = |stretch: &str| {
        stretch.len()
            * stretch
                .as_bytes()
                .iter()
                .filter(|byte| is_special(byte))
                .count()
    };
    written.split('<').map(of_stretch).sum()
}

/// Cuts the attributes beyond `limit` out of every tag. A tokenizer compares
/// each attribute of a tag with all before it.
///
/// Follows the tokenizer's states inside tags only; what it takes for a tag
/// in a comment or a script is dropped later anyway.
pub(crate) fn cap_attributes(html: &str, limit: usize) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut copied = 0;
    let mut rest = html;
    while let Some(tag) = next_tag(rest) {
        let from = html.len() - rest.len() + tag;
        let scan = scan_tag(html.get(from..).unwrap_or_default(), limit);
        if let Some(cut) = scan.cut {
            kept.push_str(html.get(copied..from + cut).unwrap_or_default());
            copied = from + scan.end;
        }
        rest = html.get(from + scan.end..).unwrap_or_default();
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(html.get(copied..).unwrap_or_default());
    Cow::Owned(kept)
}

/// The offset behind the next `<` and letter, or `</` and letter.
fn next_tag(html: &str) -> Option<usize> {
    html.match_indices('<').find_map(|(at, _)| {
        let name = html.get(at + 1..)?;
        let name = name.strip_prefix('/').unwrap_or(name);
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            .then_some(html.len() - name.len())
    })
}

struct TagScan {
    /// Where the first attribute too many begins.
    cut: Option<usize>,
    /// Where the closing `>` stands, or the end of the text.
    end: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Quoted(u8),
    Unquoted,
}

/// `tag` begins with the tag's name. All cuts are at ASCII bytes.
fn scan_tag(tag: &str, limit: usize) -> TagScan {
    let mut state = State::TagName;
    let mut attributes = 0;
    let mut cut = None;
    for (at, byte) in tag.bytes().enumerate() {
        if byte == b'>' && !matches!(state, State::Quoted(_)) {
            return TagScan { cut, end: at };
        }
        let next = state.after(byte);
        if next == State::Name && state != State::Name {
            attributes += 1;
            if attributes == limit + 1 {
                cut = Some(at);
            }
        }
        state = next;
    }
    TagScan {
        cut,
        end: tag.len(),
    }
}

impl State {
    /// The HTML standard's tokenizer, 13.2.5.8 and 13.2.5.32 to 13.2.5.40.
    fn after(self, byte: u8) -> Self {
        let space = byte.is_ascii_whitespace();
        match (self, byte) {
            (Self::Quoted(quote), _) if byte == quote => Self::BeforeName,
            (Self::Quoted(_), _) => self,
            (Self::BeforeValue, b'"' | b'\'') => Self::Quoted(byte),
            (Self::BeforeValue, _) if space => self,
            (Self::BeforeValue, _) => Self::Unquoted,
            (Self::Unquoted, _) if space => Self::BeforeName,
            (Self::Unquoted, _) => self,
            (Self::Name | Self::AfterName, b'=') => Self::BeforeValue,
            (Self::Name | Self::AfterName, _) if space => Self::AfterName,
            (_, b'/') => Self::BeforeName,
            (Self::TagName, _) if space => Self::BeforeName,
            (Self::TagName, _) => self,
            (Self::BeforeName, _) if space => self,
            _ => Self::Name,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(cap_attributes(html, 2), expected, "{html}");
    }

    #[test]
    fn attributes_beyond_the_limit_are_cut_out() {
        check("<p a b>x</p>", "<p a b>x</p>");
        check("<p a b c>x</p>", "<p a b >x</p>");
        check("<p a=1 b='2>' c=\"3>\" d>x</p>", "<p a=1 b='2>' >x</p>");
        check("<p/a/b/c/d>x", "<p/a/b/>x");
        check(
            "<p a=\"1\"b=\"2\"c=\"3\">é<b x y z>",
            "<p a=\"1\"b=\"2\">é<b x y >",
        );
        check("<p a = 1 b = 2 c = 3>x", "<p a = 1 b = 2 >x");
    }

    #[test]
    fn what_is_no_tag_is_left_alone() {
        for html in [
            "",
            "a < b and c d e f",
            "<",
            "<p a b c",
            "</",
            "1<2 a b c d>",
        ] {
            let expected = if html == "<p a b c" { "<p a b " } else { html };
            check(html, expected);
        }
    }
}
