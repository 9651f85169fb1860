//! Lines for the person at the terminal.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

/// Writes a line to standard output. A reader that went away (`| head`) is no error of ours.
pub fn say(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Writes a line to standard error.
pub fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Whether a child's captured output should carry colours: it ends on our own terminal when it fails.
pub fn in_colour() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// `4.2 s` below a minute, `3 min 07 s` above.
pub fn elapsed(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

/// The line without terminal escapes (`ESC [ ... letter`), trimmed.
pub fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            text.push(letter);
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{elapsed, plain};
    use std::time::Duration;

    #[test]
    fn times_read_well_on_both_sides_of_a_minute() {
        assert_eq!(elapsed(Duration::from_millis(4_249)), "4.2 s");
        assert_eq!(elapsed(Duration::from_secs(187)), "3 min 07 s");
    }

    #[test]
    fn colours_are_taken_out() {
        assert_eq!(
            plain("  \u{1b}[1m\u{1b}[32mSummary\u{1b}[0m ok"),
            "Summary ok"
        );
    }
}
