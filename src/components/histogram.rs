use super::element::El;
use super::{classed, el, link};
use crate::state::Links;
use crate::{ListQuery, Messages};
use kiosque_model::DayRange;
use leptos::prelude::*;
use std::rc::Rc;

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
            .child(self.sliders(axis));
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

    fn sliders(&self, axis: Vec<u32>) -> AnyView {
        let (m, on_days) = (self.m, Rc::clone(&self.on_days));
        let last = axis.len() - 1;
        let all_years = self.year().is_none();
        let (from, to) = self.chosen(&axis);
        let (from, to) = (RwSignal::new(from), RwSignal::new(to));
        let period = move |at: usize| axis.get(at).copied().unwrap_or_default();
        let names = period.clone();
        let name = StoredValue::new(move |at| m.period_name(names(at)));
        let ends = move || (from.get().min(to.get()), from.get().max(to.get()));
        let apply = StoredValue::new_local(move || {
            on_days(match untrack(ends) {
                whole if all_years && whole == (0, last) => DayRange::default(),
                (from, to) => range(period(from), period(to)),
            });
        });
        let slider = move |label: &'static str, at: RwSignal<usize>| {
            let moved = move |event| at.set(event_target_value(&event).parse().unwrap_or_default());
            view! {
                <input type="range" min="0" max=last.to_string() value=at.get_untracked().to_string()
                    aria-label=label aria-valuetext=move || name.with_value(|name| name(at.get()))
                    on:input=moved on:change=move |_| apply.with_value(|apply| apply())/>
            }
        };
        let chosen = move || {
            let (from, to) = ends();
            name.with_value(|name| [name(from), name(to)].join(" – "))
        };
        view! {
            <div class="range">{slider(m.from, from)}{slider(m.to, to)}</div>
            <p class="range-name">{chosen}</p>
        }
        .into_any()
    }

    /// Positions of the first and last period that the list is narrowed to.
    fn chosen(&self, axis: &[u32]) -> (usize, usize) {
        let days = &self.query.filter.days;
        let last = axis.len() - 1;
        let at = |day: &Option<String>, open: usize| {
            let Some(day) = day else { return open };
            axis.partition_point(|period| last_day(*period) < *day)
        };
        (at(&days.from, 0).min(last), at(&days.to, last).min(last))
    }
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
