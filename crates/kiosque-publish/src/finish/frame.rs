//! What all pages of a kind have in common, written once.

use super::shell::{Element, Head};
use std::fmt::Write as _;

/// Characters that stand where pages differ, in the order in which they do: language,
/// direction, own language, year, title, further elements of the head, what is shown,
/// what stands after that.
#[derive(Clone, Copy)]
pub(super) struct Marks([char; 8]);

impl Marks {
    /// Of private use, and none that is in `text`: themes have icons there.
    pub fn unknown_to(text: &str) -> Self {
        let mut unknown = ('\u{f0000}'..='\u{ffffd}').filter(|mark| !text.contains(*mark));
        Self(std::array::from_fn(|_| unknown.next().unwrap_or_default()))
    }

    /// The head of a page that has marks in the place of its own parts.
    pub fn head(self, elements: Vec<Element>) -> Head {
        let [language, direction, _, _, title, ..] = self.0.map(String::from);
        Head {
            language,
            direction,
            title,
            elements,
        }
    }

    /// What the root says in `data-language` and `data-year`, and the app's element
    /// holds.
    pub fn others(self) -> [String; 3] {
        let [_, _, language, year, _, _, shown, _] = self.0.map(String::from);
        [language, year, shown]
    }
}

/// A page that lacks what is its own.
pub struct Frame {
    /// What stands before, between and after the parts that differ.
    parts: Vec<String>,
}

/// What is a page's own.
pub struct Page<'a> {
    /// Language of the page.
    pub language: &'a str,
    /// Its direction, `ltr` or `rtl`.
    pub direction: &'a str,
    /// The language of its interface, where it is not for the browser to choose.
    pub own_language: Option<&'a str>,
    /// The year it is of.
    pub year: Option<&'a str>,
    /// Plain text.
    pub title: &'a str,
    /// Elements of its head.
    pub elements: &'a [Element],
    /// Further markup of its head.
    pub linked: &'a str,
    /// What stands where the app will be, as markup.
    pub shown: &'a str,
    /// What stands after that.
    pub blocks: &'a str,
}

impl Frame {
    /// Takes a page with marks apart.
    pub(super) fn of(page: &str, Marks(marks): Marks) -> Self {
        let [.., head, _, end] = marks;
        let page = page.replacen("</title>", &format!("</title>{head}"), 1);
        // What follows the page's text comes last.
        let (text, rest) = page.rsplit_once("</body>").unwrap_or((&page, ""));
        let page = format!("{text}{end}</body>{rest}");
        let parts = page.split(marks);
        Self {
            parts: parts.map(str::to_owned).collect(),
        }
    }

    /// The whole page.
    pub fn fill(&self, page: &Page<'_>) -> Vec<u8> {
        let attributes = [
            page.language,
            page.direction,
            page.own_language.unwrap_or_default(),
            page.year.unwrap_or_default(),
            page.title,
        ];
        let attributes = attributes.map(escaped);
        let head: String = page.elements.iter().map(markup).collect();
        let head = head + page.linked;
        let own = attributes.iter().map(String::as_str);
        let own: Vec<&str> = own.chain([&*head, page.shown, page.blocks]).collect();
        let frame = self.parts.iter().map(String::len).sum::<usize>();
        let room = frame + own.iter().map(|part| part.len()).sum::<usize>();
        let mut filled = Vec::with_capacity(room);
        let mut own = own.into_iter();
        for part in &self.parts {
            filled.extend_from_slice(part.as_bytes());
            filled.extend_from_slice(own.next().unwrap_or_default().as_bytes());
        }
        filled
    }
}

fn markup((name, attributes): &Element) -> String {
    let mut markup = format!("<{name}");
    for (name, value) in attributes {
        // Writing to a string cannot fail.
        let _ = write!(markup, " {name}=\"{}\"", escaped(value));
    }
    markup + ">"
}

/// A text in which nothing is markup, in quotes or not.
pub fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
