use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// What is going on, on one line of a terminal; nothing elsewhere.
pub struct Progress {
    line: ProgressBar,
}

impl Progress {
    pub fn new(quiet: bool) -> Self {
        let hidden = quiet || !std::io::stderr().is_terminal();
        let target = if hidden {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        };
        let line = ProgressBar::with_draw_target(None, target)
            .with_style(ProgressStyle::default_spinner());
        line.enable_steady_tick(Duration::from_millis(120));
        Self { line }
    }

    /// Says what comes next.
    pub fn step(&self, message: String) {
        self.line.set_message(message);
    }

    /// Clears the line.
    pub fn done(&self) {
        self.line.finish_and_clear();
    }
}
