//! Whole-browser stories: a static server that can misbehave, and the three
//! browser engines that read from it.
//!
//! A story starts a [`Server`] on a site folder, opens it in a [`Browser`] and
//! says what a reader does and sees. Nothing here sleeps for a fixed time: every
//! step goes through [`wait::wait_for`] and fails with what it waited for and what
//! the page showed instead.
//!
//! ```no_run
//! use kiosque_e2e::{Base, Browser, Engine, Fault, FaultKind, Options, Server, built_site};
//!
//! # async fn story() -> Result<(), kiosque_e2e::Error> {
//! let site = Server::start(built_site(Base::Root)?, Base::Root.path()).await?;
//! let browser = Browser::start(Engine::Chromium, Options::default()).await?;
//! site.fault(Fault::path("archive/root.json", FaultKind::Status(503)).times(1));
//! browser.go(&site.url("/")).await?;
//! browser.wait_text("[role=alert]", "Réessayer").await?;
//! browser.click_text("button", "Réessayer").await?;
//! browser.wait_for("main article").await?;
//! # Ok(())
//! # }
//! ```

pub mod browser;
mod error;
pub mod matrix;
pub mod server;
pub mod site;
pub mod wait;

pub use browser::{Browser, Engine, Options};
pub use error::{Error, Result};
pub use matrix::{Case, Lang, Scheme, cases};
pub use server::{Fault, FaultKind, Link, Request, Server, ServerOptions};
pub use site::{Base, built_site, with_archive};
pub use thirtyfour::Key;
