//! What a result shows, in blocks small enough to be fetched for one.

use super::Damage;
#[cfg(feature = "authoring")]
use super::bytes::{Content, Writer};
use super::bytes::{Reader, as_text};
use crate::analysis::lower;
use kiosque_model::wire::FileName;
use kiosque_model::{ArticleDate, ShortId};

/// Bytes of a slug at most: the publisher's bound.
const SLUG_BYTES: usize = 80;

/// What a result shows of an article, and where the article is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// End of its address.
    pub id: ShortId,
    /// The readable part of its address.
    pub slug: String,
    /// Plain text.
    pub title: String,
    /// BCP 47.
    pub language: String,
    /// Without the time of day; none where undated.
    pub date: Option<ArticleDate>,
    /// Name of the outlet; empty where there is none.
    pub source: String,
    /// The pack that holds the article.
    pub pack: FileName,
}

/// A part of the section of titles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles {
    /// In the order of document numbers.
    pub cards: Vec<Card>,
}

impl Titles {
    /// Articles in a part of a generation of `articles`: a result costs about 1.3 kB. Twice
    /// as many in each would cost a page of results 8 kB more; a large generation pays
    /// that, as it would be thousands of files otherwise.
    pub fn cards(articles: u32) -> usize {
        if articles > 60_000 { 32 } else { 16 }
    }

    /// Reads the content of a part.
    ///
    /// # Errors
    /// [`Damage`] says what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, Damage> {
        let mut from = Reader::new(bytes);
        let count = from.count(8)?;
        let packs = column(&mut from)?;
        let pack_of = indices(&mut from, count)?;
        let (languages, sources) = (named(&mut from, count)?, named(&mut from, count)?);
        let (titles, slugs, dates) = (
            texts(&mut from, count)?,
            texts(&mut from, count)?,
            texts(&mut from, count)?,
        );
        let mut written = titles.into_iter().zip(slugs).zip(dates);
        let mut cards = Vec::with_capacity(count);
        for ((pack, language), source) in pack_of.iter().zip(languages).zip(sources) {
            let ((title, slug), day) = written.next().ok_or(Damage("it ends early"))?;
            let pack = packs
                .get(*pack as usize)
                .ok_or(Damage("it names no pack"))?;
            let pack = FileName::try_from((*pack).to_owned());
            let slug = match slug {
                "" => slug_of(title),
                written => written.to_owned(),
            };
            cards.push(Card {
                id: short_id(&mut from)?,
                slug,
                title: title.to_owned(),
                language,
                date: date(day)?,
                source,
                pack: pack.map_err(|_| Damage("a pack has no name"))?,
            });
        }
        Ok(Self { cards })
    }
}

fn short_id(from: &mut Reader<'_>) -> Result<ShortId, Damage> {
    let text = as_text(from.raw(ShortId::LENGTH)?)?.to_owned();
    ShortId::try_from(text).map_err(|_| Damage("an article has no short id"))
}

fn date(text: &str) -> Result<Option<ArticleDate>, Damage> {
    if text.is_empty() {
        return Ok(None);
    }
    let date = ArticleDate::try_from(text.to_owned());
    date.map(Some).map_err(|_| Damage("a date is none"))
}

fn column<'b>(from: &mut Reader<'b>) -> Result<Vec<&'b str>, Damage> {
    let count = from.count(1)?;
    texts(from, count)
}

fn texts<'b>(from: &mut Reader<'b>, count: usize) -> Result<Vec<&'b str>, Damage> {
    (0..count).map(|_| from.text()).collect()
}

fn indices(from: &mut Reader<'_>, count: usize) -> Result<Vec<u32>, Damage> {
    (0..count).map(|_| from.number()).collect()
}

/// Texts that repeat: each once, then which one it is.
fn named(from: &mut Reader<'_>, count: usize) -> Result<Vec<String>, Damage> {
    let names = column(from)?;
    let name = |at: u32| names.get(at as usize).map(|name| (*name).to_owned());
    let found: Option<Vec<String>> = indices(from, count)?.into_iter().map(name).collect();
    found.ok_or(Damage("it names nothing"))
}

/// Writes a part.
#[cfg(feature = "authoring")]
pub fn write_titles(cards: &[Card]) -> Content {
    let mut out = Writer::default();
    out.count(cards.len());
    write_named(&mut out, cards.iter().map(|card| card.pack.as_str()));
    write_named(&mut out, cards.iter().map(|card| card.language.as_str()));
    write_named(&mut out, cards.iter().map(|card| card.source.as_str()));
    cards.iter().for_each(|card| out.text(&card.title));
    for card in cards {
        let is_usual = card.slug == slug_of(&card.title);
        out.text(if is_usual { "" } else { &card.slug });
    }
    for card in cards {
        out.text(card.date.as_ref().map_or("", day_of));
    }
    out.end_column();
    cards
        .iter()
        .for_each(|card| out.raw(card.id.as_str().as_bytes()));
    out.into_content()
}

/// A date without the time of day, which results do not show.
#[cfg(feature = "authoring")]
fn day_of(date: &ArticleDate) -> &str {
    date.as_str().get(..10).unwrap_or(date.as_str())
}

#[cfg(feature = "authoring")]
fn write_named<'c>(out: &mut Writer, texts: impl Iterator<Item = &'c str>) {
    let mut names: Vec<&str> = Vec::new();
    let mut positions = Vec::new();
    for text in texts {
        let known = names.iter().position(|name| *name == text);
        positions.push(known.unwrap_or_else(|| {
            names.push(text);
            names.len() - 1
        }));
    }
    out.count(names.len());
    names.iter().for_each(|name| out.text(name));
    positions.into_iter().for_each(|at| out.count(at));
}

/// The slug that the publisher makes of most titles: a card need not repeat it.
pub fn slug_of(title: &str) -> String {
    let mut slug = String::new();
    for letter in title.chars().map(lower) {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !is_dropped(letter) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.len() <= SLUG_BYTES {
        return slug.to_owned();
    }
    let head = slug
        .get(..slug.floor_char_boundary(SLUG_BYTES))
        .unwrap_or_default();
    let is_whole = slug
        .get(head.len()..)
        .is_some_and(|rest| rest.starts_with('-'));
    let end = head.rfind('-').filter(|_| !is_whole).unwrap_or(head.len());
    head.get(..end).unwrap_or(head).to_owned()
}

/// Tatweel and Arabic vowel marks.
fn is_dropped(letter: char) -> bool {
    matches!(letter, '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}')
}
