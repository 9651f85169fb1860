//! What is in a set, and what an import brings to it.

use crate::draft::{Draft, Likeness, Origin};
use crate::problem::ProblemKind;
use kiosque_model::feed::Item;
use std::collections::HashMap;

/// Articles of one title that a draft is compared with, the newest first.
const NAMESAKES: usize = 1_000;

/// The articles of a set and of an import into it, without their texts.
#[derive(Default)]
pub struct Catalogue {
    entries: Vec<Entry>,
    by_id: HashMap<String, usize>,
    by_address: HashMap<String, usize>,
    by_title: HashMap<String, Vec<usize>>,
}

struct Entry {
    id: String,
    title: String,
    /// `None` for one that was written in the set itself.
    origin: Option<Origin>,
    likeness: Likeness,
    /// Where it stands, in words.
    place: String,
    /// Whether this import brought it.
    seen: bool,
}

/// What becomes of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The set does not have it yet.
    New,
    /// The set has it as it was before.
    Changed,
    /// The set has it as it is.
    Same,
    /// It is a copy of another article, which gains by it.
    Copy {
        /// The id of the other.
        of: String,
        /// What is told.
        problem: ProblemKind,
    },
    /// It stays out.
    Out(ProblemKind),
}

impl Catalogue {
    /// Adds an article of the set, which stands in its `file`.
    pub fn know(&mut self, item: &Item, file: &str) {
        self.add(Entry {
            id: item.id.clone().unwrap_or_default(),
            title: item.title.clone().unwrap_or_default(),
            origin: Origin::of(item),
            likeness: Likeness::of_item(item),
            place: file.to_owned(),
            seen: false,
        });
    }

    /// Judges a draft, and remembers it if it goes in. One that has the id of
    /// another gets an id of its own, which is told.
    pub fn judge(&mut self, draft: &mut Draft) -> (Verdict, Option<ProblemKind>) {
        match self.judge_as_is(draft) {
            Verdict::Out(shared @ ProblemKind::SharedId { .. }) => {
                draft.take_own_id();
                (self.judge_as_is(draft), Some(shared))
            }
            verdict => (verdict, None),
        }
    }

    fn judge_as_is(&mut self, draft: &Draft) -> Verdict {
        let id = draft.item.id.clone().unwrap_or_default();
        let origin = Origin::of(&draft.item);
        if let Some(known) = self.by_id.get(&id).and_then(|at| self.entries.get_mut(*at)) {
            return known.met_again(draft, origin);
        }
        if let Some((at, reason)) = self.copy_of(draft)
            && let Some(copy) = self.entries.get_mut(at)
        {
            copy.seen = true;
            return copy.repeated(reason);
        }
        self.add(Entry {
            id,
            title: draft.item.title.clone().unwrap_or_default(),
            origin,
            likeness: draft.likeness.clone(),
            place: draft.place.to_string(),
            seen: true,
        });
        Verdict::New
    }

    /// Ids and titles of the set's articles that came from one of `sources`
    /// and are no longer there, in their order.
    pub fn vanished(&self, sources: &[String]) -> Vec<(&str, &str)> {
        let is_gone = |entry: &&Entry| {
            let origin = entry.origin.as_ref();
            !entry.seen && origin.is_some_and(|origin| sources.contains(&origin.source))
        };
        self.entries
            .iter()
            .filter(is_gone)
            .map(|entry| (entry.id.as_str(), entry.title.as_str()))
            .collect()
    }

    fn add(&mut self, entry: Entry) {
        let at = self.entries.len();
        if let Some(address) = &entry.likeness.address {
            self.by_address.entry(address.clone()).or_insert(at);
        }
        let title = entry.likeness.title.clone();
        self.by_title.entry(title).or_default().push(at);
        self.by_id.entry(entry.id.clone()).or_insert(at);
        self.entries.push(entry);
    }

    /// The article that a draft of another id repeats.
    fn copy_of(&self, draft: &Draft) -> Option<(usize, &'static str)> {
        let likeness = &draft.likeness;
        let of_address = likeness
            .address
            .as_ref()
            .and_then(|address| self.by_address.get(address));
        let of_title = self.by_title.get(&likeness.title).into_iter().flatten();
        let of_title = of_title.rev().take(NAMESAKES);
        let mut candidates = of_address.into_iter().chain(of_title);
        candidates.find_map(|at| {
            let entry = self.entries.get(*at)?;
            let reason = entry.likeness.shared_with(likeness)?;
            (!entry.is_neighbour_of(draft)).then_some((*at, reason))
        })
    }
}

impl Entry {
    fn met_again(&mut self, draft: &Draft, origin: Option<Origin>) -> Verdict {
        let alike = self.likeness.title == draft.likeness.title
            || self.likeness.shared_with(&draft.likeness).is_some();
        if !alike && (self.seen || self.is_numbered_elsewhere(origin.as_ref())) {
            return Verdict::Out(ProblemKind::SharedId {
                id: self.id.clone(),
                kept: self.place.clone(),
            });
        }
        if self.seen {
            return self.repeated("has the same id");
        }
        self.seen = true;
        let Some(before) = &self.origin else {
            return Verdict::Out(ProblemKind::HandMade);
        };
        let same = origin
            .as_ref()
            .is_some_and(|now| now.digest == before.digest);
        self.place = draft.place.to_string();
        self.likeness = draft.likeness.clone();
        if same {
            Verdict::Same
        } else {
            Verdict::Changed
        }
    }

    /// Whether another source, too, counts its articles 1, 2, 3: such an id is
    /// none outside of its source.
    fn is_numbered_elsewhere(&self, origin: Option<&Origin>) -> bool {
        let sources = [self.origin.as_ref(), origin].map(|origin| origin.map(|o| &o.source));
        matches!(sources, [Some(one), Some(other)] if one != other) && !self.id.contains(':')
    }

    /// What becomes of a copy of it.
    fn repeated(&self, reason: &'static str) -> Verdict {
        let kept = self.place.clone();
        Verdict::Copy {
            of: self.id.clone(),
            problem: ProblemKind::Duplicate { reason, kept },
        }
    }

    /// Whether the two stand in one file under different titles: a feed that
    /// gives all its articles one address means several articles.
    fn is_neighbour_of(&self, draft: &Draft) -> bool {
        let file = self.place.split(", ").next().unwrap_or_default();
        file == &*draft.place.file && self.likeness.title != draft.likeness.title
    }
}
