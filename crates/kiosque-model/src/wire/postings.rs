use super::{Facet, FileName, record};

record! {
    /// The postings of several facets of one generation.
    pub struct PostingsFile {
        /// Every facet that the columns below name; counts are absent.
        pub facets: Vec<Facet>,
        /// The pages of rows that the runs below stand on, in their order.
        #[absent_if = "Vec::is_empty"]
        pub rows: Vec<FileName>,
        /// One run of articles each.
        pub runs: Vec<Postings>,
    }
}

record! {
    /// A run of the articles that carry a facet, and what else they carry: with
    /// it, any combination that requires the facet is counted from this file alone.
    #[derive(Default)]
    pub struct Postings {
        /// Document numbers, ascending: the first one, then the differences.
        pub documents: Vec<u32>,
        /// The other facets that its articles carry.
        pub columns: Vec<Column>,
        /// Positions of the articles that carry too many for columns, each with a
        /// [`PostingsFile`] without runs that names all of them.
        #[absent_if = "Vec::is_empty"]
        pub wide: Vec<(u32, FileName)>,
        /// Where its rows start: the position of the first in the sequence of
        /// [`PostingsFile::rows`]. Absent for a facet on so many articles that
        /// the generation's lists serve as well.
        #[absent_if = "Option::is_none"]
        pub row: Option<u32>,
    }
}

record! {
    /// Which articles of a run carry another facet, too.
    pub struct Column {
        /// Position in [`PostingsFile::facets`].
        pub facet: u32,
        /// Positions in [`Postings::documents`], ascending: the first one, then
        /// the differences.
        pub articles: Vec<u32>,
    }
}

impl Postings {
    /// Facets that an article with columns carries at most. Without this bound an
    /// article with thousands of tags would stand thousands of times in the runs
    /// of each of them.
    pub const COLUMNS: usize = 200;
    /// Documents in one run at most.
    pub const RUN: usize = 1_024;
    /// Rows in a page of rows.
    pub const ROWS: usize = 256;
}

/// The numbers that were written as the first one and the differences.
pub fn ascending(steps: &[u32]) -> impl Iterator<Item = u32> {
    steps.iter().scan(0_u32, |last, step| {
        *last = last.saturating_add(*step);
        Some(*last)
    })
}

/// The first of the numbers, which ascend, and the differences.
pub fn steps(numbers: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let mut last = 0;
    let step = |number: u32| number - std::mem::replace(&mut last, number).min(number);
    numbers.into_iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_back_to_the_numbers() {
        for numbers in [
            vec![],
            vec![0],
            vec![7],
            vec![0, 1, 2, 900],
            vec![3, u32::MAX],
        ] {
            let found: Vec<u32> = ascending(&steps(numbers.clone())).collect();
            assert_eq!(found, numbers);
        }
    }
}
