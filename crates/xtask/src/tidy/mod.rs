//! `cargo xtask tidy`: what no compiler checks. Each check lists `file:line: reason`.

use std::fs;
use std::process::Command;

use crate::Outcome;
use crate::place;
use crate::run;
use crate::say::say;

mod css;
mod functions;
mod import_graph;
mod rooms;
mod wasm_crates;
mod words;

/// A text file of the repository.
pub struct Source {
    /// From the repository's top, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// What is wrong, one line each.
type Findings = Vec<String>;

/// Runs every check; with `--bless`, first rewrites the list of crates in the wasm.
pub fn tidy(arguments: &[String]) -> Outcome {
    match arguments {
        [] => {}
        [word] if word == "--bless" => wasm_crates::bless()?,
        _ => return Err("tidy: only `--bless` is known".to_owned()),
    }
    check()?;
    say("tidy: nothing to mend");
    Ok(())
}

/// Runs every check and shows what each finds.
pub fn check() -> Outcome {
    let sources = sources()?;
    let mut findings = Vec::new();
    for check in [
        import_graph::check,
        rooms::check,
        css::check,
        words::check,
        functions::check,
    ] {
        findings.extend(check(&sources));
    }
    findings.extend(wasm_crates::check()?);
    for finding in &findings {
        say(finding);
    }
    match findings.len() {
        0 => Ok(()),
        count => Err(format!("tidy: {count} to mend, listed above")),
    }
}

/// A finding as compilers write it; lines count from 1.
fn at(source: &Source, line: usize, reason: &str) -> String {
    format!("{}:{line}: {reason}", source.path)
}

/// The lines of a source with their numbers, from 1.
fn numbered(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    source
        .text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
}

/// The same without comments that fill their line.
fn code_lines(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    numbered(source).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Every text file that git knows or would add. Files that git still lists but that are
/// deleted, and files that are not text, are none.
fn sources() -> Result<Vec<Source>, String> {
    let top = place::workspace();
    let mut git = Command::new("git");
    git.args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ])
    .current_dir(&top);
    let list = run::answer(&mut git)
        .ok_or_else(|| format!("`{}` fails; tidy needs git and a clone", run::line_of(&git)))?;
    let read = |path: &str| {
        let text = fs::read_to_string(top.join(path)).ok()?;
        Some(Source {
            path: path.to_owned(),
            text,
        })
    };
    Ok(list
        .split('\0')
        .filter(|path| !path.is_empty())
        .filter_map(read)
        .collect())
}

#[cfg(test)]
fn source(path: &str, text: &str) -> Source {
    Source {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}
