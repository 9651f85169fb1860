//! What each stage of `cargo xtask test` runs.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::{Course, Stage};
use crate::Outcome;
use crate::browsers;
use crate::found;
use crate::place;
use crate::run::{self, Shown};
use crate::rust_parts::WASM;
use crate::say::plain;
use crate::setup::Toolbox;
use crate::site;
use crate::tidy;
use crate::tools;

type Remarks = Result<Vec<String>, String>;

/// Lines of a passing test run that are worth a person's eye: nextest's count, the rule by
/// which a story's matrix was thinned or not, and a corpus that is not there.
const REMARKS: [&str; 4] = [
    "Summary [",
    "each value once (",
    "all combinations (",
    "skipped:",
];

/// The packages whose tests need the built site, and run in `stories`.
const WITH_SITE: &str = "package(kiosque-e2e)";

/// Seconds for all component tests together; the runner's own 20 are short on a busy machine.
const WEB_TIMEOUT: &str = "180";

const STAGES: &[Stage] = &[
    Stage {
        name: "fmt",
        about: "formatting",
        tools: &[],
        browsers: false,
        run: fmt,
    },
    Stage {
        name: "tidy",
        about: "import graph, crates in the wasm, rooms, style sheets, words, long functions",
        tools: &[],
        browsers: false,
        run: tidy,
    },
    Stage {
        name: "clippy",
        about: "lints, natively and for wasm, warnings denied",
        tools: &[],
        browsers: false,
        run: clippy,
    },
    Stage {
        name: "native",
        about: "native tests",
        tools: &["cargo-nextest"],
        browsers: false,
        run: native,
    },
    Stage {
        name: "doc",
        about: "examples in the documentation",
        tools: &[],
        browsers: false,
        run: doc,
    },
    Stage {
        name: "web",
        about: "component tests in headless Chromium",
        tools: &["wasm-bindgen"],
        browsers: true,
        run: web,
    },
    Stage {
        name: "build",
        about: "release builds, for a host's root and for a sub-folder",
        tools: tools::BUILD_TOOLS,
        browsers: false,
        run: build,
    },
    Stage {
        name: "pages",
        about: "every page of the release build against the rules of HTML; what a site says to other programs, by those of others; Lighthouse",
        tools: &[
            "html-validate",
            "lighthouse",
            "observatory",
            "schema-dts",
            "sitemap",
            "tsc",
            "xmllint",
        ],
        browsers: true,
        run: pages,
    },
    Stage {
        name: "stories",
        about: "whole-browser stories in Chromium, Firefox and WebKit on the release builds",
        tools: &["axe-core", "cargo-nextest", "geckodriver"],
        browsers: true,
        run: stories,
    },
];

/// Every stage, in the order in which they run: what fails soonest comes first.
pub fn stages() -> &'static [Stage] {
    STAGES
}

/// Tells `command` what it does not find on PATH under a fixed name.
pub fn point_out_tools(toolbox: &Toolbox, command: &mut Command) -> Outcome {
    command
        .env("KIOSQUE_GECKODRIVER", toolbox.program("geckodriver")?)
        .env("KIOSQUE_AXE", toolbox.place_of(tools::named("axe-core")?)?);
    Ok(())
}

fn fmt(course: &Course<'_>) -> Remarks {
    let mut cargo = course
        .toolbox
        .cargo("fmt --all --check -- --files-with-diff");
    silently("fmt", &mut cargo).map_err(|reason| format!("{reason}; `cargo fmt --all` mends it"))
}

fn tidy(_: &Course<'_>) -> Remarks {
    tidy::check().map(|()| Vec::new())
}

fn clippy(course: &Course<'_>) -> Remarks {
    const REST: &str = "--all-targets -- -D warnings";
    let mut native = course.toolbox.cargo(&format!("clippy --workspace {REST}"));
    silently("clippy-native", &mut native)?;
    let ours = "-p kiosque-viewer -p kiosque-worker -p kiosque-desk";
    let wasm = format!("clippy {ours} --target {WASM} {REST}");
    silently("clippy-wasm", &mut course.toolbox.cargo(&wasm))
}

fn native(course: &Course<'_>) -> Remarks {
    let mut nextest = nextest(course.toolbox, &format!("not {WITH_SITE}"));
    with_remarks("native", nextest.arg("--no-fail-fast"))
}

fn doc(course: &Course<'_>) -> Remarks {
    let mut cargo = course.toolbox.cargo("test --doc --workspace");
    silently("doc", &mut cargo)
}

fn web(course: &Course<'_>) -> Remarks {
    let line = format!("test -p kiosque-viewer --target {WASM} --test web");
    let mut cargo = course.toolbox.cargo(&line);
    drive_chromium(course.toolbox, &mut cargo)?;
    let output = run::quietly("web", &mut cargo, &place::log("web"), Shown::All)?;
    counted(&output)
}

fn build(course: &Course<'_>) -> Remarks {
    site::ROOT.build(course.toolbox)?;
    site::SUB.build(course.toolbox)?;
    Ok(Vec::new())
}

/// The style of markup is nobody's business here: only what HTML itself forbids.
fn pages(course: &Course<'_>) -> Remarks {
    const RULES: &str = r#"{"root": true, "extends": ["html-validate:standard"]}"#;
    let rules = place::target("xtask/html-validate.json");
    fs::create_dir_all(place::target("xtask"))
        .and_then(|()| fs::write(&rules, RULES))
        .map_err(|error| format!("{}: cannot be written: {error}", place::shown(&rules)))?;
    let found = found::publish(course.toolbox)?;
    let mut validate = course.toolbox.command("html-validate");
    validate.arg("--config").arg(&rules).arg("--max-warnings=0");
    validate.args(["--ext", "html"]).arg(site::ROOT.built()?);
    silently("pages", validate.arg(&found))?;
    found::check(course.toolbox, &found)?;
    found::look(course.toolbox, &found)
}

fn stories(course: &Course<'_>) -> Remarks {
    browsers::check_drivers(course.toolbox)?;
    let mut nextest = nextest(course.toolbox, WITH_SITE);
    nextest
        .env("KIOSQUE_SITE_ROOT", site::ROOT.built()?)
        .env("KIOSQUE_SITE_SUB", site::SUB.built()?);
    if course.full {
        nextest.env("KIOSQUE_FULL", "1");
    }
    point_out_tools(course.toolbox, &mut nextest)?;
    with_remarks("stories", nextest.arg("--no-fail-fast"))
}

/// Both nextest stages build the whole workspace and differ in what they run: building a
/// part would select other features of shared dependencies and compile these once more.
fn nextest(toolbox: &Toolbox, filter: &str) -> Command {
    let mut cargo = toolbox.cargo("nextest run --workspace --success-output final");
    cargo.args(["--filterset", filter]);
    cargo
}

/// Tells wasm-bindgen's test runner which browser to drive, and how.
fn drive_chromium(toolbox: &Toolbox, command: &mut Command) -> Outcome {
    // The runner asks for these first, and would drive another browser than we say.
    for driver in ["GECKODRIVER", "SAFARIDRIVER", "CHROMEDRIVER"] {
        command.env_remove(driver);
        command.env_remove(format!("{driver}_REMOTE"));
    }
    let runner = toolbox.program("wasm-bindgen-test-runner")?;
    let capabilities = chromium_capabilities(toolbox)?;
    command
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", toolbox.program("chromedriver")?)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
        .env("WASM_BINDGEN_TEST_TIMEOUT", WEB_TIMEOUT);
    Ok(())
}

fn silently(step: &str, command: &mut Command) -> Remarks {
    run::quietly(step, command, &place::log(step), Shown::All).map(|_| Vec::new())
}

fn with_remarks(step: &str, command: &mut Command) -> Remarks {
    run::quietly(step, command, &place::log(step), Shown::Nextest).map(|output| remarks(&output))
}

fn remarks(output: &str) -> Vec<String> {
    let mut remarks: Vec<String> = Vec::new();
    for line in output.lines().map(plain) {
        let wanted = REMARKS.iter().any(|start| line.starts_with(start));
        if wanted && !remarks.contains(&line) {
            remarks.push(line);
        }
    }
    remarks
}

/// The runner ends well when it finds no test at all; we do not.
fn counted(output: &str) -> Remarks {
    let results: Vec<String> = output
        .lines()
        .map(plain)
        .filter(|line| line.starts_with("test result: ok."))
        .collect();
    if results.iter().any(|line| !line.contains(" 0 passed")) {
        return Ok(results);
    }
    Err(format!(
        "no component test ran; {} says why, and tests/web must hold some",
        place::shown(&place::log("web"))
    ))
}

/// Chromium without sandbox, which root may not have, and without its traffic of its own.
/// The runner itself adds `headless`.
fn chromium_capabilities(toolbox: &Toolbox) -> Result<PathBuf, String> {
    const ARGUMENTS: [&str; 7] = [
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
    ];
    let binary = toolbox.browser("chromium")?;
    let text = format!(
        "{{\"goog:chromeOptions\": {{\"binary\": {:?}, \"args\": {ARGUMENTS:?}}}}}\n",
        binary.display().to_string()
    );
    let file = place::target("xtask/webdriver.json");
    fs::create_dir_all(place::target("xtask"))
        .and_then(|()| fs::write(&file, text))
        .map_err(|error| format!("{}: cannot be written: {error}", place::shown(&file)))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::{counted, remarks};

    #[test]
    fn remarks_are_taken_once_each_and_without_colour() {
        let log = "   Compiling x\n\u{1b}[32m Summary [ 1.0s]\u{1b}[0m 3 tests run\n    skipped: no corpus\n    skipped: no corpus\n    ok";
        assert_eq!(
            remarks(log),
            ["Summary [ 1.0s] 3 tests run", "skipped: no corpus"]
        );
    }

    #[test]
    fn a_web_run_without_tests_fails() {
        assert!(counted("no tests to run!").is_err());
        assert!(counted("test result: ok. 0 passed; 0 failed").is_err());
        let one = "test result: ok. 10 passed; 0 failed";
        assert_eq!(counted(one), Ok(vec![one.to_owned()]));
    }
}
