//! Pages as text, from the very components that are alive in the browser: what a
//! reader sees before the app is there, without it, and when it has failed.

use crate::app::App;
use crate::archive::Brought;
use crate::browser::address::Requested;
use crate::{Language, Links, pages};
use kiosque_model::wire::SiteDescription;
use kiosque_reader::{LoadedArticle, Reader};
use leptos::prelude::*;
use leptos::tachys::view::Position;
use std::rc::Rc;

/// Bytes that most pages have room in.
const ROOM: usize = 32 << 10;

/// A page of the edition: a list, or what else its address names.
pub struct Twin<'a> {
    /// The addresses of the site's pages.
    pub links: Links,
    /// The address of the page, from the host's root, percent-encoded.
    pub address: &'a str,
    /// The language of its words.
    pub language: Language,
    /// The edition, opened: what it learnt for one page serves the next.
    pub reader: Rc<Reader>,
    /// The months that have articles, oldest first, as numbers `YYYYMM`.
    pub months: Rc<[u32]>,
}

impl Twin<'_> {
    /// What stands where the app will be.
    pub fn html(self) -> String {
        let brought = Brought {
            site: Some(self.reader.root().site.clone()),
            reader: Some(self.reader),
            language: Some(self.language),
            months: self.months,
            ..Brought::default()
        };
        whole(self.links, self.address, brought)
    }
}

/// The pages of a site's articles in one language. Each holds its article and what the
/// publisher says of the site, and nothing of an edition; what stands around the article
/// is the same on all of them, and rendered once.
pub struct ArticlePages {
    links: Links,
    site: SiteDescription,
    language: Language,
    /// Up to the article, and after it.
    around: [String; 2],
}

impl ArticlePages {
    /// Those of `site`. None where the app shows no article anywhere, which no build of
    /// it does.
    pub fn new(links: Links, language: Language, site: &SiteDescription) -> Option<Self> {
        let brought = Brought {
            site: Some(site.clone()),
            language: Some(language),
            ..Brought::default()
        };
        let page = whole(links, links.base(), brought);
        let start = page.find("<main")?;
        let start = start + page.get(start..)?.find('>')? + 1;
        let (before, rest) = page.split_at_checked(start)?;
        let after = rest.get(rest.find("</main>")?..)?;
        Some(Self {
            links,
            site: site.clone(),
            language,
            around: [before.to_owned(), after.to_owned()],
        })
    }

    /// What stands where the app will be on the page of an article.
    pub fn html(&self, article: &Rc<LoadedArticle>) -> String {
        let brought = Brought {
            site: Some(self.site.clone()),
            article: Some(Rc::clone(article)),
            language: Some(self.language),
            ..Brought::default()
        };
        let content = rendered(|| {
            provide_context(self.links);
            brought.provide();
            pages::article(article)
        });
        let [before, after] = &self.around;
        [before, &*content, after].concat()
    }
}

/// The page of an address.
fn whole(links: Links, address: &str, brought: Brought) -> String {
    rendered(|| {
        provide_context(Requested(address.to_owned()));
        provide_context(links);
        brought.provide();
        App().into_any()
    })
}

fn rendered(view: impl FnOnce() -> AnyView) -> String {
    // Set before by another thread, or by this one.
    let _ = any_spawner::Executor::init_futures_executor();
    let owner = Owner::new();
    let html = owner.with(|| {
        let mut html = String::with_capacity(ROOM);
        let first = &mut Position::FirstChild;
        view().to_html_with_buf(&mut html, first, true, false, Vec::new());
        html
    });
    owner.cleanup();
    without_marks(&html)
}

/// Markup without the marks that only a page needs which is brought to life as it
/// stands: `<!>` and `<!---->`.
fn without_marks(html: &str) -> String {
    let mut parts = html.split("<!");
    let mut kept = String::with_capacity(html.len());
    kept += parts.next().unwrap_or_default();
    for part in parts {
        match part.strip_prefix('>').or(part.strip_prefix("---->")) {
            Some(part) => kept += part,
            None => kept.extend(["<!", part]),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::without_marks;

    #[test]
    fn marks_go_and_nothing_else() {
        for (html, expected) in [
            ("", ""),
            ("<p>a<!>b<!----></p><!>", "<p>ab</p>"),
            ("<!doctype html><!-- a -->é", "<!doctype html><!-- a -->é"),
        ] {
            assert_eq!(without_marks(html), expected);
        }
    }
}
