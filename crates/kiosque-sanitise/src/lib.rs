//! The one sanitiser of Kiosque: article bodies from anywhere in, HTML that
//! runs nothing and asks nobody out.
//!
//! A body passes three gates.
//!
//! 1. [`Limits`] on bytes, attributes, depth and nodes, checked before and
//!    while a tree is built, because HTML parsers are superlinear in several
//!    of them. What breaks a limit is reduced to its text.
//! 2. A rewriting of the tree: images become names of the set's own files or
//!    placeholders that name their host, embedded content becomes a link,
//!    wrappers without meaning go, addresses are resolved.
//! 3. [ammonia](https://docs.rs/ammonia) with an allow-list, over what the
//!    rewriting wrote. Nothing reaches a reader but through it, or as
//!    paragraphs of escaped text.
//!
//! The three are repeated until nothing changes any more, so that sanitising
//! a second time changes nothing.

mod address;
mod allow_list;
mod attributes;
mod elements;
mod image_sources;
mod images;
mod limits;
mod line;
mod note;
mod rewrite;
mod sanitiser;
mod text;
mod tree;

pub use image_sources::image_sources;
pub use images::{ImageForm, ImageForms, ImageNames};
pub use limits::Limits;
pub use line::{beginning, cut, one_line, paragraphs, report};
pub use note::SanitiseNote;
pub use rewrite::escaped;
pub use sanitiser::{BodyContext, Sanitiser, check_shape};
pub use text::{plain_text, text_of_markup};
