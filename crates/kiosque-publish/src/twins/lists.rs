//! Pages of lists: the newest articles, the index of tags, the first page of each
//! tag, all pages of each month, and what the archive is.

use super::blocks::block;
use super::files::StockFiles;
use super::head::{link, meta};
use super::{Common, Printed};
use crate::archive::{Outline, Sink};
use crate::finish::{Element, Kind, Page, Site};
use crate::found::feeds_of_tag;
use kiosque_model::ArticleDate;
use kiosque_model::wire::{Facet, FacetKind, PAGE_ROWS};
use kiosque_reader::{Reader, Stop, decode_root};
use kiosque_viewer::{Language, Twin};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::rc::Rc;
use std::sync::Arc;

/// Pages that are in memory at once.
const PAGES: usize = 512;

/// Neighbouring pages, which need much the same of the archive: one thread makes
/// them one after another.
const NEIGHBOURS: usize = 64;

/// What cannot be a file's name somewhere, or would lead elsewhere.
const FOREIGN: [char; 9] = ['/', '\\', '<', '>', ':', '"', '|', '?', '*'];

/// Bytes of a file's name at most.
const NAME: usize = 200;

/// A page of a list.
struct List {
    /// Its folder in the site's, with a slash at its end.
    folder: String,
    /// The same as it is in addresses.
    path: String,
    title: String,
    description: Option<String>,
    head: Vec<Element>,
    /// Whether the page has the edition pointer in it.
    holds_root: bool,
    kind: Kind,
}

/// The months that have articles, as numbers `YYYYMM`, and how many.
pub(super) fn months(outline: &Outline) -> Vec<(u32, u32)> {
    let mut months = BTreeMap::new();
    for article in outline.articles() {
        let day = article.date.map(ArticleDate::first_day);
        let month = day.and_then(|day| day.get(..7)?.replace('-', "").parse().ok());
        if let Some(month) = month {
            *months.entry(month).or_default() += 1;
        }
    }
    months.into_iter().collect()
}

/// Prints them.
pub(super) fn print(
    common: &Common<'_>,
    site: &Site<'_>,
    told: &[Element],
    months: &[(u32, u32)],
    sink: &mut dyn Sink,
) -> io::Result<()> {
    let printer = Printer {
        common,
        site,
        language: common.interface(""),
        months: months.iter().map(|(month, _)| *month).collect(),
    };
    let lists = printer.lists(told, months)?;
    for lists in lists.chunks(PAGES) {
        let pages = lists.par_chunks(NEIGHBOURS).map(|lists| {
            let opened = printer.opened()?;
            let pages = lists.iter().map(|list| printer.page(&opened, list));
            pages.collect()
        });
        let pages: io::Result<Vec<Vec<Printed>>> = pages.collect();
        for (path, page) in pages?.into_iter().flatten() {
            sink.put(&path, page)?;
        }
    }
    Ok(())
}

struct Printer<'a> {
    common: &'a Common<'a>,
    site: &'a Site<'a>,
    language: Language,
    months: Vec<u32>,
}

/// The edition, for one thread.
struct Opened {
    reader: Rc<Reader>,
    months: Rc<[u32]>,
}

impl Printer<'_> {
    fn opened(&self) -> io::Result<Opened> {
        let root = decode_root(self.site.root).map_err(io::Error::other)?;
        let files = StockFiles::new(Arc::clone(&self.site.stock));
        Ok(Opened {
            reader: Rc::new(Reader::new(Rc::new(root), Rc::new(files))),
            months: self.months.as_slice().into(),
        })
    }

    fn lists(&self, told: &[Element], months: &[(u32, u32)]) -> io::Result<Vec<List>> {
        let m = self.language.messages();
        let said = told.iter().filter(|(name, _)| *name == "meta");
        let home = List {
            head: said.cloned().collect(),
            holds_root: true,
            description: None,
            ..self.list(
                String::new(),
                String::new(),
                self.common.title(self.language),
            )
        };
        let mut lists = vec![home];
        lists.push(self.list("tags/".to_owned(), "tags/".to_owned(), m.tags));
        lists.push(List {
            kind: Kind::Article,
            ..self.list("about/".to_owned(), "about/".to_owned(), m.about)
        });
        for (month, articles) in months {
            let pages = (*articles as usize).div_ceil(PAGE_ROWS);
            lists.extend((0..pages).map(|page| self.month(*month, page)));
        }
        for tag in self.tags()? {
            lists.extend(self.tag(&tag));
        }
        Ok(lists)
    }

    fn list(&self, folder: String, path: String, title: &str) -> List {
        let description = self.common.settings.description.as_ref();
        List {
            folder,
            path,
            title: self.common.full_title(title, self.language),
            description: description.map(|site| match title == self.common.title(self.language) {
                true => site.clone(),
                false => format!("{title} – {site}"),
            }),
            head: Vec::new(),
            holds_root: false,
            kind: Kind::List,
        }
    }

    fn month(&self, month: u32, page: usize) -> List {
        let folder = self.common.links.month(month);
        let folder = folder
            .strip_prefix(self.common.links.base())
            .unwrap_or_default();
        let folder = match page {
            0 => folder.to_owned(),
            page => format!("{folder}{}/", page + 1),
        };
        let name = self.language.messages().period_name(month);
        self.list(folder.clone(), folder, &name)
    }

    /// None where the tag cannot be a folder's name: 404.html stands in.
    fn tag(&self, tag: &Facet) -> Option<List> {
        let id = tag.id();
        if id.contains(FOREIGN)
            || id.contains(char::is_control)
            || id.starts_with('.')
            || id.ends_with(['.', ' '])
            || id.len() > NAME
        {
            return None;
        }
        let m = self.language.messages();
        let label = tag.label_in(m.code);
        let list = self.list(format!("tags/{id}/"), self.common.place.tag_page(id), label);
        let outlined = &self.site.outline.tags;
        let outlined = outlined
            .iter()
            .find(|outlined| outlined.facet.key == tag.key);
        let feeds = outlined.map(|outlined| feeds_of_tag(self.common.place, outlined));
        Some(List {
            description: Some(format!("{label} – {}", m.articles(tag.count))),
            head: feeds.unwrap_or_default(),
            ..list
        })
    }

    /// Every tag of the edition.
    fn tags(&self) -> io::Result<Vec<Facet>> {
        let Opened { reader, .. } = self.opened()?;
        let mut next = Some(FacetKind::Tag.prefix().to_owned());
        let mut tags = Vec::new();
        while let Some(from) = next {
            let page = reader.dictionary(&from).map_err(unread)?;
            next = page
                .next
                .filter(|key| key.starts_with(FacetKind::Tag.prefix()));
            tags.extend(
                page.facets
                    .into_iter()
                    .filter(|facet| facet.is(FacetKind::Tag)),
            );
        }
        tags.sort_by(|one, other| one.key.cmp(&other.key));
        tags.dedup_by(|one, other| one.key == other.key);
        Ok(tags)
    }

    fn page(&self, opened: &Opened, list: &List) -> io::Result<Printed> {
        let m = self.language.messages();
        let twin = Twin {
            links: self.common.links,
            address: &self.common.place.path(&list.path),
            language: self.language,
            reader: Rc::clone(&opened.reader),
            months: Rc::clone(&opened.months),
        };
        let blocks = match list.holds_root {
            true => block("root", opened.reader.root())?,
            false => String::new(),
        };
        let page = Page {
            language: m.code,
            direction: m.direction.as_str(),
            own_language: None,
            year: None,
            title: &list.title,
            elements: &self.head(list),
            linked: "",
            shown: &twin.html(),
            blocks: &blocks,
        };
        let page = self.common.frame(list.kind).fill(&page);
        Ok((list.folder.clone() + "index.html", page))
    }

    fn head(&self, list: &List) -> Vec<Element> {
        let mut head = list.head.clone();
        if let Some(description) = &list.description {
            head.push(meta("name", "description", description));
            head.push(meta("property", "og:type", "website"));
            head.push(meta("property", "og:title", &list.title));
            head.push(meta("property", "og:description", description));
        }
        if let Some(address) = self.common.place.address(&list.path) {
            head.push(link(&[("rel", "canonical"), ("href", &address)]));
            head.push(meta("property", "og:url", &address));
        }
        if !list.holds_root {
            let root = self.common.place.path("archive/root.json");
            head.push(link(&[
                ("rel", "preload"),
                ("as", "fetch"),
                ("crossorigin", "anonymous"),
                ("href", &root),
            ]));
        }
        head
    }
}

fn unread(stop: Stop) -> io::Error {
    match stop {
        Stop::Failed(error) => io::Error::other(error.to_string()),
        Stop::Wanting => io::Error::other("the archive names a file that it lacks"),
    }
}
