use crate::failure::Failure;
use crate::place;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4;

/// The command-line tool, built for release.
pub struct Tool {
    program: PathBuf,
}

/// What a run of it took.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// User and system time.
    pub processor: Duration,
    /// Time on the wall.
    pub elapsed: Duration,
    /// Most memory it held at once, in bytes.
    pub memory: u64,
}

impl Tool {
    /// Builds it where it is not up to date.
    pub fn build() -> Result<Self, Failure> {
        Ok(Self {
            program: built("kiosque")?,
        })
    }

    /// Publishes sets.
    pub fn publish(&self, sets: &[&Path], out: &Path) -> Result<Cost, Failure> {
        let mut publish = Command::new(&self.program);
        publish.args(["publish", "--quiet"]).args(sets);
        run(publish.arg("--archive").arg(out))
    }

    /// Imports a source into a set. Parts that are refused are no failure.
    pub fn import(&self, source: &Path, set: &Path) -> Result<Cost, Failure> {
        let mut import = Command::new(&self.program);
        import.args(["import", "--quiet"]).arg(source);
        run_to(&[0, 1], import.arg("--into").arg(set))
    }

    /// Publishes sets as a site that `viewer` reads.
    pub fn publish_site(&self, sets: &[&Path], viewer: &Path, out: &Path) -> Result<Cost, Failure> {
        let mut publish = Command::new(&self.program);
        publish.args(["publish", "--quiet"]).args(sets);
        run(publish.arg("--viewer").arg(viewer).arg("--out").arg(out))
    }
}

/// Pagefind's own tool.
pub struct Pagefind {
    program: PathBuf,
}

impl Pagefind {
    /// The one named by `KIOSQUE_PAGEFIND`.
    pub fn installed() -> Option<Self> {
        let program = std::env::var_os("KIOSQUE_PAGEFIND").map(PathBuf::from)?;
        program.is_file().then_some(Self { program })
    }

    /// Indexes a site with the default settings, into its folder `pagefind`.
    pub fn index(&self, site: &Path) -> Result<Cost, Failure> {
        let mut index = Command::new(&self.program);
        run(index.arg("--silent").arg("--site").arg(site))
    }
}

/// Makes a set of `size` articles in the folder `into`, and beside it a feed of
/// `later` articles more. A program of its own, since a large parent would count
/// towards the memory of what this one starts.
pub fn make_corpus(size: usize, later: usize, into: &Path) -> Result<(), Failure> {
    let mut make = Command::new(built("kiosque-corpus")?);
    make.args([size.to_string(), "--later".to_owned(), later.to_string()]);
    run(make.arg("--into").arg(into)).map(drop)
}

/// The tests of a package, under `tests/NAME`, built for release.
pub fn built_test(package: &str, name: &str) -> Result<PathBuf, Failure> {
    let mut build = cargo();
    build
        .args(["test", "--quiet", "--release", "--no-run", "-p", package])
        .args(["--test", name, "--message-format=json", "--target-dir"])
        .arg(place::target()?)
        .current_dir(place::workspace());
    let output = build.output().map_err(Failure::io("cargo"))?;
    let messages = String::from_utf8_lossy(&output.stdout).into_owned();
    let executable = messages.lines().rev().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        message.get("executable")?.as_str().map(PathBuf::from)
    });
    executable.ok_or_else(|| Failure::Command {
        command: format!("{build:?}"),
        status: output.status.to_string(),
        output: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// The names of a program's tests that start with `start`.
pub fn tests_of(program: &Path, start: &str) -> Result<Vec<String>, Failure> {
    let mut list = Command::new(program);
    let output = list
        .args(["--list", "--format", "terse"])
        .output()
        .map_err(Failure::io(program))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = text.lines().filter_map(|line| line.strip_suffix(": test"));
    let names: Vec<String> = names
        .filter(|name| name.starts_with(start))
        .map(str::to_owned)
        .collect();
    match names.is_empty() {
        true => Err(Failure::unexpected(
            program.to_string_lossy(),
            format!("no test {start}*"),
        )),
        false => Ok(names),
    }
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

/// The program of a package, built for release.
fn built(package: &str) -> Result<PathBuf, Failure> {
    let target = place::target()?;
    let mut build = cargo();
    build
        .args(["build", "--quiet", "--release", "-p", package])
        .arg("--target-dir")
        .arg(&target)
        .current_dir(place::workspace());
    run(&mut build)?;
    Ok(target.join("release").join(package))
}

/// Runs a command that must succeed.
pub fn run(command: &mut Command) -> Result<Cost, Failure> {
    run_to(&[0], command)
}

/// Runs a command that must end with one of these exit codes.
fn run_to(codes: &[i32], command: &mut Command) -> Result<Cost, Failure> {
    let started = Instant::now();
    let program = command.get_program().to_owned();
    let said = tempfile::tempfile().map_err(Failure::io("a temporary file"))?;
    let output = said.try_clone().map_err(Failure::io("a temporary file"))?;
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let child = command.stderr(output).spawn();
    let used = child
        .and_then(Wait4::wait4)
        .map_err(Failure::io(&program))?;
    if !used.status.code().is_some_and(|code| codes.contains(&code)) {
        return Err(Failure::Command {
            command: format!("{command:?}"),
            status: used.status.to_string(),
            output: text_of(said),
        });
    }
    Ok(Cost {
        processor: used.rusage.utime + used.rusage.stime,
        elapsed: started.elapsed(),
        memory: used.rusage.maxrss,
    })
}

fn text_of(mut file: std::fs::File) -> String {
    use std::io::{Read, Seek};
    let mut text = String::new();
    match file.rewind().and_then(|()| file.read_to_string(&mut text)) {
        Ok(_) => text,
        Err(error) => format!("what it said cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    #[test]
    fn a_command_that_fails_is_quoted_with_what_it_said() {
        let mut command = Command::new("sh");
        let failure = run(command.args(["-c", "echo no room >&2; exit 3"])).unwrap_err();
        let text = failure.to_string();
        assert!(
            text.contains("ended with exit status: 3") && text.ends_with("no room\n"),
            "{text}"
        );
    }

    #[test]
    fn time_and_memory_are_those_of_the_command() {
        let mut command = Command::new("sh");
        let cost = run(command.args(["-c", "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done"]));
        let cost = cost.unwrap();
        assert!(cost.processor > Duration::ZERO && cost.elapsed > Duration::ZERO);
        assert!(cost.memory > 100_000, "{}", cost.memory);
    }
}
