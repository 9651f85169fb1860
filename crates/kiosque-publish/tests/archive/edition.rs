use kiosque_model::wire::{
    Additions, Branch, Dictionary, Facet, FacetKind, FacetRecord, FileName, Kind, Node, Pack,
    Records, Related, Root, Tree,
};
use kiosque_model::{ArticleDate, Filter, ShortId};
use kiosque_publish::archive::{Archive, ROOT};
use kiosque_publish::intake::{SetArticle, tag_key};
use kiosque_reader::{Listing, MemoryFiles, Reader, answer_from_memory, merge_related};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A published set, beside the articles it was made from.
pub struct Edition {
    pub archive: Archive,
    pub root: Root,
    /// What was published, in the order of the archive.
    pub articles: Vec<SetArticle>,
}

impl Edition {
    pub fn new(archive: Archive, mut articles: Vec<SetArticle>) -> Self {
        let root = serde_json::from_slice(&archive.files[ROOT]).unwrap();
        articles.sort_by_key(|article| (day(article), article.instant, article.id.clone()));
        Self {
            archive,
            root,
            articles,
        }
    }

    /// Names of the generations, newest first.
    pub fn generations(&self) -> Vec<&str> {
        self.root
            .generations
            .iter()
            .map(|generation| generation.name.as_str())
            .collect()
    }

    pub fn read<T: DeserializeOwned>(&self, kind: Kind, name: &FileName) -> T {
        serde_json::from_slice(&self.archive.files[&name.path(kind)]).unwrap()
    }

    pub fn of_kind<T: DeserializeOwned>(&self, kind: Kind) -> BTreeMap<&str, T> {
        let folder = format!("data/{}/", kind.folder());
        let files = self
            .archive
            .files
            .iter()
            .filter(|(path, _)| path.starts_with(&folder));
        files
            .map(|(path, bytes)| (path.as_str(), serde_json::from_slice(bytes).unwrap()))
            .collect()
    }

    pub fn leaves<K: DeserializeOwned + Clone>(&self, tree: &Tree<K>) -> Vec<Branch<K>> {
        let mut branches = tree.branches.clone();
        for _ in 0..tree.height {
            let below = branches
                .iter()
                .flat_map(|branch| self.read::<Node<K>>(Kind::Node, &branch.file).branches);
            branches = below.collect();
        }
        branches
    }

    /// Every facet with its record, from the newest generation that has it.
    pub fn facets(&self) -> BTreeMap<String, Recorded> {
        let mut facets = BTreeMap::new();
        for generation in &self.root.generations {
            for leaf in self.leaves(&generation.dictionary) {
                let dictionary: Dictionary = self.read(Kind::Dictionary, &leaf.file);
                for entry in dictionary.entries {
                    let records = &dictionary.records[entry.record as usize];
                    let recorded = self.recorded(entry.facet, records);
                    facets.entry(recorded.facet.key.clone()).or_insert(recorded);
                }
            }
        }
        facets
    }

    fn recorded(&self, facet: Facet, records: &FileName) -> Recorded {
        let records: Records = self.read(Kind::Records, records);
        let key = |at: u32| records.facets[at as usize].key.clone();
        let found = |record: &&FacetRecord| record.key == facet.key;
        let record = records.records.iter().find(found).unwrap().clone();
        let beside = record.beside.iter();
        Recorded {
            beside: beside.map(|(at, count)| (key(*at), *count)).collect(),
            facet,
            record,
        }
    }

    /// The short ids of the articles that match, newest first, by looking at each.
    pub fn matching(&self, matches: impl Fn(&SetArticle) -> bool) -> Vec<ShortId> {
        let newest_first = self
            .articles
            .iter()
            .rev()
            .filter(|article| matches(article));
        newest_first
            .map(|article| article.short_id.clone())
            .collect()
    }

    /// What the reader makes of a filter.
    pub fn list(&self, filter: &Filter, page: usize) -> Listing {
        let files = Rc::new(MemoryFiles::new(self.archive.files.clone()));
        let reader = Reader::new(Rc::new(self.root.clone()), files.clone());
        answer_from_memory(files.as_ref(), reader.list(filter, page)).unwrap()
    }

    pub fn article(&self, id: &str) -> &SetArticle {
        self.articles
            .iter()
            .find(|article| article.id == id)
            .unwrap()
    }

    pub fn by_short_id(&self, id: &ShortId) -> &SetArticle {
        self.articles
            .iter()
            .find(|article| article.short_id == *id)
            .unwrap()
    }

    /// The ids an article's list has for a reader, nearest first.
    pub fn related_ids(&self, id: &str) -> Vec<&str> {
        let related = self.related(&self.article(id).short_id);
        related
            .iter()
            .map(|related| self.by_short_id(&related.id).id.as_str())
            .collect()
    }

    /// An article's own list with what later ones add.
    pub fn related(&self, id: &ShortId) -> Vec<Related> {
        let packs = self.of_kind::<Pack>(Kind::Pack);
        let own = packs
            .values()
            .flat_map(|pack| &pack.articles)
            .find(|article| article.id == *id)
            .unwrap();
        let additions = self.of_kind::<Additions>(Kind::Additions);
        let added = additions
            .values()
            .flat_map(|leaf| &leaf.articles)
            .filter(|addition| addition.id == *id);
        let added: Vec<Related> = added
            .flat_map(|addition| addition.related.clone())
            .collect();
        merge_related(&own.related, &added)
    }

    /// Paths of the packs and list pages of a month, `YYYY-MM`.
    pub fn files_of_month(&self, month: &str) -> BTreeSet<String> {
        let packs = self.of_kind::<Pack>(Kind::Pack);
        let packs = packs
            .iter()
            .filter(|(_, pack)| pack.period == month)
            .map(|(path, _)| (*path).to_owned());
        let lists = self
            .root
            .generations
            .iter()
            .flat_map(|generation| self.leaves(&generation.lists));
        let lists = lists
            .filter(|leaf| leaf.first.day.starts_with(month))
            .map(|leaf| leaf.file.path(Kind::List));
        packs.chain(lists).collect()
    }

    /// Paths of data files that `other` has not.
    pub fn changed_since(&self, other: &Self) -> Vec<&str> {
        let paths = self
            .archive
            .files
            .keys()
            .filter(|path| path.starts_with("data/"));
        paths
            .filter(|path| !other.archive.files.contains_key(*path))
            .map(String::as_str)
            .collect()
    }
}

/// A facet, its record and what the record lists beside it.
pub struct Recorded {
    pub facet: Facet,
    pub record: FacetRecord,
    pub beside: Vec<(String, u32)>,
}

/// The day an article is filed under; empty where undated.
pub fn day(article: &SetArticle) -> String {
    article
        .date
        .as_ref()
        .map(ArticleDate::first_day)
        .unwrap_or_default()
}

/// The facets of an article of a set without declared tags.
pub fn facets_of(article: &SetArticle) -> BTreeSet<String> {
    let tags = article
        .tags
        .iter()
        .map(|tag| FacetKind::Tag.key(&tag_key(tag)));
    let source = article
        .source
        .iter()
        .map(|source| FacetKind::Source.key(&tag_key(&source.name)));
    let language = FacetKind::Language.key(&article.language);
    tags.chain(source).chain([language]).collect()
}
