//! The visible text of an element, and marks in it.

use super::{markup, window};
use kiosque_model::SafeHtml;
use std::ops::Range;
use wasm_bindgen::JsCast;
use web_sys::{Element, Text};

/// Elements whose text does not go on with what is beside them.
const BLOCKS: &str = "p,li,h1,h2,h3,h4,h5,h6,blockquote,pre,td,th,dt,dd,figcaption,div";

/// `NodeFilter.SHOW_TEXT`
const SHOW_TEXT: u32 = 4;

/// A text and the nodes that it comes from.
pub(crate) struct PageText {
    /// The text, blocks parted by line ends.
    pub text: String,
    /// Each with the byte it starts at.
    nodes: Vec<(usize, Text)>,
}

impl PageText {
    /// The text of all of `roots`, one after the other.
    pub fn of(roots: &[Element]) -> Self {
        let mut read = Self {
            text: String::new(),
            nodes: Vec::new(),
        };
        for root in roots {
            read.add(root);
        }
        read
    }

    fn add(&mut self, root: &Element) -> Option<()> {
        let document = root.owner_document()?;
        let walker = document
            .create_tree_walker_with_what_to_show(root, SHOW_TEXT)
            .ok()?;
        let mut block = None;
        while let Ok(Some(node)) = walker.next_node() {
            let text: Text = node.dyn_into().ok()?;
            let own = text
                .parent_element()
                .and_then(|parent| parent.closest(BLOCKS).ok().flatten());
            if own != block || own.is_none() {
                self.text.push('\n');
                block = own;
            }
            self.nodes.push((self.text.len(), text.clone()));
            self.text.push_str(&text.data());
        }
        Some(())
    }

    /// Marks parts of the text, told in bytes and in order. The first element of
    /// each mark is of class `hit`.
    pub fn mark(self, marks: &[Range<usize>]) {
        // From the last on, as splitting a node leaves what stands before as it was.
        for (start, node) in self.nodes.iter().rev() {
            let end = start + node.data().len();
            let inside = marks.iter().rev();
            let inside = inside.filter(|mark| mark.start < end && mark.end > *start);
            for mark in inside {
                let from = mark.start.max(*start);
                let part = from..mark.end.min(end);
                let units = |range: Range<usize>| {
                    let text = self.text.get(range).unwrap_or_default();
                    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
                };
                let place = (units(*start..from), units(part));
                // A node that was taken out of the page meanwhile stays as it is.
                let _ = wrap(node, place, from == mark.start);
            }
        }
    }
}

/// Puts a part of a node, told in UTF-16 units, into an element of its own.
fn wrap(node: &Text, (start, length): (u32, u32), is_first: bool) -> Option<()> {
    let part = node.split_text(start).ok()?;
    part.split_text(length).ok()?;
    let mark = node.owner_document()?.create_element("mark").ok()?;
    if is_first {
        mark.set_class_name("hit");
    }
    part.parent_node()?.replace_child(&mark, &part).ok()?;
    mark.append_child(&part).ok()?;
    Some(())
}

/// Headings that a table of contents names.
const HEADINGS: &str = "h2, h3";

/// The headings of an article: the fragment each is reached by, its text, and whether
/// it stands below another.
pub(crate) fn headings(html: &SafeHtml) -> Vec<(String, String, bool)> {
    #[cfg(not(target_arch = "wasm32"))]
    return super::markup_text::headings(html.as_str());
    #[cfg(target_arch = "wasm32")]
    headings_of(html)
}

#[cfg(target_arch = "wasm32")]
fn headings_of(html: &SafeHtml) -> Vec<(String, String, bool)> {
    let Some(place) = apart(html) else {
        return Vec::new();
    };
    name_headings(&place);
    let found = elements(&place).into_iter().map(|heading| {
        let text = heading.text_content().unwrap_or_default();
        (heading.id(), text, heading.tag_name() == "H3")
    });
    found.collect()
}

/// Gives each heading a name, as far as it has none.
pub(super) fn name_headings(body: &Element) {
    for (at, heading) in elements(body).iter().enumerate() {
        if heading.id().is_empty() {
            heading.set_id(&["part-", &(at + 1).to_string()].concat());
        }
    }
}

fn elements(body: &Element) -> Vec<Element> {
    let found = body.query_selector_all(HEADINGS).ok();
    let nodes = found
        .into_iter()
        .flat_map(|found| (0..found.length()).filter_map(move |at| found.get(at)));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

/// The visible text of an article.
pub(crate) fn text_of(html: &SafeHtml) -> String {
    let Some(place) = apart(html) else {
        return String::new();
    };
    PageText::of(&[place]).text
}

/// An article's text in an element outside the page.
fn apart(html: &SafeHtml) -> Option<Element> {
    let place = window()?.document()?.create_element("div").ok()?;
    markup::set(&place, html);
    Some(place)
}
