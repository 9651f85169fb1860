//! One room for each format: what it looks like, and its articles as raw as
//! they stand.

pub(crate) mod feed;
pub(crate) mod json_feed;
pub(crate) mod markdown;
pub(crate) mod page;
pub(crate) mod review;
pub(crate) mod table;
pub(crate) mod wordpress;
pub(crate) mod xml;
