/// How much of a source is looked at. What is larger is reported, not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A file that is read as a whole, in bytes. XML is read as it streams,
    /// whatever its length.
    pub file: usize,
    /// The markup of one article, in bytes.
    pub item: usize,
    /// A saved page, in bytes: finding its article takes several passes.
    pub page: usize,
    /// Elements of a saved page.
    pub page_elements: usize,
    /// Front matter, in bytes.
    pub front_matter: usize,
    /// Rows of a table, whatever its length.
    pub rows: usize,
    /// Bytes of a table for each further row: rows that are all shorter are no
    /// articles, but what broken quotes leave of some.
    pub row: usize,
    /// Nested elements of XML; what is deeper is text.
    pub depth: usize,
    /// Attributes of one element of XML; those beyond are dropped.
    pub attributes: usize,
    /// A date as it is written, in bytes.
    pub date: usize,
    /// Images taken along with one article.
    pub images: usize,
    /// Bodies as HTML.
    pub body: kiosque_sanitise::Limits,
}

impl Default for Limits {
    /// Far beyond any article, and within two seconds and 512 MB a file.
    fn default() -> Self {
        Self {
            file: 64 << 20,
            item: 32 << 20,
            page: 8 << 20,
            page_elements: 60_000,
            front_matter: 256 << 10,
            rows: 50_000,
            row: 128,
            depth: 128,
            attributes: 64,
            date: 100,
            images: 100,
            body: kiosque_sanitise::Limits::default(),
        }
    }
}
