use super::{Facet, FileName, Postings, Summary, is_zero, record};

record! {
    /// A leaf of a generation's dictionary: facets in order of their keys. That of
    /// the current month names those of its own articles; that of any other
    /// generation those of all older ones, too.
    ///
    /// Counts are cumulative: they cover the generation and all older ones, so the
    /// newest generation that names a facet has its exact count.
    pub struct Dictionary {
        /// The [`Records`] files named below.
        pub records: Vec<FileName>,
        /// Sorted by key.
        pub entries: Vec<DictionaryEntry>,
    }
}

record! {
    /// A facet and where its record is.
    pub struct DictionaryEntry {
        /// The facet with its cumulative count.
        pub facet: Facet,
        /// Position in [`Dictionary::records`].
        pub record: u32,
        /// Of its articles, those of older generations; 0 outside the current month.
        #[absent_if = "is_zero"]
        pub earlier: u32,
    }
}

record! {
    /// The records of neighbouring facets.
    pub struct Records {
        /// The packs that the newest summaries point to.
        pub packs: Vec<FileName>,
        /// Every facet that the records and runs below name; counts are absent.
        pub facets: Vec<Facet>,
        /// Sorted by key.
        pub records: Vec<FacetRecord>,
        /// The pages of rows that the runs below stand on.
        #[absent_if = "Vec::is_empty"]
        pub rows: Vec<FileName>,
        /// Runs too short for a file of postings.
        #[absent_if = "Vec::is_empty"]
        pub runs: Vec<Postings>,
    }
}

record! {
    /// Everything a list filtered by one facet shows at first.
    pub struct FacetRecord {
        /// Kind and id.
        pub key: String,
        /// Articles, this generation and all older ones.
        pub count: u32,
        /// How many of them are of which year, ascending; undated ones are of none.
        /// At most [`YEARS`](super::YEARS): the first counts all earlier ones in.
        #[absent_if = "Vec::is_empty"]
        pub years: Vec<(u32, u32)>,
        /// The facets that occur with it most, as positions in
        /// [`Records::facets`] with exact counts: at most [`FacetRecord::BESIDE`] of
        /// each kind.
        pub beside: Vec<(u32, u32)>,
        /// The newest articles, newest first: at most [`PAGE_ROWS`](super::PAGE_ROWS).
        pub newest: Vec<Summary>,
        /// All runs of its articles, newest first.
        pub postings: Vec<PostingsPart>,
    }
}

impl FacetRecord {
    /// Facets of one kind listed beside another at most.
    pub const BESIDE: usize = 50;
}

record! {
    /// Where a run of postings is.
    pub struct PostingsPart {
        /// Name of the generation whose document numbers it uses.
        pub generation: String,
        /// A [`PostingsFile`](super::PostingsFile); absent where the run stands beside
        /// the record, in [`Records::runs`].
        #[absent_if = "Option::is_none"]
        pub file: Option<FileName>,
        /// Position among the runs there.
        pub run: u32,
        /// Smallest document number.
        pub first: u32,
        /// Largest document number.
        pub last: u32,
    }
}

impl PostingsPart {
    /// Documents at most in a run that stands beside its record, outside the
    /// current month.
    pub const SHORT: usize = 48;
}
