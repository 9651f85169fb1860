//! Answers what the desk asks of the archive: events whose detail says of what (`of`:
//! addresses with spaces between, or the query of a list) and takes the answer (`give`):
//! articles in the form the desk keeps them in, or the paths of the files that these
//! take; nothing where there is no answer.

use super::window;
use kiosque_model::ArticleDate;
use kiosque_reader::LoadedArticle;
use wasm_bindgen::prelude::*;
use web_sys::CustomEvent;
use web_sys::js_sys::{Array, Function, Object, Reflect};

const WORKS: &str = "kiosque-works";
const FILES: &str = "kiosque-files";

/// Takes articles.
pub(crate) type GiveWorks = Box<dyn FnOnce(Option<&[LoadedArticle]>)>;

/// Takes paths of files in the archive's folder.
pub(crate) type GiveFiles = Box<dyn FnOnce(Option<&[String]>)>;

/// Tells `asked` which articles the desk asks for.
pub(crate) fn watch_works(asked: impl Fn(String, GiveWorks) + 'static) {
    watch(WORKS, move |of, give| {
        let give = Box::new(move |works: Option<&[LoadedArticle]>| {
            give(works.map(|works| works.iter().map(work).collect()));
        });
        asked(of, give);
    });
}

/// Tells `asked` whose files the desk asks for.
pub(crate) fn watch_files(asked: impl Fn(String, GiveFiles) + 'static) {
    watch(FILES, move |of, give| {
        let give = Box::new(move |paths: Option<&[String]>| {
            let text = |path: &String| JsValue::from_str(path);
            give(paths.map(|paths| paths.iter().map(text).collect()));
        });
        asked(of, give);
    });
}

type Give = Box<dyn FnOnce(Option<Array>)>;

fn watch(event: &str, asked: impl Fn(String, Give) + 'static) {
    let Some(document) = window().and_then(|window| window.document()) else {
        return;
    };
    let hear = move |event: CustomEvent| {
        let detail = event.detail();
        let get = |name: &str| Reflect::get(&detail, &name.into()).ok();
        let of = get("of").and_then(|of| of.as_string());
        let give = get("give").and_then(|give| give.dyn_into::<Function>().ok());
        if let (Some(of), Some(give)) = (of, give) {
            let give = Box::new(move |answer: Option<Array>| {
                let answer = answer.map_or(JsValue::NULL, JsValue::from);
                // The desk's own function, which does not throw.
                let _ = give.call1(&JsValue::NULL, &answer);
            });
            asked(of, give);
        }
    };
    let hear = Closure::<dyn Fn(CustomEvent)>::new(hear).into_js_value();
    // Fails for no name of an event.
    let _ = document.add_event_listener_with_callback(event, hear.unchecked_ref());
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
