use super::DocumentNumber;
use super::words::Term;
use std::cell::RefCell;

/// Terms an article is compared by: its most telling ones. On Reuters, twice
/// as many take half as much time again and find one topic in a hundred more.
const TERMS: usize = 40;

/// Which articles contain a term, and how much it says of them.
#[derive(Default)]
pub(super) struct TermIndex {
    documents: DocumentNumber,
    /// By term: articles that contain it.
    frequencies: Vec<u32>,
    /// By term: articles that are compared by it, ascending, with its weight.
    postings: Vec<Vec<(DocumentNumber, f32)>>,
}

/// An article as a direction among all terms, of length 1: its most telling
/// terms, the heaviest first.
pub(super) type Vector = Vec<(Term, f32)>;

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
                self.postings.resize_with(position + 1, Vec::new);
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

    /// Lets later articles be compared with this one.
    pub(super) fn insert(&mut self, document: DocumentNumber, vector: &Vector) {
        for (term, weight) in vector {
            if let Some(postings) = self.postings.get_mut(position(*term)) {
                postings.push((document, *weight));
            }
        }
    }

    /// Every article that shares an uncommon term with `vector`, and the cosine of
    /// the angle between them.
    pub(super) fn cosines(&self, vector: &Vector) -> Vec<(DocumentNumber, f32)> {
        SCRATCH.with_borrow_mut(|scratch| {
            let most = uncommon(self.documents);
            for (term, weight) in vector
                .iter()
                .filter(|(term, _)| self.frequency(*term) <= most)
            {
                let postings = self.postings.get(position(*term));
                scratch.add(postings.map_or([].as_slice(), Vec::as_slice), *weight);
            }
            scratch.drain()
        })
    }

    /// Whether few articles contain the term.
    pub(super) fn is_rare(&self, term: Term) -> bool {
        self.frequency(term) <= rare(self.documents)
    }

    fn frequency(&self, term: Term) -> u32 {
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

fn position(term: Term) -> usize {
    usize::try_from(term).unwrap_or(usize::MAX)
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
    fn add(&mut self, postings: &[(DocumentNumber, f32)], weight: f32) {
        let needed = postings.last().map_or(0, |(last, _)| position(*last) + 1);
        if needed > self.sums.len() {
            self.sums.resize(needed, 0.0);
        }
        for (document, other) in postings {
            let Some(sum) = self.sums.get_mut(position(*document)) else {
                continue;
            };
            if *sum == 0.0 {
                self.touched.push(*document);
            }
            *sum += weight * other;
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
