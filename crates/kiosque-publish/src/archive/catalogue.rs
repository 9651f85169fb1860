use crate::intake::{SetArticle, tag_key};
use kiosque_model::Words;
use kiosque_model::site::{DeclaredTag, SiteSettings};
use kiosque_model::wire::{Facet, FacetKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The place of a facet in the [`Catalogue`]: the same for the same set, yet
/// in no order that means anything. Nothing published depends on it.
pub(crate) type FacetNumber = u32;

/// Every facet met so far and the words it goes by.
pub(super) struct Catalogue {
    declared: DeclaredTags,
    numbers: HashMap<String, FacetNumber>,
    known: Vec<Known>,
}

struct Known {
    key: String,
    label: Label,
}

enum Label {
    /// The site's words.
    Declared { label: String, labels: Words },
    /// The articles' words.
    Written(Spellings),
}

/// How often each spelling was met, and the commonest.
#[derive(Default)]
struct Spellings {
    met: BTreeMap<String, u32>,
    commonest: String,
}

/// The facets of one article, as numbers.
pub(super) struct Carried {
    /// The tags as the article writes them, in its order.
    pub(super) shown: Vec<FacetNumber>,
    /// Every facet that counts and filters know it by: its tags and their
    /// parents, its source, its language. Ascending.
    pub(super) all: Vec<FacetNumber>,
}

impl Catalogue {
    pub(super) fn new(site: &SiteSettings) -> Self {
        Self {
            declared: DeclaredTags::new(site),
            numbers: HashMap::new(),
            known: Vec::new(),
        }
    }

    /// Learns the facets of `article` and how it spells them.
    pub(super) fn learn(&mut self, article: &SetArticle) -> Carried {
        let mut shown = Vec::new();
        let mut all = BTreeSet::new();
        for written in &article.tags {
            let Some(id) = self.declared.resolve(written) else {
                continue;
            };
            let number = self.learn_facet(FacetKind::Tag, &id, written);
            if !shown.contains(&number) {
                shown.push(number);
            }
            for wider in self.declared.lineage(&id) {
                all.insert(self.learn_facet(FacetKind::Tag, &wider, &wider));
            }
            all.insert(number);
        }
        if let Some(source) = &article.source {
            let id = tag_key(&source.name);
            all.insert(self.learn_facet(FacetKind::Source, &id, &source.name));
        }
        all.insert(self.learn_facet(FacetKind::Language, &article.language, &article.language));
        Carried {
            shown,
            all: all.into_iter().collect(),
        }
    }

    fn learn_facet(&mut self, kind: FacetKind, id: &str, spelling: &str) -> FacetNumber {
        let key = kind.key(id);
        let number = match self.numbers.get(&key) {
            Some(number) => *number,
            None => self.admit(kind, id, key),
        };
        let position = usize::try_from(number).unwrap_or(usize::MAX);
        if let Some(Known {
            label: Label::Written(spellings),
            ..
        }) = self.known.get_mut(position)
        {
            spellings.count(spelling);
        }
        number
    }

    fn admit(&mut self, kind: FacetKind, id: &str, key: String) -> FacetNumber {
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        let label = match kind {
            FacetKind::Tag => self.declared.label(id),
            FacetKind::Source | FacetKind::Language => None,
        };
        let label = label.unwrap_or_else(|| Label::Written(Spellings::default()));
        self.numbers.insert(key.clone(), number);
        self.known.push(Known { key, label });
        number
    }

    /// The key of a facet: kind and id.
    pub(super) fn key(&self, number: FacetNumber) -> &str {
        self.known(number).map_or("", |known| known.key.as_str())
    }

    /// The facet in the words known so far.
    pub(super) fn facet(&self, number: FacetNumber, count: u32) -> Facet {
        let Some(known) = self.known(number) else {
            return Facet::default();
        };
        let (label, labels) = match &known.label {
            Label::Declared { label, labels } => (label.clone(), labels.clone()),
            Label::Written(spellings) => (spellings.commonest.clone(), Words::default()),
        };
        Facet {
            key: known.key.clone(),
            label,
            labels,
            count,
        }
    }

    /// Every word that a declared tag is known by.
    pub(super) fn spoken(&self, number: FacetNumber) -> Vec<String> {
        let id = self.key(number).strip_prefix(FacetKind::Tag.prefix());
        let tag = id.and_then(|id| self.declared.by_id.get(id));
        let spoken = tag.map(|tag| tag.labels.values().chain(&tag.aliases).cloned());
        spoken.into_iter().flatten().collect()
    }

    /// Facets of a kind met so far.
    pub(super) fn distinct(&self, kind: FacetKind) -> u32 {
        let keys = self
            .known
            .iter()
            .filter(|known| known.key.starts_with(kind.prefix()));
        u32::try_from(keys.count()).unwrap_or(u32::MAX)
    }

    fn known(&self, number: FacetNumber) -> Option<&Known> {
        self.known.get(usize::try_from(number).ok()?)
    }
}

impl Spellings {
    fn count(&mut self, spelling: &str) {
        let times = self.met.entry(spelling.to_owned()).or_default();
        *times += 1;
        let times = *times;
        let most = self.met.get(&self.commonest).copied().unwrap_or_default();
        if times > most || (times == most && spelling < self.commonest.as_str()) {
            spelling.clone_into(&mut self.commonest);
        }
    }
}

/// The site's declared tags.
struct DeclaredTags {
    by_id: BTreeMap<String, DeclaredTag>,
    /// Folded id, label or alias to id.
    spellings: HashMap<String, String>,
    /// The language whose label stands for all others.
    language: String,
}

impl DeclaredTags {
    fn new(site: &SiteSettings) -> Self {
        let mut spellings = HashMap::new();
        // Ids first: where two tags share a spelling, the one it names wins.
        for tag in &site.tags {
            spellings
                .entry(tag_key(&tag.id))
                .or_insert_with(|| tag.id.clone());
        }
        for tag in &site.tags {
            for spelling in tag.aliases.iter().chain(tag.labels.values()) {
                spellings
                    .entry(tag_key(spelling))
                    .or_insert_with(|| tag.id.clone());
            }
        }
        let by_id = site
            .tags
            .iter()
            .map(|tag| (tag.id.clone(), tag.clone()))
            .collect();
        Self {
            by_id,
            spellings,
            language: site.languages.first().cloned().unwrap_or_default(),
        }
    }

    /// The id of the tag an article writes so; none where nothing is written.
    fn resolve(&self, written: &str) -> Option<String> {
        let key = tag_key(written);
        let id = self.spellings.get(&key).cloned().unwrap_or(key);
        (!id.is_empty()).then_some(id)
    }

    /// The parent of a declared tag, its parent, and so on.
    fn lineage(&self, id: &str) -> Vec<String> {
        let mut lineage: Vec<String> = Vec::new();
        let mut at = id;
        while let Some(parent) = self.by_id.get(at).and_then(|tag| tag.parent.as_deref()) {
            if parent == id || lineage.iter().any(|seen| seen == parent) {
                break;
            }
            lineage.push(parent.to_owned());
            at = parent;
        }
        lineage
    }

    fn label(&self, id: &str) -> Option<Label> {
        let labels = &self.by_id.get(id)?.labels;
        let label = labels
            .get(&self.language)
            .or_else(|| labels.values().next());
        let label = label.cloned().unwrap_or_else(|| id.to_owned());
        Some(Label::Declared {
            label,
            labels: labels.clone().into_iter().collect(),
        })
    }
}
