use std::fmt;
use std::time::Duration;

/// A measured value with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// Bytes, shown exactly.
    Bytes(usize),
    /// Requests, files, articles.
    Count(usize),
    /// Seconds.
    Seconds(f64),
    /// Milliseconds.
    Milliseconds(f64),
    /// A part of a whole, 1 being all of it; also growth.
    Share(f64),
    /// Between 0 and 1, as rankings are judged by.
    Score(f64),
}

impl Figure {
    /// A time in seconds.
    pub fn seconds(time: Duration) -> Self {
        Self::Seconds(time.as_secs_f64())
    }

    /// `part` of `whole`, of which there is some.
    pub fn share(part: usize, whole: usize) -> Self {
        Self::Share(part as f64 / whole.max(1) as f64)
    }

    /// The value in its unit.
    pub fn number(self) -> f64 {
        match self {
            Self::Bytes(count) | Self::Count(count) => count as f64,
            Self::Seconds(number)
            | Self::Milliseconds(number)
            | Self::Share(number)
            | Self::Score(number) => number,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(count) => write!(f, "{} B", grouped(*count)),
            Self::Count(count) => f.write_str(&grouped(*count)),
            Self::Seconds(number) => write!(f, "{number:.2} s"),
            Self::Milliseconds(number) => write!(f, "{number:.1} ms"),
            Self::Score(number) => write!(f, "{number:.3}"),
            Self::Share(number) => write!(f, "{:.2} %", number * 100.0),
        }
    }
}

/// `1,234,567`
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What a figure may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// This or less.
    AtMost(Figure),
    /// This or more.
    AtLeast(Figure),
}

impl Limit {
    /// Whether `figure`, of the same unit, is within.
    pub fn holds(self, figure: Figure) -> bool {
        match self {
            Self::AtMost(most) => figure.number() <= most.number(),
            Self::AtLeast(least) => figure.number() >= least.number(),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(most) => write!(f, "≤ {most}"),
            Self::AtLeast(least) => write!(f, "≥ {least}"),
        }
    }
}

/// The middle one of several values, 0 of none.
pub fn median<T: Copy + Default + PartialOrd>(values: &[T]) -> T {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_exact_and_carry_their_unit() {
        for (figure, text) in [
            (Figure::Bytes(160_000), "160,000 B"),
            (Figure::Bytes(999), "999 B"),
            (Figure::Count(1_234_567), "1,234,567"),
            (Figure::Seconds(4.678), "4.68 s"),
            (Figure::Milliseconds(12.34), "12.3 ms"),
            (Figure::Score(0.3979), "0.398"),
            (Figure::share(19, 20), "95.00 %"),
            (Figure::share(0, 0), "0.00 %"),
        ] {
            assert_eq!(figure.to_string(), text);
        }
    }

    #[test]
    fn a_limit_includes_itself() {
        let most = Limit::AtMost(Figure::Bytes(10));
        assert!(most.holds(Figure::Bytes(10)) && !most.holds(Figure::Bytes(11)));
        let least = Limit::AtLeast(Figure::Share(0.95));
        assert!(least.holds(Figure::Share(0.95)) && !least.holds(Figure::Share(0.949)));
    }

    #[test]
    fn the_median_stands_in_the_middle() {
        assert_eq!(median(&[5.0, 1.0, 3.0]), 3.0);
        assert_eq!(median::<usize>(&[]), 0);
    }
}
