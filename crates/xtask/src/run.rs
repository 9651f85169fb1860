//! Starting other programs: either in the foreground, or quietly with a line now and then
//! while they last and their output when they fail.

use std::env;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::place;
use crate::say::{elapsed, plain, say};

/// A silent step says that it still goes on this often.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How much of a failed child's output is shown.
#[derive(Clone, Copy)]
pub enum Shown {
    /// All of it.
    All,
    /// The last lines.
    Tail(usize),
    /// All but what nextest repeats of passing tests after its summary.
    Nextest,
}

/// Runs `command` to its end with its output in the file `log`, which is returned as text.
/// On failure the output is shown and the error names the command and the log.
pub fn quietly(
    step: &str,
    command: &mut Command,
    log: &Path,
    shown: Shown,
) -> Result<String, String> {
    let status = watch(step, command, log)?;
    let output = read(log);
    if status.success() {
        return Ok(output);
    }
    for line in select(&output, shown) {
        say(line);
    }
    Err(format!(
        "{step}: `{}` ended with {status}; its output is above and in {}",
        line_of(command),
        place::shown(log)
    ))
}

/// Runs `command` to its end on our own terminal.
pub fn foreground(command: &mut Command) -> Result<(), String> {
    let line = line_of(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| not_started(&line, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{line}` ended with {status}; its output is above"))
    }
}

/// The first lines a program prints with `arguments`, both streams; `None` when it fails or is not there.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    let text = [output.stdout, output.stderr].concat();
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&text).into_owned())
}

/// Does `work` elsewhere and, while it lasts, says so with what `latest` answers.
pub fn patiently<T: Send>(
    step: &str,
    latest: impl Fn() -> String,
    work: impl FnOnce() -> T + Send,
) -> Result<T, String> {
    let start = Instant::now();
    thread::scope(|scope| {
        let (done, finished) = mpsc::channel();
        scope.spawn(move || done.send(work()));
        loop {
            match finished.recv_timeout(HEARTBEAT) {
                Ok(value) => return Ok(value),
                Err(RecvTimeoutError::Timeout) => {
                    let time = elapsed(start.elapsed());
                    say(&format!("   ... {step}, {time}: {}", latest()));
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(format!("{step}: broken off"));
                }
            }
        }
    })
}

/// Cargo, the same one that runs us.
pub fn cargo() -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    forget_ourselves(&mut command);
    command
}

/// Takes out what `cargo run` told us about this crate: build scripts that watch these
/// variables would otherwise run again, and their crates be compiled again.
pub fn forget_ourselves(command: &mut Command) {
    let about_us = |name: &str| {
        name.starts_with("CARGO_PKG_")
            || matches!(name, "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH")
    };
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(about_us) {
            command.env_remove(name);
        }
    }
}

/// The command as one would type it, the program without its folder.
pub fn line_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    std::iter::once(program.file_name().unwrap_or(program.as_os_str()))
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

fn watch(step: &str, command: &mut Command, log: &Path) -> Result<ExitStatus, String> {
    let (out, err) = open_log(log)?;
    let line = line_of(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .spawn()
        .map_err(|error| not_started(&line, &error))?;
    patiently(step, || last_line(&read(log)), move || child.wait())?
        .map_err(|error| format!("{step}: `{line}` cannot be waited for: {error}"))
}

/// Both streams into one file, so that their order stays and a grandchild that
/// outlives the child cannot hold us up as an open pipe would.
fn open_log(log: &Path) -> Result<(File, File), String> {
    let opened = || -> std::io::Result<(File, File)> {
        if let Some(folder) = log.parent() {
            fs::create_dir_all(folder)?;
        }
        // A new file, not the old one emptied: an orphan of a killed run may still write there.
        match fs::remove_file(log) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let file = File::create(log)?;
        Ok((file.try_clone()?, file))
    };
    opened().map_err(|error| {
        format!(
            "{}: cannot be written: {error}; free the place or change its rights",
            place::shown(log)
        )
    })
}

fn not_started(line: &str, error: &std::io::Error) -> String {
    format!("`{line}` did not start: {error}; is it installed? `cargo xtask setup` sees to it")
}

fn read(log: &Path) -> String {
    let bytes = fs::read(log).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn last_line(output: &str) -> String {
    let line = output.lines().map(plain).rfind(|line| !line.is_empty());
    let line = line.unwrap_or_else(|| "no output yet".to_owned());
    line.chars().take(100).collect()
}

fn select(output: &str, shown: Shown) -> Vec<&str> {
    let lines: Vec<&str> = output.lines().collect();
    match shown {
        Shown::All => lines,
        Shown::Tail(count) => {
            let skipped = lines.len().saturating_sub(count);
            lines.into_iter().skip(skipped).collect()
        }
        Shown::Nextest => without_passing(lines),
    }
}

fn without_passing(lines: Vec<&str>) -> Vec<&str> {
    const KEPT: [&str; 5] = ["Summary", "FAIL", "TIMEOUT", "SIG", "error"];
    let mut summed_up = false;
    lines
        .into_iter()
        .filter(|line| {
            let line = plain(line);
            summed_up |= line.starts_with("Summary [");
            !summed_up || KEPT.iter().any(|start| line.starts_with(start))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::{Shown, answer, last_line, quietly, select};
    use std::env::temp_dir;
    use std::process::{Command, id};

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_quiet_step_returns_both_streams_in_their_order() {
        let log = temp_dir().join(format!("xtask-{}-ok.log", id()));
        let mut command = shell("echo one; echo two >&2; echo three");
        let output = quietly("count", &mut command, &log, Shown::All).unwrap();
        assert_eq!(output, "one\ntwo\nthree\n");
    }

    #[test]
    fn a_failed_step_names_command_status_and_log() {
        let log = temp_dir().join(format!("xtask-{}-bad.log", id()));
        let reason = quietly("count", &mut shell("exit 3"), &log, Shown::All).unwrap_err();
        let expected = format!(
            "count: `sh -c exit 3` ended with exit status: 3; its output is above and in {}",
            log.display()
        );
        assert_eq!(reason, expected);
    }

    #[test]
    fn a_program_that_is_not_there_names_the_way_out() {
        let log = temp_dir().join(format!("xtask-{}-none.log", id()));
        let mut command = Command::new("kiosque-no-such-program");
        let reason = quietly("x", &mut command, &log, Shown::All).unwrap_err();
        assert!(reason.contains("did not start"), "{reason}");
        assert!(reason.contains("cargo xtask setup"), "{reason}");
    }

    #[test]
    fn no_answer_comes_from_a_failing_program() {
        assert_eq!(answer(&mut shell("echo 1.2")), Some("1.2\n".to_owned()));
        assert_eq!(answer(&mut shell("echo 1.2; exit 1")), None);
    }

    #[test]
    fn the_latest_line_skips_blanks() {
        assert_eq!(last_line("a\n  b  \n\n"), "b");
        assert_eq!(last_line(""), "no output yet");
    }

    #[test]
    fn passing_tests_are_not_repeated_after_the_summary() {
        let log = "FAIL x\nSummary [ 1s]\nPASS y\nrunning 1 test\nFAIL x\nerror: failed";
        let shown = select(log, Shown::Nextest);
        assert_eq!(
            shown,
            ["FAIL x", "Summary [ 1s]", "FAIL x", "error: failed"]
        );
        assert_eq!(select("a\nb\nc", Shown::Tail(2)), ["b", "c"]);
    }
}
