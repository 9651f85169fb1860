use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev::{Custom, Event};
use leptos::html::{custom, img, input};
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

/// An element of a class.
pub(crate) fn classed(tag: &'static str, class: &str) -> El {
    el(tag).attr("class", class)
}

/// A view that is made anew when a signal it reads changes.
pub(crate) fn live(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    live_boxed(Box::new(view))
}

#[inline(never)]
fn live_boxed(view: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    view.into_any()
}

/// A link.
pub(crate) fn link(href: String) -> El {
    el("a").attr("href", href)
}

impl El {
    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.set(name, value.as_ref())
    }

    // Left to itself, the compiler copies these three into every place of use.
    #[inline(never)]
    fn set(mut self, name: &'static str, value: &str) -> Self {
        self.attributes
            .push(custom_attribute(name, value.to_owned()).into_any_attr());
        self
    }

    #[inline(never)]
    fn push(mut self, child: AnyView) -> Self {
        self.children.push(child);
        self
    }

    #[inline(never)]
    fn push_text(self, text: &str) -> Self {
        self.push(text.to_owned().into_any())
    }

    /// Sets an attribute where there is a value.
    pub fn attr_if(self, name: &'static str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Marks a text's own language and direction.
    pub fn lang(self, language: &str, direction: &str) -> Self {
        self.attr("lang", language).attr("dir", direction)
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

    /// Does something on a click.
    pub fn on_click(self, act: Box<dyn Fn()>) -> Self {
        self.on("click", Box::new(move |_| act()))
    }

    /// Appends a text.
    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.push_text(text.as_ref())
    }

    /// Appends a view.
    pub fn child(self, child: impl Into<AnyView>) -> Self {
        self.push(child.into())
    }

    /// Appends views.
    pub fn children(mut self, children: impl IntoIterator<Item = impl Into<AnyView>>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// The finished element.
    #[inline(never)]
    pub fn view(self) -> AnyView {
        match self.tag {
            // A string must leave out the end tags that the browser never sees.
            "input" if cfg!(not(target_arch = "wasm32")) => {
                input().add_any_attr(self.attributes).into_any()
            }
            "img" if cfg!(not(target_arch = "wasm32")) => {
                img().add_any_attr(self.attributes).into_any()
            }
            tag => custom(tag)
                .add_any_attr(self.attributes)
                .child(self.children)
                .into_any(),
        }
    }
}

impl From<El> for AnyView {
    fn from(element: El) -> Self {
        element.view()
    }
}
