//! The title that a body has for its heading.

use kiosque_sanitise::text_of_markup;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd, html};
use std::ops::RangeInclusive;

/// Takes the heading of the first level out that is the title, as MkDocs has
/// it: it stands above the body anyway. Where a title is `stated`, the heading
/// is one only if it says the same.
pub(super) fn take_title(events: &mut Vec<Event<'_>>, stated: Option<&str>) -> Option<String> {
    let place = first_heading(events)?;
    let mut markup = String::new();
    let heading = events.get(place.clone())?.iter().cloned();
    html::push_html(&mut markup, heading);
    let title = text_of_markup(&markup, usize::MAX);
    let is_title = match stated {
        Some(stated) => same(stated, &title),
        None => !title.is_empty(),
    };
    if !is_title {
        return None;
    }
    events.drain(place);
    Some(title)
}

/// The first heading, if it is of the first level and no text comes before it.
fn first_heading(events: &[Event<'_>]) -> Option<RangeInclusive<usize>> {
    let is_start = |event: &Event<'_>| {
        let level = HeadingLevel::H1;
        matches!(event, Event::Start(Tag::Heading { level: own, .. }) if *own == level)
    };
    let is_blank = |event: &Event<'_>| match event {
        Event::Html(html) => html.trim_start().starts_with("<!--"),
        Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => true,
        _ => false,
    };
    let start = events.iter().position(|event| !is_blank(event))?;
    events.get(start).filter(|event| is_start(event))?;
    let end = events
        .iter()
        .skip(start)
        .position(|event| matches!(event, Event::End(TagEnd::Heading(HeadingLevel::H1))))?;
    Some(start..=start + end)
}

fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    !one.is_empty() && letters(one) == letters(other)
}
