use leptos::prelude::*;
use send_wrapper::SendWrapper;

#[cfg(target_arch = "wasm32")]
mod alive;
#[cfg(not(target_arch = "wasm32"))]
mod text;

#[cfg(target_arch = "wasm32")]
pub(crate) use alive::{El, el};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use text::{El, el};

/// An element of a class.
pub(crate) fn classed(tag: &'static str, class: &str) -> El {
    el(tag).attr("class", class)
}

/// A view that is made anew when a signal it reads changes. A page is made, and lives, on
/// one thread.
pub(crate) fn live(view: impl Fn() -> AnyView + 'static) -> AnyView {
    let view = SendWrapper::new(view);
    live_boxed(Box::new(move || {
        let view = &*view;
        view()
    }))
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
}

impl From<El> for AnyView {
    fn from(element: El) -> Self {
        element.view()
    }
}
