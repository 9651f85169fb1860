//! What the Rust toolchain itself must have: the wasm target, the standard library's
//! source, rustfmt, clippy.

use std::path::Path;
use std::process::Command;

use crate::Outcome;
use crate::place;
use crate::run::{self, Shown};
use crate::say::say;

/// The browser's target.
pub const WASM: &str = "wasm32-unknown-unknown";

/// A file of the standard library's source, below the toolchain's folder.
const SOURCE: &str = "lib/rustlib/src/rust/library/std/Cargo.toml";

/// Adds the wasm target if the toolchain has none.
pub fn ensure_target() -> Outcome {
    let folder =
        run::answer(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if folder.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    add("target", WASM)
}

/// Adds the standard library's source if the toolchain has none: a release builds it
/// along with the viewer.
pub fn ensure_source() -> Outcome {
    let root = run::answer(Command::new("rustc").args(["--print", "sysroot"]));
    let source = root.map(|root| Path::new(root.trim()).join(SOURCE));
    if source.is_some_and(|source| source.is_file()) {
        return Ok(());
    }
    add("component", "rust-src")
}

/// Adds rustfmt and clippy if the toolchain lacks them.
pub fn ensure_components() -> Outcome {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if run::answer(run::cargo().args([subcommand, "--version"])).is_none() {
            add("component", component)?;
        }
    }
    Ok(())
}

fn add(kind: &str, name: &str) -> Outcome {
    say(&format!("adding the Rust {kind} {name}"));
    let mut rustup = Command::new("rustup");
    rustup
        .args([kind, "add", name])
        .current_dir(place::workspace());
    run::quietly(name, &mut rustup, &place::log("rustup"), Shown::Tail(40)).map(drop)
}
