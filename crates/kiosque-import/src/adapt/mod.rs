//! The one way from what a reader found to what a set takes: text cleaned,
//! addresses resolved, dates and languages made out, the body made safe.

mod body;

use crate::dates::{ReadDate, read_date};
use crate::draft::{Draft, Likeness, Origin, members_of};
use crate::found::RawArticle;
use crate::language::language_of_text;
use crate::limits::Limits;
use crate::problem::{Place, Problem, ProblemKind};
use crate::settings::Settings;
use crate::surroundings::Surroundings;
use kiosque_model::feed::{Author, Item};
use kiosque_model::wire::FileName;
use kiosque_model::{direction_of_language, direction_of_text, language_tag};
use kiosque_sanitise::{Sanitiser, beginning, cut, one_line};
use sha2::{Digest, Sha256};
use url::Url;

/// Longest title and summary, in characters; publishing cuts there, too.
const LINE: usize = 600;

/// Longest name and tag, in characters.
const NAME: usize = 120;

/// Words by which the direction of a text is told.
const LOOKED_AT: usize = 300;

/// Words under which it is not.
const FEWEST_WORDS: usize = 8;

/// Makes drafts.
pub(crate) struct Adapter<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) limits: &'a Limits,
    pub(crate) sanitiser: &'a Sanitiser,
    pub(crate) around: &'a dyn Surroundings,
    /// The name of the source the file belongs to.
    pub(crate) source: &'a str,
    /// The file's path in the source.
    pub(crate) path: &'a str,
}

/// The problems of one article while it is adapted.
struct Report {
    place: Place,
    problems: Vec<Problem>,
}

impl Report {
    fn add(&mut self, field: Option<&str>, kind: ProblemKind) {
        self.problems.push(Problem::new(&self.place, field, kind));
    }
}

impl Adapter<'_> {
    /// The draft of an article, unless there is nothing in it.
    pub(crate) fn adapt(&self, raw: RawArticle) -> (Option<Draft>, Vec<Problem>) {
        let Some(place) = raw.place.clone() else {
            return (None, Vec::new());
        };
        let mut report = Report {
            place,
            problems: Vec::new(),
        };
        let draft = self.reported(raw, &mut report);
        (draft, report.problems)
    }

    fn reported(&self, mut raw: RawArticle, report: &mut Report) -> Option<Draft> {
        self.addresses(&mut raw, report);
        let body = self.body(&mut raw, report);
        raw.item.summary = raw.item.summary.take().and_then(|text| line(&text, LINE));
        self.title(&mut raw, &body, report);
        let Some(id) = self.id(&raw) else {
            report.add(None, ProblemKind::NothingToKeep);
            return None;
        };
        raw.item.id = Some(id);
        self.dates(&mut raw.item, report);
        self.names(&mut raw);
        self.language(&mut raw, &body, report);
        Some(self.signed(raw.item, &body, report))
    }

    /// Resolves what is relative; what is no web address goes.
    fn addresses(&self, raw: &mut RawArticle, report: &mut Report) {
        let base = raw.base.as_deref().and_then(|base| Url::parse(base).ok());
        let mut resolve = |field: &str, address: &mut Option<String>| {
            let written = address.take().map(|address| address.trim().to_owned());
            let Some(written) = written.filter(|written| !written.is_empty()) else {
                return;
            };
            let url = Url::options().base_url(base.as_ref()).parse(&written).ok();
            match url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) {
                Some(url) => *address = Some(url.to_string()),
                None => {
                    let shown =
                        cut(&one_line(&written), NAME).unwrap_or_else(|| one_line(&written));
                    report.add(Some(field), ProblemKind::UnreadableAddress(shown));
                }
            }
        };
        let item = &mut raw.item;
        resolve("url", &mut item.url);
        resolve("external_url", &mut item.external_url);
        for author in item.authors.iter_mut().flatten().chain(&mut item.author) {
            resolve("author", &mut author.url);
            resolve("author", &mut author.avatar);
        }
        for attachment in item.attachments.iter_mut().flatten() {
            resolve("attachment", &mut attachment.url);
        }
        if let Some(attachments) = &mut item.attachments {
            attachments.retain(|attachment| attachment.url.is_some());
        }
        item.attachments = item.attachments.take().filter(|all| !all.is_empty());
        for image in [&mut item.image, &mut item.banner_image] {
            if image.as_deref().is_some_and(|image| image.contains(':')) {
                resolve("image", image);
            }
        }
        if let Some(source) = raw
            .item
            .kiosque
            .as_mut()
            .and_then(|own| own.source.as_mut())
        {
            resolve("source", &mut source.url);
        }
    }

    fn title(&self, raw: &mut RawArticle, body: &str, report: &mut Report) {
        let item = &mut raw.item;
        item.title = item.title.take().and_then(|title| line(&title, LINE));
        if item.title.is_some() {
            return;
        }
        let summary = item.summary.as_deref().unwrap_or_default();
        let address = item.url.as_deref().unwrap_or_default();
        let name = raw.name.as_deref().unwrap_or_default();
        let candidates = [
            (body, "text"),
            (summary, "summary"),
            (address, "address"),
            (name, "file's name"),
        ];
        let found = candidates
            .into_iter()
            .map(|(text, from)| (beginning(text), from))
            .find(|(title, _)| !title.is_empty());
        if let Some((title, from)) = found {
            report.add(Some("title"), ProblemKind::DerivedTitle(from));
            item.title = Some(title);
        }
    }

    /// Its own id, else its address, else what its reader knows it by.
    fn id(&self, raw: &RawArticle) -> Option<String> {
        let item = &raw.item;
        let title = item.title.as_deref()?;
        let own = item.id.as_deref().map(one_line).filter(|id| !id.is_empty());
        own.or_else(|| item.url.clone())
            .or_else(|| item.external_url.clone())
            .or_else(|| raw.identity.clone())
            .or_else(|| {
                let date = item.date_published.as_deref().unwrap_or_default();
                let both = format!("{title}\n{date}");
                let hash = FileName::hash(&Sha256::digest(both.as_bytes()).into());
                Some(format!("import:{}#{hash}", self.source))
            })
    }

    fn dates(&self, item: &mut Item, report: &mut Report) {
        let published = item.date_published.take();
        if published.is_none() {
            report.add(Some("date"), ProblemKind::NoDate);
        }
        item.date_published = published.and_then(|written| self.date(&written, "date", report));
        let modified = item.date_modified.take();
        item.date_modified = modified.and_then(|written| self.date(&written, "modified", report));
    }

    fn date(&self, written: &str, field: &str, report: &mut Report) -> Option<String> {
        let short = written.get(..self.limits.date).unwrap_or(written);
        let short = one_line(short.get(..short.floor_char_boundary(self.limits.date))?);
        let read = read_date(&short, self.settings.date_order)
            .filter(|_| written.trim().len() <= self.limits.date);
        let Some(ReadDate {
            date,
            ambiguous,
            assumed_utc,
        }) = read
        else {
            report.add(Some(field), ProblemKind::UnreadableDate(short));
            return None;
        };
        if ambiguous {
            let read = date.clone();
            let written = short.clone();
            report.add(Some(field), ProblemKind::AmbiguousDate { written, read });
        }
        if assumed_utc {
            report.add(Some(field), ProblemKind::DateWithoutOffset(short));
        }
        Some(date)
    }

    /// Tags, authors and the source, each a line of text.
    fn names(&self, raw: &mut RawArticle) {
        let item = &mut raw.item;
        let written = item.tags.take().unwrap_or_default();
        let tags = distinct(written.iter().chain(&self.settings.tags));
        item.tags = Some(tags).filter(|tags| !tags.is_empty());
        let single = item.author.take();
        let written = item.authors.take().unwrap_or_default();
        let authors: Vec<Author> = written
            .into_iter()
            .chain(single)
            .filter_map(named)
            .collect();
        item.authors = Some(authors).filter(|authors| !authors.is_empty());
        let outlet = self.settings.source.clone().or(raw.outlet.take());
        let url = item.url.clone();
        if let Some(outlet) = outlet.and_then(|outlet| line(&outlet, NAME)) {
            let source = raw.source();
            source.name.get_or_insert(outlet);
            source.url = source.url.take().or(url);
        }
        if let Some(source) = raw
            .item
            .kiosque
            .as_mut()
            .and_then(|own| own.source.as_mut())
        {
            source.name = source.name.take().and_then(|name| line(&name, NAME));
        }
    }

    /// What the article says, else the user, else what it stands in, else what
    /// its text looks like.
    fn language(&self, raw: &mut RawArticle, body: &str, report: &mut Report) {
        let written = raw.item.language.take().map(|tag| one_line(&tag));
        let written = written.filter(|tag| !tag.is_empty());
        let own = written.as_deref().and_then(language_tag);
        if let (Some(written), None) = (written, &own) {
            let shown = cut(&written, NAME).unwrap_or(written);
            report.add(Some("language"), ProblemKind::UnreadableLanguage(shown));
        }
        let title = raw.item.title.clone().unwrap_or_default();
        let of_text = || language_of_text(&format!("{title}\n{body}")).map(str::to_owned);
        let around = raw.language.as_deref().and_then(language_tag);
        let language = own.or_else(|| self.settings.language.clone()).or_else(|| {
            match around.filter(|tag| is_written_so(tag, body)) {
                Some(tag) => Some(tag),
                None => of_text(),
            }
        });
        let direction = match &language {
            Some(language) => Some(direction_of_language(language)),
            None => direction_of_text(&title).or_else(|| direction_of_text(body)),
        };
        raw.item.language = language;
        let extension = raw.extension();
        extension.direction = extension.direction.or(direction);
    }

    /// Notes where the item comes from, and what it was.
    fn signed(&self, mut item: Item, body: &str, report: &Report) -> Draft {
        let digest = Sha256::digest(members_of(&item).to_string().as_bytes());
        let origin = Origin {
            source: self.source.to_owned(),
            file: self.path.to_owned(),
            digest: FileName::hash(&digest.into()),
        };
        origin.note_in(&mut item);
        Draft {
            place: report.place.clone(),
            likeness: Likeness::of(&item, body),
            item,
        }
    }
}

/// Whether a text may be in a language, by the direction of most of its words:
/// many sites of Arabic texts say of themselves that they are in English, which
/// is what their program came with.
fn is_written_so(language: &str, text: &str) -> bool {
    let words = text.split_whitespace().take(LOOKED_AT);
    let directions: Vec<_> = words.filter_map(direction_of_text).collect();
    let own = direction_of_language(language);
    let agreeing = directions.iter().filter(|direction| **direction == own);
    directions.len() < FEWEST_WORDS || agreeing.count() * 2 >= directions.len()
}

fn line(text: &str, limit: usize) -> Option<String> {
    let line = one_line(text);
    cut(&line, limit)
        .or(Some(line))
        .filter(|line| !line.is_empty())
}

fn named(mut author: Author) -> Option<Author> {
    author.name = author.name.take().and_then(|name| line(&name, NAME));
    author.name.is_some().then_some(author)
}

/// Names, each once.
fn distinct<'a>(written: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in written.filter_map(|name| line(name, NAME)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
