//! What makes a site found and followed: sitemap, `robots.txt`, search
//! description, feeds and manifest.
//!
//! Feeds, sitemap and search description hold whole addresses. Where the
//! settings do not say where the site is, these are left out. Feeds are for all
//! articles and for each of the commonest tags, at most [`Root::FACETS`], so
//! that their number does not grow with the archive.
//!
//! [`Root::FACETS`]: kiosque_model::wire::Root::FACETS

mod atom;
mod channel;
mod icons;
mod json_feed;
mod manifest;
mod rss;
mod search_description;
mod sitemap;
#[cfg(test)]
mod tests;
mod xml;

pub(crate) use icons::{APPLE, TAB};
pub use icons::{IconError, icons};

#[cfg(feature = "twins")]
use crate::archive::OutlinedTag;
use crate::archive::{Outline, Sink, Spool};
use crate::finish::{Element, Place};
use channel::Channel;
use kiosque_model::site::SiteSettings;
use std::io;

/// What a site tells the rest of the web.
pub struct Found<'a> {
    /// How the site presents itself.
    pub settings: &'a SiteSettings,
    /// Where it is published.
    pub place: &'a Place,
    /// Its articles.
    pub outline: &'a Outline,
    /// The articles themselves.
    pub spool: &'a dyn Spool,
    /// Addresses of its icons, with their sides in pixels; 0 where one has any
    /// size.
    pub icons: &'a [(u32, String)],
}

/// Name, media type and maker of each form of a feed.
type Form = (&'static str, &'static str, fn(&Channel) -> Vec<u8>);

const FORMS: [Form; 3] = [
    ("rss.xml", "application/rss+xml", rss::print),
    ("atom.xml", "application/atom+xml", atom::print),
    ("feed.json", "application/feed+json", json_feed::print),
];

impl Found<'_> {
    /// Hands the files to `sink`, by their paths in the site's folder, and
    /// tells what the head of the site's pages says of them.
    ///
    /// # Errors
    /// What `sink` and the spool say.
    pub fn print(&self, sink: &mut dyn Sink) -> io::Result<Vec<Element>> {
        let mut head = self.describe();
        let manifest = manifest::print(self.settings, self.place, self.icons);
        sink.put("manifest.webmanifest", manifest)?;
        head.push(link(
            "manifest",
            None,
            self.place.path("manifest.webmanifest"),
        ));
        sink.put("robots.txt", sitemap::robots(self.place).into_bytes())?;
        if !self.place.is_known() {
            return Ok(head);
        }
        sitemap::print(self.place, self.outline, sink)?;
        let description = search_description::print(self.settings, self.place);
        sink.put("opensearch.xml", description)?;
        let path = self.place.path("opensearch.xml");
        head.push(link(
            "search",
            Some("application/opensearchdescription+xml"),
            path,
        ));
        head.extend(self.print_feeds(sink)?);
        Ok(head)
    }

    fn print_feeds(&self, sink: &mut dyn Sink) -> io::Result<Vec<Element>> {
        let articles = self.outline.newest(channel::OF_ALL);
        let all = Channel::of_all(self, &articles)?;
        let mut head = Vec::new();
        for (name, media, print) in FORMS {
            let path = format!("feeds/{name}");
            sink.put(&path, print(&all.at(self.place, &path)))?;
            head.push(link("alternate", Some(media), self.place.path(&path)));
        }
        for tag in &self.outline.tags {
            let channel = Channel::of_tag(self, tag)?;
            for (name, _, print) in FORMS {
                let path = format!("feeds/tags/{}/{name}", channel::folder_of(tag));
                sink.put(&path, print(&channel.at(self.place, &path)))?;
            }
        }
        Ok(head)
    }

    /// What every page says of the site.
    fn describe(&self) -> Vec<Element> {
        let site = self.settings;
        let mut head = vec![
            meta("property", "og:type", "website"),
            meta("property", "og:site_name", &site.title),
            meta("property", "og:title", &site.title),
            meta("name", "twitter:card", "summary"),
        ];
        if let Some(description) = &site.description {
            head.push(meta("name", "description", description));
            head.push(meta("property", "og:description", description));
        }
        let banner = site.banner.image.as_ref();
        let image = banner.map(|image| format!("archive/images/{image}"));
        if let Some(address) = image.and_then(|image| self.place.address(&image)) {
            head.push(meta("property", "og:image", &address));
        }
        head
    }
}

/// What the page of a tag says of its feeds; nothing where it has none.
#[cfg(feature = "twins")]
pub(crate) fn feeds_of_tag(place: &Place, tag: &OutlinedTag) -> Vec<Element> {
    let forms = FORMS.iter().filter(|_| place.is_known());
    let feeds = forms.map(|(name, media, _)| {
        let path = format!("feeds/tags/{}/{name}", channel::folder_of(tag));
        let (name, mut attributes) = link("alternate", Some(media), place.path(&path));
        attributes.push(("title", tag.facet.label.clone()));
        (name, attributes)
    });
    feeds.collect()
}

fn meta(kind: &'static str, name: &str, content: &str) -> Element {
    let attributes = vec![(kind, name.to_owned()), ("content", content.to_owned())];
    ("meta", attributes)
}

fn link(rel: &str, media: Option<&str>, path: String) -> Element {
    let mut attributes = vec![("rel", rel.to_owned())];
    attributes.extend(media.map(|media| ("type", media.to_owned())));
    attributes.push(("href", path));
    ("link", attributes)
}
