use super::channel::article_path;
use super::xml::Xml;
use crate::archive::{Outline, Outlined, Sink};
use crate::finish::Place;
use kiosque_model::ArticleDate;
use std::io;

/// Addresses in a part: the most that sitemaps.org allows.
pub(super) const PART: usize = 50_000;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// Prints the index and its parts, oldest articles first, so that new ones
/// change the last part alone.
pub(super) fn print(place: &Place, outline: &Outline, sink: &mut dyn Sink) -> io::Result<()> {
    let mut index = Xml::new("sitemapindex", &[NAMESPACE]);
    let mut articles = outline.articles().peekable();
    let mut number = 0;
    while number == 0 || articles.peek().is_some() {
        number += 1;
        let mut part = Xml::new("urlset", &[NAMESPACE]);
        if number == 1 {
            part.open("url", &[]);
            part.text("loc", &[], &place.address("").unwrap_or_default());
            part.close();
        }
        let room = if number == 1 { PART - 1 } else { PART };
        for article in articles.by_ref().take(room) {
            add(&mut part, place, article);
        }
        let path = format!("sitemap/{number}.xml");
        index.open("sitemap", &[]);
        index.text("loc", &[], &place.address(&path).unwrap_or_default());
        index.close();
        sink.put(&path, part.into_bytes())?;
    }
    sink.put("sitemap.xml", index.into_bytes())
}

fn add(part: &mut Xml, place: &Place, article: Outlined<'_>) {
    let path = article_path(article.date, article.slug, article.id.as_str());
    part.open("url", &[]);
    part.text("loc", &[], &place.address(&path).unwrap_or_default());
    if let Some(changed) = article.modified.or(article.date) {
        part.text("lastmod", &[], &ArticleDate::first_day(changed));
    }
    part.close();
}

/// `robots.txt`, which a crawler reads at the host's root only.
pub(super) fn robots(place: &Place) -> String {
    let sitemap = place.address("sitemap.xml");
    let sitemap = sitemap.map(|address| format!("Sitemap: {address}\n"));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
}
