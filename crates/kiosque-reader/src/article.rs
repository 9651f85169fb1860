use crate::files::all;
use crate::order::{falling, in_order};
use crate::{Answer, Reader, Stop};
use kiosque_model::ShortId;
use kiosque_model::wire::{
    Additions, Article, Directory, Facet, FileName, Generation, Kind, Pack, Related,
};

/// An article and the words of its tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedArticle {
    /// The article.
    pub article: Article,
    /// Its tags, in its own order.
    pub tags: Vec<Facet>,
}

impl LoadedArticle {
    /// The first article of a pack; `None` where it has none.
    pub fn first_of(pack: Pack) -> Option<Self> {
        let first = pack.articles.into_iter().next();
        first.map(|article| with_tags(article, &pack.tags))
    }
}

impl Reader {
    /// The article that an address names. `year` is a hint: where it is wrong
    /// the other generations are asked. `None` where no article has the id.
    pub fn article(&self, year: &str, id: &ShortId) -> Answer<Option<LoadedArticle>> {
        match self.pack_at(year, id)? {
            Some(pack) => self.article_in(&pack, id),
            None => Ok(None),
        }
    }

    /// The pack of the article that an address names, by the directories alone.
    pub fn pack_at(&self, year: &str, id: &ShortId) -> Answer<Option<FileName>> {
        let (likely, others): (Vec<_>, Vec<_>) = self
            .root
            .generations
            .iter()
            .partition(|generation| covers_year(generation, year));
        for generation in likely.into_iter().chain(others) {
            if let Some(pack) = self.pack_of(generation, id)? {
                return Ok(Some(pack));
            }
        }
        Ok(None)
    }

    /// The article `id` of a pack. `None` where the pack has none of that id.
    pub fn article_in(&self, pack: &FileName, id: &ShortId) -> Answer<Option<LoadedArticle>> {
        let pack: Pack = self.load(Kind::Pack, pack)?;
        let tags = pack.tags;
        let found = pack.articles.into_iter().find(|article| article.id == *id);
        Ok(found.map(|article| with_tags(article, &tags)))
    }

    /// What later articles add to the related list of `id`, nearest first.
    pub fn additions(&self, id: &ShortId) -> Answer<Vec<Related>> {
        let asked = self
            .root
            .generations
            .iter()
            .map(|generation| self.additions_of(generation, id));
        let lists = all(asked)?;
        Ok(in_order(lists.into_iter().flatten().collect(), nearness))
    }

    fn additions_of(&self, generation: &Generation, id: &ShortId) -> Answer<Vec<Related>> {
        let leaf = self.leaf(&generation.additions, |first| first.as_str() > id.as_str())?;
        let Some(leaf) = leaf else {
            return Ok(Vec::new());
        };
        let additions: Additions = self.load(Kind::Additions, &leaf.branch.file)?;
        let found = additions
            .articles
            .into_iter()
            .find(|addition| addition.id == *id);
        Ok(found.map(|addition| addition.related).unwrap_or_default())
    }

    fn pack_of(&self, generation: &Generation, id: &ShortId) -> Answer<Option<FileName>> {
        let leaf = self.leaf(&generation.ids, |first| first.as_str() > id.as_str())?;
        let Some(leaf) = leaf else {
            return Ok(None);
        };
        let directory: Directory = self.load(Kind::Ids, &leaf.branch.file)?;
        let Ok(at) = directory
            .articles
            .binary_search_by(|(known, _)| known.cmp(id))
        else {
            return Ok(None);
        };
        let pack = directory.articles.get(at).map(|(_, pack)| *pack as usize);
        let name = pack.and_then(|pack| directory.packs.get(pack)).cloned();
        name.map(Some).ok_or_else(|| {
            Stop::damaged(
                leaf.branch.file.path(Kind::Ids),
                "it points to a pack it does not name",
            )
        })
    }
}

/// Merges an article's own related list with its additions: translations
/// first, then by nearness, each article once.
pub fn merge_related(own: &[Related], additions: &[Related]) -> Vec<Related> {
    let mut merged = in_order(own.iter().chain(additions).cloned().collect(), nearness);
    let mut seen = Vec::new();
    merged.retain(|related| {
        let first = !seen.contains(&related.id);
        seen.push(related.id.clone());
        first
    });
    merged.truncate(Related::MOST);
    merged
}

fn nearness(related: &Related) -> String {
    let first = if related.reasons.translation {
        "0"
    } else {
        "1"
    };
    first.to_owned() + &falling(related.score) + related.id.as_str()
}

fn covers_year(generation: &Generation, year: &str) -> bool {
    let first = generation.first_day.get(..4).unwrap_or_default();
    let last = generation.last_day.get(..4).unwrap_or_default();
    first <= year && year <= last
}

fn with_tags(article: Article, tags: &[Facet]) -> LoadedArticle {
    let tags = article
        .tags
        .iter()
        .filter_map(|at| tags.get(*at as usize))
        .cloned()
        .collect();
    LoadedArticle { article, tags }
}
