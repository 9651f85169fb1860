//! The sections of an index, cut into parts.

use super::cut::cuts;
use super::parts::{Parts, put_directory};
use super::{Earlier, IndexBuilder, Map, Output};
use crate::format::bits::BitWriter;
use crate::format::{
    Card, Content, Directory, Entry, Posting, Section, Sections, Tail, TermPostings, Titles,
    write_terms, write_titles, write_vocabulary,
};
use kiosque_model::wire::{FileName, separator};
use std::cmp::Reverse;
use std::ops::Range;

/// Documents of a term that stand beside it; a term with more has the
/// weightiest there and the others in the section of spreads.
pub const HEAD: usize = 256;
/// Documents of a frequent term that follow, beside it, too, without their weights:
/// where two such words do not meet in their heads often enough, they do here, for a
/// tenth of what all would cost, and without another round of requests.
pub const NEAR: usize = 512;
/// Bytes of spreads in a part, about; they do not compress.
const SPREADS: usize = 2_048;
/// Bytes of words in a part, about, before compression.
const WORDS: usize = 16_384;

/// Bytes of a part of terms, about, before compression, for a generation of
/// `articles`: a question reads a part of every generation, so that small ones
/// have small parts, and large ones no larger than a question may cost. Smaller
/// ones still would be many files for each publication to change.
fn terms_size(articles: u32) -> usize {
    const AT_A_THOUSAND: f64 = 850.0;
    let size = AT_A_THOUSAND * (f64::from(articles) / 1_000.0).sqrt();
    (size as usize).clamp(1_600, 5_000)
}

/// Writes all of an index.
pub(super) fn write<E>(
    builder: IndexBuilder,
    earlier: &mut Earlier,
    cards: impl Iterator<Item = Card>,
    output: &mut Output<'_, E>,
) -> Result<FileName, E> {
    let articles = builder.documents();
    let weigh = |term| builder.weighed(term, &earlier.means);
    let rows = rows(&builder);
    let (frequent, spreads) = cut_frequent(&rows, articles, &weigh, output)?;
    let terms = write_rows(&rows, articles, output, |term| {
        let rare = || TermPostings::all(weigh(term));
        frequent.get(&term).cloned().unwrap_or_else(rare)
    })?;
    drop((rows, frequent));
    let (surfaces, names) = builder.into_words();
    let titles = write_cards(cards, articles, output)?;
    let words = surfaces.into_new(&mut earlier.words);
    let names = names.into_new(&mut earlier.names);
    let endings = reversed(&words);
    let sections = Sections {
        terms,
        spreads,
        titles,
        words: write_words(&words, output)?,
        endings: write_words(&endings, output)?,
        names: write_words(&names, output)?,
    };
    put_directory(&Directory { articles, sections }, output)
}

/// A key of the section of terms.
struct Row<'b> {
    key: &'b str,
    /// The number of the term it is, and how many documents have that.
    term: Option<(u32, u32)>,
    /// Other terms it stands for, in order.
    aliases: Vec<&'b str>,
}

/// Every key in order.
fn rows(builder: &IndexBuilder) -> Vec<Row<'_>> {
    let mut names = vec![""; builder.postings.len()];
    let mut rows: Vec<Row<'_>> = Vec::with_capacity(names.len() + builder.aliases.len());
    for (key, number) in &builder.terms {
        let postings = builder.postings.get(*number as usize);
        rows.push(Row {
            key,
            term: postings.map(|postings| (*number, postings.count())),
            aliases: Vec::new(),
        });
        if let Some(name) = names.get_mut(*number as usize) {
            *name = key;
        }
    }
    for (key, terms) in &builder.aliases {
        let named = terms.iter().filter_map(|term| names.get(*term as usize));
        let mut aliases: Vec<&str> = named.copied().collect();
        aliases.sort_unstable();
        rows.push(Row {
            key,
            term: None,
            aliases,
        });
    }
    rows.sort_unstable_by(|one, other| {
        (one.key, one.term.is_none()).cmp(&(other.key, other.term.is_none()))
    });
    rows.dedup_by(|alias, term| {
        let is_same = alias.key == term.key;
        if is_same {
            term.aliases = std::mem::take(&mut alias.aliases);
        }
        is_same
    });
    rows
}

type Frequent = Map<u32, TermPostings>;

/// What stands beside each frequent term; the others of its documents are put out.
fn cut_frequent<E>(
    rows: &[Row<'_>],
    articles: u32,
    weigh: &impl Fn(u32) -> Vec<Posting>,
    output: &mut Output<'_, E>,
) -> Result<(Frequent, Section), E> {
    let mut spreads = Spreads::new(articles, output);
    let mut frequent = Frequent::default();
    let terms = rows.iter().filter_map(|row| row.term);
    for (term, _) in terms.filter(|(_, count)| *count as usize > HEAD) {
        let mut postings = TermPostings::all(weigh(term));
        spreads.cut(&mut postings)?;
        frequent.insert(term, postings);
    }
    Ok((frequent, spreads.finish()?))
}

/// All documents of frequent terms, several in a part.
struct Spreads<'p, 'o, E> {
    articles: u32,
    parts: Parts<'p, 'o, E>,
    part: BitWriter,
}

impl<'p, 'o, E> Spreads<'p, 'o, E> {
    fn new(articles: u32, output: &'p mut Output<'o, E>) -> Self {
        Self {
            articles,
            parts: Parts::new(output),
            part: BitWriter::default(),
        }
    }

    /// Leaves the weightiest documents in the head, others near it, and puts out the rest.
    fn cut(&mut self, postings: &mut TermPostings) -> Result<(), E> {
        // Titles come first, then the newest of equals: as they are shown.
        let order = |posting: &Posting| {
            let &Posting {
                document,
                weight,
                is_in_title,
                ..
            } = posting;
            Reverse((is_in_title, weight, document))
        };
        postings.head.sort_unstable_by_key(order);
        let mut near = postings.head.split_off(HEAD);
        postings.head.sort_unstable();
        postings.head.shrink_to_fit();
        let far = near.split_off(NEAR.min(near.len()));
        (postings.near, postings.near_weight) = unweighed(&near);
        if !far.is_empty() {
            postings.tail = Some(self.put(&far)?);
        }
        Ok(())
    }

    fn put(&mut self, postings: &[Posting]) -> Result<Tail, E> {
        let (documents, weight) = unweighed(postings);
        // A long list has a part of its own, so that short ones need not be read with it.
        if documents.len() > NEAR && self.part.len() > 0 {
            self.end_part()?;
        }
        let tail = Tail {
            part: u32::try_from(self.parts.position()).unwrap_or(u32::MAX),
            offset: u32::try_from(self.part.len()).unwrap_or(u32::MAX),
            count: u32::try_from(documents.len()).unwrap_or(u32::MAX),
            weight,
        };
        self.part.ascending(&documents, self.articles);
        self.part.align();
        if self.part.len() >= SPREADS {
            self.end_part()?;
        }
        Ok(tail)
    }

    fn end_part(&mut self) -> Result<(), E> {
        let part = std::mem::take(&mut self.part);
        self.parts.add(Content {
            bytes: part.into_bytes(),
            ends: Vec::new(),
        })
    }

    fn finish(mut self) -> Result<Section, E> {
        if self.part.len() > 0 {
            self.end_part()?;
        }
        self.parts.finish()
    }
}

/// Documents in order, and what a term weighs in them in the mean.
fn unweighed(postings: &[Posting]) -> (Vec<u32>, u8) {
    let mut documents: Vec<u32> = postings.iter().map(|posting| posting.document).collect();
    documents.sort_unstable();
    let weights = postings.iter().map(|posting| usize::from(posting.weight));
    let mean = weights.sum::<usize>() / postings.len().max(1);
    (documents, u8::try_from(mean).unwrap_or(u8::MAX))
}

fn write_rows<E>(
    rows: &[Row<'_>],
    articles: u32,
    output: &mut Output<'_, E>,
    postings: impl Fn(u32) -> TermPostings,
) -> Result<Section, E> {
    let keys: Vec<&str> = rows.iter().map(|row| row.key).collect();
    let sizes: Vec<usize> = rows.iter().map(size_of).collect();
    let ends = cuts(&keys, &sizes, terms_size(articles));
    write_keyed(&keys, &ends, output, |range| {
        let rows = rows.get(range.clone()).unwrap_or_default();
        let entry = |row: &Row<'_>| Entry {
            aliases: row
                .aliases
                .iter()
                .map(|alias| (*alias).to_owned())
                .collect(),
            postings: row.term.map(|(term, _)| postings(term)).unwrap_or_default(),
        };
        let entries: Vec<Entry> = rows.iter().map(entry).collect();
        write_terms(keys.get(range).unwrap_or_default(), &entries, articles)
    })
}

/// Bytes of a term, about, before compression.
fn size_of(row: &Row<'_>) -> usize {
    let documents = row.term.map_or(0, |(_, count)| count as usize);
    let near = documents.saturating_sub(HEAD).min(NEAR);
    row.key.len() / 2 + 4 + documents.min(HEAD) * 2 + near
}

/// Puts out the parts that end at `ends`, each found by its first key.
fn write_keyed<E>(
    keys: &[&str],
    ends: &[usize],
    output: &mut Output<'_, E>,
    content: impl Fn(Range<usize>) -> Content,
) -> Result<Section, E> {
    let mut parts = Parts::new(output);
    let mut start = 0_usize;
    for end in ends {
        let before = start.checked_sub(1).and_then(|last| keys.get(last));
        let first = keys.get(start).copied().unwrap_or_default();
        let first = separator(before.unwrap_or(&""), first);
        parts.add_keyed(first.to_owned(), content(start..*end))?;
        start = *end;
    }
    parts.finish()
}

fn write_cards<E>(
    cards: impl Iterator<Item = Card>,
    articles: u32,
    output: &mut Output<'_, E>,
) -> Result<Section, E> {
    let mut parts = Parts::new(output);
    let mut cards = cards.peekable();
    while cards.peek().is_some() {
        let block: Vec<Card> = cards.by_ref().take(Titles::cards(articles)).collect();
        parts.add(write_titles(&block))?;
    }
    parts.finish()
}

fn write_words<E>(words: &[(String, u8)], output: &mut Output<'_, E>) -> Result<Section, E> {
    let keys: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
    let sizes: Vec<usize> = keys.iter().map(|word| word.len() / 2 + 3).collect();
    let ends = cuts(&keys, &sizes, WORDS);
    write_keyed(&keys, &ends, output, |range| {
        let words = words.get(range).unwrap_or_default();
        let words: Vec<(&str, u8)> = words
            .iter()
            .map(|(word, weight)| (word.as_str(), *weight))
            .collect();
        write_vocabulary(&words)
    })
}

fn reversed(words: &[(String, u8)]) -> Vec<(String, u8)> {
    let turn = |(word, weight): &(String, u8)| (word.chars().rev().collect(), *weight);
    let mut endings: Vec<(String, u8)> = words.iter().map(turn).collect();
    endings.sort_unstable();
    endings
}
