//! From the files of an article set to the files of its archive.
//!
//! - [`intake`]: files in, checked articles and a list of problems out.
//! - [`archive`]: articles in, the published files out.
//! - [`finish`]: the built viewer in, the site around an archive out.
//! - `twins` (feature of this name): what can be read without the app.
//! - [`found`]: what makes a site found and followed: sitemap, feeds, icons.
//!
//! Values only: no I/O, no clock, no randomness. The same set gives the same
//! bytes, whatever the order of its files and the number of threads.

pub mod archive;
pub mod finish;
pub mod found;
pub mod intake;
mod related;
#[cfg(feature = "twins")]
mod twins;
