//! Pages at former addresses.

use super::Common;
use crate::finish::escaped;
use kiosque_model::ArticleDate;
use kiosque_model::wire::Article;

/// The page at an article's address with a former slug: it sends on, and has a link
/// for who is not sent.
pub(super) fn redirect(
    common: &Common<'_>,
    article: &Article,
    slug: &str,
    path: &str,
) -> (String, Vec<u8>) {
    let year = article.date.as_ref().map_or("0", ArticleDate::year);
    let former = format!("a/{year}/{slug}-{}/index.html", article.id.as_str());
    let (title, to) = (escaped(&article.title), escaped(&common.place.path(path)));
    let canonical = escaped(&common.address(path));
    let (language, direction) = (escaped(&article.language), article.direction.as_str());
    let page = format!(
        "<!DOCTYPE html><html lang=\"{language}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'\">\
        <title>{title}</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
        <meta name=\"robots\" content=\"noindex\"><link rel=\"canonical\" href=\"{canonical}\">\
        <meta http-equiv=\"refresh\" content=\"0; url={to}\"></head>\
        <body><p><a href=\"{to}\">{title}</a></p></body></html>"
    );
    (former, page.into_bytes())
}
