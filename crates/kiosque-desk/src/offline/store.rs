//! What the reader keeps for reading without a network: whole parts of the archive, in
//! a cache that the site's service worker answers from. The cache holds the files, and
//! for each part a list of its own; nothing is remembered elsewhere, so that both go
//! together where a device clears it.

use crate::page;
use js_sys::{Array, JSON, Object, Promise, Reflect};
use std::collections::BTreeSet;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Request, RequestCache, RequestInit, Response};

/// A part of the archive that is kept, or may be.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Part {
    /// What it is of: an article's path, the query of a list, `*` for all.
    pub of: String,
    /// As the reader knows it.
    pub label: String,
    /// The edition its files are of.
    pub edition: String,
    /// Paths below the site's base path.
    pub files: BTreeSet<String>,
    /// Bytes of these, but for pictures.
    pub bytes: f64,
}

/// The cache of what is kept.
#[derive(Clone)]
pub(crate) struct Store(Cache);

impl Store {
    /// Opens it; none where the browser has or lets none.
    pub async fn open() -> Option<Self> {
        // Browsers without a secure context have none, some forbid it.
        let caches = Reflect::get(page::window()?.as_ref(), &"caches".into()).ok()?;
        let caches: CacheStorage = caches.dyn_into().ok()?;
        let opened = JsFuture::from(caches.open(&(page::base() + "kept"))).await;
        Some(Self(opened.ok()?.unchecked_into()))
    }

    /// The parts that are kept, in the order in which they were.
    pub async fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let lists = page::base() + "kept/";
        for address in self.addresses().await {
            if address.starts_with(&lists)
                && let Some(part) = self.read(&address).await
            {
                parts.push(part);
            }
        }
        parts
    }

    async fn read(&self, address: &str) -> Option<Part> {
        let found = JsFuture::from(self.0.match_with_str(address)).await.ok()?;
        let found: Response = found.dyn_into().ok()?;
        let json = JsFuture::from(found.json().ok()?).await.ok()?;
        let text = |name: &str| Reflect::get(&json, &name.into()).ok()?.as_string();
        let files: Array = Reflect::get(&json, &"files".into()).ok()?.dyn_into().ok()?;
        let files: BTreeSet<String> = files.iter().filter_map(|file| file.as_string()).collect();
        Some(Part {
            of: text("of")?,
            label: text("label")?,
            edition: text("edition")?,
            bytes: Reflect::get(&json, &"bytes".into()).ok()?.as_f64()?,
            files,
        })
    }

    /// Notes that a part is there.
    pub async fn enter(&self, part: &Part) -> Result<(), JsValue> {
        let object = Object::new();
        let files: Array = part
            .files
            .iter()
            .map(|file| JsValue::from_str(file))
            .collect();
        for (name, value) in [
            ("of", JsValue::from_str(&part.of)),
            ("label", JsValue::from_str(&part.label)),
            ("edition", JsValue::from_str(&part.edition)),
            ("files", files.into()),
            ("bytes", part.bytes.into()),
        ] {
            Reflect::set(&object, &name.into(), &value)?;
        }
        let text = JSON::stringify(&object)?;
        let list = Response::new_with_opt_str(Some(&String::from(text)))?;
        let address = list_of(&part.of);
        JsFuture::from(self.0.put_with_str(&address, &list)).await?;
        self.sweep().await;
        Ok(())
    }

    /// Lets a part go.
    pub async fn let_go(&self, of: &str) {
        self.delete(&list_of(of)).await;
        self.sweep().await;
    }

    /// Whether a file is there.
    pub async fn holds(&self, file: &str) -> bool {
        let address = page::base() + file;
        let found = JsFuture::from(self.0.match_with_str(&address)).await;
        found.is_ok_and(|found| !found.is_undefined())
    }

    /// The text of a file that is there.
    pub async fn text(&self, file: &str) -> Option<String> {
        let address = page::base() + file;
        let found = JsFuture::from(self.0.match_with_str(&address)).await.ok()?;
        let found: Response = found.dyn_into().ok()?;
        JsFuture::from(found.text().ok()?).await.ok()?.as_string()
    }

    /// Fetches a file and puts it there. What is not as long as its name says is
    /// asked for once more, past the browser's own cache.
    pub async fn fetch(&self, file: &str) -> Result<(), Trouble> {
        let address = page::base() + file;
        for cache in [RequestCache::Default, RequestCache::Reload] {
            let answer = ask(&address, cache).await.ok_or(Trouble::Offline)?;
            // Networks that ask for a login answer everything with their page.
            let kind = answer.headers().get("content-type").ok().flatten();
            let is_page = kind.is_some_and(|kind| kind.starts_with("text/html"));
            if !answer.ok() || is_page {
                return Err(Trouble::Missing(file.to_owned()));
            }
            let copy = answer.clone().map_err(|_| Trouble::Offline)?;
            let body = copy.array_buffer().map_err(|_| Trouble::Offline)?;
            let body = JsFuture::from(body).await.map_err(|_| Trouble::Offline)?;
            let got = js_sys::Uint8Array::new(&body).length();
            if length(file) > 0.0 && f64::from(got) != length(file) {
                continue;
            }
            let put = JsFuture::from(self.0.put_with_str(&address, &answer)).await;
            return put.map(drop).map_err(|_| Trouble::Full);
        }
        Err(Trouble::Missing(file.to_owned()))
    }

    /// Deletes the files that no part names.
    async fn sweep(&self) {
        let parts = self.parts().await;
        let base = page::base();
        let lists = base.clone() + "kept/";
        for address in self.addresses().await {
            let file = address.strip_prefix(&base).unwrap_or(&address);
            let is_named = parts.iter().any(|part| part.files.contains(file));
            if !is_named && !address.starts_with(&lists) {
                self.delete(&address).await;
            }
        }
    }

    async fn delete(&self, address: &str) {
        // What cannot be deleted is swept the next time.
        let _ = JsFuture::from(self.0.delete_with_str(address)).await;
    }

    /// The paths of all that is there, from the host's root.
    async fn addresses(&self) -> Vec<String> {
        let keys = JsFuture::from(self.0.keys()).await.ok();
        let keys: Option<Array> = keys.and_then(|keys| keys.dyn_into().ok());
        let keys = keys.unwrap_or_default();
        let requests = keys.iter().filter_map(|key| key.dyn_into::<Request>().ok());
        requests
            .filter_map(|request| Some(web_sys::Url::new(&request.url()).ok()?.pathname()))
            .collect()
    }
}

/// Why a file could not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// No answer came.
    Offline,
    /// The site has no such file, or not as its name says.
    Missing(String),
    /// The device has no room.
    Full,
}

fn list_of(of: &str) -> String {
    let name = String::from(js_sys::encode_uri_component(of));
    [&page::base(), "kept/", &name].concat()
}

async fn ask(address: &str, cache: RequestCache) -> Option<Response> {
    let request = RequestInit::new();
    request.set_cache(cache);
    let asked: Promise = page::window()?.fetch_with_str_and_init(address, &request);
    JsFuture::from(asked).await.ok()?.dyn_into().ok()
}

/// The text of a file below the site's base path.
pub(crate) async fn text_of(file: &str) -> Option<String> {
    let answer = ask(&(page::base() + file), RequestCache::Default).await?;
    let text = JsFuture::from(answer.text().ok()?).await.ok()?;
    text.as_string().filter(|_| answer.ok())
}

/// Bytes of a file, as its name tells them; 0 where it does not.
pub(crate) fn length(file: &str) -> f64 {
    let stem = file.strip_suffix(".json");
    let digits = stem.and_then(|stem| Some(stem.rsplit_once('-')?.1));
    let bytes = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    bytes.map_or(0.0, f64::from)
}
