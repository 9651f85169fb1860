//! The importers of Kiosque: files as publishers have them in, articles as a
//! set takes them and problems out.
//!
//! No I/O beyond the bytes handed in, no clock, no network. A file goes
//! through five steps:
//!
//! 1. *detect*: its charset and its format are known by its content.
//! 2. *raw*: it becomes text, all of it or as it streams.
//! 3. *parse*: the reader of its format takes it apart into articles, every
//!    member as it is written. One room for each, under `formats`.
//! 4. *adapt*: the same for all: text in NFC, addresses resolved, dates and
//!    languages made out, an identity that is the same the next time.
//! 5. *sanitise*: the body passes the one sanitiser, `kiosque-sanitise`.
//!
//! What is wrong with a part costs that part only and becomes a [`Problem`]
//! with its place. [`Catalogue`] then tells what is new in a set, what has
//! changed, and what is a copy.

mod adapt;
mod catalogue;
mod charset;
mod dates;
mod detect;
mod draft;
mod format;
mod formats;
mod found;
mod gain;
mod images;
mod importer;
mod language;
mod likeness;
mod limits;
mod problem;
mod settings;
mod source_path;
mod surroundings;

pub use catalogue::{Catalogue, Verdict};
pub use dates::DateOrder;
pub use draft::{Draft, Likeness, Origin};
pub use format::Format;
pub use gain::Gain;
pub use images::{ImageFile, TakenImage, take_image};
pub use importer::{Content, Importer, Outcome, SourceFile};
pub use limits::Limits;
pub use problem::{Cost, Place, Problem, ProblemKind};
pub use settings::Settings;
pub use source_path::path_within;
pub use surroundings::{Alone, Surroundings};

/// The files of an image.
pub use kiosque_sanitise::{ImageForm, ImageForms};

/// Text as a terminal may show it, on one line.
pub use kiosque_sanitise::one_line;
