use crate::text::{encoded_address, one_line, quotable};
use crate::{Convention, Work, cite};
use kiosque_model::ArticleDate;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// A passage with its source: each paragraph on a line, between the quotation marks of the
/// convention, then a dash and the citation. Without a line end after it.
pub fn quote(
    passage: &str,
    work: &Work,
    convention: Convention,
    consulted: &ArticleDate,
) -> String {
    let (open, close) = convention.words().quotes;
    // The isolates of plain text end with their line: each paragraph has its own.
    let paragraphs: Vec<String> = paragraphs(passage)
        .iter()
        .map(|paragraph| quotable(paragraph, convention))
        .collect();
    let source = cite::sentence(work, convention, consulted);
    [open, &paragraphs.join("\n"), close, "\n— ", &source].concat()
}

/// The paragraphs of a text that have words in them.
fn paragraphs(text: &str) -> Vec<String> {
    text.lines()
        .map(one_line)
        .filter(|line| !line.is_empty())
        .collect()
}

/// A passage of an article, as it is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passage<'t> {
    /// Plain text; paragraphs, list items and cells on lines of their own.
    pub text: &'t str,
    /// What stands before it in its paragraph, or nothing.
    pub before: &'t str,
    /// What stands after it in its paragraph, or nothing.
    pub after: &'t str,
}

/// Letters of a passage that a link names as a whole: what browsers' own links do.
const WHOLE: usize = 300;

/// Words at each end by which a longer passage is named.
const END_WORDS: usize = 6;

/// Words of a passage that may well stand elsewhere, too, and need the words around them.
const FEW_WORDS: usize = 4;

/// The address of a passage of the page at `address`: a text fragment
/// (`#:~:text=[prefix-,]start[,end][,-suffix]`), which browsers that know it scroll to and
/// mark, and others ignore. A fragment that the address has already is left out. Without a
/// word in the passage it is the address itself.
pub fn passage_address(address: &str, passage: Passage) -> String {
    let page = address.split('#').next().unwrap_or_default();
    let page = encoded_address(page);
    let paragraphs = paragraphs(passage.text);
    let (Some(first), Some(last)) = (paragraphs.first(), paragraphs.last()) else {
        return page;
    };
    let is_one = paragraphs.len() == 1;
    let words: Vec<&str> = first.split(' ').collect();
    let mut directive = String::new();
    // A directive matches within one block; only a start and an end may stand in two.
    if is_one && (first.chars().count() <= WHOLE || words.len() < 2 * END_WORDS) {
        let is_short = words.len() <= FEW_WORDS;
        let before = last_words(passage.before).filter(|_| is_short);
        let after = first_words(passage.after).filter(|_| is_short);
        if let Some(before) = before {
            directive.push_str(&[&encoded(&before), "-,"].concat());
        }
        directive.push_str(&encoded(first));
        if let Some(after) = after {
            directive.push_str(&[",-", &encoded(&after)].concat());
        }
    } else {
        let start = first_words(first).unwrap_or_default();
        let end = last_words(last).unwrap_or_default();
        directive = [&encoded(&start), ",", &encoded(&end)].concat();
    }
    [&page, "#:~:text=", &directive].concat()
}

fn first_words(text: &str) -> Option<String> {
    let line = one_line(text);
    let words: Vec<&str> = line.split(' ').take(END_WORDS).collect();
    Some(words.join(" ")).filter(|words| !words.is_empty())
}

fn last_words(text: &str) -> Option<String> {
    let line = one_line(text);
    let words: Vec<&str> = line.split(' ').collect();
    let from = words.len().saturating_sub(END_WORDS);
    let words = words.get(from..).unwrap_or_default().join(" ");
    Some(words).filter(|words| !words.is_empty())
}

/// Everything but ASCII letters and digits is percent-encoded, `-`, `,` and `&`, which mean
/// something in a directive, above all.
fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
