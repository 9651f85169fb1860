//! Elements of the page, made in few words.

use crate::page;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

/// An element under construction; none where the page lets none be made.
#[derive(Clone)]
pub(crate) struct Node(Option<Element>);

/// An element without attributes or children.
pub(crate) fn node(tag: &str) -> Node {
    Node(page::document().and_then(|document| document.create_element(tag).ok()))
}

/// A button that does something.
pub(crate) fn button(label: &str, act: impl Fn() + 'static) -> Node {
    let button = node("button").attr("type", "button").text(label);
    button.on("click", move |_| act())
}

impl Node {
    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        if let Some(element) = &self.0 {
            // Fails for no name of ours.
            let _ = element.set_attribute(name, value);
        }
        self
    }

    /// Sets an attribute without a value, where `is_set`.
    pub fn flag(self, name: &str, is_set: bool) -> Self {
        if is_set { self.attr(name, "") } else { self }
    }

    /// Appends a text.
    pub fn text(self, text: &str) -> Self {
        if let Some(element) = &self.0 {
            // Fails for no element that holds text.
            let _ = element.append_with_str_1(text);
        }
        self
    }

    /// Puts a text in the place of what it holds.
    pub fn set_text(&self, text: &str) {
        if let Some(element) = &self.0 {
            element.set_text_content(Some(text));
        }
    }

    /// Puts an element in the place of what it holds.
    pub fn refill(&self, content: Self) {
        self.set_text("");
        // Both are the same element of the page.
        drop(self.clone().child(content));
    }

    /// Appends an element.
    pub fn child(self, child: Self) -> Self {
        if let (Some(element), Some(child)) = (&self.0, &child.0) {
            // Fails for no element that holds others.
            let _ = element.append_child(child);
        }
        self
    }

    /// Appends elements.
    pub fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Does something on an event.
    pub fn on(self, event: &str, act: impl Fn(Event) + 'static) -> Self {
        if let Some(element) = &self.0 {
            let act = Closure::<dyn Fn(Event)>::new(act).into_js_value();
            // Fails for no name of an event.
            let _ = element.add_event_listener_with_callback(event, act.unchecked_ref());
        }
        self
    }

    /// The element.
    pub fn element(&self) -> Option<&Element> {
        self.0.as_ref()
    }
}
