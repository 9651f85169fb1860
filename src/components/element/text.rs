//! Elements where nothing is alive: their markup is written as they are made.
//!
//! A view of the framework's own takes ten allocations an element, which was most
//! of what a publisher's pages cost.

use leptos::attr::AttributeValue;
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use leptos::tachys::view::Position;

/// Elements that have no end tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Bytes of an element at first.
const ROOM: usize = 128;

/// An element under construction.
pub(crate) struct El {
    tag: &'static str,
    /// Its markup so far.
    html: String,
    /// Where the start tag's attributes end, if children stand after it already.
    attributes: Option<usize>,
}

/// An element without attributes or children.
pub(crate) fn el(tag: &'static str) -> El {
    let mut html = String::with_capacity(ROOM);
    html.push('<');
    html += tag;
    El {
        tag,
        html,
        attributes: None,
    }
}

impl El {
    pub(super) fn set(mut self, name: &'static str, value: &str) -> Self {
        let Some(end) = self.attributes else {
            AttributeValue::to_html(value, name, &mut self.html);
            return self;
        };
        let mut late = String::new();
        AttributeValue::to_html(value, name, &mut late);
        self.html.insert_str(end, &late);
        self.attributes = Some(end + late.len());
        self
    }

    pub(super) fn push(mut self, child: AnyView) -> Self {
        self.write(child);
        self
    }

    pub(super) fn push_text(mut self, text: &str) -> Self {
        self.write(text);
        self
    }

    fn write(&mut self, child: impl RenderHtml) {
        self.end_start();
        let first = &mut Position::FirstChild;
        child.to_html_with_buf(&mut self.html, first, true, false, Vec::new());
    }

    fn end_start(&mut self) {
        if self.attributes.is_none() {
            self.attributes = Some(self.html.len());
            self.html.push('>');
        }
    }

    /// Sets an attribute to what `value` says now.
    pub fn live_attr(self, name: &'static str, value: Box<dyn Fn() -> String + Send>) -> Self {
        self.set(name, &value())
    }

    /// Does nothing: there are no events.
    pub fn on(self, _event: &'static str, _act: Box<dyn Fn(Event)>) -> Self {
        self
    }

    /// Appends views.
    pub fn children(self, children: impl IntoIterator<Item = impl Into<AnyView>>) -> Self {
        let children = children.into_iter();
        children.fold(self, |el, child| el.push(child.into()))
    }

    /// The finished element.
    pub fn view(mut self) -> AnyView {
        self.end_start();
        if !VOID.contains(&self.tag) {
            self.html += "</";
            self.html += self.tag;
            self.html.push('>');
        }
        InertElement::new(self.html).into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_and_children_come_in_any_order() {
        let html = el("p")
            .set("class", "a \"b\"")
            .push_text("x < y")
            .set("lang", "fr")
            .push(el("img").set("alt", "").view())
            .set("dir", "ltr")
            .push_text("z")
            .view()
            .to_html();
        let expected =
            "<p class=\"a &quot;b&quot;\" lang=\"fr\" dir=\"ltr\">x &lt; y<img alt=\"\">z</p>";
        assert_eq!(html, expected);
    }
}
