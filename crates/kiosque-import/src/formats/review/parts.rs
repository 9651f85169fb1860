//! Several clippings in one file.

use super::marks::{Mark, halves, mark_of};
use std::ops::Range;

/// Shortest line that is drawn between clippings, in characters.
const RULER: usize = 3;

/// Which of the marks of a clipping were seen.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    date: bool,
    source: bool,
    tags: bool,
    articles: bool,
}

impl Marks {
    pub(super) fn count(self) -> usize {
        [self.date, self.source, self.tags, self.articles]
            .into_iter()
            .filter(|seen| *seen)
            .count()
    }

    /// Whether lines with these are a clipping by themselves.
    fn are_whole(self) -> bool {
        self.count() >= 2 && (self.date || self.source)
    }
}

pub(super) fn marks_in<'a>(lines: impl Iterator<Item = &'a str>) -> Marks {
    let mut marks = Marks::default();
    let both = |line| match halves(line) {
        Some((day, source)) => [mark_of(day), mark_of(source)],
        None => [mark_of(line), None],
    };
    for mark in lines.flat_map(both).flatten() {
        match mark {
            Mark::Date(_) => marks.date = true,
            Mark::Source(_) => marks.source = true,
            Mark::Tags(_) => marks.tags = true,
            Mark::Articles => marks.articles = true,
        }
    }
    marks
}

/// The lines of each clipping. A further one begins where the banner stands
/// again or a line is drawn, and has marks of its own, as has the one before.
pub(super) fn parts_of(lines: &[&str]) -> Vec<Range<usize>> {
    let banner = lines.iter().find(|line| !line.is_empty());
    let begins = |line: &str| {
        is_ruler(line) || banner.is_some_and(|banner| line == *banner && !line.is_empty())
    };
    let inner = (1..lines.len()).filter(|at| lines.get(*at).is_some_and(|line| begins(line)));
    let mut starts: Vec<usize> = std::iter::once(0).chain(inner).collect();
    starts.push(lines.len());
    let mut parts: Vec<Lines> = Vec::new();
    // What stands behind a whole clipping: its end, or the start of another.
    let mut open = Lines::default();
    for pair in starts.windows(2) {
        let [start, end] = *pair else { continue };
        open.add(start, end, lines);
        match parts.last_mut() {
            Some(last) if !last.marks.are_whole() => last.join(std::mem::take(&mut open)),
            Some(_) if !open.marks.are_whole() => (),
            _ => parts.push(std::mem::take(&mut open)),
        }
    }
    if let Some(last) = parts.last_mut() {
        last.join(open);
    }
    parts.into_iter().map(|part| part.range).collect()
}

/// Lines in a row, with the marks among them.
#[derive(Default)]
struct Lines {
    range: Range<usize>,
    marks: Marks,
}

impl Lines {
    fn add(&mut self, start: usize, end: usize, lines: &[&str]) {
        let added = lines.get(start..end).into_iter().flatten().copied();
        self.join(Self {
            range: start..end,
            marks: marks_in(added),
        });
    }

    fn join(&mut self, other: Self) {
        if self.range.is_empty() {
            self.range = other.range;
        } else if !other.range.is_empty() {
            self.range.end = other.range.end;
        }
        self.marks.join(other.marks);
    }
}

impl Marks {
    fn join(&mut self, other: Self) {
        self.date |= other.date;
        self.source |= other.source;
        self.tags |= other.tags;
        self.articles |= other.articles;
    }
}

/// `-----`, `=====`, `* * *`.
pub(super) fn is_ruler(line: &str) -> bool {
    let mut drawn = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = drawn.next() else {
        return false;
    };
    matches!(first, '-' | '=' | '_' | '*' | '~' | '–' | '—' | '\u{2500}')
        && drawn.clone().count() + 1 >= RULER
        && drawn.all(|c| c == first)
}
