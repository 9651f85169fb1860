//! Views from values: no fetching, no browser.

mod article_card;
mod article_view;
mod banner;
mod breadcrumb;
mod footer;
mod notice;
mod pager;
mod related_articles;
mod tag_filter;
mod tag_links;

pub use article_card::ArticleCard;
pub use article_view::ArticleView;
pub(crate) use banner::Banner;
pub(crate) use breadcrumb::breadcrumb;
pub(crate) use footer::footer;
pub use notice::Notice;
pub use pager::Pager;
pub use related_articles::RelatedArticles;
pub use tag_filter::TagFilter;
pub(crate) use tag_links::tag_links;
