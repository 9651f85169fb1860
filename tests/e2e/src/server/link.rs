use std::time::{Duration, Instant};

/// A slow way to the reader, such as a phone's. It slows workers as it does the
/// page, which a browser's own emulation does not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// From a request to the first byte of its answer.
    pub latency: Duration,
    /// For all answers together, one after another; without bound where there is none.
    pub bytes_per_second: Option<f64>,
}

/// A link in use.
#[derive(Debug, Default)]
pub(super) struct Line {
    link: Option<Link>,
    /// When what was sent before is through.
    free: Option<Instant>,
}

impl Line {
    pub(super) fn replace(&mut self, link: Option<Link>) {
        *self = Self { link, free: None };
    }

    /// When the last of an answer's bytes arrives; none where it does at once.
    pub(super) fn arrival(&mut self, asked: Instant, bytes: usize) -> Option<Instant> {
        let link = self.link?;
        let first = asked + link.latency;
        let start = self.free.map_or(first, |free| free.max(first));
        let seconds = link
            .bytes_per_second
            .map_or(0.0, |speed| bytes as f64 / speed);
        let end = start + Duration::from_secs_f64(seconds);
        self.free = Some(end);
        Some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_wait_for_the_latency_and_for_each_other() {
        let mut line = Line::default();
        let asked = Instant::now();
        assert_eq!(line.arrival(asked, 1_000), None);
        line.replace(Some(Link {
            latency: Duration::from_millis(100),
            bytes_per_second: Some(1_000.0),
        }));
        let mut arrives = |bytes| {
            let arrival = line.arrival(asked, bytes);
            arrival.map(|arrival| (arrival - asked).as_millis())
        };
        assert_eq!(arrives(500), Some(600));
        assert_eq!(arrives(200), Some(800));
    }

    #[test]
    fn a_link_without_bound_sends_side_by_side() {
        let mut line = Line::default();
        line.replace(Some(Link {
            latency: Duration::from_millis(100),
            bytes_per_second: None,
        }));
        let asked = Instant::now();
        let arrivals = [1 << 30, 1].map(|bytes| line.arrival(asked, bytes));
        assert_eq!(arrivals, [Some(asked + Duration::from_millis(100)); 2]);
    }
}
