use crate::text::{encoded_address, one_line, web_address};
use kiosque_model::wire::Article;
use kiosque_model::{ArticleDate, ShortId};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays of a slug in an address.
const SLUG: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// An article as it is cited. All texts are plain text, of any length; spaces, line ends and
/// control characters in them are evened out when they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// End of its address; the stable part of its key.
    pub id: ShortId,
    /// Its title.
    pub title: String,
    /// As they sign: names are not taken apart, since nothing says which part is the family's.
    pub authors: Vec<String>,
    /// Name of the outlet.
    pub source: Option<String>,
    /// BCP 47; `und` where unknown.
    pub language: String,
    /// None where undated.
    pub date: Option<ArticleDate>,
    /// Where the original stands; left out unless http or https.
    pub original: Option<String>,
    /// Its absolute address in this archive.
    pub address: String,
}

impl Work {
    /// An article of the archive that is published at `base`, such as `https://example.org/presse/`.
    pub fn of_article(article: &Article, base: &str) -> Self {
        let source = article.source.as_ref();
        let year = article.date.as_ref().map_or("0", ArticleDate::year);
        Self {
            id: article.id.clone(),
            title: article.title.clone(),
            authors: article.authors.clone(),
            source: source.map(|source| source.name.clone()),
            language: article.language.clone(),
            date: article.date.clone(),
            original: source.and_then(|source| source.url.clone()),
            address: article_address(base, year, &article.slug, &article.id),
        }
    }
}

/// The address of an article in the archive at `base`, which ends in a slash; `year` is `0`
/// for undated articles. Percent-encoded, so that it survives any format and any mail.
pub fn article_address(base: &str, year: &str, slug: &str, id: &ShortId) -> String {
    let slug = utf8_percent_encode(slug, SLUG).to_string();
    [
        &encoded_address(base),
        "a/",
        year,
        "/",
        &slug,
        "-",
        id.as_str(),
        "/",
    ]
    .concat()
}

/// A work's texts, each on one line, its addresses encoded, what is empty left out.
pub(crate) struct Fields {
    pub title: String,
    pub authors: Vec<String>,
    pub source: Option<String>,
    /// None where unknown.
    pub language: Option<String>,
    /// Where the text is read: the original, or our copy where there is none.
    pub url: String,
    /// Our copy, where it is not the only address.
    pub archived: Option<String>,
}

impl Fields {
    pub fn of(work: &Work) -> Self {
        let filled = |text: &str| Some(one_line(text)).filter(|line| !line.is_empty());
        let ours = encoded_address(&work.address);
        let original = work.original.as_deref().and_then(web_address);
        let archived = original.is_some().then(|| ours.clone());
        Self {
            title: one_line(&work.title),
            authors: work
                .authors
                .iter()
                .filter_map(|name| filled(name))
                .collect(),
            source: work.source.as_deref().and_then(filled),
            language: language(&work.language),
            url: original.unwrap_or(ours),
            archived,
        }
    }
}

/// A language tag that is one; `und` says no more than nothing.
pub(crate) fn language(tag: &str) -> Option<String> {
    let is_tag = (2..=35).contains(&tag.len())
        && tag
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (is_tag && tag != "und").then(|| tag.to_owned())
}
