//! Tags that are called like the words of a search.

use super::narrowing::id_of;
use kiosque_model::wire::{Facet, FacetKind};

/// Letters that a tag and the words must start with to be alike.
const BEGINNING: usize = 3;

/// With what the ids of tags start that may be meant by `words`.
pub fn beginning(words: &str) -> String {
    id_of(words).chars().take(BEGINNING).collect()
}

/// The tags of `facets` that are called nearly like `words`, in their order within
/// those that share as many of its letters; at most `most`. Words that are a tag's own
/// beginning, or that of a part of it, come first.
pub fn nearest(words: &str, facets: &[Facet], most: usize) -> Vec<Facet> {
    let id = id_of(words);
    let tags = facets.iter().filter(|facet| facet.is(FacetKind::Tag));
    let mut found: Vec<(usize, &Facet)> = tags
        .filter_map(|facet| {
            let shared = likeness(&id, facet.id());
            (shared >= BEGINNING).then_some((shared, facet))
        })
        .collect();
    found.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    let found = found.into_iter().take(most);
    found.map(|(_, facet)| facet.clone()).collect()
}

/// The letters that the words share with the beginning of an id, or of a part of it:
/// all but two of the words' at least.
fn likeness(words: &str, id: &str) -> usize {
    let letters = words.chars().count();
    let starts = id.match_indices('-').map(|(at, _)| at + 1);
    let shared = [0].into_iter().chain(starts).map(|start| {
        let part = id.get(start..).unwrap_or_default().chars();
        part.zip(words.chars()).take_while(|(a, b)| a == b).count()
    });
    let most = shared.max().unwrap_or_default();
    if most + 2 >= letters { most } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &[&str]) {
        let facet = |id: &str| Facet {
            key: FacetKind::Tag.key(id),
            ..Facet::default()
        };
        let facets = ["maroc", "vie-privee", "marocains", "mer", "port-de-tanger"].map(facet);
        let found = nearest(words, &facets, 2);
        let found: Vec<&str> = found.iter().map(Facet::id).collect();
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn tags_called_like_the_words_are_offered() {
        check("Maro", &["maroc", "marocains"]);
        check("privée", &["vie-privee"]);
        check("privee", &["vie-privee"]);
        check("tanger", &["port-de-tanger"]);
        check("marok", &["maroc", "marocains"]);
        check("me", &[]);
        check("marchandises", &[]);
    }
}
