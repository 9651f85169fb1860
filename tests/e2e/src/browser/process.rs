use std::io::{BufRead, BufReader, PipeReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};

use crate::Engine;
use crate::error::{Error, Result};
use crate::wait::{wait_blocking, wait_for};

/// Leads the group: runs the command and waits for the end of its own input, whose
/// other end the test holds. When the test lets go of it, or is killed, the leader
/// ends the group, politely first, so that an X server removes its lock.
const LEADER: &str = r#"trap : TERM
"$@" </dev/null &
command=$!
exec >/dev/null 2>&1
read -r _
kill -TERM 0
wait "$command"
kill -KILL 0"#;

/// How long the polite end may take.
const END_LIMIT: Duration = Duration::from_secs(3);

/// Bytes of output kept for an error, and shown in it.
const KEPT: usize = 64 * 1024;
const SHOWN: usize = 2000;

/// A command and all that it started, with what they printed.
#[derive(Debug)]
pub(super) struct ProcessGroup {
    leader: Child,
    lifeline: Option<ChildStdin>,
    output: Arc<Mutex<Output>>,
    shown_command: String,
}

#[derive(Debug, Default)]
struct Output {
    text: String,
    ended: bool,
}

impl ProcessGroup {
    pub(super) fn start(
        engine: Engine,
        command: &[String],
        variables: &[(String, String)],
    ) -> Result<Self> {
        let shown_command = shown(command, variables);
        let failed = |error: std::io::Error| Error::NotDriven {
            engine,
            reason: error.to_string(),
            command: shown_command.clone(),
            output: String::new(),
        };
        let (reader, writer) = std::io::pipe().map_err(failed)?;
        let mut leader = Command::new("sh")
            .args(["-c", LEADER, "sh"])
            .args(command)
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(writer.try_clone().map_err(failed)?)
            .stderr(writer)
            .process_group(0)
            .spawn()
            .map_err(failed)?;
        let output = Arc::default();
        collect(reader, Arc::clone(&output));
        Ok(Self {
            lifeline: leader.stdin.take(),
            leader,
            output,
            shown_command,
        })
    }

    pub(super) fn id(&self) -> u32 {
        self.leader.id()
    }

    /// Whether every process that could print has ended.
    pub(super) fn has_ended(&self) -> bool {
        self.output().ended
    }

    /// What `find` makes of the output as soon as it makes something of it, or why it
    /// never will.
    pub(super) async fn wait_output<T>(
        &self,
        limit: Duration,
        find: impl Fn(&str) -> Option<T>,
    ) -> Result<T, String> {
        let look = async || {
            let output = self.output();
            match find(&output.text) {
                None if output.ended => Err("it ended before it was ready".to_owned()),
                found => Ok(found),
            }
        };
        wait_for(look, limit)
            .await?
            .ok_or_else(|| format!("it was not ready after {limit:?}"))
    }

    /// The error that names this command and the end of its output.
    pub(super) fn not_driven(&self, engine: Engine, reason: String) -> Error {
        let text = &self.output().text;
        let start = text.ceil_char_boundary(text.len().saturating_sub(SHOWN));
        Error::NotDriven {
            engine,
            reason,
            command: self.shown_command.clone(),
            output: text.get(start..).unwrap_or_default().to_owned(),
        }
    }

    fn output(&self) -> MutexGuard<'_, Output> {
        self.output.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn leader_has_ended(&mut self) -> bool {
        !matches!(self.leader.try_wait(), Ok(None))
    }

    fn kill(&mut self) {
        let group = i32::try_from(self.leader.id()).ok().and_then(Pid::from_raw);
        if let Some(group) = group {
            // An error means that nothing is left to kill.
            let _already_gone = kill_process_group(group, Signal::KILL);
        }
        let _reaped = self.leader.wait();
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        self.lifeline = None;
        if !wait_blocking(|| self.leader_has_ended(), END_LIMIT) {
            self.kill();
        }
    }
}

/// Reads until no process of the group holds the other end.
fn collect(reader: PipeReader, output: Arc<Mutex<Output>>) {
    std::thread::spawn(move || {
        let mut lines = BufReader::new(reader);
        let mut line = Vec::new();
        while matches!(lines.read_until(b'\n', &mut line), Ok(1..)) {
            let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
            output.text.push_str(&String::from_utf8_lossy(&line));
            let surplus = output.text.len().saturating_sub(KEPT);
            let surplus = output.text.ceil_char_boundary(surplus);
            output.text.drain(..surplus);
            line.clear();
        }
        output.lock().unwrap_or_else(PoisonError::into_inner).ended = true;
    });
}

fn shown(command: &[String], variables: &[(String, String)]) -> String {
    let variables = variables
        .iter()
        .map(|(name, value)| format!("{name}={value}"));
    let words: Vec<String> = variables.chain(command.iter().cloned()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    fn start(script: &str) -> ProcessGroup {
        let command = ["sh", "-c", script].map(str::to_owned);
        ProcessGroup::start(Engine::WebKit, &command, &[]).unwrap()
    }

    fn is_running(pid: u32) -> bool {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status"));
        status.is_ok_and(|text| !text.contains("State:\tZ"))
    }

    /// A command that prints its own process id and stays.
    async fn stay(script: &str) -> (ProcessGroup, u32) {
        let group = start(script);
        let printed = |output: &str| output.lines().find_map(|line| line.parse().ok());
        let pid = group.wait_output(END_LIMIT, printed).await.unwrap();
        assert!(is_running(pid));
        (group, pid)
    }

    #[tokio::test]
    async fn dropping_ends_the_command_and_what_it_started() {
        let (group, pid) = stay("sleep 600 & echo $!; wait").await;
        drop(group);
        assert!(wait_blocking(|| !is_running(pid), END_LIMIT));
    }

    #[tokio::test]
    async fn a_deaf_command_is_killed() {
        let (group, pid) = stay("trap '' TERM; echo $$; while :; do sleep 1; done").await;
        drop(group);
        assert!(wait_blocking(|| !is_running(pid), END_LIMIT));
    }

    #[tokio::test]
    async fn a_command_that_ends_early_is_reported_with_its_output() {
        let group = start("echo no display >&2; exit 3");
        let never = group.wait_output(END_LIMIT, |_| None::<()>).await;
        let error = group.not_driven(Engine::WebKit, never.unwrap_err());
        assert_eq!(
            error.to_string(),
            "WebKit cannot be driven: it ended before it was ready\n\
             tried: sh -c echo no display >&2; exit 3\n\
             last output of the driver:\nno display\n"
        );
    }
}
