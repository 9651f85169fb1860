//! Plain values, no views: the addresses of pages and lists, the language of the interface.

mod interface_language;
mod links;
mod list_query;
mod narrowing;
mod near_tags;

pub use interface_language::choose_language;
pub use links::{Links, article_of_path};
pub use list_query::{ListQuery, RowMode};
pub use narrowing::absorb;
pub use near_tags::{beginning, nearest};
