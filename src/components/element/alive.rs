//! Elements in a browser.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev::{Custom, Event};
use leptos::html::custom;
use leptos::prelude::*;

/// An element under construction, of one type whatever its tag.
///
/// `view!` makes a type, and code, of every element's own shape. The page has
/// some hundred of them, which one type for all makes a third smaller to
/// download. What follows a signal, or listens, is boxed for the same reason.
pub(crate) struct El {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element without attributes or children.
pub(crate) fn el(tag: &'static str) -> El {
    El {
        tag,
        attributes: Vec::new(),
        children: Vec::new(),
    }
}

impl El {
    // Left to itself, the compiler copies these three into every place of use.
    #[inline(never)]
    pub(super) fn set(mut self, name: &'static str, value: &str) -> Self {
        self.attributes
            .push(custom_attribute(name, value.to_owned()).into_any_attr());
        self
    }

    #[inline(never)]
    pub(super) fn push(mut self, child: AnyView) -> Self {
        self.children.push(child);
        self
    }

    #[inline(never)]
    pub(super) fn push_text(self, text: &str) -> Self {
        self.push(text.to_owned().into_any())
    }

    /// Sets an attribute again when a signal that `value` reads changes.
    #[inline(never)]
    pub fn live_attr(mut self, name: &'static str, value: Box<dyn Fn() -> String + Send>) -> Self {
        let attribute = custom_attribute(name, value);
        self.attributes.push(attribute.into_any_attr());
        self
    }

    /// Does something on an event.
    #[inline(never)]
    pub fn on(mut self, event: &'static str, act: Box<dyn Fn(Event)>) -> Self {
        let listener = leptos::tachys::html::event::on(Custom::new(event), act);
        self.attributes.push(listener.into_any_attr());
        self
    }

    /// Appends views.
    pub fn children(mut self, children: impl IntoIterator<Item = impl Into<AnyView>>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// The finished element.
    #[inline(never)]
    pub fn view(self) -> AnyView {
        custom(self.tag)
            .add_any_attr(self.attributes)
            .child(self.children)
            .into_any()
    }
}
