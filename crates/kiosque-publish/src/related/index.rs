use super::DocumentNumber;
use super::direction::{Compass, Directions};
use super::postings::{Posting, Postings};
use super::sums::with_sums;
use super::vocabulary::{Term, position};

/// Terms an article is compared by: its most telling ones. On Reuters, twice
/// as many take half as much time again and find one topic in a hundred more.
const TERMS: usize = 40;
/// Entries of lists looked at for an article, those of its most telling terms first.
const SCANNED: usize = 16_384;
/// Articles whose angle is computed.
const COMPARED: usize = 128;
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
    directions: Directions,
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
        self.directions.push(vector);
    }

    /// The articles at the smallest angles from `vector`, which is that of the
    /// known article `own`, in any order, with their cosines.
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
        let compass = Compass::of(self.directions.of(own));
        for (document, cosine) in &mut met {
            *cosine = compass.cosine(self.directions.of(*document));
        }
        met
    }

    /// Articles met in the lists of the most telling terms, with the cosine as
    /// far as those lists tell.
    fn met(&self, vector: &Vector) -> Vec<(DocumentNumber, f32)> {
        with_sums(|sums| {
            sums.reach(self.documents);
            let mut left = SCANNED;
            for (term, weight) in vector {
                let postings = self.postings.get(position(*term));
                let postings = postings.map(|postings| postings.newest(left));
                let postings = postings.unwrap_or_default();
                left -= postings.len();
                for posting in postings {
                    sums.add(posting.document, weight * posting.weight);
                }
            }
            sums.take()
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

    /// An index in which each of `articles` has the `terms`, the first one
    /// weighing most.
    fn index(articles: u32, terms: impl Fn(u32) -> Vec<Term>) -> TermIndex {
        let mut index = TermIndex::default();
        for document in 0..articles {
            let terms = terms(document);
            index.count(terms.iter().copied());
            let vector: Vector = terms.iter().copied().zip([0.8, 0.6]).collect();
            index.insert(document, &vector);
        }
        index
    }

    #[test]
    fn as_many_entries_are_looked_at_in_a_large_archive_as_in_a_small_one() {
        let terms = 0..40;
        let vector: Vector = terms.clone().map(|term| (term, 0.15)).collect();
        let index = index(60_000, |document| vec![document % 40]);
        let met = index.met(&vector);
        assert!(met.len() <= SCANNED && met.len() > SCANNED / 2);
        assert_eq!(index.nearest(59_999, &vector).len(), COMPARED);
    }

    #[test]
    fn the_cosine_is_whole_though_a_list_has_lost_the_article() {
        let index = index(30_000, |document| match document {
            7 | 29_999 => vec![1, 0],
            _ => vec![0],
        });
        let vector = vec![(1, 0.8), (0, 0.6)];
        let nearest = index.nearest(29_999, &vector);
        let of_7 = nearest.iter().find(|(document, _)| *document == 7);
        assert!(of_7.is_some_and(|(_, cosine)| (cosine - 1.0).abs() < 1e-3));
    }
}
