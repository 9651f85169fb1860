//! The tools that do not come with Rust or Node, their versions, and where each is found:
//! on PATH when the version is right, else in the cache.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run;

/// Where a tool is installed from.
#[derive(Clone, Copy)]
pub enum Origin {
    /// `cargo install` of this crate.
    Crate(&'static str),
    /// `npm install` of this package.
    Npm(&'static str),
}

/// What must be there for the tool to count as installed.
#[derive(Clone, Copy)]
pub enum Proof {
    /// Programs that answer `--version` with the right one.
    Programs(&'static [&'static str]),
    /// A file below the tool's cache folder. Never looked for on PATH.
    File(&'static str),
}

/// Which versions will do.
#[derive(Clone, Copy)]
pub enum Accepts {
    /// The pinned one only.
    Exactly,
    /// The same major and minor number, and at least this patch number.
    PatchFrom(u32),
}

/// One tool, at one version.
pub struct Tool {
    /// The name tasks ask for it by.
    pub name: &'static str,
    /// The version that is installed when none is found.
    pub version: &'static str,
    accepts: Accepts,
    /// Where it comes from.
    pub origin: Origin,
    proof: Proof,
}

/// Trunk refuses other wasm-bindgen versions than the crate's, and downloads what it misses:
/// both stay pinned together with Cargo.toml and Trunk.toml.
pub const TOOLS: &[Tool] = &[
    Tool {
        name: "wasm-opt",
        version: "132",
        accepts: Accepts::Exactly,
        origin: Origin::Npm("binaryen"),
        proof: Proof::Programs(&["wasm-opt"]),
    },
    Tool {
        name: "wasm-bindgen",
        version: "0.2.130",
        accepts: Accepts::Exactly,
        origin: Origin::Crate("wasm-bindgen-cli"),
        proof: Proof::Programs(&["wasm-bindgen", "wasm-bindgen-test-runner"]),
    },
    Tool {
        name: "terser",
        version: "5.51.4",
        accepts: Accepts::Exactly,
        origin: Origin::Npm("terser"),
        proof: Proof::Programs(&["terser"]),
    },
    Tool {
        name: "trunk",
        version: "0.21.14",
        accepts: Accepts::Exactly,
        origin: Origin::Crate("trunk"),
        proof: Proof::Programs(&["trunk"]),
    },
    Tool {
        name: "axe-core",
        version: "4.14.1",
        accepts: Accepts::Exactly,
        origin: Origin::Npm("axe-core"),
        proof: Proof::File("node_modules/axe-core/axe.min.js"),
    },
    Tool {
        name: "html-validate",
        version: "10.9.0",
        accepts: Accepts::Exactly,
        origin: Origin::Npm("html-validate"),
        proof: Proof::Programs(&["html-validate"]),
    },
    Tool {
        name: "cargo-nextest",
        version: "0.9.143",
        accepts: Accepts::PatchFrom(100),
        origin: Origin::Crate("cargo-nextest"),
        proof: Proof::Programs(&["cargo-nextest"]),
    },
    Tool {
        name: "cargo-fuzz",
        version: "0.13.1",
        accepts: Accepts::PatchFrom(0),
        origin: Origin::Crate("cargo-fuzz"),
        proof: Proof::Programs(&["cargo-fuzz"]),
    },
    Tool {
        name: "geckodriver",
        version: "0.37.1",
        accepts: Accepts::Exactly,
        origin: Origin::Crate("geckodriver"),
        proof: Proof::Programs(&["geckodriver"]),
    },
    Tool {
        name: "observatory",
        version: "1.4.8",
        accepts: Accepts::Exactly,
        origin: Origin::Npm("@mdn/mdn-http-observatory"),
        proof: Proof::File("node_modules/@mdn/mdn-http-observatory/src/constants.js"),
    },
    Tool {
        name: "sitemap",
        version: "9.0.1",
        accepts: Accepts::Exactly,
        origin: Origin::Npm("sitemap"),
        proof: Proof::File("node_modules/sitemap/schema/sitemap.xsd"),
    },
    Tool {
        name: "xmllint",
        version: "5.3.0",
        accepts: Accepts::Exactly,
        origin: Origin::Npm("xmllint-wasm"),
        proof: Proof::File("node_modules/xmllint-wasm/index-node.js"),
    },
    Tool {
        name: "schema-dts",
        version: "2.1.0",
        accepts: Accepts::Exactly,
        origin: Origin::Npm("schema-dts"),
        proof: Proof::File("node_modules/schema-dts/dist/schema.d.ts"),
    },
    Tool {
        name: "tsc",
        version: "5.9.3",
        accepts: Accepts::Exactly,
        origin: Origin::Npm("typescript"),
        proof: Proof::Programs(&["tsc"]),
    },
    Tool {
        name: "lighthouse",
        version: "12.8.2",
        accepts: Accepts::Exactly,
        origin: Origin::Npm("lighthouse"),
        proof: Proof::File("node_modules/lighthouse/core/index.js"),
    },
    Tool {
        name: "pagefind",
        version: "1.6.0",
        accepts: Accepts::Exactly,
        origin: Origin::Npm("pagefind"),
        proof: Proof::Programs(&["pagefind"]),
    },
];

/// What `serve` and `build` need.
pub const BUILD_TOOLS: &[&str] = &["wasm-opt", "wasm-bindgen", "terser", "trunk"];

/// The tool of that name.
pub fn named(name: &str) -> Result<&'static Tool, String> {
    TOOLS.iter().find(|tool| tool.name == name).ok_or_else(|| {
        let known: Vec<&str> = TOOLS.iter().map(|tool| tool.name).collect();
        format!("{name}: no such tool; there are {}", known.join(", "))
    })
}

impl Tool {
    /// The tool's folder in the cache: `trunk-0.21.14`, `npm-binaryen-132`.
    pub fn folder(&self) -> String {
        match self.origin {
            Origin::Crate(_) => format!("{}-{}", self.name, self.version),
            Origin::Npm(package) => {
                let name = package.trim_start_matches('@').replace('/', "-");
                format!("npm-{name}-{}", self.version)
            }
        }
    }

    /// Whether `path` (as in the PATH variable) leads to the right version of every program.
    pub fn is_on(&self, path: &OsStr) -> bool {
        match self.proof {
            Proof::File(_) => false,
            Proof::Programs(names) => names
                .iter()
                .all(|name| find(name, path).is_some_and(|program| self.accepts_program(&program))),
        }
    }

    /// Whether the tool is whole in `folder`, its own folder of the cache.
    pub fn is_in(&self, folder: &Path) -> bool {
        match self.proof {
            Proof::File(below) => folder.join(below).is_file(),
            Proof::Programs(_) => self.is_on(self.programs_in(folder).as_os_str()),
        }
    }

    /// The folder of the tool's programs below `folder`.
    pub fn programs_in(&self, folder: &Path) -> PathBuf {
        match self.origin {
            Origin::Crate(_) => folder.join("bin"),
            Origin::Npm(_) => folder.join("node_modules").join(".bin"),
        }
    }

    /// The file that proves a tool without programs.
    pub fn file_in(&self, folder: &Path) -> Option<PathBuf> {
        match self.proof {
            Proof::File(below) => Some(folder.join(below)),
            Proof::Programs(_) => None,
        }
    }

    fn accepts_program(&self, program: &Path) -> bool {
        run::answer(Command::new(program).arg("--version"))
            .is_some_and(|text| version_in(&text).is_some_and(|found| self.takes(found)))
    }

    fn takes(&self, found: &str) -> bool {
        match self.accepts {
            Accepts::Exactly => found == self.version,
            Accepts::PatchFrom(least) => {
                let (wanted, found) = (numbers(self.version), numbers(found));
                wanted.get(..2) == found.get(..2) && found.get(2).is_some_and(|n| *n >= least)
            }
        }
    }
}

/// The first program of that name on `path`.
pub fn find(program: &str, path: &OsStr) -> Option<PathBuf> {
    env::split_paths(path)
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
}

/// The PATH variable, with `folders` before it.
pub fn path_with(folders: &[PathBuf]) -> Result<OsString, String> {
    let before = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.iter().cloned().chain(env::split_paths(&before)))
        .map_err(|error| format!("PATH cannot hold the tools' folders: {error}"))
}

/// The version in what a program says of itself: `trunk 0.21.14`, `wasm-opt version 132 (version_132)`,
/// `html-validate-10.9.0`.
fn version_in(text: &str) -> Option<&str> {
    let is_version = |word: &&str| word.starts_with(|letter: char| letter.is_ascii_digit());
    text.split_whitespace().find_map(|word| {
        let last = word.rsplit('-').next();
        Some(word).filter(is_version).or(last.filter(is_version))
    })
}

fn numbers(version: &str) -> Vec<u32> {
    version
        .split('.')
        .map_while(|part| part.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::{Tool, named, version_in};
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::{Path, PathBuf};

    #[test]
    fn versions_are_read_from_what_the_tools_say() {
        let check = |text, version| assert_eq!(version_in(text), Some(version));
        check("trunk 0.21.14\n", "0.21.14");
        check("wasm-opt version 132 (version_132)\n", "132");
        check(
            "cargo-nextest 0.9.143 (60fa45f63 2026-08-04)\nrelease: 0.9.143",
            "0.9.143",
        );
        check("geckodriver 0.37.1\n\nThe source code", "0.37.1");
        check("html-validate-10.9.0\n", "10.9.0");
        check("x 1.2.0-rc.1", "1.2.0-rc.1");
        assert_eq!(version_in("usage: trunk"), None);
    }

    #[test]
    fn some_tools_take_other_patch_numbers() {
        let takes = |name, version| named(name).unwrap().takes(version);
        assert!(takes("trunk", "0.21.14"));
        assert!(!takes("trunk", "0.21.15"));
        assert!(takes("cargo-nextest", "0.9.100"));
        assert!(takes("cargo-nextest", "0.9.151"));
        assert!(!takes("cargo-nextest", "0.9.99"));
        assert!(!takes("cargo-nextest", "0.10.100"));
        assert!(!takes("cargo-nextest", "1.9.100"));
        assert!(!takes("cargo-nextest", "0.9"));
    }

    #[test]
    fn cache_folders_carry_the_version() {
        assert_eq!(named("trunk").unwrap().folder(), "trunk-0.21.14");
        assert_eq!(named("wasm-opt").unwrap().folder(), "npm-binaryen-132");
        assert_eq!(
            named("observatory").unwrap().folder(),
            "npm-mdn-mdn-http-observatory-1.4.8"
        );
    }

    #[test]
    fn a_program_counts_in_its_right_version_only() {
        let folder = fresh("versions");
        let trunk = named("trunk").unwrap();
        assert!(!trunk.is_in(&folder));
        fake(&trunk.programs_in(&folder), "trunk", "trunk 0.21.13");
        assert!(!trunk.is_in(&folder));
        fake(&trunk.programs_in(&folder), "trunk", "trunk 0.21.14");
        assert!(trunk.is_in(&folder));
    }

    #[test]
    fn every_program_of_a_tool_must_be_there() {
        let folder = fresh("pair");
        let bindgen: &Tool = named("wasm-bindgen").unwrap();
        let programs = bindgen.programs_in(&folder);
        fake(&programs, "wasm-bindgen", "wasm-bindgen 0.2.130");
        assert!(!bindgen.is_on(programs.as_os_str()));
        fake(
            &programs,
            "wasm-bindgen-test-runner",
            "wasm-bindgen-test-runner 0.2.130",
        );
        assert!(bindgen.is_on(programs.as_os_str()));
    }

    fn fresh(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    fn fake(folder: &Path, program: &str, says: &str) {
        fs::create_dir_all(folder).unwrap();
        let file = folder.join(program);
        fs::write(&file, format!("#!/bin/sh\necho '{says}'\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }
}
