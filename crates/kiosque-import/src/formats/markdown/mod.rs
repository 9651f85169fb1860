//! Markdown with front matter, in the habits of Hugo, Jekyll, Zola and MkDocs.

mod front_matter;

use crate::found::{Emit, Found, RawArticle, complain};
use crate::importer::SourceFile;
use crate::limits::Limits;
use crate::problem::{Place, ProblemKind};
use crate::source_path::{folder_of, stem_of};
use front_matter::{FrontMatter, split};
use kiosque_model::feed::Item;
use kiosque_sanitise::text_of_markup;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::sync::Arc;

pub(crate) use front_matter::has_front_matter;

/// Reads a file, which is one article.
pub(crate) fn read(
    text: &str,
    label: &Arc<str>,
    file: &SourceFile<'_>,
    limits: &Limits,
    emit: &mut Emit<'_>,
) {
    let place = Place::of_file(label);
    let path = file.name();
    let (matter, body) = match split(text, limits) {
        Ok(parts) => parts,
        Err(reason) => {
            complain(
                emit,
                &place,
                Some("front matter"),
                ProblemKind::UnreadableField(reason),
            );
            (FrontMatter::default(), front_matter::without(text))
        }
    };
    if matter.is_draft() {
        let kind = ProblemKind::NotPublished("a draft".to_owned());
        return complain(emit, &place, None, kind);
    }
    let (title, html) = rendered(body, matter.has_title());
    let mut raw = RawArticle {
        place: Some(place.clone()),
        identity: Some(format!("import:{}", file.label())),
        name: Some(stem_of(path).to_owned()),
        folder: folder_of(path).to_owned(),
        item: Item {
            title,
            content_html: Some(html),
            ..Item::default()
        },
        ..RawArticle::default()
    };
    matter.fill(&mut raw, path, &mut |field, reason| {
        complain(
            emit,
            &place,
            Some(field),
            ProblemKind::UnreadableField(reason),
        );
    });
    emit(Found::Article(Box::new(raw)));
}

/// The body as HTML. A heading of the first level at its beginning is the
/// title where the front matter has none, and stands above the body anyway.
fn rendered(body: &str, has_title: bool) -> (Option<String>, String) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut events: Vec<Event<'_>> = Parser::new_ext(body, options).collect();
    let title = (!has_title).then(|| take_title(&mut events)).flatten();
    let mut out = String::with_capacity(body.len() * 3 / 2);
    html::push_html(&mut out, events.into_iter());
    (title, out)
}

fn take_title(events: &mut Vec<Event<'_>>) -> Option<String> {
    let is_start = |event: &Event<'_>| {
        matches!(
            event,
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            })
        )
    };
    events.first().filter(|event| is_start(event))?;
    let end = events
        .iter()
        .position(|event| matches!(event, Event::End(TagEnd::Heading(HeadingLevel::H1))))?;
    let mut markup = String::new();
    html::push_html(&mut markup, events.drain(..=end));
    Some(text_of_markup(&markup, usize::MAX)).filter(|title| !title.is_empty())
}

/// The HTML of Markdown without front matter.
pub(crate) fn html_of(text: &str) -> String {
    rendered(text, true).1
}
