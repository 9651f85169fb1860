//! When two articles are one.

use crate::draft::Likeness;
use kiosque_model::feed::Item;
use kiosque_sanitise::text_of_markup;
use std::hash::{DefaultHasher, Hash, Hasher};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use url::Url;

/// Words in a row that are looked at together.
const SHINGLE: usize = 3;

/// Bits in which the sketches of near copies may differ.
const NEAR: u32 = 6;

/// How much of a text its sketch is made of, in bytes.
const LOOKED_AT: usize = 200_000;

/// Parameters of an address that say where the reader comes from.
const TRACKING: [&str; 6] = ["utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "xtor"];

impl Likeness {
    /// Of an item, whose text was made already.
    pub fn of(item: &Item, text: &str) -> Self {
        let words: Vec<String> = text
            .get(..text.floor_char_boundary(LOOKED_AT))
            .unwrap_or_default()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        Self {
            address: item.url.as_deref().and_then(bare_address),
            language: item.language.clone(),
            title: bare_title(item.title.as_deref().unwrap_or_default()),
            sketch: sketch(&words),
            words: words.len(),
        }
    }

    /// Of an item of a set.
    pub fn of_item(item: &Item) -> Self {
        let html = item.content_html.as_deref().unwrap_or_default();
        let text = text_of_markup(html, LOOKED_AT);
        let plain = item.content_text.as_deref().unwrap_or_default();
        Self::of(item, if text.is_empty() { plain } else { &text })
    }

    /// What two articles have in common that makes them one.
    pub fn shared_with(&self, other: &Self) -> Option<&'static str> {
        if self.address.is_some() && self.address == other.address {
            return Some("has the same address");
        }
        let near = (self.sketch ^ other.sketch).count_ones() <= NEAR;
        let alike = self.words.abs_diff(other.words) * 10 <= self.words.max(other.words);
        let same_title =
            !self.title.is_empty() && self.title == other.title && self.language == other.language;
        (same_title && near && alike && self.words > 0)
            .then_some("has the same title and nearly the same text")
    }
}

/// The address without what copies of one page differ in.
fn bare_address(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let is_tracking = |name: &str| TRACKING.iter().any(|start| name.starts_with(start));
    let query: Vec<&str> = url
        .query()
        .into_iter()
        .flat_map(|query| query.split('&'))
        .filter(|part| !part.is_empty() && !is_tracking(part))
        .collect();
    let path = url.path().trim_end_matches('/');
    // A host alone is no address of an article.
    (path.len() > 1 || !query.is_empty()).then(|| format!("{host}{port}{path}?{}", query.join("&")))
}

fn bare_title(title: &str) -> String {
    let letters = title
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase);
    let spaced: String = letters
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Charikar's simhash over word triples (Similarity estimation techniques from
/// rounding algorithms, STOC 2002).
fn sketch(words: &[String]) -> u64 {
    let mut votes = [0_i32; 64];
    let mut vote = |shingle: &[String]| {
        let mut hasher = DefaultHasher::new();
        shingle.hash(&mut hasher);
        let hash = hasher.finish();
        for (bit, votes) in votes.iter_mut().enumerate() {
            *votes += if hash >> bit & 1 == 1 { 1 } else { -1 };
        }
    };
    match words.len() {
        ..SHINGLE => vote(words),
        _ => words.windows(SHINGLE).for_each(vote),
    }
    let bits = votes.iter().enumerate().filter(|(_, votes)| **votes > 0);
    bits.fold(0, |sketch, (bit, _)| sketch | 1 << bit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(url: &str, title: &str, text: &str) -> Likeness {
        let item = Item {
            url: Some(url.to_owned()),
            title: Some(title.to_owned()),
            ..Item::default()
        };
        Likeness::of(&item, text)
    }

    const TEXT: &str = "The strategic dialogue between Morocco and the United States is held in Rabat this week, \
        and both delegations said that trade, security and water would be on the table before they leave for the south. \
        The talks were opened by the two ministers on Thursday morning and will go on until the end of the week.";

    #[test]
    fn one_address_in_several_spellings_is_one() {
        let one = likeness("https://www.press.example/a/?utm_source=x", "A", "b");
        for other in ["http://press.example/a", "https://press.example/a/#top"] {
            assert!(
                one.shared_with(&likeness(other, "C", "d")).is_some(),
                "{other}"
            );
        }
        for other in ["https://press.example/b", "https://press.example/a?id=2"] {
            assert!(
                one.shared_with(&likeness(other, "C", "d")).is_none(),
                "{other}"
            );
        }
        let front = likeness("https://press.example/", "A", "b");
        assert!(
            front
                .shared_with(&likeness("https://press.example/", "C", "d"))
                .is_none()
        );
    }

    #[test]
    fn near_copies_are_one_where_they_have_one_title() {
        let one = likeness("https://a.example/1", "Le dialogue « stratégique »", TEXT);
        let near = TEXT.replace("Thursday", "Friday");
        let copy = likeness("https://b.example/2", "Le dialogue strategique", &near);
        assert!(one.shared_with(&copy).is_some());
        let titled = likeness("https://b.example/2", "Autre titre", &near);
        assert!(one.shared_with(&titled).is_none());
        let text = "Nothing of the kind was said by anybody at all, as far as we know, in any of the rooms that day.";
        let other = likeness("https://b.example/2", "Le dialogue strategique", text);
        assert!(one.shared_with(&other).is_none());
    }
}
