//! What an archive on disk holds, read from its packs alone: the truth that pages are
//! held against.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use kiosque_e2e::Lang;
use kiosque_model::site::{DeclaredTag, SiteSettings};
use kiosque_model::wire::{Article, Facet, Pack};

/// All articles of an archive, newest first.
pub struct Published {
    pub articles: Vec<Piece>,
    declared: Vec<DeclaredTag>,
    words: BTreeMap<String, Facet>,
}

/// An article with its tags.
pub struct Piece {
    pub article: Article,
    /// As the article has them, in its order.
    pub own_tags: Vec<String>,
    /// With all wider ones.
    tags: BTreeSet<String>,
}

impl Published {
    /// The project's own set, as published in `site`.
    pub fn bundled(site: &Path) -> Self {
        let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/articles");
        let settings = std::fs::read_to_string(articles.join("site.toml")).unwrap();
        let settings = SiteSettings::from_toml(&settings).unwrap();
        Self::read(&site.join("archive"), settings.tags)
    }

    /// What `archive` holds, under these declared tags.
    pub fn read(archive: &Path, declared: Vec<DeclaredTag>) -> Self {
        let mut all = Self {
            articles: Vec::new(),
            declared,
            words: BTreeMap::new(),
        };
        for file in std::fs::read_dir(archive.join("data/packs")).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            all.take_in(serde_json::from_slice(&bytes).unwrap());
        }
        let newest_first = |one: &Piece, other: &Piece| other.day().cmp(&one.day());
        all.articles.sort_by(newest_first);
        all
    }

    fn take_in(&mut self, pack: Pack) {
        let ids: Vec<String> = pack.tags.iter().map(|tag| tag.id().to_owned()).collect();
        for article in pack.articles {
            let own: Vec<String> = article
                .tags
                .iter()
                .map(|at| ids[*at as usize].clone())
                .collect();
            let tags = own.iter().flat_map(|id| self.with_wider(id)).collect();
            self.articles.push(Piece {
                article,
                own_tags: own,
                tags,
            });
        }
        self.words.extend(ids.into_iter().zip(pack.tags));
    }

    /// A tag, its parent, that one's parent.
    fn with_wider(&self, id: &str) -> Vec<String> {
        let declared = self.declared.iter().find(|tag| tag.id == id);
        let parent = declared.and_then(|tag| tag.parent.as_deref());
        let mut line = vec![id.to_owned()];
        line.extend(
            parent
                .into_iter()
                .flat_map(|parent| self.with_wider(parent)),
        );
        line
    }

    /// How many articles match.
    pub fn count(&self, matches: impl Fn(&Piece) -> bool) -> usize {
        self.articles.iter().filter(|piece| matches(piece)).count()
    }

    /// How many of the articles that match carry each tag they carry.
    pub fn counts(&self, matches: impl Fn(&Piece) -> bool) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for piece in self.articles.iter().filter(|piece| matches(piece)) {
            for tag in &piece.tags {
                *counts.entry(tag.clone()).or_default() += 1;
            }
        }
        counts
    }

    /// What a reader of `lang` sees of a tag.
    pub fn label(&self, id: &str, lang: Lang) -> &str {
        let declared = self.declared.iter().find(|tag| tag.id == id);
        let label = declared.and_then(|tag| tag.labels.get(lang.tag()));
        label.map_or_else(|| self.words[id].label_in(lang.tag()), String::as_str)
    }

    /// The first article that matches, newest first.
    pub fn find(&self, matches: impl Fn(&Piece) -> bool) -> &Piece {
        let found = self.articles.iter().find(|piece| matches(piece));
        found.expect("the set has such an article")
    }
}

impl Piece {
    /// Whether it carries a tag or a narrower one.
    pub fn has(&self, tag: &str) -> bool {
        self.tags.contains(tag)
    }

    /// Its first day, `YYYY-MM-DD`; empty where undated.
    pub fn day(&self) -> String {
        let date = self.article.date.as_ref().map_or("", |date| date.as_str());
        let known = &date[..date.len().min(10)];
        match known.len() {
            4 => format!("{known}-01-01"),
            7 => format!("{known}-01"),
            _ => known.to_owned(),
        }
    }

    pub fn source(&self) -> &str {
        let source = self.article.source.as_ref();
        source.map_or("", |source| source.name.as_str())
    }

    /// Its address below the base.
    pub fn path(&self) -> String {
        let day = self.day();
        let year = day.get(..4).unwrap_or("0");
        let (slug, id) = (&self.article.slug, self.article.id.as_str());
        format!("a/{year}/{slug}-{id}/")
    }
}
