use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What is going on, on one line of a terminal; nothing elsewhere.
pub struct Progress {
    line: ProgressBar,
}

/// A part of the work that goes through all articles.
pub struct Phase<'a> {
    line: &'a ProgressBar,
    name: &'static str,
    /// All the articles, where it is known how many there are.
    articles: Option<u64>,
    /// What the work is measured in: bytes or articles.
    total: u64,
    done: AtomicU64,
    seen: AtomicU64,
    started: Instant,
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

    /// Says what comes next, where nothing can be counted.
    pub fn step(&self, message: &'static str) {
        self.line.set_message(message);
    }

    /// Begins to read so many bytes.
    pub fn reading(&self, bytes: u64) -> Phase<'_> {
        self.phase("reading", bytes, None)
    }

    /// Begins to publish so many articles.
    pub fn publishing(&self, articles: usize) -> Phase<'_> {
        let articles = u64::try_from(articles).unwrap_or(u64::MAX);
        self.phase("publishing", articles, Some(articles))
    }

    fn phase(&self, name: &'static str, total: u64, articles: Option<u64>) -> Phase<'_> {
        self.line.set_message(name);
        Phase {
            line: &self.line,
            name,
            articles,
            total,
            done: AtomicU64::new(0),
            seen: AtomicU64::new(0),
            started: Instant::now(),
        }
    }

    /// Clears the line.
    pub fn done(&self) {
        self.line.finish_and_clear();
    }
}

impl Phase<'_> {
    /// Counts bytes that were read, or that will be read again: fewer than none.
    pub fn bytes(&self, bytes: i64) {
        self.done
            .fetch_add(bytes.cast_unsigned(), Ordering::Relaxed);
    }

    /// Counts an article.
    pub fn article(&self) {
        let seen = self.seen.fetch_add(1, Ordering::Relaxed) + 1;
        if self.line.is_hidden() || !seen.is_multiple_of(EACH) {
            return;
        }
        let done = match self.articles {
            Some(_) => seen,
            None => self.done.load(Ordering::Relaxed),
        };
        let share = done as f64 / self.total.max(1) as f64;
        let elapsed = self.started.elapsed();
        self.line
            .set_message(describe(self.name, seen, self.articles, share, elapsed));
    }
}

/// Articles after which the line is written again.
const EACH: u64 = 100;

/// `publishing: 1200 of 5000 articles, 400 a second, 10 s left`.
fn describe(
    phase: &str,
    seen: u64,
    articles: Option<u64>,
    share: f64,
    elapsed: Duration,
) -> String {
    let of_all = articles.map_or(String::new(), |articles| format!(" of {articles}"));
    let seconds = elapsed.as_secs_f64().max(0.001);
    let rate = seen as f64 / seconds;
    let left = (seconds * (1.0 - share) / share.max(1e-9)).round();
    format!(
        "{phase}: {seen}{of_all} articles, {rate:.0} a second, {} left",
        duration(left)
    )
}

/// `40 s`, `3 min`, `2 h 5 min`.
fn duration(seconds: f64) -> String {
    // A float becomes the nearest integer in range.
    let seconds = seconds as u64;
    let minutes = seconds.div_ceil(60);
    match (seconds, minutes) {
        (..100, _) => format!("{seconds} s"),
        (_, ..60) => format!("{minutes} min"),
        _ => format!("{} h {} min", minutes / 60, minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_how_fast_and_how_long() {
        let after = Duration::from_secs(3);
        assert_eq!(
            describe("publishing", 1_200, Some(5_000), 0.24, after),
            "publishing: 1200 of 5000 articles, 400 a second, 10 s left"
        );
        assert_eq!(
            describe("reading", 600, None, 0.5, after),
            "reading: 600 articles, 200 a second, 3 s left"
        );
    }

    #[test]
    fn time_is_told_in_the_unit_that_fits() {
        for (seconds, expected) in [
            (0.0, "0 s"),
            (99.0, "99 s"),
            (100.0, "2 min"),
            (3_540.0, "59 min"),
            (7_199.0, "2 h 0 min"),
            (7_500.0, "2 h 5 min"),
        ] {
            assert_eq!(duration(seconds), expected);
        }
    }
}
