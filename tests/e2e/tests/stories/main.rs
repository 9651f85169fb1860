//! What readers do with the site and what they see, in whole browsers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise"
)]

mod accessibility;
mod attack_sources;
mod attacks;
mod desk;
mod editions;
mod fault_matrix;
mod faults;
mod filtering;
mod half_filtered;
mod histogram;
mod history;
mod hostile;
mod keyboard;
mod languages;
mod memory;
mod motion;
mod narrow;
mod offline;
mod offline_troubles;
mod pictures;
mod published;
mod reading;
mod reuters;
mod search;
mod series;
mod sets;
mod stopping;
mod story;
mod tag_index;
mod trees;
mod trusted_types;
mod twins;
mod words;
