use super::columns::Row;
use super::traffic::WORST_DATA;
use crate::figure::Figure;
use crate::table::Table;

/// From one size to another, and the most that the worst data may then be of
/// what they were.
const GROWTH: [(usize, usize, f64); 2] = [(1_000, 50_000, 1.3), (50_000, 100_000, 1.1)];

/// How the data of a first query grow between the sizes that were measured; none
/// where there are no two that are judged.
pub fn table(sizes: &[usize], of_sizes: &[Vec<Row>]) -> Option<Table> {
    let worst = |wanted: usize| {
        let at = sizes.iter().position(|size| *size == wanted)?;
        let row = of_sizes
            .get(at)?
            .iter()
            .find(|row| row.what == WORST_DATA)?;
        Some(row.ours.number())
    };
    let mut table =
        Table::of_figures("search: the worst data of a first query, of those at fewer articles");
    let mut is_empty = true;
    for (few, many, most) in GROWTH {
        let Some((before, after)) = worst(few).zip(worst(many)) else {
            continue;
        };
        let what = format!("{} of {}", Figure::Count(many), Figure::Count(few));
        table.at_most(what, Figure::Share(after / before), Figure::Share(most));
        is_empty = false;
    }
    (!is_empty).then_some(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_judged_between_the_sizes_that_are_there() {
        let of_sizes = [10, 12, 14].map(|data| vec![Row::of_ours(WORST_DATA, Figure::Bytes(data))]);
        let text = |sizes: &[usize]| table(sizes, &of_sizes).map(|table| table.to_string());
        assert_eq!(text(&[10, 1_000, 10_000]), None);
        assert_eq!(
            text(&[1_000, 50_000, 100_000]).unwrap_or_default(),
            "search: the worst data of a first query, of those at fewer articles\n\
             \x20                    measured       limit\n\
             \x20 50,000 of 1,000    120.00 %  ≤ 130.00 %     met\n\
             \x20 100,000 of 50,000  116.67 %  ≤ 110.00 %  MISSED\n"
        );
    }
}
