use super::element::El;
use super::histogram::Histogram;
use super::tag_links::tag_link;
use super::{classed, el, link};
use crate::state::Links;
use crate::{ListQuery, Messages, RowMode};
use kiosque_model::wire::{Facet, FacetKind};
use kiosque_model::{DayRange, months};
use leptos::ev::Event;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// Tags offered at once.
const OFFERED: usize = 24;

/// Narrows a list: what is chosen, what remains to choose, each with its count
/// in the list on screen. Every choice is a link to the narrower list.
pub struct TagFilter<'a> {
    /// Words of the interface.
    pub m: &'static Messages,
    /// Addresses.
    pub links: Links,
    /// The list on screen.
    pub query: &'a ListQuery,
    /// Articles in it.
    pub total: u32,
    /// The facets it names.
    pub chosen: &'a [Facet],
    /// The facets its articles carry.
    pub remaining: &'a [Facet],
    /// What choosing a tag does.
    pub mode: RwSignal<RowMode>,
    /// Articles in the list by year, or by month.
    pub periods: &'a [(u32, u32)],
    /// First and last year of the archive.
    pub years: (u32, u32),
    /// Narrows to days.
    pub on_days: Rc<dyn Fn(DayRange)>,
}

impl TagFilter<'_> {
    /// The filter as a view.
    pub fn view(self) -> AnyView {
        let m = self.m;
        let modes = [
            (m.with, RowMode::With),
            (m.or, RowMode::Or),
            (m.without, RowMode::Without),
        ];
        let modes = modes.map(|(label, own)| mode_button(label, own, self.mode));
        let legend = el("legend").text(m.tap_adds);
        el("div")
            .children(self.selection())
            .child(classed("fieldset", "modes").child(legend).children(modes))
            .child(self.offered_tags())
            .child(classed("p", "all-tags").child(link(self.links.tags()).text(m.all_tags)))
            .children(self.choices(m.content_languages, FacetKind::Language))
            .children(self.choices(m.sources, FacetKind::Source))
            .child(el("h3").text(m.dates))
            .children(self.histogram())
            .child(days(m, &self.query.filter.days, self.on_days))
            .view()
    }

    fn histogram(&self) -> Option<AnyView> {
        let histogram = Histogram {
            m: self.m,
            links: self.links,
            query: self.query,
            periods: self.periods,
            years: self.years,
            on_days: Rc::clone(&self.on_days),
        };
        histogram.view()
    }

    /// What is chosen, each part with the link that takes it away.
    fn selection(&self) -> Option<El> {
        if self.query.filter.is_empty() && self.query.words.is_empty() {
            return None;
        }
        let chips = self.chosen.iter().map(|facet| self.chip(facet));
        let clear = in_place(self.links.home())
            .attr("class", "clear")
            .text(self.m.clear);
        let chips = classed("ul", "chips")
            .children(chips)
            .children(self.words_chip())
            .children(self.day_chip());
        Some(chips.child(el("li").child(clear)))
    }

    fn chip(&self, facet: &Facet) -> El {
        let label = label(self.m, facet);
        let filter = &self.query.filter;
        let role = match facet.is(FacetKind::Tag) {
            true if filter.none.contains(facet.id()) => Some(self.m.without),
            true if filter.any.contains(facet.id()) => Some(self.m.one_of),
            _ => None,
        };
        self.removal(&self.query.without(facet), role, &label)
    }

    fn words_chip(&self) -> Option<El> {
        let words = &self.query.words;
        let wider = self.query.searched_for("");
        (!words.is_empty()).then(|| self.removal(&wider, Some(self.m.search), words))
    }

    fn day_chip(&self) -> Option<El> {
        let days = &self.query.filter.days;
        let mut wider = self.query.at_page(0);
        wider.filter.days = DayRange::default();
        let label = [days.from.as_deref(), days.to.as_deref()]
            .map(|day| day.map_or_else(|| "…".to_owned(), months::real_day))
            .join(" – ");
        (!days.is_open()).then(|| self.removal(&wider, None, &label))
    }

    fn removal(&self, wider: &ListQuery, role: Option<&'static str>, label: &str) -> El {
        let words = role.map(|role| role.to_owned() + " ").unwrap_or_default() + label;
        let chip = in_place(self.links.list(wider))
            .attr("class", "chip")
            .attr("aria-label", self.m.remove(&words))
            .children(role.map(|role| classed("span", "chip-role").text(role)))
            .text(" ")
            .child(el("bdi").text(label))
            .child(
                classed("span", "chip-cross")
                    .attr("aria-hidden", "true")
                    .text("×"),
            );
        el("li").child(chip)
    }

    fn offered_tags(&self) -> El {
        let mode = self.mode.get_untracked();
        let tags = self
            .remaining
            .iter()
            .filter(|facet| facet.is(FacetKind::Tag) && self.offers(facet, mode));
        let items: Vec<El> = tags
            .take(OFFERED)
            .map(|facet| self.offer(facet, mode))
            .collect();
        if items.is_empty() {
            return classed("p", "none-left").text(self.m.no_tag_left);
        }
        classed("ul", "tags offered")
            .attr("aria-label", self.m.tags)
            .children(items)
    }

    /// A tag that would change nothing is not offered.
    fn offers(&self, facet: &Facet, mode: RowMode) -> bool {
        let changes =
            mode == RowMode::Or || facet.count < self.total || self.query.filter.is_empty();
        changes && !self.query.names(facet)
    }

    fn offer(&self, facet: &Facet, mode: RowMode) -> El {
        let m = self.m;
        let role = match mode {
            RowMode::With => m.with,
            RowMode::Or => m.or,
            RowMode::Without => m.without,
        };
        let label = label(m, facet);
        let mut name = [role, " ", &label].concat();
        if facet.count > 0 {
            name += " ";
            name += &m.number(facet.count);
        }
        let href = self.links.list(&self.query.with(facet, mode));
        el("li").child(stays(tag_link(m, href, &label, facet.count)).attr("aria-label", name))
    }

    fn choices(&self, title: &'static str, kind: FacetKind) -> Vec<El> {
        let open = self
            .remaining
            .iter()
            .filter(|facet| facet.is(kind) && !self.query.names(facet));
        let items: Vec<El> = open
            .take(OFFERED)
            .map(|facet| {
                let href = self.links.list(&self.query.with(facet, RowMode::With));
                el("li").child(stays(tag_link(
                    self.m,
                    href,
                    &label(self.m, facet),
                    facet.count,
                )))
            })
            .collect();
        if items.is_empty() {
            return Vec::new();
        }
        vec![el("h3").text(title), classed("ul", "tags").children(items)]
    }
}

/// A link that leaves the page where it is scrolled to.
fn in_place(href: String) -> El {
    stays(link(href))
}

fn stays(link: El) -> El {
    link.attr("data-noscroll", "")
}

fn mode_button(label: &'static str, own: RowMode, mode: RwSignal<RowMode>) -> El {
    el("button")
        .attr("type", "button")
        .attr("aria-pressed", (mode.get_untracked() == own).to_string())
        .on_click(Box::new(move || mode.set(own)))
        .text(label)
}

/// A facet in the reader's words.
pub(crate) fn label(m: &'static Messages, facet: &Facet) -> String {
    if facet.is(FacetKind::Language) {
        m.language_name(facet.id()).to_owned()
    } else {
        facet.label_in(m.code).to_owned()
    }
}

fn days(m: &'static Messages, days: &DayRange, on_days: Rc<dyn Fn(DayRange)>) -> El {
    let field = |label, name: &str, day: &Option<String>| {
        let field = el("input").attr("type", "date").attr("name", name);
        el("label")
            .text(label)
            .child(field.attr_if("value", day.as_deref().map(months::real_day)))
    };
    let submit = move |event: Event| {
        event.prevent_default();
        on_days(DayRange {
            from: entered(&event, "[name=from]"),
            to: entered(&event, "[name=to]"),
        });
    };
    classed("form", "days")
        .on("submit", Box::new(submit))
        .child(field(m.from, "from", &days.from))
        .child(field(m.to, "to", &days.to))
        .child(el("button").attr("type", "submit").text(m.apply))
}

/// What a field of the form that an event is of holds, if anything.
fn entered(event: &Event, field: &str) -> Option<String> {
    let form: Element = event.target()?.dyn_into().ok()?;
    let field = form.query_selector(field).ok()??;
    let day = field.dyn_into::<HtmlInputElement>().ok()?.value();
    (!day.is_empty()).then_some(day)
}
