//! The door to all development work on Kiosque: `cargo xtask NAME`.
//!
//! One table of name and function, no dependency, and no second way: continuous
//! integration calls the same names as a contributor does.

use std::process::ExitCode;

mod apt;
mod bench;
mod browsers;
mod corpus;
mod found;
mod fuzz;
mod install;
mod place;
mod release;
mod run;
mod rust_parts;
mod say;
mod serve;
mod setup;
mod shots;
mod site;
mod test;
mod tidy;
mod tools;

use say::say;

/// What a task comes to; the text names the command, the place, the reason and the way out.
type Outcome = Result<(), String>;

struct Task {
    name: &'static str,
    arguments: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Outcome,
}

const TASKS: &[Task] = &[
    Task {
        name: "setup",
        arguments: "[TOOL...]",
        about: "install what is missing: wasm target, build tools, test tools, browsers",
        run: setup::setup,
    },
    Task {
        name: "serve",
        arguments: "[-- TRUNK-ARGUMENT...]",
        about: "publish the bundled set, build, serve with live reload",
        run: serve::serve,
    },
    Task {
        name: "build",
        arguments: "[--public-url /SUB/] [--dist DIR]",
        about: "make the release build of the site",
        run: site::build,
    },
    Task {
        name: "release",
        arguments: "",
        about: "build target/release/kiosque with the viewer in it, and try it with nothing else on PATH",
        run: release::release,
    },
    Task {
        name: "test",
        arguments: "[--full] [STAGE...]",
        about: "run every check, or the named stages only",
        run: test::test,
    },
    Task {
        name: "tidy",
        arguments: "[--bless]",
        about: "check the rooms, the words and the style sheets; --bless rewrites wasm-crates.txt",
        run: tidy::tidy,
    },
    Task {
        name: "bench",
        arguments: "[NAME...] [N...]",
        about: "measure: size, scale and search (at N articles), import, publish, related, relevance, reader (all when none is named)",
        run: bench::bench,
    },
    Task {
        name: "corpus",
        arguments: "N [--seed S] [--into DIR] [--later K]",
        about: "make a set of N articles after real ones (default target/corpus/N-S; 10k, 1M)",
        run: corpus::corpus,
    },
    Task {
        name: "fuzz",
        arguments: "TARGET [--seconds N]",
        about: "look for input that stops an importer or the sanitiser (60 seconds)",
        run: fuzz::fuzz,
    },
    Task {
        name: "shots",
        arguments: "[DIR] [--page NAME] [--lang fr] ...",
        about: "take screenshots of the pages (default target/shots, every page)",
        run: shots::shots,
    },
    Task {
        name: "help",
        arguments: "",
        about: "show this table",
        run: help,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            say::complain(&format!("error: {reason}"));
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let Some((name, rest)) = arguments.split_first() else {
        return help(&[]);
    };
    let name = match name.as_str() {
        "-h" | "--help" => "help",
        other => other,
    };
    match TASKS.iter().find(|task| task.name == name) {
        Some(task) => (task.run)(rest),
        None => Err(format!(
            "cargo xtask {name}: no such task; `cargo xtask help` lists them"
        )),
    }
}

fn help(_: &[String]) -> Outcome {
    say("cargo xtask NAME");
    for task in TASKS {
        let call = format!("{} {}", task.name, task.arguments);
        say(&format!("  {call:<40} {}", task.about));
    }
    say("stages of `test`, in their order:");
    for stage in test::stages() {
        say(&format!("  {:<40} {}", stage.name, stage.about));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::dispatch;

    #[test]
    fn an_unknown_task_names_the_way_out() {
        let reason = dispatch(&["sevre".to_owned()]).unwrap_err();
        assert_eq!(
            reason,
            "cargo xtask sevre: no such task; `cargo xtask help` lists them"
        );
    }
}
