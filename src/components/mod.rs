//! Views from values: no fetching, no browser.

mod article_card;
mod article_tools;
mod article_view;
mod banner;
mod breadcrumb;
mod element;
mod footer;
mod histogram;
mod notice;
mod pager;
mod related_articles;
mod search_box;
mod tag_filter;
mod tag_links;

pub use article_card::article_card;
pub(crate) use article_card::{Hit, found_card, marked};
pub(crate) use article_tools::ArticleTools;
pub use article_view::article_view;
pub(crate) use banner::banner;
pub(crate) use breadcrumb::breadcrumb;
pub(crate) use element::{classed, el, link, live};
pub(crate) use footer::footer;
pub(crate) use notice::{kept, older, words_of};
pub use notice::{notice, part_of, waiting};
pub use pager::pager;
pub use related_articles::related_articles;
pub(crate) use search_box::{BOX, Typing, search_box};
pub use tag_filter::TagFilter;
pub(crate) use tag_filter::label;
pub(crate) use tag_links::tag_links;
