//! How far the articles read on this device were read.

use super::{storage, window};
use leptos::ev;
use leptos::prelude::{StoredValue, UpdateValue, on_cleanup, window_event_listener};
use std::cell::Cell;
use std::rc::Rc;
use web_sys::wasm_bindgen::JsCast;

/// Under which they are remembered: `id:permille`, the last one first.
const KEY: &str = "places";

/// Articles that are remembered at most.
const ARTICLES: usize = 200;

/// Thousandths of the way before which an article is not begun, and after which it
/// is read.
const BEGUN: u32 = 50;
const READ: u32 = 900;

/// Watches how far the article `id` is read, as long as its page is there.
pub(crate) fn watch(id: &str) {
    if window().is_none() {
        return;
    }
    let (id, place) = (id.to_owned(), Rc::new(Cell::new(None)));
    let scrolled = Rc::clone(&place);
    let scroll = window_event_listener(ev::scroll, move |_| scrolled.set(here()));
    let (left, own) = (Rc::clone(&place), id.clone());
    // Browsers tell of scrolling when they paint next, which may not come any more.
    let leave = window_event_listener(ev::pagehide, move |_| {
        keep(&own, here().filter(|place| *place > 0).or(left.get()));
    });
    let handles = StoredValue::new_local(Some((scroll, leave, place)));
    on_cleanup(move || {
        handles.try_update_value(|handles| {
            if let Some((scroll, leave, place)) = handles.take() {
                scroll.remove();
                leave.remove();
                keep(&id, place.get());
            }
        });
    });
}

/// Where the article `id` was left, in thousandths of its page; none where it was not
/// begun, or read to its end.
pub(crate) fn left(id: &str) -> Option<u32> {
    let all = storage::recall(KEY)?;
    let place = all.split(' ').find_map(|entry| entry.strip_prefix(id))?;
    let place = place.strip_prefix(':')?.parse().ok()?;
    (BEGUN..READ).contains(&place).then_some(place)
}

/// Goes to a place of the page.
pub(crate) fn go(place: u32) {
    if let (Some(window), Some(way)) = (window(), way()) {
        window.scroll_to_with_x_and_y(0.0, way * f64::from(place) / 1000.0);
    }
}

fn keep(id: &str, place: Option<u32>) {
    let Some(place) = place else {
        return;
    };
    let all = storage::recall(KEY).unwrap_or_default();
    let others = all.split(' ').filter(|entry| !entry.starts_with(id));
    let own = [id, ":", &place.to_string()].concat();
    let kept: Vec<&str> = [own.as_str()].into_iter().chain(others).collect();
    let kept = kept.get(..ARTICLES).unwrap_or(&kept);
    storage::remember(KEY, &kept.join(" "));
}

fn here() -> Option<u32> {
    let top = window()?.scroll_y().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast of floats saturates, and thousandths are few"
    )]
    Some((top * 1000.0 / way()?) as u32)
}

/// How far the page can be scrolled, in CSS pixels.
fn way() -> Option<f64> {
    let window = window()?;
    let root = window.document()?.document_element()?;
    let inner = window.inner_height().ok()?.as_f64()?;
    let way = f64::from(root.unchecked_ref::<web_sys::HtmlElement>().scroll_height()) - inner;
    (way > 0.0).then_some(way)
}
