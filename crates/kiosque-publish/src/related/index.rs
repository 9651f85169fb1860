use super::DocumentNumber;
use super::direction::Direction;
use super::vocabulary::{Term, position};
use std::cell::RefCell;

/// Terms an article is compared by: its most telling ones. On Reuters, twice
/// as many take half as much time again and find one topic in a hundred more.
const TERMS: usize = 40;
/// Articles kept by a term whose list is full: half of them the newest, half
/// of the others those of which it says most. The list is cut when it is
/// twice as long.
const KEPT: usize = 256;
/// Entries of lists looked at for an article, those of its most telling terms first.
const SCANNED: usize = 8_192;
/// Articles whose angle is computed.
const COMPARED: usize = 64;
/// The cosine below which nearness is chance.
const FAINTEST: f32 = 0.029;

/// Which articles contain a term, and how much it says of them.
#[derive(Default)]
pub(super) struct TermIndex {
    documents: DocumentNumber,
    /// By term: articles that contain it.
    frequencies: Vec<u32>,
    /// By term.
    postings: Vec<Postings>,
    /// By article.
    directions: Vec<Direction>,
}

/// An article as a direction among all terms, of length 1: its most telling
/// terms, the heaviest first.
pub(super) type Vector = Vec<(Term, f32)>;

/// Articles that are compared by a term, ascending. Most terms occur once.
enum Postings {
    One(Posting),
    Many(Vec<Posting>),
}

#[derive(Clone, Copy)]
struct Posting {
    document: DocumentNumber,
    weight: f32,
}

impl Default for Postings {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Postings {
    fn as_slice(&self) -> &[Posting] {
        match self {
            Self::One(posting) => std::slice::from_ref(posting),
            Self::Many(postings) => postings,
        }
    }

    fn push(&mut self, posting: Posting) {
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

/// At most this many of `documents` share what is called rare: a tenth, and
/// in a small archive five or a half.
pub(super) fn rare(documents: u32) -> u32 {
    (documents / 10).max(5.min(documents / 2))
}

/// At most this many of `documents` share a term that articles are compared
/// by. On Reuters, a fifth finds two topics in a hundred more than a tenth.
fn uncommon(documents: u32) -> u32 {
    (documents / 5).max(5.min(documents / 2))
}

impl TermIndex {
    /// Counts an article that contains `terms`, each named once.
    pub(super) fn count(&mut self, terms: impl Iterator<Item = Term>) {
        self.documents += 1;
        for term in terms {
            let position = position(term);
            if position >= self.frequencies.len() {
                self.frequencies.resize(position + 1, 0);
                self.postings.resize_with(position + 1, Postings::default);
            }
            if let Some(frequency) = self.frequencies.get_mut(position) {
                *frequency += 1;
            }
        }
    }

    /// Articles counted.
    pub(super) fn documents(&self) -> u32 {
        self.documents
    }

    /// The vector of an article in which terms are worth so much.
    pub(super) fn vector(&self, worth: impl Iterator<Item = (Term, f32)>) -> Vector {
        let most = uncommon(self.documents);
        let weighed = worth.filter_map(|(term, worth)| {
            let frequency = self.frequency(term);
            let weight = self.telling(frequency) * worth;
            (frequency <= most).then_some((term, weight))
        });
        let mut vector: Vector = weighed.collect();
        vector.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        vector.truncate(TERMS);
        let length = vector
            .iter()
            .map(|(_, weight)| weight * weight)
            .sum::<f32>()
            .sqrt();
        for (_, weight) in &mut vector {
            *weight /= length;
        }
        vector
    }

    /// Lets the next article be compared with later ones.
    pub(super) fn insert(&mut self, document: DocumentNumber, vector: &Vector) {
        for (term, weight) in vector {
            if let Some(postings) = self.postings.get_mut(position(*term)) {
                postings.push(Posting {
                    document,
                    weight: *weight,
                });
            }
        }
        self.directions.push(Direction::of(vector));
    }

    /// The articles at the smallest angles from `vector`, which is that of
    /// `own`, in any order, with their cosines.
    pub(super) fn nearest(
        &self,
        own: DocumentNumber,
        vector: &Vector,
    ) -> Vec<(DocumentNumber, f32)> {
        let mut met = self.met(vector);
        met.retain(|(document, sum)| *document != own && *sum >= FAINTEST);
        if met.len() > COMPARED {
            met.select_nth_unstable_by(COMPARED, |a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
            met.truncate(COMPARED);
        }
        let own = Direction::of(vector);
        for (document, cosine) in &mut met {
            let other = self.directions.get(position(*document));
            *cosine = other.map_or(0.0, |other| own.cosine(other));
        }
        met
    }

    /// Articles met in the lists of the most telling terms, with the cosine as
    /// far as those lists tell.
    fn met(&self, vector: &Vector) -> Vec<(DocumentNumber, f32)> {
        SCRATCH.with_borrow_mut(|scratch| {
            let mut left = SCANNED;
            for (term, weight) in vector {
                let postings = self.postings.get(position(*term));
                let postings = postings.map(Postings::as_slice).unwrap_or_default();
                let newest = postings.len().saturating_sub(left);
                let postings = postings.get(newest..).unwrap_or_default();
                left -= postings.len();
                scratch.add(postings, *weight);
            }
            scratch.drain()
        })
    }

    /// Whether few articles contain the term.
    pub(super) fn is_rare(&self, term: Term) -> bool {
        self.frequency(term) <= rare(self.documents)
    }

    /// Articles that contain the term.
    pub(super) fn frequency(&self, term: Term) -> u32 {
        self.frequencies
            .get(position(term))
            .copied()
            .unwrap_or_default()
    }

    /// The root of the inverse document frequency: a shared term counts its
    /// frequency once, as in BM25, half of it from either article. With the
    /// whole of it from both, names outweigh what an article is about.
    fn telling(&self, frequency: u32) -> f32 {
        log2(1.0 + self.documents as f32 / (frequency as f32 + 0.5)).sqrt()
    }
}

/// The logarithm, exact at powers of two and linear between them: the same on
/// every machine, which a mathematical library does not promise.
fn log2(value: f32) -> f32 {
    let bits = value.to_bits();
    let exponent = (bits >> 23) as f32 - 127.0;
    exponent + (bits & 0x007f_ffff) as f32 / 8_388_608.0
}

thread_local! {
    /// Kept from one article to the next: clearing what was touched costs less
    /// than room for every article each time.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Sums by document.
#[derive(Default)]
struct Scratch {
    sums: Vec<f32>,
    touched: Vec<DocumentNumber>,
}

impl Scratch {
    fn add(&mut self, postings: &[Posting], weight: f32) {
        let needed = postings
            .last()
            .map_or(0, |last| position(last.document) + 1);
        if needed > self.sums.len() {
            self.sums.resize(needed, 0.0);
        }
        for posting in postings {
            let Some(sum) = self.sums.get_mut(position(posting.document)) else {
                continue;
            };
            if *sum == 0.0 {
                self.touched.push(posting.document);
            }
            *sum += weight * posting.weight;
        }
    }

    fn drain(&mut self) -> Vec<(DocumentNumber, f32)> {
        let Self { sums, touched } = self;
        let taken = touched.drain(..).filter_map(|document| {
            let sum = sums.get_mut(position(document))?;
            Some((document, std::mem::take(sum)))
        });
        taken.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_exact_at_powers_of_two_and_near_between() {
        assert_eq!(log2(8.0).to_bits(), 3.0_f32.to_bits());
        assert!((log2(10.0) - 10.0_f32.log2()).abs() < 0.09);
    }

    #[test]
    fn what_is_rare_grows_with_the_archive() {
        assert_eq!([2, 8, 40, 1_000].map(rare), [1, 4, 5, 100]);
    }
}
