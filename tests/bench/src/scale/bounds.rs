use crate::figure::{Figure, Limit};

/// What is measured at one size, and how far it may go.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is.
    pub what: String,
    /// How much of it there is.
    pub figure: Figure,
    /// How much there may be.
    pub most: Option<Figure>,
    /// How much more there may be at the largest size than at the smallest, 1
    /// being as much again.
    pub growth: Option<f64>,
}

impl Row {
    /// A figure without a limit.
    pub fn free(what: impl Into<String>, figure: Figure) -> Self {
        Self {
            what: what.into(),
            figure,
            most: None,
            growth: None,
        }
    }

    /// A figure that may be `most`.
    pub fn at_most(what: impl Into<String>, figure: Figure, most: Figure) -> Self {
        Self {
            most: Some(most),
            ..Self::free(what, figure)
        }
    }
}

/// How a row goes on from size to size.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    growth: Option<f64>,
    limit: String,
    /// Whether every figure and the growth are within their limits; none where
    /// there are no limits.
    pub holds: Option<bool>,
}

/// Growth is limited up to this size.
const LARGEST: usize = 100_000;

impl Bound {
    /// Of the same row at ascending sizes.
    pub fn of_all(sizes: &[usize], rows: &[&Row]) -> Self {
        let within = sizes.iter().filter(|size| **size <= LARGEST).count();
        let judged = rows.get(..within).unwrap_or(rows);
        let ends = judged.first().zip(judged.last());
        if let Some((first, last, most)) =
            ends.and_then(|(first, last)| Some((first, last, last.growth?)))
        {
            let (first, last) = (first.figure.number(), last.figure.number());
            return Self {
                growth: Some(last / first - 1.0),
                limit: format!("+ {}", Figure::Share(most)),
                holds: Some(last <= first * (1.0 + most)),
            };
        }
        let limit = |row: &&Row| row.most.map(Limit::AtMost);
        let holds = |row: &&Row| limit(row).is_none_or(|limit| limit.holds(row.figure));
        let last = rows.iter().rev().find_map(limit);
        Self {
            growth: None,
            limit: last.map(|limit| limit.to_string()).unwrap_or_default(),
            holds: last.map(|_| rows.iter().all(holds)),
        }
    }

    /// The table's cells: what, a figure a size, growth, limit.
    pub fn cells(&self, rows: &[&Row]) -> Vec<String> {
        let what = rows.first().map(|row| row.what.clone()).unwrap_or_default();
        let growth = self.growth.map(|growth| Figure::Share(growth).to_string());
        let figures = rows.iter().map(|row| row.figure.to_string());
        std::iter::once(what)
            .chain(figures)
            .chain([growth.unwrap_or_default(), self.limit.clone()])
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];

    fn check(rows: [Row; 3], cells: &[&str], holds: Option<bool>) {
        let rows: Vec<&Row> = rows.iter().collect();
        let bound = Bound::of_all(&SIZES, &rows);
        assert_eq!(bound.cells(&rows), cells);
        assert_eq!(bound.holds, holds);
    }

    #[test]
    fn growth_counts_up_to_a_hundred_thousand() {
        let rows = |last| {
            [100, last, 900].map(|bytes| Row {
                growth: Some(0.1),
                ..Row::free("all", Figure::Bytes(bytes))
            })
        };
        let cells = ["all", "100 B", "110 B", "900 B", "10.00 %", "+ 10.00 %"];
        check(rows(110), &cells, Some(true));
        let cells = ["all", "100 B", "111 B", "900 B", "11.00 %", "+ 10.00 %"];
        check(rows(111), &cells, Some(false));
    }

    #[test]
    fn a_limit_counts_at_every_size_that_has_one() {
        let row = |count| Row::at_most("files", Figure::Count(count), Figure::Count(5));
        check(
            [row(1), row(5), row(2)],
            &["files", "1", "5", "2", "", "≤ 5"],
            Some(true),
        );
        check(
            [row(1), row(6), row(2)],
            &["files", "1", "6", "2", "", "≤ 5"],
            Some(false),
        );
        let free = || Row::free("files", Figure::Count(9));
        check(
            [free(), row(5), free()],
            &["files", "9", "5", "9", "", "≤ 5"],
            Some(true),
        );
        check(
            [free(), free(), free()],
            &["files", "9", "9", "9", "", ""],
            None,
        );
    }
}
