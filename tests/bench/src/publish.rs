//! `publish`: what publishing the corpus costs, and what a later edition
//! changes of an earlier one.

mod twins;

use crate::archive_folder::{Files, changed, read, sum};
use crate::corpus;
use crate::failure::Failure;
use crate::figure::{Figure, median};
use crate::table::{Report, Table};
use crate::tool::{Cost, Tool};
use kiosque_corpus::Seeded;
use kiosque_model::wire::{Kind, Root};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// Articles a later edition adds.
const ADDED: usize = 100;
/// The corpus ends on 20 October 1987.
const SAME_MONTH: &str = "1987-10-21";
const NEXT_MONTH: &str = "1987-11-02";
/// Publications of which the median is taken and the bytes are compared.
const TIMES: usize = 3;

pub fn measure() -> Result<Report, Failure> {
    let mut report = Report::default();
    let Some(set) = corpus::reuters() else {
        report.skip(format!("publish: {}", corpus::MISSING));
        return Ok(report);
    };
    let tool = Tool::build()?;
    let folder = tempfile::tempdir().map_err(Failure::io("the temporary folder"))?;
    let outs: Vec<PathBuf> = (0..TIMES)
        .map(|time| folder.path().join(time.to_string()))
        .collect();
    // Read only when all are published: see the order of the measurements.
    let costs = outs.iter().map(|out| tool.publish(&[&set], out));
    let costs: Vec<Cost> = costs.collect::<Result<_, _>>()?;
    let twins = twins::table(&tool, &set, folder.path())?;
    let editions: Vec<Files> = outs.iter().map(|out| read(out)).collect::<Result<_, _>>()?;
    let first = editions.first().cloned().unwrap_or_default();
    report.table(cost_table(&costs, articles_of(&first)?));
    report.table(twins);
    report.table(edition_table(&editions));
    drop(editions);
    let items = corpus::items()?;
    let later = |day: &str| -> Result<Files, Failure> {
        let added = folder.path().join(format!("{day}.json"));
        fs::write(&added, corpus::feed(written_on(day, &items))).map_err(Failure::io(&added))?;
        let out = folder.path().join(day);
        tool.publish(&[&set, &added], &out)?;
        read(&out)
    };
    report.table(growth_table(&first, &later(SAME_MONTH)?));
    let closed = later(NEXT_MONTH)?;
    report.table(closed_table(&first, &closed));
    report.table(change_table(&first, &closed));
    Ok(report)
}

fn cost_table(costs: &[Cost], articles: usize) -> Table {
    let times = |time: fn(&Cost) -> Duration| costs.iter().map(time).collect::<Vec<_>>();
    let processor = median(&times(|cost| cost.processor));
    let memory = costs.iter().map(|cost| cost.memory).max().unwrap_or(0);
    let memory = usize::try_from(memory).unwrap_or(usize::MAX);
    let per_second = articles as f64 / processor.as_secs_f64();
    let mut table = Table::of_figures(format!(
        "publish: {} articles of Reuters, {TIMES} times",
        Figure::Count(articles)
    ));
    table.at_most(
        "processor time, user and system, median",
        Figure::seconds(processor),
        Figure::Seconds(30.0),
    );
    table.figure(
        "articles a second of it",
        Figure::Count(per_second as usize),
    );
    table.figure(
        "time on the wall, median",
        Figure::seconds(median(&times(|cost| cost.elapsed))),
    );
    table.at_most(
        "memory, most",
        Figure::Bytes(memory),
        Figure::Bytes(200_000_000),
    );
    table
}

/// The same edition, published several times.
fn edition_table(editions: &[Files]) -> Table {
    let none = Files::new();
    let first = editions.first().unwrap_or(&none);
    let (files, bytes) = sum(changed(first, &none));
    let differ = editions.iter().map(|other| differing(first, other)).sum();
    let mut table = Table::of_figures("publish: the archive of Reuters");
    table.figure("files", Figure::Count(files));
    table.figure("bytes", Figure::Bytes(bytes));
    table.at_most(
        "files that differ when published again",
        Figure::Count(differ),
        Figure::Count(0),
    );
    table
}

fn articles_of(files: &Files) -> Result<usize, Failure> {
    let root = files
        .get("root.json")
        .map(Vec::as_slice)
        .unwrap_or_default();
    let root: Root =
        serde_json::from_slice(root).map_err(|error| Failure::unexpected("root.json", error))?;
    Ok(usize::try_from(root.articles).unwrap_or(usize::MAX))
}

/// Files that only one of two editions has, or both have otherwise.
fn differing(one: &Files, other: &Files) -> usize {
    let missing = one.keys().filter(|path| !other.contains_key(*path)).count();
    sum(changed(other, one)).0 + missing
}

fn growth_table(before: &Files, after: &Files) -> Table {
    let (count, bytes) = sum(changed(after, before).filter(|(path, _)| is_data(path)));
    let mut table = Table::of_figures(format!(
        "publish: {ADDED} articles more in the newest month"
    ));
    table.at_most(
        "data files that differ",
        Figure::Count(count),
        Figure::Count(25),
    );
    table.figure("their bytes", Figure::Bytes(bytes));
    for kind in Kind::ALL {
        let (count, bytes) = sum(changed(after, before).filter(|(path, _)| is_of(path, kind)));
        if count > 0 {
            table.row([
                format!("  {}", kind.folder()),
                Figure::Count(count).to_string(),
                Figure::Bytes(bytes).to_string(),
            ]);
        }
    }
    table
}

fn closed_table(before: &Files, after: &Files) -> Table {
    let mut table = Table::of_figures(format!(
        "publish: a month closes, {ADDED} articles in the next"
    ));
    for kind in [Kind::Pack, Kind::List] {
        let lost = changed(before, after).filter(|(path, _)| is_of(path, kind));
        table.at_most(
            format!("{} of closed months that differ", kind.folder()),
            Figure::Count(sum(lost).0),
            Figure::Count(0),
        );
    }
    table
}

fn change_table(before: &Files, after: &Files) -> Table {
    let heads = [
        "data files that differ",
        "before",
        "gone",
        "bytes",
        "new",
        "bytes",
    ];
    let mut table = Table::new("publish: what the closed month changes", &heads);
    for kind in Kind::ALL {
        let is_kind = |path: &str| is_of(path, kind);
        table.row(change_cells(before, after, kind.folder(), &is_kind));
    }
    table.row(change_cells(before, after, "all", &is_data));
    table
}

fn change_cells(
    before: &Files,
    after: &Files,
    name: &str,
    counts: &dyn Fn(&str) -> bool,
) -> [String; 6] {
    let old = before.keys().filter(|path| counts(path)).count();
    let (gone, gone_bytes) = sum(changed(before, after).filter(|(path, _)| counts(path)));
    let (new, new_bytes) = sum(changed(after, before).filter(|(path, _)| counts(path)));
    [
        name.to_owned(),
        Figure::Count(old).to_string(),
        Figure::Count(gone).to_string(),
        Figure::Bytes(gone_bytes).to_string(),
        Figure::Count(new).to_string(),
        Figure::Bytes(new_bytes).to_string(),
    ]
}

fn is_data(path: &str) -> bool {
    path.starts_with("data/")
}

fn is_of(path: &str, kind: Kind) -> bool {
    let inside = path
        .strip_prefix("data/")
        .and_then(|path| path.strip_prefix(kind.folder()));
    inside.is_some_and(|rest| rest.starts_with('/'))
}

/// New articles on a day, five minutes apart, put together from old ones: the
/// title of one, the first half of another, which gives its tags, too, and the
/// second half of a third.
fn written_on(day: &str, items: &[Value]) -> Vec<Value> {
    let mut numbers = Seeded::new(1987);
    let mut draw = || {
        items
            .get(numbers.below(items.len()))
            .unwrap_or(&Value::Null)
    };
    let minutes = |number: usize| 9 * 60 + 5 * number;
    (0..ADDED)
        .map(|number| {
            let (title, first, second) = (draw(), draw(), draw());
            let (hour, minute) = (minutes(number) / 60, minutes(number) % 60);
            json!({
                "id": format!("{day}-{number}"),
                "title": title.get("title"),
                "content_html": halves(first, second),
                "date_published": format!("{day}T{hour:02}:{minute:02}:00Z"),
                "language": first.get("language"),
                "tags": first.get("tags"),
            })
        })
        .collect()
}

fn halves(first: &Value, second: &Value) -> String {
    let (first, second) = (paragraphs(first), paragraphs(second));
    let start = first.iter().take(first.len().div_ceil(2));
    let end = second.iter().skip(second.len() / 2);
    start.chain(end).copied().collect()
}

fn paragraphs(item: &Value) -> Vec<&str> {
    let body = item.get("content_html").and_then(Value::as_str);
    body.unwrap_or_default().split_inclusive("</p>").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_articles_mix_old_ones_and_are_the_same_each_time() {
        let item = |name: &str| {
            json!({
                "title": name,
                "content_html": format!("<p>{name} 1</p><p>{name} 2</p>"),
                "tags": [name],
            })
        };
        let items = ["a", "b", "c"].map(item);
        let added = written_on("1987-11-02", &items);
        assert_eq!(added, written_on("1987-11-02", &items));
        assert_eq!(added.len(), ADDED);
        let last = added.last().unwrap_or(&Value::Null);
        assert_eq!(
            last.get("date_published"),
            Some(&json!("1987-11-02T17:15:00Z"))
        );
        assert_eq!(halves(&item("x"), &item("y")), "<p>x 1</p><p>y 2</p>");
    }

    #[test]
    fn kinds_are_told_by_their_folder() {
        assert!(is_of("data/packs/a.json", Kind::Pack));
        assert!(!is_of("data/packs/a.json", Kind::List) && !is_of("root.json", Kind::Pack));
        assert!(is_data("data/ids/a.json") && !is_data("editions/a.txt"));
    }

    #[test]
    fn editions_differ_by_what_either_lacks() {
        let one: Files = [("a".to_owned(), vec![1]), ("b".to_owned(), vec![2])].into();
        let other: Files = [("b".to_owned(), vec![3]), ("c".to_owned(), vec![4])].into();
        assert_eq!(differing(&one, &other), 3);
        assert_eq!(differing(&one, &one), 0);
    }
}
