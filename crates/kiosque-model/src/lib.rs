//! The words of Kiosque and the archive's wire format, version 1.
//!
//! Values only: no I/O, no clock, no randomness. The publisher writes these
//! types and the reader reads the same ones, so that the two cannot drift.
//!
//! - [`wire`]: the published files, from the root to a single article.
//! - [`feed`] and [`site`] (feature `authoring`): what a publisher hands in.

mod date;
#[cfg(feature = "authoring")]
pub mod feed;
mod filter;
mod language;
#[cfg(feature = "authoring")]
mod language_tag;
pub mod months;
mod safe_html;
mod short_id;
#[cfg(feature = "authoring")]
pub mod site;
mod sorted;
pub mod wire;

pub use date::{ArticleDate, InvalidDate, Precision};
pub use filter::{DayRange, Filter};
pub use language::{Direction, direction_of_language, direction_of_text};
#[cfg(feature = "authoring")]
pub use language_tag::language_tag;
pub use safe_html::SafeHtml;
pub use short_id::{InvalidShortId, ShortId};
pub use sorted::{KeySet, Words};
