use super::reading::{Damage, Gathering, filled, language_of, names, short_id, text, year_of};
use super::torn::Torn;
use super::{SavedArticle, SavedList};
use crate::problem::Problem;
use crate::text::encoded_address;
use kiosque_model::{ArticleDate, Precision, ShortId};
use percent_encoding::percent_decode_str;
use serde::Serialize;
use serde_json::{Map, Value};

const JSON_FEED: &str = "https://jsonfeed.org/version/1.1";

/// Begins the `version` of every JSON Feed.
const ANY_JSON_FEED: &str = "https://jsonfeed.org/version/";

#[derive(Serialize)]
struct Feed<'l> {
    version: &'static str,
    title: &'l str,
    home_page_url: String,
    items: Vec<Item<'l>>,
}

#[derive(Serialize)]
struct Item<'l> {
    id: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'l str>,
    title: &'l str,
    /// A feed's item must have content; of a saved article there is none but its title.
    content_text: &'l str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    language: &'l str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'l>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'l [String],
    #[serde(rename = "_kiosque")]
    own: Own<'l>,
}

#[derive(Serialize)]
struct Author<'l> {
    name: &'l str,
}

/// What the format has no member for. `source` and `date_precision` are those of an article set.
#[derive(Serialize)]
struct Own<'l> {
    short_id: &'l ShortId,
    slug: &'l str,
    year: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source<'l>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_precision: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    saved: Option<&'l ArticleDate>,
}

#[derive(Serialize)]
struct Source<'l> {
    name: &'l str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'l str>,
}

pub(super) fn write(list: &SavedList, title: &str, base: &str) -> String {
    let feed = Feed {
        version: JSON_FEED,
        title,
        home_page_url: encoded_address(base),
        items: list
            .articles
            .iter()
            .map(|article| item(article, base))
            .collect(),
    };
    // Texts and numbers cannot fail to be written.
    serde_json::to_string_pretty(&feed).unwrap_or_default() + "\n"
}

fn item<'l>(article: &'l SavedArticle, base: &str) -> Item<'l> {
    let address = article.address(base);
    let original = article.original.as_deref();
    let source = article.source.as_deref();
    let precision = article
        .date
        .as_ref()
        .and_then(|date| match date.precision() {
            Precision::Year => Some("year"),
            Precision::Month => Some("month"),
            Precision::Day => Some("day"),
            Precision::Instant => None,
        });
    Item {
        id: address.clone(),
        url: address,
        external_url: original,
        title: &article.title,
        content_text: &article.title,
        date_published: article.date.as_ref().map(instant),
        language: &article.language,
        authors: article.authors.iter().map(|name| Author { name }).collect(),
        tags: &article.tags,
        own: Own {
            short_id: &article.id,
            slug: &article.slug,
            year: article.year,
            source: source.map(|name| Source {
                name,
                url: original,
            }),
            date_precision: precision,
            saved: article.saved.as_ref(),
        },
    }
}

/// A partial date as the first instant of its first day; its precision stands beside it.
fn instant(date: &ArticleDate) -> String {
    match date.precision() {
        Precision::Instant => date.as_str().to_owned(),
        _ => date.first_day() + "T00:00:00Z",
    }
}

pub(super) fn read(text: &str) -> (SavedList, Vec<Problem>) {
    let torn = Torn::read(text, "items");
    let version = torn.members.get("version").and_then(Value::as_str);
    let mut gathering = Gathering::default();
    match version.and_then(|version| version.strip_prefix(ANY_JSON_FEED)) {
        None if torn.elements.is_empty() => {
            return (SavedList::default(), vec![Problem::Unreadable]);
        }
        Some(version) if !matches!(version, "1" | "1.0" | "1.1") => {
            let major = version
                .split('.')
                .next()
                .and_then(|major| major.parse().ok());
            let version = major.unwrap_or_default();
            gathering.problems.push(Problem::Newer { version });
        }
        _ => {}
    }
    gathering.gather(torn, article)
}

fn article(members: &Map<String, Value>, damage: &mut Damage) -> Option<SavedArticle> {
    let own = members.get("_kiosque");
    let own = |name: &str| own.and_then(|own| own.get(name));
    let place = [members.get("url"), members.get("id")];
    let place = place
        .into_iter()
        .flatten()
        .find_map(|value| place_of(value.as_str()?));
    let (year, slug, id) = place.unwrap_or_default();
    let date = damage.date(members.get("date_published"));
    let date = date.map(|date| reduced(date, own("date_precision")));
    let source = own("source");
    let original = members.get("external_url");
    let original = original.or_else(|| source.and_then(|source| source.get("url")));
    Some(SavedArticle {
        id: short_id(own("short_id")).or(id)?,
        slug: filled(own("slug")).unwrap_or(slug),
        year: year_of(own("year").and_then(Value::as_u64).or(year), date.as_ref()),
        title: damage.title(members.get("title")),
        language: language_of(members.get("language")),
        date,
        source: filled(source.and_then(|source| source.get("name"))),
        original: damage.original(original),
        authors: names(members.get("authors"), |author| author.get("name")),
        tags: names(members.get("tags"), |name| Some(name)),
        saved: damage.date(own("saved")),
    })
}

/// Year, slug and short id of `…/a/2019/slug-abcdefghijklm/`, at whatever host: an archive
/// may have moved.
fn place_of(address: &str) -> Option<(Option<u64>, String, Option<ShortId>)> {
    let path = address.split(['?', '#']).next()?;
    let mut segments = path.trim_end_matches('/').rsplit('/');
    let (name, year, room) = (segments.next()?, segments.next()?, segments.next()?);
    let (slug, id) = name.split_at_checked(name.len().checked_sub(ShortId::LENGTH)?)?;
    let id = ShortId::try_from(id.to_owned()).ok()?;
    let slug = percent_decode_str(slug.trim_end_matches('-')).decode_utf8_lossy();
    let slug = text(Some(&Value::String(slug.into_owned())));
    (room == "a").then(|| (year.parse().ok(), slug, Some(id)))
}

/// A date as far as it is known.
fn reduced(date: ArticleDate, precision: Option<&Value>) -> ArticleDate {
    let letters = match precision.and_then(Value::as_str) {
        Some("year") => 4,
        Some("month") => 7,
        Some("day") => 10,
        _ => return date,
    };
    let known = date.as_str().get(..letters).unwrap_or(date.as_str());
    ArticleDate::try_from(known.to_owned()).unwrap_or(date)
}
