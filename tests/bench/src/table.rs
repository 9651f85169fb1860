use crate::figure::{Figure, Limit};
use std::fmt;

/// What a measurement has to say.
#[derive(Default)]
pub struct Report {
    tables: Vec<Table>,
    skipped: Vec<String>,
}

impl Report {
    /// Adds a table.
    pub fn table(&mut self, table: Table) {
        self.tables.push(table);
    }

    /// Says that something was not measured, and why.
    pub fn skip(&mut self, reason: impl Into<String>) {
        self.skipped.push(reason.into());
    }

    /// Limits missed.
    pub fn missed(&self) -> usize {
        self.tables.iter().map(|table| table.missed).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for table in &self.tables {
            writeln!(f, "{table}")?;
        }
        for reason in &self.skipped {
            writeln!(f, "skipped: {reason}\n")?;
        }
        Ok(())
    }
}

/// A title, heads of columns, rows. The first column is aligned at its start,
/// the others at their end.
pub struct Table {
    title: String,
    rows: Vec<Vec<String>>,
    missed: usize,
}

impl Table {
    /// Free columns.
    pub fn new(title: impl Into<String>, heads: &[&str]) -> Self {
        Self {
            title: title.into(),
            rows: vec![heads.iter().map(|head| (*head).to_owned()).collect()],
            missed: 0,
        }
    }

    /// Figures and their limits.
    pub fn of_figures(title: impl Into<String>) -> Self {
        Self::new(title, &["", "measured", "limit", ""])
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Adds a figure that has no limit.
    pub fn figure(&mut self, what: impl Into<String>, figure: Figure) {
        self.row([what.into(), figure.to_string()]);
    }

    /// Adds a figure that has one.
    pub fn limited(&mut self, what: impl Into<String>, figure: Figure, limit: Limit) {
        let holds = limit.holds(figure);
        let cells = [what.into(), figure.to_string(), limit.to_string()];
        self.judged(cells, Some(holds));
    }

    /// Adds a row that says whether it holds, where that is known.
    pub fn judged(&mut self, cells: impl IntoIterator<Item = String>, holds: Option<bool>) {
        self.missed += usize::from(holds == Some(false));
        let verdict = holds.map_or("", verdict);
        self.row(cells.into_iter().chain([verdict.to_owned()]));
    }

    /// [`Self::limited`] by a largest value.
    pub fn at_most(&mut self, what: impl Into<String>, figure: Figure, most: Figure) {
        self.limited(what, figure, Limit::AtMost(most));
    }

    fn widths(&self) -> Vec<usize> {
        let mut widths = Vec::new();
        for row in &self.rows {
            widths.resize(widths.len().max(row.len()), 0);
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.chars().count().max(*width);
            }
        }
        widths
    }
}

fn verdict(holds: bool) -> &'static str {
    if holds { "met" } else { "MISSED" }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        let widths = self.widths();
        for row in &self.rows {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                line += &if column == 0 {
                    format!("  {cell:<width$}")
                } else {
                    format!("  {cell:>width$}")
                };
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_limit_is_shown_and_counted() {
        let mut table = Table::of_figures("size");
        table.at_most("viewer", Figure::Bytes(161_000), Figure::Bytes(160_000));
        table.at_most("root", Figure::Bytes(16), Figure::Bytes(16));
        table.figure("styles", Figure::Bytes(2));
        assert_eq!(
            table.to_string(),
            "size\n\
             \x20          measured        limit\n\
             \x20 viewer  161,000 B  ≤ 160,000 B  MISSED\n\
             \x20 root         16 B       ≤ 16 B     met\n\
             \x20 styles        2 B\n"
        );
        let mut report = Report::default();
        report.table(table);
        report.skip("no corpus");
        assert_eq!(report.missed(), 1);
        assert!(report.to_string().ends_with("skipped: no corpus\n\n"));
    }
}
