//! The one place of the project that sets HTML.

use kiosque_model::SafeHtml;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, js_sys};

/// An article's text, its pictures taken from `images`, an address that ends
/// in a slash.
#[cfg(target_arch = "wasm32")]
pub fn body(html: SafeHtml, images: String) -> AnyView {
    let place = NodeRef::<leptos::html::Div>::new();
    place.on_load(move |element| set_body(&element, &html, &images));
    view! { <div class="body" node_ref=place></div> }.into_any()
}

/// An article's text as a string.
#[cfg(not(target_arch = "wasm32"))]
pub fn body(html: SafeHtml, images: String) -> AnyView {
    let html = super::markup_text::finished(html.as_str(), &images);
    view! { <div class="body" inner_html=html></div> }.into_any()
}

#[cfg_attr(
    not(target_arch = "wasm32"),
    expect(dead_code, reason = "only a browser sets markup in a live page")
)]
fn set_body(element: &Element, html: &SafeHtml, images: &str) {
    set(element, html);
    super::text::name_headings(element);
    show_pictures(element, images);
}

/// Sets an article's text without its pictures.
pub(super) fn set(element: &Element, html: &SafeHtml) {
    if set_with_sanitizer(element, html).is_none() {
        let trusted = trusted(html);
        // Refused only where the site's policy forbids ours; then there is no text.
        let _ = js_sys::Reflect::set(element, &"innerHTML".into(), &trusted);
    }
}

/// The name of our Trusted Types policy, as the site's `Content-Security-Policy` has it.
const POLICY: &str = "kiosque-body";

thread_local! {
    /// Made once, since a second one of its name is refused.
    static MADE: Option<JsValue> = make_policy();
}

/// What a browser that asks for Trusted Types takes as HTML; the text itself elsewhere.
fn trusted(html: &SafeHtml) -> JsValue {
    let text = JsValue::from_str(html.as_str());
    let trusted = MADE.with(|policy| {
        let policy = policy.as_ref()?;
        let create = js_sys::Reflect::get(policy, &"createHTML".into()).ok()?;
        let create = create.dyn_into::<js_sys::Function>().ok()?;
        create.call1(policy, &text).ok()
    });
    trusted.unwrap_or(text)
}

fn make_policy() -> Option<JsValue> {
    let types = js_sys::Reflect::get(&js_sys::global(), &"trustedTypes".into()).ok()?;
    let create = js_sys::Reflect::get(&types, &"createPolicy".into()).ok()?;
    let create = create.dyn_into::<js_sys::Function>().ok()?;
    let rules = js_sys::Object::new();
    let as_it_is = Closure::<dyn Fn(JsValue) -> JsValue>::new(|text| text).into_js_value();
    put(&rules, "createHTML", &as_it_is)?;
    create.call2(&types, &POLICY.into(), &rules).ok()
}

/// `Element.setHTML`, where the browser has it: a second look by the same list
/// as the publisher's, since what is not on it goes with all its text.
fn set_with_sanitizer(element: &Element, html: &SafeHtml) -> Option<()> {
    let set_html = js_sys::Reflect::get(element, &"setHTML".into()).ok()?;
    let set_html = set_html.dyn_into::<js_sys::Function>().ok()?;
    let config = js_sys::Object::new();
    put(&config, "elements", &names(SafeHtml::ELEMENTS))?;
    put(&config, "attributes", &names(SafeHtml::ATTRIBUTES))?;
    let options = js_sys::Object::new();
    put(&options, "sanitizer", &config)?;
    set_html
        .call2(element, &html.as_str().into(), &options)
        .ok()?;
    Some(())
}

fn put(object: &js_sys::Object, name: &str, value: &JsValue) -> Option<bool> {
    js_sys::Reflect::set(object, &name.into(), value).ok()
}

fn names(names: &[&str]) -> JsValue {
    names
        .iter()
        .map(|name| JsValue::from_str(name))
        .collect::<js_sys::Array>()
        .into()
}

/// Pictures come without an address, since the archive does not know where it
/// will be served from.
fn show_pictures(element: &Element, images: &str) {
    let Ok(pictures) = element.query_selector_all("img[data-file]") else {
        return;
    };
    for at in 0..pictures.length() {
        let picture = pictures
            .get(at)
            .and_then(|node| node.dyn_into::<Element>().ok());
        let file = picture
            .as_ref()
            .and_then(|picture| picture.get_attribute("data-file"));
        if let (Some(picture), Some(file)) = (picture, file) {
            show_widths(&picture, images);
            // Fails only for a name that is no attribute's.
            let _ = picture.set_attribute("src", &(images.to_owned() + &file));
        }
    }
}

/// Where `auto` is unknown, a picture is as wide as the window or the column.
pub(super) const SIZES: &str = "auto, (min-width: 40em) 36rem, 100vw";

/// Lets the browser choose among the widths of a picture, before it has any.
fn show_widths(picture: &Element, images: &str) {
    let Some(sources) = picture.get_attribute("data-srcset") else {
        return;
    };
    let sources: Vec<String> = sources
        .split(", ")
        .map(|source| images.to_owned() + source)
        .collect();
    let _ = picture.set_attribute("sizes", SIZES);
    let _ = picture.set_attribute("srcset", &sources.join(", "));
}
