//! Pages as text, from the very components that are alive in the browser: what a
//! reader sees before the app is there, without it, and when it has failed.

use crate::app::App;
use crate::archive::Brought;
use crate::{Language, Links};
use kiosque_model::wire::{Root, SiteDescription};
use kiosque_reader::{Files, LoadedArticle};
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use std::rc::Rc;

/// A page that is rendered from what is at hand.
pub struct Twin<'a> {
    /// The addresses of the site's pages.
    pub links: Links,
    /// The address of the page, from the host's root, percent-encoded.
    pub address: &'a str,
    /// The language of its words.
    pub language: Language,
    /// What it shows.
    pub shown: Shown,
}

/// What a page shows, and so depends on.
pub enum Shown {
    /// An article, and nothing of the edition it is in.
    Article {
        /// What the publisher says of the site.
        site: SiteDescription,
        /// The article.
        article: Rc<LoadedArticle>,
    },
    /// A list of the edition, or what else its address names.
    Edition {
        /// The edition pointer.
        root: Rc<Root>,
        /// The files it names.
        files: Rc<dyn Files>,
        /// The months that have articles, oldest first, as numbers `YYYYMM`.
        months: Rc<[u32]>,
    },
}

impl Twin<'_> {
    /// What stands where the app will be.
    pub fn html(self) -> String {
        // Set before by another thread, or by this one.
        let _ = any_spawner::Executor::init_futures_executor();
        let owner = Owner::new();
        let html = owner.with(|| {
            provide_context(RequestUrl::new(self.address));
            provide_context(self.links);
            brought(self.language, self.shown).provide();
            App().into_view().to_html()
        });
        owner.cleanup();
        // Marks that only a page needs which is brought to life as it stands.
        html.replace("<!>", "").replace("<!---->", "")
    }
}

fn brought(language: Language, shown: Shown) -> Brought {
    let language = Some(language);
    match shown {
        Shown::Article { site, article } => Brought {
            site: Some(site),
            article: Some(article),
            language,
            ..Brought::default()
        },
        Shown::Edition {
            root,
            files,
            months,
        } => Brought {
            site: Some(root.site.clone()),
            root: Some(root),
            files: Some(files),
            language,
            months,
            ..Brought::default()
        },
    }
}
