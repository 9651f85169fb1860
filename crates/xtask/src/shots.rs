//! `cargo xtask shots`.

use std::path::{self, PathBuf};

use crate::Outcome;
use crate::browsers;
use crate::place;
use crate::run;
use crate::say::say;
use crate::setup;
use crate::site;
use crate::test::stages::point_out_tools;
use crate::tools::TOOLS;

/// Builds the site and photographs its pages into a folder; options that choose among them go through.
pub fn shots(arguments: &[String]) -> Outcome {
    let (folder, options) = match arguments.split_first() {
        Some((folder, options)) if !folder.starts_with("--") => (PathBuf::from(folder), options),
        _ => (place::target("shots"), arguments),
    };
    let folder = path::absolute(&folder)
        .map_err(|error| format!("shots: `{}` is no folder: {error}", folder.display()))?;
    browsers::ensure()?;
    let tools: Vec<&str> = TOOLS.iter().map(|tool| tool.name).collect();
    let toolbox = setup::prepare(&tools)?;
    say("building the site for release");
    site::ROOT.build(&toolbox)?;
    let mut camera = toolbox.cargo("run --quiet -p kiosque-e2e --bin shots --");
    camera
        .arg(&folder)
        .args(options)
        .env("KIOSQUE_SITE_ROOT", site::ROOT.folder());
    point_out_tools(&toolbox, &mut camera)?;
    run::foreground(&mut camera)?;
    say(&format!("screenshots: {}", place::shown(&folder)));
    Ok(())
}
