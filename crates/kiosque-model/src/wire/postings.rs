use super::{Facet, record};

record! {
    /// The postings of several facets of one generation.
    pub struct PostingsFile {
        /// Every facet that the rows below name; counts are absent.
        pub facets: Vec<Facet>,
        /// One run of articles each.
        pub lists: Vec<Postings>,
    }
}

record! {
    /// A run of the articles that carry a facet, and what else each carries: with
    /// it, any combination that requires the facet is counted from this file alone.
    #[derive(Default)]
    pub struct Postings {
        /// Document numbers, ascending: the first one, then the differences.
        pub documents: Vec<u32>,
        /// For each document the facets it carries, this one included, as
        /// positions in [`PostingsFile::facets`].
        pub rows: Vec<Vec<u32>>,
    }
}

impl Postings {
    /// Documents in one run at most.
    pub const RUN: usize = 4_096;

    /// Document numbers with their rows.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &[u32])> {
        let numbers = self.documents.iter().scan(0_u32, |last, step| {
            *last = last.saturating_add(*step);
            Some(*last)
        });
        numbers.zip(self.rows.iter().map(Vec::as_slice))
    }
}
