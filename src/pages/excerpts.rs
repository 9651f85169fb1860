//! The parts of found articles that have what was searched.

use super::Place;
use crate::archive::{Asked, Found};
use crate::browser::{nearness, network, text};
use crate::components::{Hit, classed, el, found_card, live, marked};
use kiosque_model::Direction;
use kiosque_model::wire::{FileName, Summary};
use kiosque_search::message::Marked;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::ops::Range;
use std::rc::Rc;

/// Bytes of an excerpt, about.
const LENGTH: u32 = 180;

/// A part of a text with what is marked in it, in bytes.
type Excerpt = (String, Vec<Range<usize>>);

/// The cards of what was found. Their excerpts come once they are seen and nothing is
/// being typed, as each takes a pack of articles, which is more than the search itself.
pub(super) fn cards(place: Place, found: &Rc<Found>, is_settled: Signal<bool>) -> AnyView {
    let (m, links) = (place.words(), place.links);
    let is_spared = network::is_spared();
    let cards = found.listing.rows.iter().zip(&found.marks);
    let cards = cards.map(|((summary, pack), marks)| {
        let row = (summary.clone(), pack.clone());
        let excerpt = (!is_spared).then(|| excerpt(place, row, &found.searched, is_settled));
        let hit = Hit {
            words: &found.searched,
            marks,
            excerpt,
        };
        el("li").child(found_card(m, links, summary, hit))
    });
    classed("ul", "cards").children(cards).view()
}

fn excerpt(
    place: Place,
    row: (Summary, FileName),
    words: &str,
    is_settled: Signal<bool>,
) -> AnyView {
    let shown: Asked<Excerpt> = Asked::new(None);
    let seen = RwSignal::new(false);
    let node = NodeRef::<leptos::html::Span>::new();
    nearness::tell(node, seen, nearness::SEEN);
    let words = words.to_owned();
    Effect::new(move |is_asked: Option<bool>| {
        let is_asked = is_asked.unwrap_or_default();
        let is_due = seen.get() && is_settled.get();
        if is_due && !is_asked {
            let (row, words) = (row.clone(), words.clone());
            spawn_local(async move {
                if let Some(found) = fetched(place, row, &words).await {
                    shown.put(Ok(found));
                }
            });
        }
        is_asked || is_due
    });
    let words = live(move || {
        let Some(Ok((text, marks))) = shown.get() else {
            return ().into_any();
        };
        marked(el("span"), &text, &marks).view()
    });
    view! { <span node_ref=node>{words}</span> }.into_any()
}

/// None where it cannot be had: the result is there without it.
async fn fetched(place: Place, row: (Summary, FileName), words: &str) -> Option<Excerpt> {
    let articles = place.archive.articles(vec![row]).await.ok()?;
    let article = articles.into_iter().next()??.article;
    let text = text::text_of(&article.body);
    // A letter of another script has two bytes.
    let length = match article.direction {
        Direction::Ltr => LENGTH,
        Direction::Rtl => LENGTH * 2,
    };
    let texts = vec![(text.clone(), article.language)];
    let marked = place.archive.mark(words, texts, length).await.pop()?;
    cut(&text, &marked)
}

/// The part of a text that is shown, with signs of what is left out.
fn cut(text: &str, marked: &Marked) -> Option<Excerpt> {
    let place = marked.place.clone();
    let before = if text.get(..place.start)?.trim().is_empty() {
        ""
    } else {
        "… "
    };
    let after = if text.get(place.end..)?.trim().is_empty() {
        ""
    } else {
        "…"
    };
    let part = [before, text.get(place.clone())?, after].concat();
    let moved = |at: usize| at + before.len() - place.start;
    let marks = marked.marks.iter();
    let marks = marks.map(|mark| moved(mark.start)..moved(mark.end));
    Some((part, marks.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_told() {
        let check = |place: Range<usize>, mark: Range<usize>, expected: &str, marked: &str| {
            let asked = Marked {
                place,
                marks: vec![mark],
                has_phrases: true,
            };
            let (part, marks) = cut("\nun port de mer", &asked).unwrap_or_default();
            let found = marks.first().and_then(|mark| part.get(mark.clone()));
            assert_eq!((part.as_str(), found), (expected, Some(marked)));
        };
        check(1..15, 4..8, "un port de mer", "port");
        check(1..8, 4..8, "un port…", "port");
        check(4..11, 4..8, "… port de…", "port");
    }
}
