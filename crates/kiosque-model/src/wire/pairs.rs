use super::{Facet, FileName, Summary, Tree, record};

record! {
    /// Where the articles that carry two facets are counted beforehand, if both are
    /// on many: all generations but the current month's are counted in.
    pub struct PairTable {
        /// Two facets, or a facet and a year, stand in the table where each is on
        /// more articles than this and some article carries both.
        pub floor: u32,
        /// [`Pairs`] leaves by [`pair_key`].
        pub tree: Tree<String>,
    }
}

impl PairTable {
    /// The floor where at most [`PairTable::FACETS`] are above it.
    pub const FLOOR: u32 = 768;
    /// Facets in the table at most, years not counted: with more, the floor is
    /// higher.
    pub const FACETS: usize = 256;
}

record! {
    /// A leaf of the [`PairTable`]: neighbouring pairs.
    pub struct Pairs {
        /// The packs that the summaries point to.
        pub packs: Vec<FileName>,
        /// Every facet that the records name; counts are absent.
        pub facets: Vec<Facet>,
        /// Articles that the records name.
        pub summaries: Vec<Summary>,
        /// Sorted by key.
        pub pairs: Vec<PairRecord>,
    }
}

record! {
    /// What a list filtered by two facets shows at first.
    pub struct PairRecord {
        /// The [`pair_key`] of the two.
        pub key: String,
        /// Articles that carry both.
        pub count: u32,
        /// How many of them are of which period, ascending: of which month, as the
        /// number `YYYYMM`, where one of the two is a year; else of which year,
        /// within the bounds of [`FacetRecord::years`](super::FacetRecord).
        #[absent_if = "Vec::is_empty"]
        pub periods: Vec<(u32, u32)>,
        /// Whether `beside` names every other facet that the articles carry.
        pub whole: bool,
        /// Facets beside the two, as positions in [`Pairs::facets`] with exact
        /// counts: the most frequent, and those most frequent beside either alone.
        pub beside: Vec<(u32, u32)>,
        /// The newest articles, newest first, as positions in [`Pairs::summaries`]:
        /// at most [`PAGE_ROWS`](super::PAGE_ROWS).
        pub newest: Vec<u32>,
    }
}

/// The key of a year in a pair: it stands for what no facet does.
pub fn year_key(year: u32) -> String {
    format!("y:{year:04}")
}

/// The key of a pair: both keys, the smaller one first.
pub fn pair_key(one: &str, other: &str) -> String {
    format!("{}\n{}", one.min(other), one.max(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_has_no_order() {
        assert_eq!(pair_key("t:b", "l:fr"), "l:fr\nt:b");
        assert_eq!(pair_key("t:b", &year_key(987)), "t:b\ny:0987");
        assert_eq!(pair_key("a", "b"), pair_key("b", "a"));
    }
}
