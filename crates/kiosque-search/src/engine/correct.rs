//! Words that may have been meant.

use super::Engine;
use super::column::{Asked, Form};
use super::files::{Step, all};
use super::order::{alphabetical, in_order};
use super::slips::Slips;
use crate::analysis::{fold, skeleton};
use crate::format::{SearchFile, Section, Vocabulary};
use crate::{Answer, Query};
use std::rc::Rc;

/// Parts read at most of each section.
const PARTS: usize = 2;
/// Words searched in place of one at most.
const MOST: usize = 4;
/// Spellings of a name in the other script at most.
const MOST_NAMES: usize = 2;
/// What each edit costs, in steps of frequency: eight are a doubling.
const EDIT: u32 = 40;
/// What a word counts that is one edit away, two edits.
const WEIGHT: [f32; 3] = [1.0, 0.7, 0.5];

impl Engine<'_> {
    /// The same word with those that it may have been meant for.
    pub(super) fn corrected(&self, mut asked: Asked) -> Step<Asked> {
        if !asked.is_correctable() {
            return Ok(asked);
        }
        let is_unknown = asked.count() == 0;
        let mut near = self.near(&fold(&asked.word.clean))?;
        // A slip of one letter is likelier than a name of the other script.
        if is_unknown && near.iter().all(|near| near.distance > 1) {
            let names = self.same_name(&asked.word.clean)?;
            near.splice(0..0, names);
        }
        let weight = |distance: u8| WEIGHT.get(usize::from(distance)).copied();
        let more = near.into_iter().take(MOST).map(|near| Form {
            weight: weight(near.distance).unwrap_or_default(),
            clean: near.word,
            is_prefix: false,
            generations: near.generations,
        });
        asked.forms.extend(more);
        if is_unknown && asked.forms.len() > 1 && !asked.word.is_prefix {
            asked.forms.remove(0);
        }
        asked.is_corrected = true;
        self.look_up(asked)
    }

    /// Words of the index near `word`, the likeliest first.
    fn near(&self, word: &str) -> Step<Vec<Near>> {
        let letters = word.chars().count();
        let most = if letters < 8 { 1 } else { 2 };
        let turned: String = word.chars().rev().collect();
        let reads = self.generations.iter().flat_map(|generation| {
            let sections = &generation.sections;
            [(&sections.words, word), (&sections.endings, &turned)]
        });
        let found = reads.map(|(section, from)| self.near_in(section, from, most));
        let mut near: Vec<Near> = Vec::new();
        for (at, found) in all(found)?.into_iter().enumerate() {
            for mut candidate in found {
                if at % 2 == 1 {
                    candidate.word = candidate.word.chars().rev().collect();
                }
                candidate.generations = this_and_newer(at / 2);
                match near.iter_mut().find(|known| known.word == candidate.word) {
                    Some(known) => {
                        known.weight = known.weight.max(candidate.weight);
                        known.generations |= candidate.generations;
                    }
                    None => near.push(candidate),
                }
            }
        }
        near.retain(|candidate| candidate.distance > 0);
        Ok(likeliest_first(near, Near::rank))
    }

    /// Names in the other script that sound like a word of the question, by the
    /// word's position, the most frequent first: to be searched with it.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop), as any question.
    pub fn also(&self, query: &Query) -> Answer<Vec<(usize, String)>> {
        let words = query.words.iter().enumerate();
        let found = words.map(|(at, word)| {
            let names = self.same_name(&word.clean)?.into_iter();
            Ok(names.map(|near| (at, near.word)).collect::<Vec<_>>())
        });
        let found = self.desk.answer(all(found))?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Names of the other script with the same consonants, the most frequent first.
    fn same_name(&self, clean: &str) -> Step<Vec<Near>> {
        let folded = fold(clean);
        let Some(consonants) = skeleton(&folded) else {
            return Ok(Vec::new());
        };
        let start = consonants + "\t";
        let generations = self.generations.iter().map(|generation| {
            let section = &generation.sections.names;
            let parts = section.positions(&start).take(PARTS);
            let parts = parts.filter_map(|at| section.part(at));
            all(parts.map(|part| self.words(&part)))
        });
        let mut names: Vec<Near> = Vec::new();
        for (at, parts) in all(generations)?.into_iter().enumerate() {
            let entries = parts
                .iter()
                .flat_map(|part| part.words.iter().zip(&part.weights));
            for (entry, weight) in entries {
                let name = entry.strip_prefix(&start);
                if let Some(name) = name.filter(|name| name.is_ascii() != folded.is_ascii()) {
                    note(&mut names, name, *weight, at);
                }
            }
        }
        names = likeliest_first(names, |name| name.weight.into());
        names.truncate(MOST_NAMES);
        Ok(names)
    }

    fn words(&self, part: &SearchFile) -> Step<Rc<Vocabulary>> {
        let read = || self.desk.load(part, Vocabulary::read);
        self.parsed.words.get(part, read)
    }

    fn near_in(&self, section: &Section, from: &str, most: u8) -> Step<Vec<Near>> {
        let parts = parts_around(section, from);
        let parts = parts.filter_map(|at| section.part(at));
        let parts = all(parts.map(|part| self.words(&part)))?;
        let words = parts
            .iter()
            .flat_map(|part| part.words.iter().zip(&part.weights));
        let mut slips = Slips::from(from, most);
        let near = words.filter_map(|(word, weight)| {
            Some(Near {
                distance: slips.to(word)?,
                word: word.clone(),
                weight: *weight,
                generations: 0,
            })
        });
        Ok(near.collect())
    }
}

struct Near {
    word: String,
    distance: u8,
    weight: u8,
    /// As in [`Form::generations`].
    generations: u32,
}

impl Near {
    fn rank(&self) -> u32 {
        u32::from(self.weight) + 200 - EDIT * u32::from(self.distance)
    }
}

fn likeliest_first(words: Vec<Near>, rank: impl Fn(&Near) -> u32) -> Vec<Near> {
    in_order(words, |near| {
        u128::from(!rank(near)) << 96 | alphabetical(&near.word)
    })
}

/// The generations, newest first, that may have a word of generation `at`: its
/// dictionary names only those that no older one has.
fn this_and_newer(at: usize) -> u32 {
    u32::MAX >> (31 - at.min(31))
}

/// Notes a name that generation `at` has.
fn note(names: &mut Vec<Near>, name: &str, weight: u8, at: usize) {
    let bits = this_and_newer(at);
    match names.iter_mut().find(|known| known.word == name) {
        Some(known) => {
            known.weight = known.weight.max(weight);
            known.generations |= bits;
        }
        None => names.push(Near {
            word: name.to_owned(),
            distance: 1,
            weight,
            generations: bits,
        }),
    }
}

/// The parts with the words that start like `word`, for as few letters as
/// [`PARTS`] can hold.
fn parts_around(section: &Section, word: &str) -> std::ops::Range<usize> {
    let ends = word
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8());
    for end in ends {
        let parts = section.positions(word.get(..end).unwrap_or(word));
        if parts.len() <= PARTS {
            return parts;
        }
    }
    let at = section.position(word).unwrap_or_default();
    at..at + 1
}
