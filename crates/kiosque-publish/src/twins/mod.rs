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

use crate::finish::{Element, Frame, Place, Policy, Site};
use article::Articles;
use kiosque_model::site::{Canonical, SiteSettings};
use kiosque_model::wire::SiteDescription;
use kiosque_viewer::{Language, Links};
use std::io;

/// What all twins of a site have in common.
pub(crate) struct Common<'a> {
    settings: &'a SiteSettings,
    place: &'a Place,
    frame: Frame,
    links: Links,
    site: SiteDescription,
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
    let (frame, policy) = shell.frame(links.cloned().collect());
    let root = kiosque_reader::decode_root(site.root).map_err(io::Error::other)?;
    let months = lists::months(site.outline);
    let newest = months.last().map(|(month, _)| *month);
    let common = Common {
        settings: site.settings,
        place: site.place,
        frame,
        links: Links::new(site.place.base().to_owned()).without_script(newest),
        site: root.site,
    };
    Articles::new(&common, site).print(sink)?;
    withdrawn::print(&common, site, sink)?;
    lists::print(&common, site, told, &months, sink)?;
    Ok(policy)
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
