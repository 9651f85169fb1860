//! What was searched, marked in the article it led to.

use super::Place;
use crate::browser::document::{self, elements};
use crate::browser::text::PageText;
use crate::components::{classed, el, link, live};
use kiosque_model::wire::Article;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::ScrollLogicalPosition::Center;
use web_sys::{Element, ScrollIntoViewOptions};

/// What is searched for marks.
const ROOTS: &str = ".article h1, .article .body";

/// A bar that says how often the article has `words` and goes from one to the next;
/// it comes once they are marked. Nothing where nothing was searched.
pub(super) fn hits(place: Place, article: &Article, words: String) -> Option<AnyView> {
    if words.is_empty() {
        return None;
    }
    let count = RwSignal::new(0_u32);
    let (language, sought) = (article.language.clone(), words.clone());
    super::after_paint(move || {
        spawn_local(async move {
            let text = PageText::of(&elements(ROOTS));
            let texts = vec![(text.text.clone(), language)];
            let marked = place.archive.mark(&sought, texts, 0).await;
            if let Some(marked) = marked.into_iter().next() {
                text.mark(&marked.marks);
                let found = u32::try_from(marked.marks.len()).unwrap_or(u32::MAX);
                // The page may be gone.
                let _ = count.try_set(found);
            }
        });
    });
    let current = StoredValue::new(None);
    Some(live(move || match count.get() {
        0 => ().into_any(),
        count => bar(place, &words, count, current),
    }))
}

fn bar(place: Place, words: &str, count: u32, current: StoredValue<Option<usize>>) -> AnyView {
    let m = place.words();
    let step = move |forward: bool| {
        let hits = elements(".article mark.hit");
        let next = next(current.get_value(), forward, hits.len());
        current.set_value(Some(next));
        show(&hits, next);
        let place = u32::try_from(next + 1).unwrap_or(u32::MAX);
        document::announce(&m.hit_of(place, count));
    };
    let button = |label: &'static str, sign: &'static str, forward: bool| {
        el("button")
            .attr("type", "button")
            .attr("aria-label", label)
            .on_click(Box::new(move || step(forward)))
            .child(el("span").attr("aria-hidden", "true").text(sign))
    };
    let end = link(document::path())
        .attr("data-noscroll", "")
        .text(m.unmark);
    classed("div", "hits")
        .attr("role", "region")
        .attr("aria-label", m.search)
        .child(el("span").text(m.hits(count, words)))
        .child(button(m.previous_hit, "↑", false))
        .child(button(m.next_hit, "↓", true))
        .child(end)
        .view()
}

/// The hit after, or before, the current one; round the ends.
fn next(current: Option<usize>, forward: bool, all: usize) -> usize {
    match (current, forward) {
        (Some(at), true) if at + 1 < all => at + 1,
        (None | Some(0), false) => all.saturating_sub(1),
        (Some(at), false) => at - 1,
        _ => 0,
    }
}

fn show(hits: &[Element], at: usize) {
    for (other, hit) in hits.iter().enumerate() {
        hit.set_class_name(if other == at { "hit current" } else { "hit" });
    }
    if let Some(hit) = hits.get(at) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(Center);
        hit.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn hits_go_round() {
        assert_eq!(next(None, true, 3), 0);
        assert_eq!(next(Some(0), true, 3), 1);
        assert_eq!(next(Some(2), true, 3), 0);
        assert_eq!(next(None, false, 3), 2);
        assert_eq!(next(Some(2), false, 3), 1);
        assert_eq!(next(Some(0), false, 3), 2);
    }
}
