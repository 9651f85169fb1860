use dom_query::Document;
use dom_smoothie::Article;
use kiosque_sanitise::one_line;
use serde_json::Value;
use url::Url;

/// Most values of one kind that a page may give: authors, tags.
const MOST: usize = 50;

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
    pub(super) language: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) tags: Vec<String>,
}

impl Metadata {
    /// What the document says in JSON-LD, Open Graph, `meta`, `link`, `time`.
    pub(super) fn of(document: &Document, text: &str) -> Self {
        let linked = linked_article(document).unwrap_or_default();
        let meta = |names: &[&str]| names.iter().find_map(|name| meta(document, name));
        let text_at = |pointer: &str| text_of(linked.pointer(pointer)?);
        let of_time = attribute(document, "time[datetime]", "datetime");
        let authors = names_of(linked.get("author"));
        let language =
            attribute(document, "html", "lang").or_else(|| attribute(document, "html", "xml:lang"));
        Self {
            title: None,
            stated_title: meta(&["og:title", "twitter:title"]),
            heading: heading_of(document),
            address: address_of(document, text, text_at("/url")),
            base: attribute(document, "base[href]", "href").filter(|base| Url::parse(base).is_ok()),
            published: text_at("/datePublished")
                .or_else(|| {
                    meta(&[
                        "article:published_time",
                        "datePublished",
                        "dc.date",
                        "dcterms.created",
                        "date",
                        "pubdate",
                        "og:published_time",
                        "parsely-pub-date",
                        "publish-date",
                    ])
                })
                .or(of_time),
            modified: text_at("/dateModified").or_else(|| {
                meta(&[
                    "article:modified_time",
                    "dateModified",
                    "og:updated_time",
                    "last-modified",
                ])
            }),
            authors: if authors.is_empty() {
                all_meta(document, "author")
            } else {
                authors
            },
            outlet: text_at("/publisher/name")
                .or_else(|| meta(&["og:site_name", "application-name", "dc.publisher"])),
            language: text_at("/inLanguage")
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
            self.authors.extend(article.byline.clone().filter(filled));
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

/// The canonical address, else the one it was saved from.
fn address_of(document: &Document, text: &str, linked: Option<String>) -> Option<String> {
    let is_web =
        |address: &String| address.starts_with("http://") || address.starts_with("https://");
    attribute(document, "link[rel~=canonical]", "href")
        .filter(is_web)
        .or_else(|| meta(document, "og:url").filter(is_web))
        .or_else(|| linked.filter(is_web))
        .or_else(|| saved_from(text).filter(is_web))
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
fn all_meta(document: &Document, name: &str) -> Vec<String> {
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

fn tags_of(document: &Document, linked: &Value) -> Vec<String> {
    let parted = |text: &str| {
        text.split([',', ';', '،'])
            .map(|tag| tag.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let mut tags = all_meta(document, "article:tag");
    if tags.is_empty() {
        tags = match linked.get("keywords") {
            Some(Value::String(text)) => parted(text),
            several => names_of(several),
        };
    }
    if tags.is_empty() {
        tags = all_meta(document, "keywords")
            .iter()
            .flat_map(|text| parted(text))
            .collect();
    }
    tags.retain(|tag| !tag.is_empty());
    tags.truncate(MOST);
    tags
}

/// The article among the page's JSON-LD.
fn linked_article(document: &Document) -> Option<Value> {
    let scripts = document.select("script[type='application/ld+json']");
    scripts.nodes().iter().take(MOST).find_map(|script| {
        let value: Value = serde_json::from_str(script.text().trim()).ok()?;
        article_in(value)
    })
}

fn article_in(value: Value) -> Option<Value> {
    match value {
        Value::Array(values) => values.into_iter().find_map(article_in),
        Value::Object(mut members) => match members.remove("@graph") {
            Some(graph) => article_in(graph),
            None if is_article(members.get("@type")) => Some(Value::Object(members)),
            None => None,
        },
        _ => None,
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    match kind {
        Some(Value::String(kind)) => {
            kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
        }
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| is_article(Some(kind))),
        _ => false,
    }
}

fn text_of(value: &Value) -> Option<String> {
    value
        .as_str()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// Names of persons or things, of one or several.
fn names_of(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(values)) => values
            .iter()
            .take(MOST)
            .flat_map(|value| names_of(Some(value)))
            .collect(),
        Some(value @ Value::Object(_)) => value.get("name").and_then(text_of).into_iter().collect(),
        Some(value) => text_of(value).into_iter().collect(),
        None => Vec::new(),
    }
}
