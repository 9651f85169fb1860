//! Citations, dossiers, saved articles and quotations, from outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

mod conventions;
mod dossiers;
mod problems;
mod quotations;
mod readers;
mod saved;
mod works;
