use super::words::Words;
use super::{Choice, FIRST};
use kiosque_corpus::Seeded;
use kiosque_publish::intake::SetArticle;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;

const SEED: u64 = 21_578;
const WEEK: i64 = 7 * 24 * 60 * 60;

/// Other ways to choose [`FIRST`] related articles.
pub struct Baselines<'a> {
    tags: &'a [Vec<String>],
    words: &'a Words,
    /// Articles in the order of time, with their seconds since 1970.
    by_time: Vec<(i64, usize)>,
}

impl<'a> Baselines<'a> {
    pub fn new(articles: &[SetArticle], tags: &'a [Vec<String>], words: &'a Words) -> Self {
        let times = articles
            .iter()
            .enumerate()
            .map(|(number, article)| (article.instant, number));
        let mut by_time: Vec<(i64, usize)> = times.collect();
        by_time.sort_unstable();
        Self {
            tags,
            words,
            by_time,
        }
    }

    /// Any.
    pub fn random(&self) -> Choice {
        let count = self.tags.len();
        let mut numbers = Seeded::new(SEED);
        let list = |own| different(own, count, || numbers.below(count));
        (0..count).map(list).collect()
    }

    /// Any of those at most seven days away.
    pub fn same_week(&self) -> Choice {
        let mut numbers = Seeded::new(SEED);
        let mut lists = vec![Vec::new(); self.by_time.len()];
        for (time, own) in &self.by_time {
            let start = self
                .by_time
                .partition_point(|(other, _)| *other < time - WEEK);
            let end = self
                .by_time
                .partition_point(|(other, _)| *other <= time + WEEK);
            let within = self.by_time.get(start..end).unwrap_or_default();
            let draw = || {
                within
                    .get(numbers.below(within.len()))
                    .map_or(*own, |(_, other)| *other)
            };
            if let Some(list) = lists.get_mut(*own) {
                *list = different(*own, within.len(), draw);
            }
        }
        lists
    }

    /// Those that share most of the tags that are `seen`.
    pub fn tag_overlap(&self, seen: impl Fn(&str) -> bool) -> Choice {
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut number = |tag: &'a String| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            (*numbers.entry(tag).or_insert(next), 1.0)
        };
        let mut vectors: Vec<Vector> = Vec::new();
        for tags in self.tags {
            vectors.push(
                tags.iter()
                    .filter(|tag| seen(tag))
                    .map(&mut number)
                    .collect(),
            );
        }
        nearest(&vectors, numbers.len())
    }

    /// Those at the smallest angle, words weighted by the logarithms of their
    /// count and of their rarity, which finds more here than plain counts do
    /// (the weightings are those of Salton and Buckley, 1988).
    pub fn cosine(&self) -> Choice {
        let distinct = self.words.distinct();
        let mut frequencies = vec![0_u32; distinct];
        for (word, _) in self.words.counts().iter().flatten() {
            if let Some(frequency) = frequencies.get_mut(*word as usize) {
                *frequency += 1;
            }
        }
        let articles = self.words.counts().len() as f32;
        let rarity = |word: u32| {
            let frequency = frequencies.get(word as usize).copied().unwrap_or(1);
            ((articles + 1.0) / (frequency as f32 + 1.0)).ln() + 1.0
        };
        let vector = |counts: &Vec<(u32, u32)>| {
            let weights = counts
                .iter()
                .map(|(word, count)| (*word, (1.0 + (*count as f32).ln()) * rarity(*word)));
            unit(weights.collect())
        };
        let vectors: Vec<Vector> = self.words.counts().iter().map(vector).collect();
        nearest(&vectors, distinct)
    }
}

/// Terms and their weights.
type Vector = Vec<(u32, f32)>;

fn unit(mut vector: Vector) -> Vector {
    let length = vector
        .iter()
        .map(|(_, weight)| weight * weight)
        .sum::<f32>()
        .sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    vector
}

/// [`FIRST`] different numbers other than `own`; fewer where `among`, `own`
/// included, are not enough.
fn different(own: usize, among: usize, mut draw: impl FnMut() -> usize) -> Vec<usize> {
    let mut list = Vec::new();
    while list.len() < FIRST.min(among.saturating_sub(1)) {
        let drawn = draw();
        if drawn != own && !list.contains(&drawn) {
            list.push(drawn);
        }
    }
    list
}

/// For each vector the [`FIRST`] others of the largest product, of equals those
/// of the largest number. `terms` is larger than every term.
fn nearest(vectors: &[Vector], terms: usize) -> Choice {
    let mut postings = vec![Vec::new(); terms];
    for (document, vector) in vectors.iter().enumerate() {
        for (term, weight) in vector {
            if let Some(postings) = postings.get_mut(*term as usize) {
                postings.push((document, *weight));
            }
        }
    }
    let zeros = || vec![0.0_f32; vectors.len()];
    let documents = vectors.par_iter().enumerate();
    documents
        .map_init(zeros, |scores, (own, vector)| {
            scores.fill(0.0);
            for (term, weight) in vector {
                for (document, other) in postings.get(*term as usize).into_iter().flatten() {
                    if let Some(score) = scores.get_mut(*document) {
                        *score += weight * other;
                    }
                }
            }
            largest(scores, own)
        })
        .collect()
}

fn largest(scores: &[f32], own: usize) -> Vec<usize> {
    let mut found: Vec<(Reverse<u32>, Reverse<usize>)> = Vec::new();
    for (document, score) in scores.iter().enumerate() {
        // Floats that are not negative are in the order of their bits.
        let rank = (Reverse(score.to_bits()), Reverse(document));
        if document == own || *score <= 0.0 || found.get(FIRST - 1).is_some_and(|last| *last < rank)
        {
            continue;
        }
        let at = found.partition_point(|other| *other < rank);
        found.insert(at, rank);
        found.truncate(FIRST);
    }
    found.into_iter().map(|(_, document)| document.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_come_first_and_never_the_article_itself() {
        let vectors = [
            vec![(0, 1.0), (1, 1.0)],
            vec![(0, 1.0)],
            vec![(0, 1.0), (1, 2.0)],
            vec![(2, 1.0)],
        ];
        let lists = nearest(&vectors, 3);
        assert_eq!(lists, [vec![2, 1], vec![2, 0], vec![0, 1], vec![]]);
    }

    #[test]
    fn drawn_articles_differ_from_each_other() {
        let mut numbers = Seeded::new(1);
        let mut list = different(3, 6, || numbers.below(6));
        list.sort_unstable();
        assert_eq!(list, [0, 1, 2, 4, 5]);
        assert_eq!(different(0, 1, || 0), [0_usize; 0]);
    }

    #[test]
    fn only_the_largest_are_kept() {
        let scores = [9.0, 1.0, 3.0, 2.0, 0.0, 3.0, 5.0, 4.0];
        assert_eq!(largest(&scores, 0), [6, 7, 5, 2, 3]);
    }
}
