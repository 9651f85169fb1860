//! What the Rust toolchain itself must have: the wasm target, rustfmt, clippy.

use std::path::Path;
use std::process::Command;

use crate::Outcome;
use crate::place;
use crate::run::{self, Shown};
use crate::say::say;

/// The browser's target.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm target if the toolchain has none.
pub fn ensure_target() -> Outcome {
    let folder =
        run::answer(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if folder.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    add("target", WASM)
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
