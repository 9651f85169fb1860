use super::article::short_id_of;
use super::dates::{ReadDate, instant_of};
use super::draft::{Draft, problem};
use super::inventory::{Entry, Withdrawn};
use super::{Place, Problem, ProblemKind};
use kiosque_model::ArticleDate;
use kiosque_sanitise::one_line;
use std::cmp::Ordering;

/// An item that was read, before it is known whether another has its id.
pub struct Candidate {
    id: Box<str>,
    place: Place,
    published: Option<ReadDate>,
    /// When it was changed, else published; in seconds since 1970 UTC.
    latest: Option<i64>,
    /// The SHA-256 of its canonical JSON.
    hash: [u8; 32],
    /// What was found in it.
    problems: Vec<Problem>,
    /// How many articles were kept before its own; none where it was withdrawn.
    number: Option<usize>,
    withdrawn: Option<Withdrawn>,
}

impl Candidate {
    /// The candidate a draft became, with what was found when its article was
    /// made and the number under which that was kept.
    pub fn new(draft: Draft<'_>, found: Vec<Problem>, number: Option<usize>) -> Self {
        let latest = draft.modified.as_ref().or(draft.published.as_ref());
        let withdrawn = withdrawn(&draft);
        let mut problems = draft.problems;
        problems.extend(found);
        Self {
            latest: latest.map(|date| date.instant),
            id: draft.id.into(),
            place: draft.place,
            published: draft.published,
            hash: draft.hash,
            problems,
            number,
            withdrawn,
        }
    }

    fn into_entry(self) -> Option<Entry> {
        Some(Entry {
            number: self.number?,
            id: self.id,
            place: self.place,
            instant: instant_of(self.published.as_ref()),
            date: self.published.map(|read| read.date),
        })
    }

    /// Which of two of one id is kept: the lesser.
    fn preference(&self, other: &Self) -> Ordering {
        let newer = other.latest.cmp(&self.latest);
        newer
            .then_with(|| self.hash.cmp(&other.hash))
            .then_with(|| self.place.cmp(&other.place))
    }

    fn repeats(&self, kept: &Self) -> Problem {
        let kind = ProblemKind::Duplicate {
            id: self.id.to_string(),
            kept: kept.place.clone(),
        };
        problem(&self.place, Some("id"), kind)
    }
}

/// Of candidates of one id, keeps the one with the later date of change (else
/// of publication); of equals the one with the smaller hash of its canonical
/// JSON, then the first by place, then the first. The others are reported, and
/// nothing else is said of them. Gives the articles kept, in the order of
/// their ids, and those that were withdrawn.
pub fn without_duplicates(
    mut candidates: Vec<Candidate>,
    problems: &mut Vec<Problem>,
) -> (Vec<Entry>, Vec<Withdrawn>) {
    candidates.sort_by(|one, other| one.id.cmp(&other.id).then_with(|| one.preference(other)));
    let mut candidates = candidates.into_iter().peekable();
    let mut entries = Vec::with_capacity(candidates.len());
    let mut withdrawn = Vec::new();
    while let Some(mut kept) = candidates.next() {
        while let Some(other) = candidates.next_if(|other| other.id == kept.id) {
            problems.push(other.repeats(&kept));
        }
        problems.append(&mut kept.problems);
        withdrawn.extend(kept.withdrawn.take());
        entries.extend(kept.into_entry());
    }
    (entries, withdrawn)
}

/// What is said of an article that is there no more.
fn withdrawn(draft: &Draft<'_>) -> Option<Withdrawn> {
    let extension = draft.item.kiosque.as_ref()?;
    let withdrawal = extension.withdrawn.as_ref()?;
    let date = withdrawal.date.clone();
    let notice = withdrawal.notice.as_deref().map(one_line);
    Some(Withdrawn {
        short_id: short_id_of(&draft.id),
        date: date.and_then(|date| ArticleDate::try_from(date).ok()),
        notice: notice.filter(|notice| !notice.is_empty()),
    })
}
