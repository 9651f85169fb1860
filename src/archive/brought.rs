//! What a page brings along of the archive, so that it is alive before anything
//! has been fetched.

use crate::Language;
use crate::app::given;
use crate::browser::document;
use kiosque_model::wire::{self, FromJson, Pack, Root, SiteDescription};
use kiosque_reader::{LoadedArticle, Reader, decode_root};
use leptos::prelude::*;
use std::rc::Rc;

/// What the page itself holds.
#[derive(Clone, Default)]
pub(crate) struct Brought {
    /// What the publisher says of the site.
    pub site: Option<SiteDescription>,
    /// The language the page is in, where it chose its own.
    pub language: Option<Language>,
    /// The article that the page shows.
    pub article: Option<Rc<LoadedArticle>>,
    /// The edition pointer.
    pub root: Option<Rc<Root>>,
    /// The edition, if its files need not be fetched.
    pub reader: Option<Rc<Reader>>,
    /// The months that have articles, oldest first, as numbers `YYYYMM`; empty where
    /// that is not known.
    pub months: Rc<[u32]>,
}

impl Brought {
    /// What was put at hand, else what stands in the page.
    pub fn at_hand() -> Self {
        let put = given::<StoredValue<Self, LocalStorage>>();
        put.map_or_else(Self::of_page, |brought| brought.get_value())
    }

    /// Puts it at hand.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn provide(self) {
        provide_context(StoredValue::new_local(self));
    }

    fn of_page() -> Self {
        let root = document::block("root").and_then(|text| decode_root(text.as_bytes()).ok());
        let root = root.map(Rc::new);
        let site = || root.as_ref().map(|root| root.site.clone());
        Self {
            site: read("site").or_else(site),
            language: document::root_attribute("data-language")
                .and_then(|language| Language::of_tag(&language)),
            article: read::<Pack>("pack")
                .and_then(LoadedArticle::first_of)
                .map(Rc::new),
            root,
            ..Self::default()
        }
    }
}

/// A block that cannot be read is as good as none: what it holds is fetched.
fn read<T: FromJson>(name: &str) -> Option<T> {
    wire::read(document::block(name)?.as_bytes()).ok()
}
