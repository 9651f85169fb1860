use super::{ChunkId, Speech};
use crate::language::{Language, OfEach};
use crate::seeded::Seeded;
use crate::texts::{Text, Texts};
use crate::weighted::Weighted;
use kiosque_model::site::DeclaredTag;
use std::collections::{BTreeMap, BTreeSet};

/// Place of a tag among [`Topics::tags`].
pub type TagId = usize;

/// What articles are about.
#[derive(Clone, Debug)]
pub struct Topics {
    /// The learnt tags, each with words in every language.
    pub tags: Vec<DeclaredTag>,
    /// How often an article keeps a tag of its topic, by [`TagId`].
    kept: Vec<f64>,
    topics: Vec<Topic>,
    order: Weighted<usize>,
    /// Stands for none.
    nothing: Topic,
}

/// One thing that articles are about.
#[derive(Clone, Debug, Default)]
pub struct Topic {
    /// Share of the articles that are about it.
    pub share: f64,
    /// The tags of the real articles about it.
    tag_sets: Weighted<Vec<TagId>>,
    /// Its words in each language.
    pub words: OfEach<Weighted<ChunkId>>,
}

/// No tag is on more than this share of the articles, the most frequent one
/// near it, and the ranks below it on less by [`FALL`]: of the real collections
/// one is about a single country, another mostly about company reports.
const MOST_FREQUENT: f64 = 0.13;
/// Exponent of the fall of that bound with a tag's rank.
const FALL: f64 = 0.35;

/// Chunks of foreign text that stand for a topic that has no text of a language.
const BORROWED: usize = 3_000;

/// Salts.
const LABELS: u64 = 0x7461_6773;
const LOANS: u64 = 0x6c6f_616e;

impl Topics {
    /// Learns from texts with tags, and gives what has no text of its own in a
    /// language the words of others.
    pub fn learn(texts: &Texts, speech: &OfEach<Speech>) -> Self {
        let tagged: Vec<&Text> = texts
            .texts
            .iter()
            .filter(|text| text.length.is_some() && !text.tags.is_empty())
            .collect();
        let names: BTreeSet<&str> = tagged
            .iter()
            .flat_map(|text| &text.tags)
            .map(String::as_str)
            .collect();
        let ids: BTreeMap<&str, TagId> = names.iter().copied().zip(0..).collect();
        let counts = tag_weights(&tagged, &ids);
        let mut about: Vec<Vec<&Text>> = vec![Vec::new(); ids.len()];
        for text in &tagged {
            let rarest = tag_ids(text, &ids)
                .min_by(|a, b| weight_of(&counts, *a).total_cmp(&weight_of(&counts, *b)));
            if let Some(own) = rarest.and_then(|topic| about.get_mut(topic)) {
                own.push(text);
            }
        }
        let all = texts.texts.as_slice();
        let topics: Vec<Topic> = about
            .iter()
            .enumerate()
            .map(|(topic, own)| Topic::learn(topic, own, all, &ids, speech))
            .collect();
        Self {
            tags: labelled(&names, &texts.declared, speech),
            kept: kept(&counts),
            order: topics.iter().map(|topic| topic.share).enumerate().collect(),
            topics,
            nothing: Topic::default(),
        }
    }

    /// A topic and its number, as often as real articles are about it.
    pub fn draw(&self, numbers: &mut Seeded) -> (usize, &Topic) {
        let topic = self.order.draw(numbers).copied().unwrap_or(0);
        (topic, self.topics.get(topic).unwrap_or(&self.nothing))
    }

    /// The tags of a real article about `topic`, less those that would be on
    /// too many.
    pub fn tags_of(&self, topic: &Topic, numbers: &mut Seeded) -> Vec<TagId> {
        let all = topic.tag_sets.draw(numbers).cloned().unwrap_or_default();
        let kept = |tag: &TagId| numbers.chance(self.kept.get(*tag).copied().unwrap_or(1.0));
        all.into_iter().filter(kept).collect()
    }

    /// What a tag is called in `language`.
    pub fn label(&self, tag: TagId, language: Language) -> &str {
        let tag = self.tags.get(tag);
        tag.and_then(|tag| tag.labels.get(language.code()))
            .map_or("", String::as_str)
    }
}

impl Topic {
    fn learn(
        topic: usize,
        own: &[&Text],
        all: &[Text],
        ids: &BTreeMap<&str, TagId>,
        speech: &OfEach<Speech>,
    ) -> Self {
        let words = Language::each(|language| {
            let spoken: Vec<&Text> = own
                .iter()
                .copied()
                .filter(|text| text.language == language)
                .collect();
            let texts = if spoken.is_empty() {
                borrowed(topic, all, language)
            } else {
                spoken
            };
            speech.of(language).words_of(texts.into_iter())
        });
        let tag_sets = own
            .iter()
            .map(|text| (tag_ids(text, ids).collect(), text.weight));
        Self {
            share: own.iter().map(|text| text.weight).sum(),
            tag_sets: tag_sets.collect(),
            words,
        }
    }
}

/// Neighbouring texts of a language, other ones for each topic.
fn borrowed(topic: usize, all: &[Text], language: Language) -> Vec<&Text> {
    let spoken: Vec<&Text> = all
        .iter()
        .filter(|text| text.language == language)
        .collect();
    let from = Seeded::at(&[LOANS, topic as u64]).below(spoken.len());
    let mut chunks = 0;
    let around = spoken.iter().cycle().skip(from).take(spoken.len());
    let enough = |text: &&&Text| {
        let go_on = chunks < BORROWED;
        chunks += text.chunks().count();
        go_on
    };
    around.take_while(enough).copied().collect()
}

fn tag_ids(text: &Text, ids: &BTreeMap<&str, TagId>) -> impl Iterator<Item = TagId> {
    let distinct: BTreeSet<TagId> = text
        .tags
        .iter()
        .filter_map(|tag| ids.get(tag.as_str()).copied())
        .collect();
    distinct.into_iter()
}

/// The share of articles that carry each tag.
fn tag_weights(texts: &[&Text], ids: &BTreeMap<&str, TagId>) -> Vec<f64> {
    let all: f64 = texts.iter().map(|text| text.weight).sum();
    let mut weights = vec![0.0; ids.len()];
    for text in texts {
        for tag in tag_ids(text, ids) {
            if let Some(weight) = weights.get_mut(tag) {
                *weight += text.weight / all;
            }
        }
    }
    weights
}

fn weight_of(weights: &[f64], tag: TagId) -> f64 {
    weights.get(tag).copied().unwrap_or_default()
}

/// How often each tag may be kept so that none is on too many articles.
fn kept(weights: &[f64]) -> Vec<f64> {
    let mut order: Vec<TagId> = (0..weights.len()).collect();
    order.sort_by(|a, b| weight_of(weights, *b).total_cmp(&weight_of(weights, *a)));
    let mut kept = vec![1.0; weights.len()];
    for (rank, tag) in order.into_iter().enumerate() {
        let most = MOST_FREQUENT * ((rank + 1) as f64).powf(-FALL);
        if let Some(kept) = kept.get_mut(tag) {
            *kept = (most / weight_of(weights, tag)).min(1.0);
        }
    }
    kept
}

/// The tags with words in every language: those they are declared with, made
/// ones for the others.
fn labelled(
    names: &BTreeSet<&str>,
    declared: &[DeclaredTag],
    speech: &OfEach<Speech>,
) -> Vec<DeclaredTag> {
    let known: BTreeMap<&str, &DeclaredTag> =
        declared.iter().map(|tag| (tag.id.as_str(), tag)).collect();
    let label = |(number, name): (usize, &&str)| match known.get(name) {
        Some(tag) => DeclaredTag {
            parent: None,
            ..(*tag).clone()
        },
        None => made_tag(number, name, speech),
    };
    names.iter().enumerate().map(label).collect()
}

fn made_tag(number: usize, name: &str, speech: &OfEach<Speech>) -> DeclaredTag {
    let mut labels = BTreeMap::from([("en".to_owned(), name.to_owned())]);
    for language in [Language::French, Language::Arabic] {
        let mut numbers = Seeded::at(&[LABELS, number as u64]);
        let words = [
            speech.of(language).name(&mut numbers),
            speech.of(language).name(&mut numbers),
        ];
        labels.insert(language.code().to_owned(), words.join(" "));
    }
    DeclaredTag {
        id: name.to_owned(),
        labels,
        ..DeclaredTag::default()
    }
}
