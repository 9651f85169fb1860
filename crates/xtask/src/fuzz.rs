//! `cargo xtask fuzz`: looks for input that stops the importers or the sanitiser.

use std::fs;

use crate::Outcome;
use crate::place;
use crate::run;
use crate::setup;

/// Where the targets are, and the corpus that is tested with everything else.
const FOLDER: &str = "crates/kiosque-import/fuzz";

/// For how long, unless it is said.
const SECONDS: &str = "60";

/// Runs a target for a while. What it makes up stays under `target/`; what stops it is
/// named, to be mended and put into the corpus.
pub fn fuzz(arguments: &[String]) -> Outcome {
    let (target, seconds) = read(arguments)?;
    let toolbox = setup::prepare(&["cargo-fuzz"])?;
    let found = format!("target/fuzz/{target}");
    let folder = place::target(&format!("fuzz/{target}"));
    fs::create_dir_all(&folder)
        .map_err(|error| format!("{}: cannot be made: {error}", place::shown(&folder)))?;
    // Without unsafe code there is nothing for a sanitizer of memory to find.
    let mut cargo = toolbox.cargo(&format!(
        "fuzz run --sanitizer none --fuzz-dir {FOLDER} --target-dir target/fuzz/build {target} {found} {FOLDER}/corpus/{target} \
         -- -max_total_time={seconds} -timeout=10 -rss_limit_mb=2048 -print_final_stats=1"
    ));
    // cargo-fuzz asks the compiler for what only nightly ones do unasked.
    run::foreground(cargo.env("RUSTC_BOOTSTRAP", "1"))
}

/// The target and the seconds.
fn read(arguments: &[String]) -> Result<(&str, &str), String> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (target, seconds) = match *words.as_slice() {
        [target] => (target, SECONDS),
        [target, "--seconds", seconds] | ["--seconds", seconds, target] => (target, seconds),
        _ => return Err(format!("fuzz: name one target of {}", targets()?)),
    };
    if seconds.parse::<u32>().is_err() {
        return Err(format!("fuzz: {seconds} is no number of seconds"));
    }
    if !place::workspace()
        .join(FOLDER)
        .join("targets")
        .join(format!("{target}.rs"))
        .is_file()
    {
        return Err(format!(
            "fuzz: no target {target}; there are {}",
            targets()?
        ));
    }
    Ok((target, seconds))
}

fn targets() -> Result<String, String> {
    let folder = place::workspace().join(FOLDER).join("targets");
    let entries = fs::read_dir(&folder)
        .map_err(|error| format!("{}: cannot be read: {error}", place::shown(&folder)))?;
    let stem = |path: std::path::PathBuf| Some(path.file_stem()?.to_str()?.to_owned());
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| stem(entry.path()))
        .collect();
    names.sort();
    Ok(names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::read;

    fn check(line: &str, expected: Result<(&str, &str), &str>) {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        let reason = read(&words);
        assert_eq!(
            reason.as_ref().map_err(String::as_str).copied(),
            expected,
            "{line}"
        );
    }

    #[test]
    fn a_target_is_named_and_perhaps_the_seconds() {
        check("feed", Ok(("feed", "60")));
        check("feed --seconds 5", Ok(("feed", "5")));
        check("--seconds 5 sanitise", Ok(("sanitise", "5")));
    }

    #[test]
    fn a_wrong_target_is_answered_with_the_right_ones() {
        let all = "feed, json_feed, markdown, page, review, sanitise, table, wordpress";
        check("fed", Err(&format!("fuzz: no target fed; there are {all}")));
        check("", Err(&format!("fuzz: name one target of {all}")));
        check(
            "feed --seconds soon",
            Err("fuzz: soon is no number of seconds"),
        );
    }
}
