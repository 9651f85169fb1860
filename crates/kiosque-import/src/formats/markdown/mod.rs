//! Markdown with front matter, in the habits of Hugo, Jekyll, Zola and MkDocs.

mod front_matter;
mod templates;
mod title;

use crate::found::{Emit, Found, RawArticle, complain};
use crate::importer::SourceFile;
use crate::limits::Limits;
use crate::problem::{Place, ProblemKind};
use crate::source_path::{folder_of, stem_of};
use front_matter::split;
use kiosque_model::feed::Item;
use pulldown_cmark::{Event, Options, Parser, html};
use std::sync::Arc;
use templates::without_templates;
use title::take_title;

pub(crate) use front_matter::{has_bare_lines, has_front_matter};

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
            let kind = ProblemKind::UnreadableField(reason);
            complain(emit, &place, Some("front matter"), kind);
            front_matter::by_lines(text, limits)
        }
    };
    if matter.is_draft() || is_among_drafts(path) {
        let kind = ProblemKind::NotPublished("a draft".to_owned());
        return complain(emit, &place, None, kind);
    }
    let (title, html) = rendered(body, matter.title().as_deref());
    let mut raw = RawArticle {
        place: Some(place.clone()),
        identity: Some(format!("import:{}", file.label())),
        name: Some(name_of(path).to_owned()),
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

/// Jekyll keeps what is not published yet in a folder of its own.
fn is_among_drafts(path: &str) -> bool {
    folder_of(path).split('/').any(|part| part == "_drafts")
}

/// What the file is called, or its folder: Hugo and Zola have a folder for an
/// article with its images.
pub(super) fn name_of(path: &str) -> &str {
    match stem_of(path) {
        "index" | "_index" | "README" if path.contains('/') => {
            let folder = folder_of(path);
            folder.rsplit('/').next().unwrap_or(folder)
        }
        stem => stem,
    }
}

/// The body as HTML, with the title its heading gives where none is `stated`.
fn rendered(body: &str, stated: Option<&str>) -> (Option<String>, String) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let body = without_templates(body);
    let mut events: Vec<Event<'_>> = Parser::new_ext(&body, options).collect();
    let title = take_title(&mut events, stated);
    let mut out = String::with_capacity(body.len() * 3 / 2);
    html::push_html(&mut out, events.into_iter());
    (title, out)
}

/// The HTML of Markdown without front matter.
pub(crate) fn html_of(text: &str) -> String {
    rendered(text, Some("")).1
}
