//! `cargo xtask release`: the tool for those who have no Rust, with the viewer in it.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Outcome;
use crate::place;
use crate::run::{self, Shown};
use crate::say::say;
use crate::setup;
use crate::site;
use crate::tools::BUILD_TOOLS;

/// Builds the viewer and the tool that carries it, and tries it where nothing else is found.
pub fn release(arguments: &[String]) -> Outcome {
    if let Some(word) = arguments.first() {
        return Err(format!("release: `{word}` is not known; it takes nothing"));
    }
    let toolbox = setup::prepare(BUILD_TOOLS)?;
    // What a release build of the site is finished with stays behind in target/viewer.
    site::ROOT.build(&toolbox)?;
    let mut build = toolbox.cargo("build --release -p kiosque");
    run::foreground(build.env("KIOSQUE_VIEWER", place::target("viewer")))?;
    let tool = place::target("release/kiosque");
    try_alone(&tool)?;
    say(&format!("built {}", place::shown(&tool)));
    Ok(())
}

/// From nothing to a site, with the tool alone.
fn try_alone(tool: &Path) -> Outcome {
    let folder = place::target("release-trial");
    let unusable = |error| format!("{}: {error}", place::shown(&folder));
    if folder.is_dir() {
        fs::remove_dir_all(&folder).map_err(unusable)?;
    }
    fs::create_dir_all(&folder).map_err(unusable)?;
    let tries: [&[&str]; 3] = [
        &["new", "press"],
        &["publish", "press", "--quiet", "--out", "site"],
        &["verify", "site/archive"],
    ];
    for words in tries {
        let mut alone = Command::new(tool);
        alone.args(words).current_dir(&folder);
        alone.env_clear().env("PATH", "");
        run::quietly("release", &mut alone, &place::log("release"), Shown::All)?;
    }
    Ok(())
}
