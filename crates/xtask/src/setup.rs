//! `cargo xtask setup`, and the toolbox every other task asks for.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::Outcome;
use crate::browsers;
use crate::install;
use crate::place;
use crate::run;
use crate::rust_parts;
use crate::say::{in_colour, say};
use crate::tools::{self, BUILD_TOOLS, TOOLS, Tool};

/// The tools a task works with, all there and of the right version.
pub struct Toolbox {
    path: OsString,
    cache: PathBuf,
    /// What had to go before PATH.
    folders: Vec<PathBuf>,
}

/// Installs everything, or only the named tools.
pub fn setup(arguments: &[String]) -> Outcome {
    let names: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if names.is_empty() {
        rust_parts::ensure_components()?;
        rust_parts::ensure_source()?;
        let all: Vec<&str> = TOOLS.iter().map(|tool| tool.name).collect();
        report(&prepare(&all)?, &all)?;
        browsers::ensure()?;
        say("browsers: there");
        say(&prepare(BUILD_TOOLS)?.for_trunk_alone());
        return Ok(());
    }
    report(&prepare(&names)?, &names)
}

/// Sees to the wasm target and to the tools of these names.
pub fn prepare(names: &[&str]) -> Result<Toolbox, String> {
    rust_parts::ensure_target()?;
    let cache = place::tools_cache()?;
    let on_path = env::var_os("PATH").unwrap_or_default();
    let mut folders = Vec::new();
    for name in names {
        let tool = tools::named(name)?;
        if tool.is_on(&on_path) {
            continue;
        }
        if !tool.is_in(&cache.join(tool.folder())) {
            install::install(tool, &cache)?;
        }
        folders.push(tool.programs_in(&cache.join(tool.folder())));
    }
    let path = tools::path_with(&folders)?;
    Ok(Toolbox {
        path,
        cache,
        folders,
    })
}

fn report(toolbox: &Toolbox, names: &[&str]) -> Outcome {
    for name in names {
        let tool = tools::named(name)?;
        let place = toolbox.place_of(tool)?;
        say(&format!("{}: {}", tool.folder(), place.display()));
    }
    Ok(())
}

impl Toolbox {
    /// A command in the repository's top folder, with the tools on PATH and nothing to read.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        self.equip(&mut command);
        command
    }

    /// The same for cargo, with arguments that hold no spaces.
    pub fn cargo(&self, arguments: &str) -> Command {
        let mut command = run::cargo();
        self.equip(&mut command);
        command.args(arguments.split_whitespace());
        command
    }

    /// Where the program is.
    pub fn program(&self, name: &str) -> Result<PathBuf, String> {
        tools::find(name, &self.path).ok_or_else(|| {
            format!("{name}: not on PATH and not in the cache; `cargo xtask setup` installs it")
        })
    }

    /// The file of a tool that is a file, or its first program.
    pub fn place_of(&self, tool: &Tool) -> Result<PathBuf, String> {
        match tool.file_in(&self.cache.join(tool.folder())) {
            Some(file) => Ok(file),
            None => self.program(tool.name),
        }
    }

    /// The browser of that Debian package.
    pub fn browser(&self, package: &str) -> Result<PathBuf, String> {
        browsers::program(package, &self.path).ok_or_else(|| {
            format!("{package}: not found; `cargo xtask setup` names what is missing")
        })
    }

    /// How to call trunk without xtask.
    fn for_trunk_alone(&self) -> String {
        if self.folders.is_empty() {
            return "`trunk serve` works by itself: its tools are on PATH".to_owned();
        }
        let folders: Vec<String> = self
            .folders
            .iter()
            .map(|folder| folder.display().to_string())
            .collect();
        format!(
            "for `trunk serve` by itself: export PATH=\"{}:$PATH\"",
            folders.join(":")
        )
    }

    fn equip(&self, command: &mut Command) {
        run::forget_ourselves(command);
        command
            .current_dir(place::workspace())
            .env("PATH", &self.path)
            .env(
                "CARGO_TERM_COLOR",
                if in_colour() { "always" } else { "never" },
            )
            .stdin(Stdio::null());
    }
}
