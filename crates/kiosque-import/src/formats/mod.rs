//! One room for each format: what it looks like, and its articles as raw as
//! they stand.

pub(crate) mod json_feed;
pub(crate) mod markdown;
