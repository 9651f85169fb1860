use super::analysis::{Analysed, Counted, Reading};
use super::day::{Day, days_apart, same_week};
use super::index::{TermIndex, rare};
use super::selection::{Selection, rank, score};
use super::translations::Translations;
use super::vocabulary::{Vocabulary, position};
use super::word_set::WordSet;
use super::{BETWEEN_WORDS, DocumentNumber, Link, Newcomer};
use crate::archive::FacetNumber;
use kiosque_model::wire::Related;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Tags given as a reason at most.
const REASONS: usize = 3;
/// Score below which nearness is chance: a single word in common, say.
const FAINTEST: u32 = 30;
/// The score of a translation.
const TRANSLATION: u32 = 1_000;

/// All articles so far.
#[derive(Default)]
pub(crate) struct Neighbours {
    vocabulary: Vocabulary,
    index: TermIndex,
    translations: Translations,
    profiles: Vec<Profile>,
    /// What the articles since the last taking add to older ones.
    additions: BTreeMap<DocumentNumber, Vec<Link>>,
}

/// What is kept of an article.
pub(super) struct Profile {
    /// Of title and text.
    pub(super) words: WordSet,
    pub(super) tags: Box<[FacetNumber]>,
    pub(super) day: Option<Day>,
    /// Its list as readers see it: its own and what later articles added.
    pub(super) nearest: Box<[Nearest]>,
}

/// An entry of a list: what it is ordered by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Nearest {
    pub(super) document: DocumentNumber,
    pub(super) translation: bool,
    pub(super) score: u32,
}

impl From<&Link> for Nearest {
    fn from(link: &Link) -> Self {
        Self {
            document: link.document,
            translation: link.translation,
            score: link.score,
        }
    }
}

impl Neighbours {
    /// Takes in the articles of a pack, newer than all before; gives the list
    /// of each.
    pub(crate) fn welcome(&mut self, newcomers: &[Newcomer<'_>]) -> Vec<Vec<Link>> {
        let first = self.documents();
        let readings: Vec<Reading<'_>> = newcomers
            .par_iter()
            .map(|newcomer| Reading::new(newcomer, &self.vocabulary))
            .collect();
        let counted: Vec<Counted<'_>> = readings
            .into_iter()
            .zip(first..)
            .map(|(reading, document)| self.count(reading, document))
            .collect();
        let weighed: Vec<(Analysed<'_>, Profile)> = counted
            .into_par_iter()
            .map(|counted| self.weigh(counted))
            .collect();
        let (analysed, profiles): (Vec<Analysed<'_>>, Vec<Profile>) = weighed.into_iter().unzip();
        self.profiles.extend(profiles);
        for newcomer in &analysed {
            self.index.insert(newcomer.document, &newcomer.vector);
        }
        let joined: Vec<_> = newcomers
            .iter()
            .flat_map(|newcomer| self.translations.add(newcomer.id, newcomer.translation_of))
            .collect();
        let lists: Vec<Vec<Link>> = analysed
            .par_iter()
            .map(|newcomer| self.list_of(newcomer))
            .collect();
        for (newcomer, list) in analysed.iter().zip(&lists) {
            self.add_to_older(newcomer.document, list, first);
        }
        for (a, b) in joined {
            self.join(a, b, first);
        }
        lists
    }

    fn count<'a>(&mut self, reading: Reading<'a>, document: DocumentNumber) -> Counted<'a> {
        reading.count(document, &mut self.vocabulary, &mut self.index)
    }

    fn weigh<'a>(&self, counted: Counted<'a>) -> (Analysed<'a>, Profile) {
        let (analysed, words) = counted.weigh(&self.vocabulary, &self.index);
        let newcomer = analysed.newcomer;
        let profile = Profile {
            words,
            tags: newcomer.tags.into(),
            day: newcomer.day,
            nearest: Box::default(),
        };
        (analysed, profile)
    }

    /// What was added to articles of earlier packs since the last call, by
    /// article, nearest first.
    pub(crate) fn take_additions(&mut self) -> Vec<(DocumentNumber, Vec<Link>)> {
        let mut additions: Vec<_> = std::mem::take(&mut self.additions).into_iter().collect();
        for (_, links) in &mut additions {
            links.sort_by_key(|link| rank(&Nearest::from(link)));
        }
        additions.retain(|(_, links)| !links.is_empty());
        additions
    }

    fn documents(&self) -> DocumentNumber {
        DocumentNumber::try_from(self.profiles.len()).unwrap_or(DocumentNumber::MAX)
    }

    pub(super) fn profile(&self, document: DocumentNumber) -> Option<&Profile> {
        self.profiles.get(position(document))
    }

    fn profile_mut(&mut self, document: DocumentNumber) -> Option<&mut Profile> {
        self.profiles.get_mut(position(document))
    }

    fn list_of(&self, newcomer: &Analysed<'_>) -> Vec<Link> {
        let Some(own) = self.profile(newcomer.document) else {
            return Vec::new();
        };
        let siblings = self.translations.siblings(newcomer.document);
        let translations = siblings.into_iter().map(|document| Nearest {
            document,
            translation: true,
            score: TRANSLATION,
        });
        let mut selection = Selection::new(self, own);
        let mut links = Vec::new();
        for candidate in translations.chain(self.candidates(newcomer, own)) {
            if links.len() >= Related::MOST {
                break;
            }
            let link = self.link(newcomer, own, candidate);
            if link.is_explained() && selection.take(candidate) {
                links.push(link);
            }
        }
        links
    }

    /// The articles nearest to a new one, nearest first.
    fn candidates(&self, newcomer: &Analysed<'_>, own: &Profile) -> Vec<Nearest> {
        let others = self.index.nearest(newcomer.document, &newcomer.vector);
        let scored = others.into_iter().filter_map(|(document, cosine)| {
            let score = score(cosine, days_apart(own.day, self.profile(document)?.day));
            (score >= FAINTEST).then_some(Nearest {
                document,
                translation: false,
                score,
            })
        });
        let mut candidates: Vec<Nearest> = scored.collect();
        candidates.sort_unstable_by_key(rank);
        candidates
    }

    fn link(&self, newcomer: &Analysed<'_>, own: &Profile, nearest: Nearest) -> Link {
        let other = self.profile(nearest.document);
        Link {
            document: nearest.document,
            score: nearest.score,
            translation: nearest.translation,
            tags: other
                .map(|other| self.shared_tags(own, other))
                .unwrap_or_default(),
            words: other
                .map(|other| joined(&newcomer.words_shared_with(&other.words)))
                .unwrap_or_default(),
            same_week: other.is_some_and(|other| same_week(own.day, other.day)),
        }
    }

    /// The rare tags two articles share, rarest first.
    fn shared_tags(&self, own: &Profile, other: &Profile) -> Box<[FacetNumber]> {
        let rare = rare(self.index.documents());
        let frequency = |tag: &FacetNumber| self.frequency(*tag);
        let shared = own
            .tags
            .iter()
            .filter(|tag| other.tags.contains(tag) && frequency(tag) <= rare);
        let mut shared: Vec<FacetNumber> = shared.copied().collect();
        shared.sort_by_key(|tag| (frequency(tag), *tag));
        shared.truncate(REASONS);
        shared.into()
    }

    /// Articles that carry a tag.
    fn frequency(&self, tag: FacetNumber) -> u32 {
        let term = self.vocabulary.known_tag(tag);
        term.map_or(0, |term| self.index.frequency(term))
    }

    /// Offers a new article to the lists of those it names, unless they are of
    /// its own pack, whose lists already know it.
    fn add_to_older(&mut self, document: DocumentNumber, list: &[Link], first: DocumentNumber) {
        if let Some(profile) = self.profile_mut(document) {
            profile.nearest = list.iter().map(Nearest::from).collect();
        }
        for link in list.iter().filter(|link| link.document < first) {
            self.offer(
                link.document,
                Link {
                    document,
                    ..link.clone()
                },
            );
        }
    }

    /// Adds to an older article's list, where it is among the nearest there.
    fn offer(&mut self, older: DocumentNumber, link: Link) {
        let Some(own) = self.profile(older) else {
            return;
        };
        let offered = Nearest::from(&link);
        let merged = Selection::merge(self, own, offered);
        if !merged.contains(&offered) {
            return;
        }
        let added = self.additions.entry(older).or_default();
        added
            .retain(|kept| kept.document != link.document && merged.contains(&Nearest::from(kept)));
        // Most lists get one or two: no room for more than there are.
        added.reserve_exact(1);
        added.push(link);
        if let Some(profile) = self.profile_mut(older) {
            profile.nearest = merged.into_boxed_slice();
        }
    }

    /// Tells two older articles that they are translations of each other.
    fn join(&mut self, a: DocumentNumber, b: DocumentNumber, first: DocumentNumber) {
        for (older, other) in [(a, b), (b, a)] {
            let (Some(own), Some(neighbour)) = (self.profile(older), self.profile(other)) else {
                continue;
            };
            let link = Link {
                document: other,
                score: TRANSLATION,
                translation: true,
                tags: self.shared_tags(own, neighbour),
                words: Box::default(),
                same_week: same_week(own.day, neighbour.day),
            };
            if older < first {
                self.offer(older, link);
            }
        }
    }
}

fn joined(words: &[&str]) -> Box<str> {
    words.join(BETWEEN_WORDS).into()
}
