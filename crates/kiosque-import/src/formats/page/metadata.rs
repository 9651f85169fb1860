use super::linked::{Linked, text_of};
use super::shown::{authors_of, shown_date, without_by};
use dom_query::Document;
use dom_smoothie::Article;
use kiosque_sanitise::one_line;
use serde_json::Value;
use url::Url;

/// Most values of one kind that a page may give: authors, tags.
pub(super) const MOST: usize = 50;

/// Names of the day of publication.
const PUBLISHED: [&str; 17] = [
    "article:published_time",
    "datePublished",
    "og:article:published_time",
    "dc.date.issued",
    "dc.date",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "date",
    "pubdate",
    "og:published_time",
    "parsely-pub-date",
    "publish-date",
    "publish_date",
    "sailthru.date",
    "citation_publication_date",
    "originalpublicationdate",
];

/// What a page says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    /// The title given for others to show.
    pub(super) stated_title: Option<String>,
    /// The only first heading.
    pub(super) heading: Option<String>,
    pub(super) address: Option<String>,
    pub(super) base: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) outlet: Option<String>,
    /// The title of the article in JSON-LD.
    pub(super) headline: Option<String>,
    pub(super) language: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) tags: Vec<String>,
}

impl Metadata {
    /// What the document says in JSON-LD, Open Graph, `meta`, `link`, `time`.
    pub(super) fn of(document: &Document, text: &str) -> Self {
        let linked = Linked::of(document);
        let meta = |names: &[&str]| names.iter().find_map(|name| meta(document, name));
        let text_at = |member: &str| text_of(linked.member(member)?);
        let language =
            attribute(document, "html", "lang").or_else(|| attribute(document, "html", "xml:lang"));
        Self {
            title: None,
            stated_title: meta(&["og:title", "twitter:title"]),
            heading: heading_of(document),
            address: address_of(document, text, text_at("url")),
            base: attribute(document, "base[href]", "href").filter(|base| Url::parse(base).is_ok()),
            published: text_at("datePublished")
                .or_else(|| meta(&PUBLISHED))
                .or_else(|| shown_date(document)),
            modified: text_at("dateModified").or_else(|| {
                meta(&[
                    "article:modified_time",
                    "dateModified",
                    "og:updated_time",
                    "last-modified",
                ])
            }),
            authors: authors_of(document, &linked),
            outlet: linked
                .names("publisher")
                .into_iter()
                .next()
                .or_else(|| meta(&["og:site_name", "application-name", "dc.publisher"])),
            headline: text_at("headline"),
            language: text_at("inLanguage")
                .filter(|tag| tag.len() < 12)
                .or(language)
                .or_else(|| meta(&["og:locale", "content-language", "dc.language"])),
            summary: meta(&["og:description", "description", "twitter:description"]),
            tags: tags_of(document, &linked),
        }
    }

    /// Takes what a reader of articles makes of the same page. Its title is
    /// without the site's name.
    pub(super) fn complete(&mut self, article: &Article) {
        let filled = |text: &String| !text.trim().is_empty();
        self.title = Some(article.title.clone()).filter(filled);
        if self.authors.is_empty() {
            let byline = article.byline.as_deref().map(without_by);
            self.authors.extend(byline.filter(filled));
        }
        let or = |own: &mut Option<String>, other: &Option<String>| {
            if own.is_none() {
                *own = other.clone().filter(filled);
            }
        };
        or(&mut self.published, &article.published_time);
        or(&mut self.modified, &article.modified_time);
        or(&mut self.outlet, &article.site_name);
        or(&mut self.language, &article.lang);
        or(&mut self.summary, &article.excerpt);
    }
}

fn heading_of(document: &Document) -> Option<String> {
    let headings = document.select("h1");
    match headings.nodes() {
        [only] => Some(one_line(&only.text())),
        _ => None,
    }
}

/// The canonical address, else the one it was saved from. A relative one
/// refers to the others.
fn address_of(document: &Document, text: &str, linked: Option<String>) -> Option<String> {
    let is_web =
        |address: &String| address.starts_with("http://") || address.starts_with("https://");
    let canonical = attribute(document, "link[rel~=canonical]", "href");
    let others = [meta(document, "og:url"), linked, saved_from(text)];
    let other = others.into_iter().flatten().find(is_web);
    match canonical.filter(|address| !address.starts_with('#')) {
        Some(address) if is_web(&address) => Some(address),
        Some(relative) => {
            let base = other.or_else(|| attribute(document, "base[href]", "href"))?;
            let joined = Url::parse(&base).ok()?.join(&relative).ok()?;
            Some(joined.into()).filter(is_web)
        }
        // A base is where links lead to, not where the page stood.
        None => other,
    }
}

/// Browsers note `<!-- saved from url=(0042)https://… -->`.
fn saved_from(text: &str) -> Option<String> {
    let near = text.get(..text.floor_char_boundary(2_048)).unwrap_or(text);
    let (_, after) = near.split_once("saved from url=(")?;
    let (_, address) = after.split_once(')')?;
    let end = address.find(|c: char| c.is_whitespace() || c == '>')?;
    address.get(..end).map(str::to_owned)
}

fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    let value = document.select_single(selector).attr(name)?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn meta(document: &Document, name: &str) -> Option<String> {
    all_meta(document, name).into_iter().next()
}

/// The values of a `meta`, whichever attribute names it.
pub(super) fn all_meta(document: &Document, name: &str) -> Vec<String> {
    let names = ["name", "property", "itemprop", "http-equiv"];
    let is_named = |node: &dom_query::NodeRef<'_>| {
        names.iter().any(|attribute| {
            node.attr(attribute)
                .is_some_and(|value| value.trim().eq_ignore_ascii_case(name))
        })
    };
    let all = document.select("meta[content]");
    let values = all.nodes().iter().filter(|node| is_named(node));
    values
        .filter_map(|node| node.attr("content"))
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .take(MOST)
        .collect()
}

fn tags_of(document: &Document, linked: &Linked) -> Vec<String> {
    let parted = |text: &str| {
        text.split([',', ';', '،'])
            .map(|tag| tag.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let mut tags = all_meta(document, "article:tag");
    if tags.is_empty() {
        tags = match linked.member("keywords") {
            Some(Value::String(text)) => parted(text),
            _ => linked.names("keywords"),
        };
    }
    if tags.is_empty() {
        let named = ["keywords", "news_keywords", "parsely-tags"];
        let values = named.iter().map(|name| all_meta(document, name));
        let values = values.into_iter().find(|values| !values.is_empty());
        tags = values
            .iter()
            .flatten()
            .flat_map(|text| parted(text))
            .collect();
    }
    tags.retain(|tag| !tag.is_empty());
    tags.truncate(MOST);
    tags
}
