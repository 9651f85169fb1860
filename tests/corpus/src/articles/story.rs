use super::made_tags::MadeTags;
use crate::language::Language;
use crate::model::{ChunkId, Model, Topic};
use crate::seeded::Seeded;

/// What several articles of the same days are about: they share names, words
/// and tags that no others have, which is what makes them related.
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// People and places.
    pub names: Vec<String>,
    /// Words of the topic that matter here.
    pub words: Vec<ChunkId>,
    /// Made tags.
    pub tags: Vec<String>,
}

/// What a story has of each.
const NAMES: usize = 4;
const WORDS: usize = 16;
const TAGS: usize = 3;

/// Articles a story has on average.
const ARTICLES: f64 = 5.0;

/// Salt.
const STORY: u64 = 0x7374_6f72;

/// Which of the stories of some days and a topic.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The corpus's seed.
    pub seed: u64,
    /// Number of the topic.
    pub topic: usize,
    /// Number of the stretch of days.
    pub period: usize,
    /// Which one; the first ones have most articles.
    pub slot: usize,
}

impl Place {
    /// One of the stories that `articles` about a topic in a stretch of days tell.
    pub fn draw(
        seed: u64,
        topic: usize,
        period: usize,
        articles: f64,
        numbers: &mut Seeded,
    ) -> Self {
        let stories = (articles / ARTICLES).max(1.0);
        let share = numbers.share();
        Self {
            seed,
            topic,
            period,
            slot: (share * share * stories) as usize,
        }
    }
}

impl Story {
    /// The story at a place, as it is told in `language`.
    pub fn at(
        place: Place,
        model: &Model,
        made: &MadeTags,
        topic: &Topic,
        language: Language,
    ) -> Self {
        let Place {
            seed,
            topic: number,
            period,
            slot,
        } = place;
        let mut numbers = Seeded::at(&[
            STORY,
            seed,
            number as u64,
            period as u64,
            slot as u64,
            language as u64,
        ]);
        let speech = model.speech.of(language);
        let words = topic.words.of(language);
        Self {
            names: (0..NAMES).map(|_| speech.name(&mut numbers)).collect(),
            words: (0..WORDS)
                .filter_map(|_| words.draw(&mut numbers).copied())
                .collect(),
            tags: (0..TAGS)
                .map(|_| made.draw(model, language, number, &mut numbers))
                .collect(),
        }
    }
}
