use crate::language::{Language, OfEach};
use crate::model::Model;
use crate::seeded::Seeded;

/// Tags beyond the learnt ones: people, places, companies, each mostly on
/// articles of one topic, ever rarer without an end, so that a larger corpus
/// has more of them. The tag at place r of a language has a probability in
/// proportion to (r + [`HEAD`])^-2, which makes their number grow as the square
/// root of the articles: some hundreds at a thousand, some thousands at a
/// hundred thousand.
#[derive(Debug)]
pub struct MadeTags {
    /// The topic of a tag by its place, repeating.
    homes: OfEach<Vec<usize>>,
}

/// Tags before the fall sets in.
const HEAD: f64 = 12.0;

/// Places whose topics are drawn apart; rarer tags repeat them.
const HOMES: usize = 4_096;

/// How often a tag is put on an article of another topic where it comes up.
const ABROAD: f64 = 0.15;
/// Tags that come up at most.
const TRIES: usize = 24;

/// Share of tags that are a single word.
const SINGLE: f64 = 0.4;

/// Salts.
const HOME: u64 = 0x686f_6d65;
const NAME: u64 = 0x6e61_6d65;

impl MadeTags {
    /// The made tags of a model.
    pub fn new(model: &Model) -> Self {
        let home = |language: Language, place: usize| {
            let mut numbers = Seeded::at(&[HOME, language as u64, place as u64]);
            model.topics.draw(&mut numbers).0
        };
        Self {
            homes: Language::each(|language| {
                (0..HOMES).map(|place| home(language, place)).collect()
            }),
        }
    }

    /// A tag for an article in `language` about `topic`.
    pub fn draw(
        &self,
        model: &Model,
        language: Language,
        topic: usize,
        numbers: &mut Seeded,
    ) -> String {
        let homes = self.homes.of(language);
        let mut place = 0;
        for _ in 0..TRIES {
            place = (HEAD * (1.0 / (1.0 - numbers.share()) - 1.0)) as usize;
            if homes.get(place % HOMES) == Some(&topic) || numbers.chance(ABROAD) {
                break;
            }
        }
        name(model, language, place)
    }
}

fn name(model: &Model, language: Language, place: usize) -> String {
    let mut numbers = Seeded::at(&[NAME, language as u64, place as u64]);
    let speech = model.speech.of(language);
    let first = speech.name(&mut numbers);
    if numbers.chance(SINGLE) {
        return first;
    }
    [first, speech.name(&mut numbers)].join(" ")
}
