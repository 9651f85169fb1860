use super::store::Store;
use kiosque_model::ShortId;
use kiosque_model::wire::{Article, FacetKind, FileName, Kind, Pack, Related, Summary};
use kiosque_publish::intake::tag_key;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// What the other files must agree with, of one pack.
pub struct PackFacts {
    pub articles: BTreeMap<ShortId, ArticleFacts>,
}

/// The same of one article.
pub struct ArticleFacts {
    /// As lists show it; its pack is position 0.
    summary: Summary,
    /// Keys of the facets it shows.
    pub facets: Vec<String>,
    pub related: Vec<ShortId>,
}

impl ArticleFacts {
    /// Whether a list shows the article as it is.
    pub fn is_shown_by(&self, shown: &Summary) -> bool {
        let shown = Summary {
            excerpt: None,
            pack: 0,
            ..shown.clone()
        };
        shown == self.summary
    }
}

/// The packs met so far; each is read once.
#[derive(Default)]
pub struct Packs {
    read: HashMap<FileName, Option<Rc<PackFacts>>>,
}

impl Packs {
    pub fn facts(&mut self, store: &mut Store, name: &FileName) -> Option<Rc<PackFacts>> {
        let facts = self.read.entry(name.clone()).or_insert_with(|| {
            let pack: Pack = store.read(Kind::Pack, name)?;
            Some(Rc::new(facts_of(&pack)))
        });
        facts.clone()
    }

    /// The facets that articles show.
    pub fn shown_facets(&self) -> HashMap<ShortId, Vec<String>> {
        let articles = self
            .read
            .values()
            .flatten()
            .flat_map(|facts| &facts.articles);
        articles
            .map(|(id, article)| (id.clone(), article.facets.clone()))
            .collect()
    }

    pub fn articles(&self) -> usize {
        self.read
            .values()
            .flatten()
            .map(|facts| facts.articles.len())
            .sum()
    }

    /// Every article that some article's list names, with that list's pack.
    pub fn related(&self) -> Vec<(FileName, ShortId)> {
        let packs = self
            .read
            .iter()
            .filter_map(|(name, facts)| Some((name, facts.as_ref()?)));
        let related = packs.flat_map(|(name, facts)| {
            facts
                .articles
                .values()
                .flat_map(|article| &article.related)
                .map(|id| (name.clone(), id.clone()))
        });
        let mut related: Vec<_> = related.collect();
        related.sort_unstable();
        related
    }
}

fn facts_of(pack: &Pack) -> PackFacts {
    let facts = |article: &Article| (article.id.clone(), article_facts(pack, article));
    PackFacts {
        articles: pack.articles.iter().map(facts).collect(),
    }
}

fn article_facts(pack: &Pack, article: &Article) -> ArticleFacts {
    let tag = |position: &u32| Some(pack.tags.get(usize::try_from(*position).ok()?)?.key.clone());
    let source = article
        .source
        .as_ref()
        .map(|source| FacetKind::Source.key(&tag_key(&source.name)));
    let language = FacetKind::Language.key(&article.language);
    let summary = Summary {
        id: article.id.clone(),
        slug: article.slug.clone(),
        title: article.title.clone(),
        language: article.language.clone(),
        date: article.date.clone(),
        source: article.source.as_ref().map(|source| source.name.clone()),
        excerpt: None,
        pack: 0,
    };
    let facets = article
        .tags
        .iter()
        .filter_map(tag)
        .chain(source)
        .chain([language]);
    let related = article.related.iter().map(|Related { id, .. }| id.clone());
    ArticleFacts {
        summary,
        facets: facets.collect(),
        related: related.collect(),
    }
}
