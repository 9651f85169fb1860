//! An archive that has every kind of file, and what its pages need each for.

use kiosque_model::wire::{Additions, Kind};

use crate::published::Published;
use crate::sets::{OwnArchive, long_series};
use crate::words::Words;

/// A kind of file, seen from the page.
pub struct Part {
    /// What the paths of such files contain.
    pub file: String,
    /// How a notice names what they hold.
    pub name: &'static str,
    /// A page that cannot do without one.
    pub page: String,
    /// What stands there once it has come.
    pub content: String,
    /// Where to go on the page to need it.
    pub near: Option<&'static str>,
}

/// An archive that has every kind of file.
pub struct Series {
    pub archive: OwnArchive,
    /// Address of an article to which later ones are near.
    article: String,
    /// The link to one of these.
    later: String,
}

impl Series {
    pub fn publish() -> Self {
        let archive = OwnArchive::publish(vec![long_series()]);
        let additions = archive.files::<Additions>(Kind::Additions);
        let addition = additions[0].articles[0].clone();
        let published = Published::read(archive.path(), Vec::new());
        let piece = published.find(|piece| piece.article.id == addition.id);
        let own = &piece.article.related;
        let later = addition
            .related
            .iter()
            .find(|later| own.iter().all(|own| own.id != later.id));
        Self {
            article: piece.path(),
            later: format!(".related a[href*='{}']", later.unwrap().id.as_str()),
            archive,
        }
    }

    /// The row of a kind, or of the root. A kind without one does not compile.
    pub fn part(&self, kind: Option<Kind>, words: &Words) -> Part {
        const CARDS: &str = ".cards .card";
        let Some(kind) = kind else {
            return Part {
                file: "archive/root.json".to_owned(),
                name: words.this_archive,
                page: String::new(),
                content: CARDS.to_owned(),
                near: None,
            };
        };
        assert!(self.archive.has(kind), "the set has no {kind:?}");
        let article = self.article.as_str();
        let (name, page, content) = match kind {
            Kind::Pack | Kind::Ids => (words.article, article, ".body p"),
            // Beyond the current month.
            Kind::List | Kind::Node => (words.list, "?page=40", CARDS),
            Kind::Dictionary => (words.tags, "tags/", ".tags .tag"),
            Kind::Records => (words.tags, "tags/commun/", CARDS),
            Kind::Rows => (words.list, "?tag=commun&tag=serie-5", CARDS),
            Kind::Calendar => (words.dates, "?from=2020-03-01&to=2020-06-30", CARDS),
            Kind::Pairs => (words.filter, "?tag=commun&tag=pair", CARDS),
            Kind::Postings => (words.filter, "?tag=commun&tag=pair&lang=fr", CARDS),
            Kind::Search => (words.search, "?q=navire", CARDS),
            Kind::Additions => (words.articles_in_relation, article, self.later.as_str()),
        };
        Part {
            file: format!("data/{}/", kind.folder()),
            name,
            page: page.to_owned(),
            content: content.to_owned(),
            near: (kind == Kind::Additions).then_some(".related-block"),
        }
    }
}
