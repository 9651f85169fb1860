//! From an article set to its archive, seen from outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

mod counts;
mod edition;
mod filters;
mod mutations;
mod nearness;
mod pairs;
mod set;
mod stability;
mod streaming;
mod text;
