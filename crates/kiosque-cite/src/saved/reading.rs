use super::torn::Torn;
use super::{SavedArticle, SavedList};
use crate::problem::{Part, Problem, beginning};
use crate::text::{one_line, web_address};
use crate::work::language;
use kiosque_model::{ArticleDate, KeySet, ShortId};
use serde_json::{Map, Value};

pub(super) fn key(article: &SavedArticle) -> String {
    article.id.as_str().to_owned()
}

/// Articles and problems, as elements are read one by one.
#[derive(Default)]
pub(super) struct Gathering {
    list: SavedList,
    seen: KeySet,
    pub problems: Vec<Problem>,
    repeated: usize,
    left_out: usize,
}

impl Gathering {
    /// Reads the elements of a torn list with `read`, and names what could not be.
    pub fn gather(
        mut self,
        torn: Torn,
        read: fn(&Map<String, Value>, &mut Damage) -> Option<SavedArticle>,
    ) -> (SavedList, Vec<Problem>) {
        if torn.is_broken {
            self.problems.push(Problem::BrokenOff);
        }
        for (element, position) in torn.elements.iter().zip(1..) {
            let mut damage = Damage::default();
            match element
                .as_object()
                .and_then(|members| read(members, &mut damage))
            {
                Some(article) => self.take(article, position, damage),
                None => self.refuse(element, position),
            }
        }
        if self.repeated > 0 {
            let count = self.repeated;
            self.problems.push(Problem::Repeated { count });
        }
        if self.left_out > 0 {
            let left_out = self.left_out;
            self.problems.push(Problem::TooMany { left_out });
        }
        (self.list, self.problems)
    }

    fn take(&mut self, article: SavedArticle, position: usize, damage: Damage) {
        if self.list.articles.len() >= SavedList::MOST {
            self.left_out += 1;
        } else if !self.seen.insert(key(&article)) {
            self.repeated += 1;
        } else {
            let damaged = damage.0.into_iter();
            let named = damaged.map(|part| Problem::Damaged { position, part });
            self.problems.extend(named);
            self.list.articles.push(article);
        }
    }

    fn refuse(&mut self, element: &Value, position: usize) {
        // A feed of 100,000 foreign items is told in a number.
        if self.problems.len() >= SavedList::MOST {
            self.left_out += 1;
            return;
        }
        let texts = ["title", "url", "id"]
            .iter()
            .filter_map(|name| element.get(name));
        let name = texts
            .filter_map(Value::as_str)
            .find(|text| !text.is_empty());
        let name = beginning(name.unwrap_or_default());
        self.problems.push(Problem::NoArticle { position, name });
    }
}

/// Parts of the element at hand that were left out.
#[derive(Default)]
pub(super) struct Damage(Vec<Part>);

impl Damage {
    /// A member that may be missing, but not be something else.
    pub fn date(&mut self, value: Option<&Value>) -> Option<ArticleDate> {
        let value = value.filter(|value| !value.is_null())?;
        let date = value
            .as_str()
            .and_then(|text| ArticleDate::try_from(text.to_owned()).ok());
        if date.is_none() {
            self.0.push(Part::Date);
        }
        date
    }

    pub fn original(&mut self, value: Option<&Value>) -> Option<String> {
        let value = value.filter(|value| !value.is_null())?;
        let address = value.as_str().and_then(web_address);
        if address.is_none() {
            self.0.push(Part::Original);
        }
        address
    }

    pub fn title(&mut self, value: Option<&Value>) -> String {
        let title = text(value);
        if title.is_empty() {
            self.0.push(Part::Title);
        }
        title
    }
}

pub(super) fn stored_article(
    members: &Map<String, Value>,
    damage: &mut Damage,
) -> Option<SavedArticle> {
    let date = damage.date(members.get("date"));
    let year = members.get("year").and_then(Value::as_u64);
    Some(SavedArticle {
        id: short_id(members.get("id"))?,
        slug: text(members.get("slug")),
        year: year_of(year, date.as_ref()),
        title: damage.title(members.get("title")),
        language: language_of(members.get("language")),
        date,
        source: filled(members.get("source")),
        original: damage.original(members.get("original")),
        authors: names(members.get("authors"), |name| Some(name)),
        tags: names(members.get("tags"), |name| Some(name)),
        saved: damage.date(members.get("saved")),
    })
}

pub(super) fn short_id(value: Option<&Value>) -> Option<ShortId> {
    ShortId::try_from(value?.as_str()?.to_owned()).ok()
}

/// The year of the address; that of the date where it is not stated.
pub(super) fn year_of(stated: Option<u64>, date: Option<&ArticleDate>) -> u16 {
    let stated = stated
        .and_then(|year| u16::try_from(year).ok())
        .filter(|year| *year <= 9999);
    let of_date = || date.and_then(|date| date.year().parse().ok());
    stated.or_else(of_date).unwrap_or_default()
}

pub(super) fn text(value: Option<&Value>) -> String {
    let line = one_line(value.and_then(Value::as_str).unwrap_or_default());
    line.chars().take(SavedList::LETTERS).collect()
}

pub(super) fn filled(value: Option<&Value>) -> Option<String> {
    Some(text(value)).filter(|text| !text.is_empty())
}

pub(super) fn language_of(value: Option<&Value>) -> String {
    let tag = value.and_then(Value::as_str).and_then(language);
    tag.unwrap_or_else(|| "und".to_owned())
}

/// The texts of a list, each found in its element by `name`.
pub(super) fn names(value: Option<&Value>, name: fn(&Value) -> Option<&Value>) -> Vec<String> {
    let elements = value.and_then(Value::as_array).into_iter().flatten();
    let names = elements.filter_map(|element| filled(name(element)));
    names.take(SavedList::NAMES).collect()
}
