//! Answers what the desk asks of the archive: an event whose detail says of what
//! (`of`: addresses with spaces between, or the query of a list) and takes the answer
//! (`give`): articles in the form the desk keeps them in, or none.

use super::window;
use kiosque_model::ArticleDate;
use kiosque_reader::LoadedArticle;
use wasm_bindgen::prelude::*;
use web_sys::CustomEvent;
use web_sys::js_sys::{Array, Function, Object, Reflect};

const EVENT: &str = "kiosque-works";

/// Takes the answer.
pub(crate) type Give = Box<dyn FnOnce(Option<&[LoadedArticle]>)>;

/// Tells `asked` of what the desk asks, and gives it the answer's way.
pub(crate) fn watch(asked: impl Fn(String, Give) + 'static) {
    let Some(document) = window().and_then(|window| window.document()) else {
        return;
    };
    let hear = move |event: CustomEvent| {
        let detail = event.detail();
        let get = |name: &str| Reflect::get(&detail, &name.into()).ok();
        let of = get("of").and_then(|of| of.as_string());
        let give = get("give").and_then(|give| give.dyn_into::<Function>().ok());
        if let (Some(of), Some(give)) = (of, give) {
            asked(
                of,
                Box::new(move |works| {
                    let works = works.map_or(JsValue::NULL, |works| {
                        works.iter().map(work).collect::<Array>().into()
                    });
                    // The desk's own function, which does not throw.
                    let _ = give.call1(&JsValue::NULL, &works);
                }),
            );
        }
    };
    let hear = Closure::<dyn Fn(CustomEvent)>::new(hear).into_js_value();
    // Fails for no name of an event.
    let _ = document.add_event_listener_with_callback(EVENT, hear.unchecked_ref());
}

fn work(loaded: &LoadedArticle) -> JsValue {
    let article = &loaded.article;
    let object = Object::new();
    let put = |name: &str, value: JsValue| {
        // Fails for no object of ours.
        let _ = Reflect::set(&object, &name.into(), &value);
    };
    let texts = |texts: &mut dyn Iterator<Item = &str>| -> JsValue {
        texts.map(JsValue::from_str).collect::<Array>().into()
    };
    let year = article.date.as_ref().map(ArticleDate::year);
    let year: u32 = year.and_then(|year| year.parse().ok()).unwrap_or_default();
    put("year", year.into());
    put(
        "authors",
        texts(&mut article.authors.iter().map(String::as_str)),
    );
    put(
        "tags",
        texts(&mut loaded.tags.iter().map(|tag| tag.label.as_str())),
    );
    let source = article.source.as_ref();
    for (name, text) in [
        ("id", Some(article.id.as_str())),
        ("slug", Some(&article.slug)),
        ("title", Some(&article.title)),
        ("language", Some(&article.language)),
        ("date", article.date.as_ref().map(ArticleDate::as_str)),
        ("source", source.map(|source| source.name.as_str())),
        ("original", source.and_then(|source| source.url.as_deref())),
    ] {
        if let Some(text) = text {
            put(name, text.into());
        }
    }
    object.into()
}
