//! The site's builds, through trunk.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::Outcome;
use crate::place;
use crate::run::{self, Shown};
use crate::rust_parts;
use crate::setup::{self, Toolbox};
use crate::tools::BUILD_TOOLS;

/// A release build the tests and measurements look at.
#[derive(Clone, Copy)]
pub struct Site {
    /// The path it is served under, as the stories know it.
    public_url: &'static str,
    name: &'static str,
}

/// At a host's root.
pub const ROOT: Site = Site {
    public_url: "/",
    name: "root",
};

/// In a sub-folder, two levels deep so that a single `..` does not find its way out by luck.
pub const SUB: Site = Site {
    public_url: "/sous/dossier/",
    name: "sub",
};

impl Site {
    /// Where it is built.
    pub fn folder(self) -> PathBuf {
        place::target("site").join(self.name)
    }

    /// Makes the release build.
    pub fn build(self, toolbox: &Toolbox) -> Outcome {
        let step = format!("build-{}", self.name);
        build_tool(toolbox)?;
        let mut trunk = releasing(toolbox)?;
        trunk
            .env("KIOSQUE_TOOL", tool())
            .args(["--public-url", self.public_url, "--dist"])
            .arg(self.folder());
        run::quietly(&step, &mut trunk, &place::log(&step), Shown::All).map(drop)
    }

    /// The folder, or what to run first.
    pub fn built(self) -> Result<PathBuf, String> {
        let folder = self.folder();
        if folder.join("index.html").is_file() {
            return Ok(folder);
        }
        Err(format!(
            "{}: no build of the site there; `cargo xtask test build` makes it",
            place::shown(&folder)
        ))
    }
}

/// Makes the application that has one element, as the site's own is made; where it is.
pub fn build_least(toolbox: &Toolbox) -> Result<PathBuf, String> {
    let folder = place::target("site/least");
    let mut trunk = releasing(toolbox)?;
    trunk
        .current_dir(place::workspace().join("tests/bench/least"))
        .arg("--dist")
        .arg(&folder);
    let step = "build-least";
    run::quietly(step, &mut trunk, &place::log(step), Shown::All)?;
    Ok(folder)
}

/// The command-line tool that makes the builds: as the native tests have it, which need
/// not be built for both.
pub fn tool() -> PathBuf {
    place::target("debug/kiosque")
}

fn build_tool(toolbox: &Toolbox) -> Outcome {
    let mut build = toolbox.cargo("test --workspace --test cli --no-run");
    run::quietly(
        "build-tool",
        &mut build,
        &place::log("build-tool"),
        Shown::All,
    )
    .map(drop)
}

/// Trunk with its tools.
pub fn trunk(toolbox: &Toolbox) -> Command {
    let mut command = toolbox.command("trunk");
    // Trunk reads NO_COLOR as a Boolean and refuses the usual `1`.
    if env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true");
    }
    command
}

/// What makes a release smaller than `trunk build --release` alone does: the standard
/// library is built along, for size, and neither it nor the viewer carries what a panic
/// would say. A panic stops the module, and the page's own script says so.
const SMALLER: [(&str, &str); 4] = [
    // These are settings that cargo and rustc otherwise keep to nightly ones.
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none",
    ),
];

/// `trunk build --release`, with what makes it smaller.
fn releasing(toolbox: &Toolbox) -> Result<Command, String> {
    rust_parts::ensure_source()?;
    let mut trunk = trunk(toolbox);
    trunk.envs(SMALLER).args(["build", "--release"]);
    Ok(trunk)
}

/// `cargo xtask build`.
pub fn build(arguments: &[String]) -> Outcome {
    let options = trunk_options(arguments)?;
    let toolbox = setup::prepare(BUILD_TOOLS)?;
    run::foreground(releasing(&toolbox)?.args(options))
}

fn trunk_options(arguments: &[String]) -> Result<Vec<String>, String> {
    const USAGE: &str = "cargo xtask build [--public-url /SUB/] [--dist DIR]";
    let mut options = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word.as_str(), words.next().cloned()),
        };
        match value {
            Some(value) if matches!(name, "--public-url" | "--dist") => {
                options.extend([name.to_owned(), value]);
            }
            Some(_) => return Err(format!("build: `{name}` is not known; {USAGE}")),
            None => return Err(format!("build: `{name}` wants a value; {USAGE}")),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::trunk_options;

    fn check(arguments: &[&str], expected: Result<&[&str], &str>) {
        let arguments: Vec<String> = arguments.iter().map(|word| (*word).to_owned()).collect();
        let options = trunk_options(&arguments);
        let options = options.map_err(|reason| reason.split(';').next().unwrap_or("").to_owned());
        let expected = expected
            .map(|words| words.iter().map(|word| (*word).to_owned()).collect())
            .map_err(str::to_owned);
        assert_eq!(options, expected);
    }

    #[test]
    fn options_go_to_trunk_and_others_are_refused() {
        check(&[], Ok(&[]));
        check(&["--public-url", "/a/"], Ok(&["--public-url", "/a/"]));
        check(
            &["--dist=d", "--public-url=/a/"],
            Ok(&["--dist", "d", "--public-url", "/a/"]),
        );
        check(&["--dist"], Err("build: `--dist` wants a value"));
        check(&["--fast", "1"], Err("build: `--fast` is not known"));
    }
}
