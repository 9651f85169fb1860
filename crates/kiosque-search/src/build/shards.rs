//! The sections of an index, cut into parts.

use super::cut::cuts;
use super::parts::{Parts, put_directory};
use super::{Earlier, IndexBuilder, Means, Output};
use crate::format::bits::BitWriter;
use crate::format::{
    Card, Content, Directory, Entry, Posting, Section, Sections, Tail, TermPostings, Titles,
    write_terms, write_titles, write_vocabulary,
};
use kiosque_model::wire::{FileName, separator};
use std::cmp::Reverse;
use std::collections::BTreeMap;
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
    mut builder: IndexBuilder,
    earlier: &mut Earlier,
    cards: impl Iterator<Item = Card>,
    output: &mut Output<'_, E>,
) -> Result<FileName, E> {
    let articles = builder.documents();
    let (entries, spreads) = entries(&mut builder, &earlier.means, output)?;
    let (surfaces, names) = builder.into_words();
    let terms = write_entries(entries, articles, output)?;
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

/// Every term in order; the spreads of the frequent ones are put out.
fn entries<E>(
    builder: &mut IndexBuilder,
    means: &Means,
    output: &mut Output<'_, E>,
) -> Result<(BTreeMap<String, Entry>, Section), E> {
    let mut spreads = Spreads::new(builder.documents(), output);
    let mut terms: Vec<(&String, &u32)> = builder.terms.iter().collect();
    terms.sort_unstable();
    // In order: a map made of them at once takes no comparison of keys.
    let mut sorted: Vec<(String, Entry)> = Vec::with_capacity(terms.len());
    for (term, number) in &terms {
        let Some(postings) = builder.postings.get_mut(**number as usize) else {
            continue;
        };
        let postings = std::mem::take(postings);
        let weighed = postings.weighed(&builder.lengths, means);
        let mut postings = TermPostings {
            count: postings.count(),
            head: weighed,
            ..TermPostings::default()
        };
        if postings.head.len() > HEAD {
            spreads.cut(&mut postings)?;
        }
        let aliases = Vec::new();
        sorted.push(((*term).clone(), Entry { aliases, postings }));
    }
    let mut entries: BTreeMap<String, Entry> = sorted.into_iter().collect();
    let mut names: Vec<&String> = vec![&NOTHING; terms.len()];
    for (term, number) in terms {
        if let Some(name) = names.get_mut(*number as usize) {
            *name = term;
        }
    }
    for (alias, terms) in &builder.aliases {
        let entry = entries.entry(alias.clone()).or_default();
        let named = terms.iter().filter_map(|term| names.get(*term as usize));
        entry.aliases = named.map(|name| (*name).clone()).collect();
        entry.aliases.sort_unstable();
    }
    Ok((entries, spreads.finish()?))
}

static NOTHING: String = String::new();

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

fn write_entries<E>(
    entries: BTreeMap<String, Entry>,
    articles: u32,
    output: &mut Output<'_, E>,
) -> Result<Section, E> {
    let (keys, entries): (Vec<String>, Vec<Entry>) = entries.into_iter().unzip();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let sizes = keys.iter().zip(&entries);
    let sizes: Vec<usize> = sizes
        .map(|(key, entry)| size_of(key, &entry.postings))
        .collect();
    let ends = cuts(&keys, &sizes, terms_size(articles));
    write_keyed(&keys, &ends, output, |range| {
        let keys = keys.get(range.clone()).unwrap_or_default();
        write_terms(keys, entries.get(range).unwrap_or_default(), articles)
    })
}

/// Bytes of a term, about, before compression.
fn size_of(key: &str, postings: &TermPostings) -> usize {
    key.len() / 2 + 4 + postings.head.len() * 2 + postings.near.len()
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
