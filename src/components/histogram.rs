use super::element::El;
use super::{classed, el, link, live};
use crate::state::Links;
use crate::{ListQuery, Messages};
use kiosque_model::DayRange;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// Bars at most: of years, the newest; the oldest bar counts earlier ones, too.
const BARS: u32 = 100;
/// Heights of a bar that the style sheet tells apart.
const HEIGHTS: u32 = 20;

/// How many articles of a list are of which year, or of which month where it
/// lies in one year. A bar narrows the list to its period, two sliders to a range.
pub(crate) struct Histogram<'a> {
    /// Words of the interface.
    pub m: &'static Messages,
    /// Addresses.
    pub links: Links,
    /// The list on screen.
    pub query: &'a ListQuery,
    /// Articles by year, or by month as the number `YYYYMM`.
    pub periods: &'a [(u32, u32)],
    /// First and last year of the archive; 0 where nothing is dated.
    pub years: (u32, u32),
    /// Narrows to days.
    pub on_days: Rc<dyn Fn(DayRange)>,
}

impl Histogram<'_> {
    /// The control; none where there is nothing to tell apart.
    pub fn view(self) -> Option<AnyView> {
        let axis = self.axis();
        if axis.len() < 2 {
            return None;
        }
        let bars = classed("ol", "bars").children(self.bars(&axis));
        let control = classed("div", "histogram")
            .child(bars)
            .children(self.sliders(axis));
        Some(control.view())
    }

    /// The year that the list lies in, if it is narrowed to one.
    fn year(&self) -> Option<u32> {
        let days = &self.query.filter.days;
        let year = |day: &Option<String>| day.as_deref()?.get(..4)?.parse::<u32>().ok();
        year(&days.from).filter(|from| year(&days.to) == Some(*from))
    }

    /// The periods that have a bar.
    fn axis(&self) -> Vec<u32> {
        let (first, last) = self.years;
        match self.year() {
            Some(year) => (year * 100 + 1..=year * 100 + 12).collect(),
            None if last == 0 => Vec::new(),
            None => (first.max(last.saturating_sub(BARS - 1))..=last).collect(),
        }
    }

    fn count(&self, period: u32) -> u32 {
        let found = self.periods.iter().find(|(other, _)| *other == period);
        found.map_or(0, |(_, count)| *count)
    }

    fn bars(&self, axis: &[u32]) -> Vec<El> {
        let most = axis.iter().map(|period| self.count(*period)).max();
        let most = most.unwrap_or_default().max(1);
        let bar = |period: &u32| {
            let count = self.count(*period);
            let height = (count * HEIGHTS).div_ceil(most);
            let mut narrowed = self.query.at_page(0);
            narrowed.filter.days = range(*period, *period);
            let period_name = self.m.period_name(*period);
            let name = [&period_name, self.m.comma(), &self.m.articles(count)].concat();
            let bar = link(self.links.list(&narrowed))
                .attr("data-noscroll", "")
                .attr("title", &name)
                .attr("aria-label", name)
                .attr("class", format!("bar h{height}"));
            el("li").child(bar)
        };
        axis.iter().map(bar).collect()
    }

    fn sliders(&self, axis: Vec<u32>) -> [El; 2] {
        let names = axis.iter().map(|period| self.m.period_name(*period));
        let (names, at) = (names.collect(), RwSignal::new(self.chosen(&axis)));
        let (on_days, all_years) = (Rc::clone(&self.on_days), self.year().is_none());
        let apply: Rc<dyn Fn()> = Rc::new(move || {
            let (from, to) = ends(at.get_untracked());
            let whole = all_years && from == 0 && to + 1 == axis.len();
            let days = match (axis.get(from), axis.get(to)) {
                (Some(from), Some(to)) if !whole => range(*from, *to),
                _ => DayRange::default(),
            };
            on_days(days);
        });
        let span = Span { names, at };
        let sliders = [(self.m.from, 0), (self.m.to, 1)];
        let sliders = sliders.map(|(label, end)| span.slider(end, label, &apply));
        let words = live(move || span.words().into_any());
        [
            classed("div", "range").children(sliders),
            classed("p", "range-name").child(words),
        ]
    }

    /// Positions of the first and last period that the list is narrowed to.
    fn chosen(&self, axis: &[u32]) -> [usize; 2] {
        let days = &self.query.filter.days;
        let last = axis.len() - 1;
        let at = |day: &Option<String>, open: usize| {
            let Some(day) = day else { return open };
            let before = axis.iter().filter(|period| last_day(**period) < *day);
            before.count().min(last)
        };
        [at(&days.from, 0), at(&days.to, last)]
    }
}

/// What the two sliders stand at.
#[derive(Clone)]
struct Span {
    /// Of the periods, in their order.
    names: Arc<[String]>,
    at: RwSignal<[usize; 2]>,
}

impl Span {
    /// The slider of one end, which calls `apply` once it is let go.
    fn slider(&self, end: usize, label: &str, apply: &Rc<dyn Fn()>) -> El {
        let (span, at, apply) = (self.clone(), self.at, Rc::clone(apply));
        let position = move |at: [usize; 2]| at.get(end).copied().unwrap_or_default();
        let moved = move |event| {
            let to = event_target_value(&event).parse().unwrap_or_default();
            at.update(|at| at.iter_mut().skip(end).take(1).for_each(|at| *at = to));
        };
        el("input")
            .attr("type", "range")
            .attr("min", "0")
            .attr("max", (self.names.len() - 1).to_string())
            .attr("value", position(at.get_untracked()).to_string())
            .attr("aria-label", label)
            .live_attr(
                "aria-valuetext",
                Box::new(move || span.name(position(at.get()))),
            )
            .on("input", Box::new(moved))
            .on("change", Box::new(move |_| apply()))
    }

    fn name(&self, at: usize) -> String {
        self.names.get(at).cloned().unwrap_or_default()
    }

    fn words(&self) -> String {
        let (from, to) = ends(self.at.get());
        [self.name(from), self.name(to)].join(" – ")
    }
}

/// Positions from the earlier to the later: the sliders may pass each other.
fn ends([one, other]: [usize; 2]) -> (usize, usize) {
    (one.min(other), one.max(other))
}

/// The days from the first to the last period.
fn range(first: u32, last: u32) -> DayRange {
    DayRange {
        from: Some(match first {
            0..10_000 => format!("{first:04}-01-01"),
            _ => format!("{:04}-{:02}-01", first / 100, first % 100),
        }),
        to: Some(last_day(last)),
    }
}

/// Days are compared as text: the 31st ends every month.
fn last_day(period: u32) -> String {
    match period {
        0..10_000 => format!("{period:04}-12-31"),
        _ => format!("{:04}-{:02}-31", period / 100, period % 100),
    }
}
