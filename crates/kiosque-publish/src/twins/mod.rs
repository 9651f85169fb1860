//! Twins: pages of HTML that can be read before the app is there, without it, and
//! when it has failed, rendered from the viewer's own components.
//!
//! - every article, or the newest: holds its own record and nothing that a later
//!   edition changes, so that it stays the same byte by byte;
//! - the newest articles, the index of tags, the first page of each tag and all
//!   pages of each month: made anew with each edition.
//!
//! Articles are read pack by pack, some packs at once, and rendered on all threads.

mod article;
mod blocks;
mod files;
mod head;
mod json_ld;
mod lists;
mod redirect;
#[cfg(test)]
mod tests;
mod withdrawn;

use crate::finish::{Element, Frame, Kind, Place, Policy, Site};
use article::Articles;
use kiosque_model::site::{Canonical, SiteSettings};
use kiosque_model::wire::SiteDescription;
use kiosque_viewer::{ArticlePages, Language, Links};
use std::io;

/// A path in the site's folder and what is there.
type Printed = (String, Vec<u8>);

/// What all twins of a site have in common.
pub(crate) struct Common<'a> {
    settings: &'a SiteSettings,
    place: &'a Place,
    /// Of articles, and of lists.
    frames: [Frame; 2],
    links: Links,
    /// The pages of articles in French, Arabic and English.
    articles: [ArticlePages; 3],
    /// What the publisher says of the site, as it stands in every article's page.
    site_block: String,
}

/// Prints the twins and tells what they run. `told` is what every page's head says.
///
/// # Errors
/// What the sink, the spool and the archive's files say.
pub(crate) fn print(
    site: &Site<'_>,
    told: &[Element],
    sink: &mut dyn crate::archive::Sink,
) -> io::Result<Policy> {
    let shell = site.shell();
    // What is said of the site itself is not said of an article.
    let links = told.iter().filter(|(name, _)| *name == "link");
    let links: Vec<Element> = links.cloned().collect();
    let (of_article, mut policy) = shell.frame(Kind::Article, links.clone());
    let (of_list, others) = shell.frame(Kind::List, links);
    policy.extend(others);
    let root = kiosque_reader::decode_root(site.root).map_err(io::Error::other)?;
    let months = lists::months(site.outline);
    let newest = months.last().map(|(month, _)| *month);
    let pages = Links::new(site.place.base().to_owned()).without_script(newest);
    let common = Common {
        settings: site.settings,
        place: site.place,
        frames: [of_article, of_list],
        links: pages,
        articles: articles(pages, &root.site)?,
        site_block: blocks::block("site", &root.site)?,
    };
    Articles::new(&common, site).print(sink)?;
    withdrawn::print(&common, site, sink)?;
    lists::print(&common, site, told, &months, sink)?;
    Ok(policy)
}

fn articles(links: Links, site: &SiteDescription) -> io::Result<[ArticlePages; 3]> {
    let of = |language| {
        let pages = ArticlePages::new(links, language, site);
        pages.ok_or_else(|| io::Error::other("the app has no place for an article"))
    };
    let [french, arabic, english] = Language::ALL.map(of);
    Ok([french?, arabic?, english?])
}

impl Common<'_> {
    /// The language of the interface on a page whose text is in `language`: that
    /// language where the site offers it, else its first.
    fn interface(&self, language: &str) -> Language {
        let offered = &self.settings.languages;
        let own = Language::of_tag(language);
        let is_offered = |own: &Language| offered.iter().any(|tag| *tag == own.messages().code);
        let first = || offered.first().and_then(|tag| Language::of_tag(tag));
        own.filter(is_offered).or_else(first).unwrap_or_default()
    }

    fn frame(&self, kind: Kind) -> &Frame {
        let [of_article, of_list] = &self.frames;
        match kind {
            Kind::Article => of_article,
            Kind::List => of_list,
        }
    }

    /// The pages of articles whose interface is in a language.
    fn articles(&self, language: Language) -> &ArticlePages {
        let [french, arabic, english] = &self.articles;
        match language {
            Language::French => french,
            Language::Arabic => arabic,
            Language::English => english,
        }
    }

    /// The site's title in a language.
    fn title(&self, language: Language) -> &str {
        let title = self.settings.titles.get(language.messages().code);
        title.unwrap_or(&self.settings.title)
    }

    /// A page's title, as the tab says it.
    fn full_title(&self, title: &str, language: Language) -> String {
        match self.title(language) {
            site if site == title => title.to_owned(),
            site => format!("{title} · {site}"),
        }
    }

    /// A whole address, or as much of it as is known.
    fn address(&self, path: &str) -> String {
        let whole = self.place.address(path);
        whole.unwrap_or_else(|| self.place.path(path))
    }

    fn is_original_canonical(&self) -> bool {
        self.settings.canonical == Canonical::Original
    }
}
