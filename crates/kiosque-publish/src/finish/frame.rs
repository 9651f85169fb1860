//! What all pages of a kind have in common, written once.

use super::shell::{Element, Head};
use std::fmt::Write as _;

/// Characters that stand where pages differ, in the order in which they do.
#[derive(Clone, Copy)]
pub(super) struct Marks([char; 6]);

impl Marks {
    /// Of private use, and none that is in `text`: themes have icons there.
    pub fn unknown_to(text: &str) -> Self {
        let mut unknown = ('\u{f0000}'..='\u{ffffd}').filter(|mark| !text.contains(*mark));
        Self(std::array::from_fn(|_| unknown.next().unwrap_or_default()))
    }

    /// The head of a page that has marks in the place of its own parts.
    pub fn head(self, elements: Vec<Element>) -> Head {
        let [language, direction, _, _, title, _] = self.0.map(String::from);
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
        let [_, _, language, year, _, shown] = self.0.map(String::from);
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
        ];
        let own = attributes.map(escaped).into_iter();
        let own = own.chain([escaped(page.title), page.shown.to_owned()]);
        let mut filled = String::new();
        let mut own = own;
        for part in &self.parts {
            filled.push_str(part);
            filled.push_str(&own.next().unwrap_or_default());
        }
        let head: String = page.elements.iter().map(markup).collect();
        let filled = filled.replacen("</title>", &["</title>", &head, page.linked].concat(), 1);
        // What follows the page's text comes last.
        let (text, end) = filled.rsplit_once("</body>").unwrap_or((&filled, ""));
        [text, page.blocks, "</body>", end].concat().into_bytes()
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
