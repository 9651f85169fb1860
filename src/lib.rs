//! The reader of a Kiosque archive.
//!
//! Compiles twice: for the browser, where it is alive, and natively, where the
//! same components become strings. See the README for the map of the rooms.

mod app;
mod archive;
mod browser;
mod components;
mod messages;
mod pages;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod rendering;
mod state;
#[cfg(not(target_arch = "wasm32"))]
mod twin;

pub use app::{App, start};
pub use browser::markup::body as article_body;
pub use components::{TagFilter, article_card, article_view, notice, pager, related_articles};
pub use messages::{Language, Messages};
pub use state::{Links, ListQuery, RowMode};
#[cfg(not(target_arch = "wasm32"))]
pub use twin::{ArticlePages, Twin};
