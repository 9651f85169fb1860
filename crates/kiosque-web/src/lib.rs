//! What the app and the worker that searches both need of the browser.

mod digest;
mod jobs;

pub use digest::sha256;
pub use jobs::{Job, side_by_side};
