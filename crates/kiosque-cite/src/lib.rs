//! What a reader keeps and takes along: citations, dossiers, saved articles, quotations.
//!
//! Text in, text out: no I/O, no clock. The day of consultation is handed in. The same code
//! natively and in the browser, where it is part of a module loaded on use.
//!
//! - [`cite`]: works in a [`Format`]: prose, BibTeX, RIS, CSL-JSON, Wikipedia's templates.
//! - [`Dossier`]: an ordered list of articles with notes, carried by a link's fragment.
//! - [`SavedList`]: articles kept on the device, and their export and import as JSON Feed.
//! - [`quote`] and [`passage_address`]: a passage with its source, and a link to it.
//!
//! What comes in from outside is never refused as a whole: what can be read is kept, the rest
//! is named by a [`Problem`]. No text is ever taken for markup, and only http and https
//! addresses are kept.

mod cite;
mod convention;
mod date;
mod dossier;
mod problem;
mod quotation;
mod saved;
mod text;
mod work;

pub use cite::{Format, cite};
pub use convention::Convention;
pub use dossier::{Dossier, DossierEntry};
pub use problem::{Part, Problem};
pub use quotation::{Passage, passage_address, quote};
pub use saved::{Merged, SavedArticle, SavedList};
pub use work::{Work, article_address};
