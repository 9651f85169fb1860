//! Terms and which documents have them.

use super::Damage;
use super::bytes::{Reader, Writer};
use super::sorted_texts::{read_texts, write_texts};

/// Where all documents of a frequent term are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tail {
    /// Part of the section of spreads.
    pub part: u32,
    /// Byte in it.
    pub offset: u32,
    /// How much the term weighs in each document that is not in the head.
    pub impact: u8,
}

/// The documents that have a term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermPostings {
    /// How many.
    pub count: u32,
    /// Document and how much the term weighs in it, 1 to 255; documents ascend.
    /// All of them, or where there is a tail those it weighs most in.
    pub head: Vec<(u32, u8)>,
    /// For a frequent term.
    pub tail: Option<Tail>,
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
        for mark in &marks {
            entries.push(read_entry(&mut from, *mark, articles)?);
        }
        for entry in &mut entries {
            for (_, impact) in &mut entry.postings.head {
                *impact = from.byte()?;
            }
        }
        Ok(Self { keys, entries })
    }
}

const HAS_ALIASES: u32 = 1;
const HAS_TAIL: u32 = 2;

fn mark_of(entry: &Entry) -> u32 {
    let aliases = if entry.aliases.is_empty() {
        0
    } else {
        HAS_ALIASES
    };
    let tail = if entry.postings.tail.is_some() {
        HAS_TAIL
    } else {
        0
    };
    entry.postings.count << 2 | aliases | tail
}

/// Writes a part: keys, counts, documents and weights apart, so that each
/// compresses among its like.
pub fn write_terms(keys: &[&str], entries: &[Entry]) -> Vec<u8> {
    let mut out = Writer::default();
    write_texts(&mut out, keys.iter().copied());
    entries.iter().for_each(|entry| out.number(mark_of(entry)));
    for entry in entries {
        write_entry(&mut out, entry);
    }
    for (_, impact) in entries.iter().flat_map(|entry| &entry.postings.head) {
        out.byte(*impact);
    }
    out.into_bytes()
}

fn write_entry(out: &mut Writer, entry: &Entry) {
    if !entry.aliases.is_empty() {
        out.count(entry.aliases.len());
        entry.aliases.iter().for_each(|alias| out.text(alias));
    }
    let postings = &entry.postings;
    if let Some(tail) = postings.tail {
        out.number(tail.part);
        out.number(tail.offset);
        out.byte(tail.impact);
        out.count(postings.head.len());
    }
    out.ascending(postings.head.iter().map(|(document, _)| *document));
}

fn read_entry(from: &mut Reader<'_>, mark: u32, articles: u32) -> Result<Entry, Damage> {
    let mut aliases = Vec::new();
    if mark & HAS_ALIASES != 0 {
        for _ in 0..from.count(1)? {
            aliases.push(from.text()?.to_owned());
        }
    }
    let count = mark >> 2;
    let (tail, in_head) = if mark & HAS_TAIL != 0 {
        let tail = Tail {
            part: from.number()?,
            offset: from.number()?,
            impact: from.byte()?,
        };
        (Some(tail), from.count(1)?)
    } else {
        (None, count as usize)
    };
    let documents = from.ascending(in_head)?;
    if count > articles || documents.last().is_some_and(|last| *last >= articles) {
        return Err(Damage("it names more documents than there are"));
    }
    let head = documents
        .into_iter()
        .map(|document| (document, 0))
        .collect();
    let postings = TermPostings { count, head, tail };
    Ok(Entry { aliases, postings })
}

fn numbers(from: &mut Reader<'_>, count: usize) -> Result<Vec<u32>, Damage> {
    (0..count).map(|_| from.number()).collect()
}
