//! `cargo xtask test`: stages in an order that fails fast, each timed, all summed up.

use std::time::{Duration, Instant};

use crate::Outcome;
use crate::browsers;
use crate::rust_parts;
use crate::say::{elapsed, say};
use crate::setup::{self, Toolbox};

pub mod stages;

pub use stages::stages;

/// One kind of check.
pub struct Stage {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it checks, for the help table.
    pub about: &'static str,
    tools: &'static [&'static str],
    browsers: bool,
    run: fn(&Course<'_>) -> Result<Vec<String>, String>,
}

/// What every stage of one run shares.
pub struct Course<'a> {
    toolbox: &'a Toolbox,
    /// Whether the large matrices run whole.
    full: bool,
}

struct Passed {
    name: &'static str,
    time: Duration,
}

/// Runs every stage, or the named ones, and stops at the first that fails.
pub fn test(arguments: &[String]) -> Outcome {
    let (chosen, full) = chosen(arguments)?;
    let start = Instant::now();
    let toolbox = equip(&chosen)?;
    let course = Course {
        toolbox: &toolbox,
        full,
    };
    let (passed, outcome) = run_in_order(&chosen, &course);
    sum_up(&passed, &chosen, start.elapsed());
    outcome
}

fn chosen(arguments: &[String]) -> Result<(Vec<&'static Stage>, bool), String> {
    let full = arguments.iter().any(|word| word == "--full");
    let names: Vec<&String> = arguments.iter().filter(|word| *word != "--full").collect();
    if let Some(wrong) = names
        .iter()
        .find(|name| !stages().iter().any(|stage| stage.name == **name))
    {
        let known: Vec<&str> = stages().iter().map(|stage| stage.name).collect();
        return Err(format!(
            "test: no stage `{wrong}`; there are {}",
            known.join(", ")
        ));
    }
    let is_chosen =
        |stage: &&Stage| names.is_empty() || names.iter().any(|name| *name == stage.name);
    Ok((stages().iter().filter(is_chosen).collect(), full))
}

/// Everything the chosen stages need, before the first of them: a missing browser is told
/// at once and not after a quarter of an hour.
fn equip(chosen: &[&Stage]) -> Result<Toolbox, String> {
    rust_parts::ensure_components()?;
    if chosen.iter().any(|stage| stage.browsers) {
        browsers::ensure()?;
    }
    let mut tools: Vec<&str> = chosen
        .iter()
        .flat_map(|stage| stage.tools)
        .copied()
        .collect();
    tools.sort_unstable();
    tools.dedup();
    setup::prepare(&tools)
}

fn run_in_order(chosen: &[&Stage], course: &Course<'_>) -> (Vec<Passed>, Outcome) {
    let mut passed = Vec::new();
    for stage in chosen {
        say(&format!("== {}: {}", stage.name, stage.about));
        let start = Instant::now();
        match (stage.run)(course) {
            Ok(remarks) => {
                remarks
                    .iter()
                    .for_each(|remark| say(&format!("   {remark}")));
                let time = start.elapsed();
                say(&format!("   ok, {}", elapsed(time)));
                passed.push(Passed {
                    name: stage.name,
                    time,
                });
            }
            Err(reason) => {
                say(&format!("   FAILED, {}", elapsed(start.elapsed())));
                return (passed, Err(format!("stage {}: {reason}", stage.name)));
            }
        }
    }
    (passed, Ok(()))
}

fn sum_up(passed: &[Passed], chosen: &[&Stage], time: Duration) {
    say("");
    for stage in passed {
        say(&format!("  {:<10} {:>12}", stage.name, elapsed(stage.time)));
    }
    let mut rest = chosen.iter().skip(passed.len());
    let failed = rest.next();
    if let Some(stage) = failed {
        say(&format!("  {:<10} {:>12}", stage.name, "FAILED"));
    }
    for stage in rest {
        say(&format!("  {:<10} {:>12}", stage.name, "not run"));
    }
    say(&format!("  {:<10} {:>12}", "in all", elapsed(time)));
    let failed = usize::from(failed.is_some());
    say(&format!("{} passed, {failed} failed", passed.len()));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::{chosen, stages};

    fn names(arguments: &[&str]) -> Result<(Vec<&'static str>, bool), String> {
        let arguments: Vec<String> = arguments.iter().map(|word| (*word).to_owned()).collect();
        let (stages, full) = chosen(&arguments)?;
        Ok((stages.iter().map(|stage| stage.name).collect(), full))
    }

    #[test]
    fn none_named_means_every_stage() {
        let (all, full) = names(&["--full"]).unwrap();
        assert_eq!(all.len(), stages().len());
        assert!(full);
    }

    #[test]
    fn named_stages_keep_the_order_of_the_table() {
        assert_eq!(
            names(&["web", "native"]),
            Ok((vec!["native", "web"], false))
        );
    }

    #[test]
    fn a_wrong_stage_is_refused_with_the_right_ones() {
        let reason = names(&["naitve"]).unwrap_err();
        assert!(
            reason.starts_with("test: no stage `naitve`; there are fmt, tidy,"),
            "{reason}"
        );
    }
}
