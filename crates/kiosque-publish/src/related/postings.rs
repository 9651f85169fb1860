use super::DocumentNumber;

/// Articles kept by a term whose list is full: half of them the newest, half
/// of the others those of which it says most. The list is cut when it is
/// twice as long.
const KEPT: usize = 512;

/// Articles that are compared by a term, ascending. Most terms occur once.
pub(super) enum Postings {
    One(Posting),
    Many(Vec<Posting>),
}

/// An article in the list of a term.
#[derive(Clone, Copy)]
pub(super) struct Posting {
    pub(super) document: DocumentNumber,
    /// What the term says of it.
    pub(super) weight: f32,
}

impl Default for Postings {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Postings {
    /// The newest `most` at most, ascending.
    pub(super) fn newest(&self, most: usize) -> &[Posting] {
        let all = match self {
            Self::One(posting) => std::slice::from_ref(posting),
            Self::Many(postings) => postings,
        };
        all.get(all.len().saturating_sub(most)..)
            .unwrap_or_default()
    }

    /// Adds an article newer than all.
    pub(super) fn push(&mut self, posting: Posting) {
        match self {
            Self::One(first) => *self = Self::Many(vec![*first, posting]),
            Self::Many(postings) if postings.is_empty() => *self = Self::One(posting),
            Self::Many(postings) => {
                if postings.len() >= 2 * KEPT {
                    cut(postings);
                }
                postings.push(posting);
            }
        }
    }
}

/// Leaves [`KEPT`] articles.
fn cut(postings: &mut Vec<Posting>) {
    let newest = postings.split_off(postings.len().saturating_sub(KEPT / 2));
    let heavier_first = |a: &Posting, b: &Posting| {
        let by_weight = b.weight.total_cmp(&a.weight);
        by_weight.then(b.document.cmp(&a.document))
    };
    postings.sort_unstable_by(heavier_first);
    postings.truncate(KEPT / 2);
    postings.sort_unstable_by_key(|posting| posting.document);
    postings.extend(newest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pushed(weights: impl Iterator<Item = f32>) -> Postings {
        let mut postings = Postings::default();
        for (document, weight) in (0..).zip(weights) {
            postings.push(Posting { document, weight });
        }
        postings
    }

    #[test]
    fn a_full_list_keeps_its_newest_and_its_heaviest() {
        let heavy = |document: usize| document.is_multiple_of(8) && document < 1_000;
        let weights = (0..=2 * KEPT).map(|document| if heavy(document) { 0.5 } else { 0.1 });
        let postings = pushed(weights);
        let kept = postings.newest(usize::MAX);
        assert_eq!(kept.len(), KEPT + 1);
        assert!(kept.is_sorted_by(|a, b| a.document < b.document));
        let heaviest = kept.iter().filter(|posting| posting.weight > 0.4);
        assert_eq!(heaviest.count(), 125);
        let newest = kept.iter().rev().zip((0..=1_024).rev()).take(KEPT / 2);
        assert!(
            newest
                .clone()
                .all(|(posting, document)| posting.document == document)
        );
    }

    #[test]
    fn the_newest_are_the_last() {
        let documents = |count: u32, most: usize| {
            let postings = pushed((0..count).map(|_| 0.1));
            let newest = postings.newest(most).iter();
            newest.map(|posting| posting.document).collect::<Vec<_>>()
        };
        assert_eq!(documents(0, 3), [0; 0]);
        assert_eq!(documents(1, 3), [0]);
        assert_eq!(documents(1, 0), [0; 0]);
        assert_eq!(documents(5, 3), [2, 3, 4]);
    }
}
