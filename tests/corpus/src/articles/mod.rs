//! Articles made after the model: each is a function of the corpus's size, its
//! seed and the article's number, so that they are made in any order, side by
//! side, and none is kept.

mod calendar;
mod made_tags;
mod outlets;
mod story;
mod writing;

use crate::language::Language;
use crate::model::{MEAN_LENGTH, Model, Topic};
use crate::seeded::Seeded;
use calendar::Calendar;
use kiosque_model::feed::{Item, ItemExtension, SourceStatement};
use kiosque_model::site::{Banner, SiteSettings};
use made_tags::MadeTags;
use outlets::{Outlet, Outlets};
use std::collections::BTreeMap;
use story::{Place, Story};
use writing::Pen;

/// Articles of any number, made after real ones.
#[derive(Debug)]
pub struct Corpus<'m> {
    model: &'m Model,
    size: usize,
    seed: u64,
    calendar: Calendar,
    outlets: Outlets,
    made_tags: MadeTags,
}

/// Articles that may come after the last one, in its month.
pub const LATER: usize = 1_000;

/// Share of articles that name their author.
const SIGNED: f64 = 0.6;

/// How many articles of a hundred have two tags, three, and so on to six.
const TAGS: [usize; 5] = [15, 30, 30, 15, 10];
/// How often a tag that no topic gives is the story's.
const OF_STORY: f64 = 0.5;
/// Tags that come up at most, for those that come up twice.
const TRIES: usize = 12;

/// What the rows of numbers are for.
const PLAN: u64 = 1;
const TEXT: u64 = 2;

/// What an article is about, before it is written.
struct Plan<'a> {
    language: Language,
    topic: &'a Topic,
    story: Story,
    tags: Vec<String>,
    outlet: Option<&'a Outlet>,
    date: String,
}

impl<'m> Corpus<'m> {
    /// `size` articles made after what was learnt; with another `seed`, other articles.
    pub fn new(model: &'m Model, size: usize, seed: u64) -> Self {
        Self {
            outlets: Outlets::new(model, size),
            made_tags: MadeTags::new(model),
            calendar: Calendar::new(),
            model,
            size,
            seed,
        }
    }

    /// Articles, without the [`LATER`] ones.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The settings of the set, with all learnt tags declared.
    pub fn settings(&self) -> SiteSettings {
        let text = "Revue de presse · مراجعة الصحف · Press review";
        SiteSettings {
            title: "Revue de presse".to_owned(),
            description: Some(format!("{} articles made for measuring.", self.size)),
            languages: Language::SHARES
                .map(|(language, _)| language.code().to_owned())
                .to_vec(),
            banner: Banner {
                text: Some(text.to_owned()),
                image: None,
            },
            titles: BTreeMap::from([("ar".to_owned(), "مراجعة الصحف".to_owned())]),
            tags: self.model.topics.tags.clone(),
            ..SiteSettings::default()
        }
    }

    /// Article `number`, from 0, oldest first. From [`Self::size`] on come
    /// those that follow the last one within its month, [`LATER`] of them.
    pub fn article(&self, number: usize) -> Item {
        let mut numbers = Seeded::at(&[self.seed, PLAN, number as u64]);
        let plan = self.plan(number, &mut numbers);
        let text = Seeded::at(&[self.seed, TEXT, number as u64]);
        let mut pen = Pen::new(self.model, plan.topic, &plan.story, plan.language, text);
        let length = self.model.lengths.draw(&mut numbers).copied();
        Item {
            id: Some(format!("https://presse.example.org/{number}")),
            title: Some(pen.title()),
            content_html: Some(pen.html(length.unwrap_or(MEAN_LENGTH) as usize)),
            date_published: Some(plan.date),
            language: Some(plan.language.code().to_owned()),
            tags: Some(plan.tags),
            authors: plan
                .outlet
                .filter(|_| numbers.chance(SIGNED))
                .map(|outlet| vec![outlet.writer(&mut numbers)]),
            kiosque: plan.outlet.map(|outlet| from_outlet(outlet, number)),
            ..Item::default()
        }
    }

    fn plan(&self, number: usize, numbers: &mut Seeded) -> Plan<'_> {
        let language = Language::draw(numbers);
        let moment = self.calendar.moment(number, self.size);
        let (topic_number, topic) = self.model.topics.draw(numbers);
        let articles = self.size as f64 * self.calendar.share_of_period() * topic.share;
        let place = Place::draw(self.seed, topic_number, moment.period(), articles, numbers);
        let story = Story::at(place, self.model, &self.made_tags, topic, language);
        Plan {
            tags: self.tags(language, (topic_number, topic), &story, numbers),
            outlet: self.outlets.draw(language, numbers),
            date: moment.written(),
            language,
            topic,
            story,
        }
    }

    /// Two to six tags: those of a real article about the topic, then made ones.
    fn tags(
        &self,
        language: Language,
        (number, topic): (usize, &Topic),
        story: &Story,
        numbers: &mut Seeded,
    ) -> Vec<String> {
        let wanted = tag_count(numbers);
        let learnt = self.model.topics.tags_of(topic, numbers);
        let from = numbers.below(learnt.len());
        let learnt = learnt
            .iter()
            .cycle()
            .skip(from)
            .take(learnt.len().min(wanted));
        let mut tags: Vec<String> = learnt
            .map(|tag| self.model.topics.label(*tag, language).to_owned())
            .collect();
        for _ in 0..TRIES {
            if tags.len() >= wanted {
                break;
            }
            let of_story = numbers
                .pick(&story.tags)
                .filter(|_| numbers.chance(OF_STORY))
                .cloned();
            let tag = of_story
                .unwrap_or_else(|| self.made_tags.draw(self.model, language, number, numbers));
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags
    }
}

fn tag_count(numbers: &mut Seeded) -> usize {
    let mut place = numbers.below(100);
    for (own, count) in TAGS.into_iter().zip(2..) {
        if place < own {
            return count;
        }
        place -= own;
    }
    TAGS.len() + 1
}

fn from_outlet(outlet: &Outlet, number: usize) -> ItemExtension {
    ItemExtension {
        source: Some(SourceStatement {
            name: Some(outlet.name.clone()),
            url: Some(format!("https://{}/{number}", outlet.host)),
            ..SourceStatement::default()
        }),
        ..ItemExtension::default()
    }
}
