//! The built viewer in, the finished site around an archive out.
//!
//! - [`Bindings::shorten`] makes a module smaller before its last optimisation.
//! - [`App`] is what the viewer loads, each file named by its final bytes.
//! - [`Shell`] is the page that starts it, and what every page of HTML is made
//!   from: its policy lets only these bytes run.
//! - [`Headers`] is what a host says with each file, in the words of several.
//! - [`Site`] puts all of it together.

mod app;
#[cfg(feature = "twins")]
mod critical;
#[cfg(feature = "twins")]
mod frame;
mod headers;
mod hosts;
mod offline;
mod packed;
mod plan;
mod policy;
mod shell;
mod shorten;
mod site;
mod theme;

pub use app::App;
#[cfg(all(test, feature = "twins"))]
pub(crate) use app::tests::built;
#[cfg(feature = "twins")]
pub use critical::Kind;
#[cfg(feature = "twins")]
pub use frame::{Frame, Page, escaped};
pub use headers::{Headers, Rule};
pub use packed::{Packed, is_packed, packed};
pub use plan::{Stage, plan, stage_of};
pub use policy::Policy;
pub use shell::Shell;
pub use shell::{Element, Head};
pub use shorten::Bindings;
pub use site::{ARCHIVE, HEADERS, Place, Site, Stock, is_base};
pub use theme::{Theme, theme};

/// Why a viewer cannot be finished.
#[derive(Debug, thiserror::Error)]
pub enum FinishError {
    /// The module cannot be read.
    #[error("not a WebAssembly module: {0}; build the viewer again")]
    Wasm(String),
    /// The module and the JavaScript are not of one build.
    #[error("the module imports {0}, which its JavaScript does not have; build the viewer again")]
    Stranger(String),
    /// A file is not there, or not text where it should be.
    #[error("the viewer has no {0}, or not as a build leaves it; build it again")]
    Missing(String),
}
