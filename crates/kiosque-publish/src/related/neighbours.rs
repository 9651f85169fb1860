use super::analysis::Analysed;
use super::day::{Day, days_apart, same_week};
use super::index::{TermIndex, rare};
use super::selection::{Selection, rank, score};
use super::translations::Translations;
use super::words::{Vocabulary, Word};
use super::{DocumentNumber, Link, Newcomer};
use crate::archive::FacetNumber;
use kiosque_model::wire::Related;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Candidates looked at for a list: enough for some to be near duplicates.
const CANDIDATES: usize = 24;
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
    tag_frequencies: HashMap<FacetNumber, u32>,
    translations: Translations,
    profiles: Vec<Profile>,
    /// What the articles since the last taking add to older ones.
    additions: BTreeMap<DocumentNumber, Vec<Link>>,
}

/// What is kept of an article.
pub(super) struct Profile {
    /// Every word of title and text, ascending.
    pub(super) words: Vec<Word>,
    pub(super) tags: Vec<FacetNumber>,
    pub(super) day: Option<Day>,
    /// Its list as readers see it: its own and what later articles added.
    pub(super) nearest: Vec<Nearest>,
}

/// An entry of a list: what it is ordered by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Nearest {
    pub(super) document: DocumentNumber,
    pub(super) translation: bool,
    pub(super) score: u32,
}

impl Profile {
    pub(super) fn contains(&self, word: Word) -> bool {
        self.words.binary_search(&word).is_ok()
    }
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
        let mut joined = Vec::new();
        let mut analysed: Vec<Analysed<'_>> = Vec::new();
        for newcomer in newcomers {
            joined.extend(self.translations.add(
                self.documents(),
                newcomer.id,
                newcomer.translation_of,
            ));
            analysed.push(self.admit(newcomer));
        }
        for newcomer in &mut analysed {
            newcomer.weigh(&self.vocabulary, &self.index);
            self.index.insert(newcomer.document, &newcomer.vector);
        }
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

    fn admit<'a>(&mut self, newcomer: &'a Newcomer<'a>) -> Analysed<'a> {
        let analysed = Analysed::new(
            newcomer,
            self.documents(),
            &mut self.vocabulary,
            &mut self.index,
        );
        for tag in newcomer.tags {
            *self.tag_frequencies.entry(*tag).or_default() += 1;
        }
        self.profiles.push(analysed.profile());
        analysed
    }

    fn documents(&self) -> DocumentNumber {
        DocumentNumber::try_from(self.profiles.len()).unwrap_or(DocumentNumber::MAX)
    }

    pub(super) fn profile(&self, document: DocumentNumber) -> Option<&Profile> {
        self.profiles.get(usize::try_from(document).ok()?)
    }

    fn profile_mut(&mut self, document: DocumentNumber) -> Option<&mut Profile> {
        self.profiles.get_mut(usize::try_from(document).ok()?)
    }

    fn list_of(&self, newcomer: &Analysed<'_>) -> Vec<Link> {
        let Some(own) = self.profile(newcomer.document) else {
            return Vec::new();
        };
        let siblings = self
            .translations
            .siblings(newcomer.newcomer.id, newcomer.document);
        let translations = siblings.map(|document| Nearest {
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
        let others = self.index.cosines(&newcomer.vector);
        let others = others
            .into_iter()
            .filter(|(document, _)| *document != newcomer.document);
        let scored = others.filter_map(|(document, cosine)| {
            let score = score(cosine, days_apart(own.day, self.profile(document)?.day));
            (score >= FAINTEST).then_some(Nearest {
                document,
                translation: false,
                score,
            })
        });
        let mut candidates: Vec<Nearest> = scored.collect();
        if candidates.len() > CANDIDATES {
            candidates.select_nth_unstable_by_key(CANDIDATES, rank);
            candidates.truncate(CANDIDATES);
        }
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
                .map(|other| newcomer.words_shared_with(other))
                .unwrap_or_default(),
            same_week: other.is_some_and(|other| same_week(own.day, other.day)),
        }
    }

    /// The rare tags two articles share, rarest first.
    fn shared_tags(&self, own: &Profile, other: &Profile) -> Vec<FacetNumber> {
        let rare = rare(self.index.documents());
        let frequency =
            |tag: &FacetNumber| self.tag_frequencies.get(tag).copied().unwrap_or_default();
        let shared = own
            .tags
            .iter()
            .filter(|tag| other.tags.contains(tag) && frequency(tag) <= rare);
        let mut shared: Vec<FacetNumber> = shared.copied().collect();
        shared.sort_by_key(|tag| (frequency(tag), *tag));
        shared.truncate(REASONS);
        shared
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
        added.push(link);
        if let Some(profile) = self.profile_mut(older) {
            profile.nearest = merged;
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
                words: Vec::new(),
                same_week: same_week(own.day, neighbour.day),
            };
            if older < first {
                self.offer(older, link);
            }
        }
    }
}
