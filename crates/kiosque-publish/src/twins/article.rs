//! The pages of articles.

use super::blocks::{block, linked};
use super::head::{ArticleHead, image_of, path_of};
use super::json_ld::linked_data;
use super::redirect::redirect;
use super::{Common, Printed};
use crate::archive::{OutlinedPack, Sink, Spool, excerpt_of};
use crate::finish::{Kind, Page, Site, Stock};
use crate::intake::SetArticle;
use kiosque_model::site::Twins;
use kiosque_model::wire::{Article, Pack};
use kiosque_reader::LoadedArticle;
use rayon::prelude::*;
use std::io;
use std::rc::Rc;

/// Packs that are in memory at once, with the pages of their articles.
const PACKS: usize = 64;

/// All articles that get a page.
pub(super) struct Articles<'a> {
    common: &'a Common<'a>,
    packs: Vec<OutlinedPack<'a>>,
    /// The oldest article that gets a page, counted from the oldest of all.
    first: usize,
    spool: &'a dyn Spool,
    stock: &'a dyn Stock,
}

impl<'a> Articles<'a> {
    pub(super) fn new(common: &'a Common<'a>, site: &'a Site<'a>) -> Self {
        let all = site.outline.articles().count();
        let first = match site.settings.twins {
            Twins::All => 0,
            Twins::Newest(most) => all.saturating_sub(most as usize),
            Twins::None => all,
        };
        Self {
            common,
            packs: site.outline.packs(),
            first,
            spool: site.spool,
            stock: &*site.stock,
        }
    }

    pub(super) fn print(&self, sink: &mut dyn Sink) -> io::Result<()> {
        for packs in self.packs.chunks(PACKS) {
            let pages = packs.par_iter().map(|pack| self.pages(pack));
            let pages: io::Result<Vec<Vec<Printed>>> = pages.collect();
            for (path, page) in pages?.into_iter().flatten() {
                sink.put(&path, page)?;
            }
        }
        Ok(())
    }

    fn pages(&self, outlined: &OutlinedPack<'_>) -> io::Result<Vec<Printed>> {
        let skipped = self.first.saturating_sub(outlined.first);
        if skipped >= outlined.numbers.len() {
            return Ok(Vec::new());
        }
        let bytes = self.stock.read(&outlined.path)?;
        let pack: Pack = serde_json::from_slice(&bytes)?;
        let articles = pack.articles.iter().zip(outlined.numbers).skip(skipped);
        let mut pages = Vec::new();
        for (article, number) in articles {
            let read = self.spool.article(*number)?;
            pages.extend(self.page(&pack, article, &read)?);
        }
        Ok(pages)
    }

    /// The page of an article, and those of its former addresses.
    fn page(&self, pack: &Pack, article: &Article, read: &SetArticle) -> io::Result<Vec<Printed>> {
        let common = self.common;
        let own = alone(pack, article);
        let record = block("pack", &own)?;
        let Some(loaded) = LoadedArticle::first_of(own).map(Rc::new) else {
            return Ok(Vec::new());
        };
        let path = path_of(&loaded.article);
        let language = common.interface(&loaded.article.language);
        let head = ArticleHead {
            common,
            loaded: &loaded,
            language,
            original: read
                .source
                .as_ref()
                .and_then(|source| source.url.as_ref())
                .or(read.url.as_ref()),
            description: excerpt_of(read).unwrap_or_default(),
            image: image_of(common, &loaded.article),
            path: &path,
        };
        let year = loaded.article.date.as_ref().map(|date| date.year());
        let page = Page {
            language: language.messages().code,
            direction: language.messages().direction.as_str(),
            own_language: Some(language.messages().code),
            year,
            title: &common.full_title(&loaded.article.title, language),
            elements: &head.elements(),
            linked: &linked(&linked_data(&head))?,
            shown: &common.articles(language).html(&loaded),
            blocks: &[common.site_block.as_str(), &record].concat(),
        };
        let page = common.frame(Kind::Article).fill(&page);
        let mut pages = vec![(path.clone() + "index.html", page)];
        let former = read.former_slugs.iter();
        let former = former.filter(|slug| **slug != read.slug);
        pages.extend(former.map(|slug| redirect(common, &loaded.article, slug, &path)));
        Ok(pages)
    }
}

/// A pack of one article, with its own tags alone.
fn alone(pack: &Pack, article: &Article) -> Pack {
    let tags = article.tags.iter();
    let tags: Vec<_> = tags
        .filter_map(|at| pack.tags.get(*at as usize).cloned())
        .collect();
    let article = Article {
        tags: (0..).take(tags.len()).collect(),
        ..article.clone()
    };
    Pack {
        period: pack.period.clone(),
        tags,
        articles: vec![article],
    }
}
