use super::{Facet, FileName, Summary, record};

record! {
    /// A leaf of a generation's dictionary: facets in order of their keys.
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
    }
}

record! {
    /// The records of neighbouring facets.
    pub struct Records {
        /// The packs that the newest summaries point to.
        pub packs: Vec<FileName>,
        /// Sorted by key.
        pub records: Vec<FacetRecord>,
    }
}

record! {
    /// Everything a list filtered by one facet shows at first.
    pub struct FacetRecord {
        /// Kind and id.
        pub key: String,
        /// Articles, this generation and all older ones.
        pub count: u32,
        /// The facets that occur with it most, with exact counts: at most
        /// [`FacetRecord::BESIDE`] of each kind.
        pub beside: Vec<Facet>,
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
        /// A [`PostingsFile`](super::PostingsFile).
        pub file: FileName,
        /// Position in its lists.
        pub list: u32,
        /// Smallest document number.
        pub first: u32,
        /// Largest document number.
        pub last: u32,
    }
}
