//! Terms and which documents have them.

use super::Damage;
use super::bits::BitReader;
#[cfg(feature = "authoring")]
use super::bits::BitWriter;
use super::bytes::Reader;
#[cfg(feature = "authoring")]
use super::bytes::{Content, Writer};
use super::sorted_texts::read_texts;
#[cfg(feature = "authoring")]
use super::sorted_texts::write_texts;

/// Where documents of a frequent term are that do not stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tail {
    /// Part of the section of spreads.
    pub part: u32,
    /// Byte in it.
    pub offset: u32,
    /// How many.
    pub count: u32,
    /// How much the term weighs in each, as [`Posting::weight`].
    pub weight: u8,
}

/// A document that has a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    /// Its number.
    pub document: u32,
    /// How much the term weighs in it, 1 to [`Posting::HEAVIEST`].
    pub weight: u8,
    /// Whether the term stands in its title.
    pub is_in_title: bool,
    /// A bit for the [`form`] of each word it is written as there; 0 where it is
    /// written alike in all.
    pub forms: u8,
}

/// The bit of a folded word among those with its stem: one of four, so that two
/// words rarely share it.
pub fn form(folded: &str) -> u8 {
    let sum = folded.bytes().fold(0_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(byte))
    });
    1 << (sum.wrapping_mul(0x9e37_79b1) >> 30)
}

impl Posting {
    /// The most a term weighs.
    pub const HEAVIEST: u8 = 15;

    #[cfg(feature = "authoring")]
    fn to_byte(self) -> u8 {
        self.weight << 1 | u8::from(self.is_in_title)
    }

    fn of_byte(document: u32, byte: u8) -> Self {
        Self {
            document,
            weight: byte >> 1,
            is_in_title: byte & 1 == 1,
            forms: 0,
        }
    }
}

/// The documents that have a term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermPostings {
    /// How many.
    pub count: u32,
    /// All of them, or of a frequent term those it weighs most in. Documents ascend.
    pub head: Vec<Posting>,
    /// Those of a frequent term that follow, ascending, without their weights.
    pub near: Vec<u32>,
    /// How much it weighs in each of these.
    pub near_weight: u8,
    /// Where the others of a very frequent term are.
    pub tail: Option<Tail>,
}

#[cfg(feature = "authoring")]
impl TermPostings {
    /// All documents beside the term.
    pub(crate) fn all(head: Vec<Posting>) -> Self {
        Self {
            count: u32::try_from(head.len()).unwrap_or(u32::MAX),
            head,
            ..Self::default()
        }
    }
}

/// What is known of a term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Other terms it stands for.
    pub aliases: Vec<String>,
    /// Its own documents; a count of 0 for what only stands for others.
    pub postings: TermPostings,
}

/// A part of the section of terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// In order.
    pub keys: Vec<String>,
    /// One for each.
    pub entries: Vec<Entry>,
}

impl Terms {
    /// What is known of `key`.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        let at = self
            .keys
            .binary_search_by(|other| other.as_str().cmp(key))
            .ok()?;
        self.entries.get(at)
    }

    /// The terms that start with `prefix`.
    pub fn starting_with<'t>(
        &'t self,
        prefix: &'t str,
    ) -> impl Iterator<Item = (&'t str, &'t Entry)> {
        let start = self.keys.partition_point(|key| key.as_str() < prefix);
        let keys = self.keys.iter().map(String::as_str).zip(&self.entries);
        keys.skip(start)
            .take_while(move |(key, _)| key.starts_with(prefix))
    }

    /// Reads the content of a part.
    ///
    /// # Errors
    /// [`Damage`] says what is wrong with it.
    pub fn read(bytes: &[u8], articles: u32) -> Result<Self, Damage> {
        let mut from = Reader::new(bytes);
        let keys = read_texts(&mut from)?;
        let marks = numbers(&mut from, keys.len())?;
        let mut entries: Vec<Entry> = Vec::with_capacity(keys.len());
        let mut lengths = Vec::with_capacity(keys.len());
        for mark in &marks {
            let (entry, beside) = read_entry(&mut from, *mark)?;
            entries.push(entry);
            lengths.push(beside);
        }
        let count = from.count(2)?;
        let (weights, forms) = (from.raw(count)?, from.raw(count)?);
        let mut weighed = weights.iter().zip(forms);
        let mut documents = BitReader::new(from.rest());
        for (entry, [in_head, near]) in entries.iter_mut().zip(lengths) {
            let head = documents.ascending(in_head, articles)?.into_iter();
            let postings = head.zip(weighed.by_ref().take(in_head));
            let postings = postings.map(|(document, (byte, forms))| Posting {
                forms: *forms,
                ..Posting::of_byte(document, *byte)
            });
            entry.postings.head = postings.collect();
            if entry.postings.head.len() < in_head {
                return Err(Damage("documents and weights differ in number"));
            }
            entry.postings.near = documents.ascending(near, articles)?;
        }
        Ok(Self { keys, entries })
    }
}

const HAS_ALIASES: u32 = 1;
const HAS_MORE: u32 = 2;

#[cfg(feature = "authoring")]
fn mark_of(entry: &Entry) -> u32 {
    let aliases = if entry.aliases.is_empty() {
        0
    } else {
        HAS_ALIASES
    };
    let more = if entry.postings.near.is_empty() {
        0
    } else {
        HAS_MORE
    };
    entry.postings.count << 2 | aliases | more
}

/// Writes a part of a generation of `articles`: keys, counts, documents and
/// weights apart, so that each compresses among its like.
#[cfg(feature = "authoring")]
pub fn write_terms(keys: &[&str], entries: &[Entry], articles: u32) -> Content {
    let mut out = Writer::default();
    write_texts(&mut out, keys.iter().copied());
    entries.iter().for_each(|entry| out.number(mark_of(entry)));
    for entry in entries {
        write_entry(&mut out, entry);
    }
    let (mut weights, mut forms) = (Vec::new(), Vec::new());
    let mut documents = BitWriter::default();
    for entry in entries {
        let head = entry.postings.head.iter();
        let numbers: Vec<u32> = head.clone().map(|posting| posting.document).collect();
        documents.ascending(&numbers, articles);
        documents.ascending(&entry.postings.near, articles);
        weights.extend(head.clone().map(|posting| posting.to_byte()));
        forms.extend(head.map(|posting| posting.forms));
    }
    out.count(weights.len());
    out.end_column();
    out.raw(&weights);
    out.end_column();
    out.raw(&forms);
    out.end_column();
    out.raw(&documents.into_bytes());
    out.into_content()
}

#[cfg(feature = "authoring")]
fn write_entry(out: &mut Writer, entry: &Entry) {
    if !entry.aliases.is_empty() {
        out.count(entry.aliases.len());
        entry.aliases.iter().for_each(|alias| out.text(alias));
    }
    let postings = &entry.postings;
    if !postings.near.is_empty() {
        out.count(postings.head.len());
        out.count(postings.near.len());
        out.byte(postings.near_weight);
        if let Some(tail) = postings.tail {
            out.number(tail.part);
            out.number(tail.offset);
            out.byte(tail.weight);
        }
    }
}

/// An entry without its documents, and how many stand in its head and near it.
fn read_entry(from: &mut Reader<'_>, mark: u32) -> Result<(Entry, [usize; 2]), Damage> {
    let mut aliases = Vec::new();
    if mark & HAS_ALIASES != 0 {
        for _ in 0..from.count(1)? {
            aliases.push(from.text()?.to_owned());
        }
    }
    let mut postings = TermPostings {
        count: mark >> 2,
        ..TermPostings::default()
    };
    let mut beside = [postings.count, 0];
    if mark & HAS_MORE != 0 {
        beside = [from.number()?, from.number()?];
        postings.near_weight = from.byte()?;
        let here = beside.into_iter().fold(0, u32::saturating_add);
        let there = postings.count.checked_sub(here);
        let count = there.ok_or(Damage("it names more documents than there are"))?;
        if count > 0 {
            postings.tail = Some(Tail {
                part: from.number()?,
                offset: from.number()?,
                count,
                weight: from.byte()?,
            });
        }
    }
    let beside = beside.map(|count| count as usize);
    Ok((Entry { aliases, postings }, beside))
}

fn numbers(from: &mut Reader<'_>, count: usize) -> Result<Vec<u32>, Damage> {
    (0..count).map(|_| from.number()).collect()
}
