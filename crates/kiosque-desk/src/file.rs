//! Files that the reader takes along or brings.

use crate::node::{Node, node};
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, HtmlInputElement, Url};

/// Bytes that are read of a file at most.
const MOST: f64 = 20_000_000.0;

/// Offers `content` as a file. Its address lasts as long as the page: a browser may
/// fetch it late.
pub(crate) fn offer(name: &str, media_type: &str, content: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&content.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok();
    let address = blob.and_then(|blob| Url::create_object_url_with_blob(&blob).ok());
    let Some(address) = address else {
        return;
    };
    let way = node("a").attr("href", &address).attr("download", name);
    if let Some(way) = way.element().and_then(|way| way.dyn_ref::<HtmlElement>()) {
        way.click();
    }
}

/// A button that reads a file of the reader's.
pub(crate) fn chooser(label: &str, take: impl Fn(String) + Clone + 'static) -> Node {
    let input = node("input")
        .attr("type", "file")
        .attr("accept", ".json,application/json,application/feed+json")
        .on("change", move |event| {
            let input = event.target().and_then(|it| it.dyn_into().ok());
            let input: Option<HtmlInputElement> = input;
            let file = input.and_then(|input| input.files()?.get(0));
            if let Some(file) = file.filter(|file| file.size() <= MOST) {
                let take = take.clone();
                spawn_local(async move {
                    if let Ok(text) = JsFuture::from(file.text()).await {
                        take(text.as_string().unwrap_or_default());
                    }
                });
            }
        });
    let label = node("span").text(label);
    node("label")
        .attr("class", "button")
        .child(input.attr("class", "visually-hidden"))
        .child(label)
}
