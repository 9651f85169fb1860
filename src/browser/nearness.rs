//! Tells when an element comes near the visible part of the page.

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, js_sys,
};

/// Within half a screen of being seen.
pub(crate) const NEAR: &str = "50%";

/// In the visible part of the page: for what costs much and can come a little late.
pub(crate) const SEEN: &str = "0px";

/// Sets `near`, once, when the element of `node` is that far from being seen.
pub(crate) fn tell<E>(node: NodeRef<E>, near: RwSignal<bool>, distance: &'static str)
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + AsRef<Element> + 'static,
{
    node.on_load(move |element| watch(element.as_ref(), near, distance));
}

fn watch(element: &Element, near: RwSignal<bool>, margin: &'static str) {
    let tell = move || {
        // What is told again would ask again. The page may be gone.
        if near.try_get_untracked() == Some(false) {
            near.set(true);
        }
    };
    let watch = StoredValue::new_local(when_near(element, tell, margin));
    on_cleanup(move || watch.dispose());
}

/// An observation, which ends when this value goes.
struct Watch {
    observer: IntersectionObserver,
    _callback: Closure<dyn FnMut(js_sys::Array)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn when_near(element: &Element, near: impl Fn() + 'static, margin: &str) -> Option<Watch> {
    let callback = Closure::new(move |entries: js_sys::Array| {
        let seen = |entry: JsValue| {
            entry
                .dyn_into::<IntersectionObserverEntry>()
                .is_ok_and(|entry| entry.is_intersecting())
        };
        if entries.iter().any(seen) {
            near();
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(margin);
    let observer =
        IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options).ok()?;
    observer.observe(element);
    Some(Watch {
        observer,
        _callback: callback,
    })
}
