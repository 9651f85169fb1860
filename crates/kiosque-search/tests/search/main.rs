//! An index made, put into files, and asked.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test may stop at the first surprise"
)]

mod answers;
mod hostile;
mod mutations;
mod oracle;
mod site;
