use crate::figure::{Figure, Limit};
use crate::table::Table;

/// What is measured at one size, of both, and how far ours may go.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is.
    pub what: String,
    /// Of ours; of both where it is a ratio.
    pub ours: Figure,
    theirs: Option<Figure>,
    limit: Option<Limit>,
}

/// A row of ours and Pagefind's.
pub fn beside<T>(what: impl Into<String>, [ours, theirs]: [T; 2], unit: fn(T) -> Figure) -> Row {
    Row {
        theirs: Some(unit(theirs)),
        ..Row::of_ours(what, unit(ours))
    }
}

impl Row {
    /// A row that Pagefind has no part in.
    pub fn of_ours(what: impl Into<String>, ours: Figure) -> Self {
        Self {
            what: what.into(),
            ours,
            theirs: None,
            limit: None,
        }
    }

    /// Ours is to be within this.
    pub fn within(self, limit: Limit) -> Self {
        Self {
            limit: Some(limit),
            ..self
        }
    }
}

/// Two columns for each size, ours and Pagefind's; the same rows in each.
pub fn table(sizes: &[usize], of_sizes: &[Vec<Row>]) -> Table {
    let mut heads = vec![String::new()];
    for size in sizes {
        heads.extend([Figure::Count(*size).to_string(), "Pagefind".to_owned()]);
    }
    heads.extend(["limit", ""].map(str::to_owned));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut table = Table::new("search: by number of articles", &heads);
    for place in 0..of_sizes.first().map_or(0, Vec::len) {
        let rows: Vec<&Row> = of_sizes.iter().filter_map(|rows| rows.get(place)).collect();
        table.judged(cells(&rows), holds(&rows));
    }
    table
}

fn cells(rows: &[&Row]) -> Vec<String> {
    let what = rows.first().map(|row| row.what.clone());
    let mut cells = vec![what.unwrap_or_default()];
    let mut limits: Vec<String> = Vec::new();
    for row in rows {
        let theirs = row.theirs.map(|figure| figure.to_string());
        cells.extend([row.ours.to_string(), theirs.unwrap_or_default()]);
        limits.extend(row.limit.map(|limit| limit.to_string()));
    }
    limits.dedup();
    cells.push(limits.join(", "));
    cells
}

/// Whether every limit holds; none where there is none.
fn holds(rows: &[&Row]) -> Option<bool> {
    let limited = rows.iter().filter_map(|row| Some((row.limit?, row.ours)));
    let held: Vec<bool> = limited.map(|(limit, ours)| limit.holds(ours)).collect();
    (!held.is_empty()).then(|| held.into_iter().all(|holds| holds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(of_sizes: [Row; 2], expected: &[&str], verdict: Option<bool>) {
        let rows: Vec<&Row> = of_sizes.iter().collect();
        assert_eq!(cells(&rows), expected);
        assert_eq!(holds(&rows), verdict);
    }

    fn at_most(bytes: usize) -> Limit {
        Limit::AtMost(Figure::Bytes(bytes))
    }

    #[test]
    fn a_limit_is_ours_at_every_size_that_has_one() {
        let row = |ours| beside("data", [ours, 9], Figure::Bytes);
        let cells = ["data", "3 B", "9 B", "4 B", "9 B", "≤ 4 B"];
        check([row(3), row(4).within(at_most(4))], &cells, Some(true));
        check(
            [row(3).within(at_most(2)), row(4)],
            &["data", "3 B", "9 B", "4 B", "9 B", "≤ 2 B"],
            Some(false),
        );
        check(
            [row(3), row(4)],
            &["data", "3 B", "9 B", "4 B", "9 B", ""],
            None,
        );
    }

    #[test]
    fn limits_that_differ_are_all_named() {
        let row = |ours| Row::of_ours("ratio", Figure::Bytes(ours));
        let rows = [row(3).within(at_most(5)), row(4).within(at_most(4))];
        check(
            rows,
            &["ratio", "3 B", "", "4 B", "", "≤ 5 B, ≤ 4 B"],
            Some(true),
        );
    }
}
