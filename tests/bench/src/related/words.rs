use kiosque_publish::intake::SetArticle;
use std::collections::{BTreeMap, HashMap};

/// The words of each article's title and text, numbered: runs of letters and
/// digits in lower case.
pub struct Words {
    /// Number of each word and how often it stands there, ascending.
    counts: Vec<Vec<(u32, u32)>>,
    /// Numbers alone.
    sets: Vec<Vec<u32>>,
    /// Different words in all.
    distinct: usize,
}

impl Words {
    pub fn of(articles: &[SetArticle]) -> Self {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let counts: Vec<Vec<(u32, u32)>> = articles
            .iter()
            .map(|article| count(&mut numbers, &[&article.title, &article.text]))
            .collect();
        let set = |counts: &Vec<(u32, u32)>| counts.iter().map(|(word, _)| *word).collect();
        Self {
            sets: counts.iter().map(set).collect(),
            counts,
            distinct: numbers.len(),
        }
    }

    /// The words of every article with how often each stands there.
    pub fn counts(&self) -> &[Vec<(u32, u32)>] {
        &self.counts
    }

    /// The words of one article, ascending.
    pub fn set(&self, article: usize) -> &[u32] {
        self.sets
            .get(article)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Different words in all; every number is smaller.
    pub fn distinct(&self) -> usize {
        self.distinct
    }
}

fn count(numbers: &mut HashMap<String, u32>, texts: &[&str]) -> Vec<(u32, u32)> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    let words = texts
        .iter()
        .flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()));
    for word in words.filter(|word| !word.is_empty()) {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        let number = *numbers.entry(word.to_lowercase()).or_insert(next);
        *counts.entry(number).or_default() += 1;
    }
    counts.into_iter().collect()
}

/// Whether the Jaccard index of two ascending sets is over 0.8.
pub fn near_duplicates(a: &[u32], b: &[u32]) -> bool {
    let shared = a
        .iter()
        .filter(|word| b.binary_search(word).is_ok())
        .count();
    shared * 5 > (a.len() + b.len() - shared) * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_without_case_and_signs() {
        let mut numbers = HashMap::new();
        let counted = count(&mut numbers, &["Crude OIL", "Oil, at 3.5 dlrs: oil!"]);
        assert_eq!(numbers.get("oil"), Some(&1));
        assert_eq!(counted, [(0, 1), (1, 3), (2, 1), (3, 1), (4, 1), (5, 1)]);
    }

    #[test]
    fn four_fifths_are_not_yet_near() {
        assert!(!near_duplicates(&[1, 2, 3, 4], &[1, 2, 3, 4, 5]));
        assert!(near_duplicates(&[1, 2, 3, 4, 5], &[1, 2, 3, 4, 5, 6]));
        assert!(!near_duplicates(&[], &[]));
    }
}
