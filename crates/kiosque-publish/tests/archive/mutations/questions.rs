use crate::edition::{Edition, day};
use kiosque_model::wire::{Additions, FacetKind, FileName, Kind, PAGE_ROWS, Pack};
use kiosque_model::{DayRange, Filter, KeySet, ShortId};
use kiosque_reader::{Answer, Reader};

/// What a reader may ask.
#[derive(Clone, Debug)]
pub enum Question {
    Article(String, ShortId),
    ArticleIn(FileName, ShortId),
    Additions(ShortId),
    Dictionary(String),
    List(Filter, usize),
}

/// Of each sort of question so many at most.
const SAMPLE: usize = 24;

impl Question {
    /// The answer, as a text to compare.
    pub fn put(&self, reader: &Reader) -> Answer<String> {
        Ok(match self {
            Self::Article(year, id) => format!("{:?}", reader.article(year, id)?),
            Self::ArticleIn(pack, id) => format!("{:?}", reader.article_in(pack, id)?),
            Self::Additions(id) => format!("{:?}", reader.additions(id)?),
            Self::Dictionary(from) => format!("{:?}", reader.dictionary(from)?),
            Self::List(filter, page) => format!("{:?}", reader.list(filter, *page)?),
        })
    }
}

/// Questions that together read files of every kind.
pub fn questions(edition: &Edition) -> Vec<Question> {
    let mut questions = articles(edition);
    questions.extend(additions(edition));
    questions.extend(facets(edition));
    questions.extend(pages(edition));
    questions
}

fn sampled<T>(all: Vec<T>) -> impl Iterator<Item = T> {
    let step = all.len().div_ceil(SAMPLE).max(1);
    all.into_iter().step_by(step)
}

fn articles(edition: &Edition) -> Vec<Question> {
    let packs = edition.of_kind::<Pack>(Kind::Pack);
    let packs = sampled(packs.into_iter().collect());
    packs
        .flat_map(|(path, pack)| {
            let name = path.rsplit('/').next().unwrap().trim_end_matches(".json");
            let name = FileName::try_from(name.to_owned()).unwrap();
            let last = pack.articles.last().unwrap().id.clone();
            let year = pack.period.get(..4).unwrap_or("0").to_owned();
            [
                Question::Article(year, last.clone()),
                Question::Article("1900".to_owned(), last.clone()),
                Question::ArticleIn(name, last),
            ]
        })
        .collect()
}

fn additions(edition: &Edition) -> Vec<Question> {
    let leaves = edition.of_kind::<Additions>(Kind::Additions);
    let ids = leaves.into_values().flat_map(|leaf| leaf.articles);
    let ids = ids.map(|addition| addition.id).collect();
    sampled(ids).map(Question::Additions).collect()
}

fn facets(edition: &Edition) -> Vec<Question> {
    let keys: Vec<String> = edition.facets().into_keys().collect();
    let common = edition.root.facets.iter().map(|facet| facet.key.clone());
    let common: Vec<String> = common.take(SAMPLE / 2).collect();
    let mut questions = Vec::new();
    for (at, key) in sampled(keys).chain(common.clone()).enumerate() {
        let beside = &common[at % common.len()];
        let alone = narrowed(Filter::default(), &key);
        let refusing = Filter {
            none: KeySet::from_iter([key[2..].to_owned()]),
            ..Filter::default()
        };
        let either = Filter {
            any: KeySet::from_iter([&key[2..], &beside[2..]].map(str::to_owned)),
            ..Filter::default()
        };
        questions.extend([
            Question::Dictionary(key.clone()),
            Question::List(alone.clone(), 0),
            Question::List(alone.clone(), 1),
            Question::List(narrowed(alone, beside), 0),
            Question::List(either, 0),
            Question::List(refusing, 0),
        ]);
    }
    questions
}

/// `filter` with one more requirement.
fn narrowed(mut filter: Filter, key: &str) -> Filter {
    let id = key[2..].to_owned();
    let kind = FacetKind::ALL
        .into_iter()
        .find(|kind| key.starts_with(kind.prefix()));
    match kind.unwrap() {
        FacetKind::Tag => filter.all.insert(id),
        FacetKind::Source => filter.sources.insert(id),
        FacetKind::Language => filter.languages.insert(id),
    };
    filter
}

fn pages(edition: &Edition) -> Vec<Question> {
    let last = edition.articles.len().div_ceil(PAGE_ROWS);
    let plain = sampled((0..last).collect()).map(|page| Question::List(Filter::default(), page));
    let beyond = [last, 1 << 20].map(|page| Question::List(Filter::default(), page));
    let days = sampled(edition.articles.iter().map(day).collect()).map(|day| {
        let day = Some(day).filter(|day| !day.is_empty());
        let days = DayRange {
            from: day.clone(),
            to: day,
        };
        Filter {
            days,
            ..Filter::default()
        }
    });
    plain
        .chain(beyond)
        .chain(days.map(|filter| Question::List(filter, 0)))
        .collect()
}
