//! Pages of articles that are there no more.

use super::Common;
use crate::archive::Sink;
use crate::finish::{Site, escaped};
use crate::intake::Withdrawn;
use std::io;

/// Prints a notice at the address that lasts, which has no word of the article: its
/// slug would.
pub(super) fn print(common: &Common<'_>, site: &Site<'_>, sink: &mut dyn Sink) -> io::Result<()> {
    for article in site.withdrawn {
        let id = article.short_id.as_str();
        let page = page(common, &site.place.path(site.app.style_path()), article);
        sink.put(&format!("a/0/{id}/index.html"), page)?;
    }
    Ok(())
}

/// Has no script: the app would say that there is nothing.
fn page(common: &Common<'_>, style: &str, article: &Withdrawn) -> Vec<u8> {
    let language = common.interface("");
    let m = language.messages();
    let date = article.date.as_ref().map(|date| m.date_line(date));
    let line = |text: &String| format!("<p dir=\"auto\">{}</p>", escaped(text));
    let lines: String = article.notice.iter().chain(&date).map(line).collect();
    let title = escaped(&common.full_title(m.withdrawn, language));
    let (home, style) = (escaped(common.links.base()), escaped(style));
    let (code, direction) = (m.code, m.direction.as_str());
    let (heading, back) = (escaped(m.withdrawn), escaped(m.back_home));
    format!(
        "<!DOCTYPE html><html lang=\"{code}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'\">\
        <title>{title}</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
        <meta name=\"robots\" content=\"noindex\"><link rel=\"stylesheet\" href=\"{style}\"></head>\
        <body><main><div class=\"article\"><h1>{heading}</h1>{lines}<p><a href=\"{home}\">{back}</a></p></div></main></body></html>"
    )
    .into_bytes()
}
