//! Small sets and maps as sorted lists. They hold a handful of keys each; the
//! B-trees of the standard library, which are made for many, were 16 kB of the
//! code that the browser loads.

use serde::{Serialize, Serializer};
use std::ops::Deref;

/// A set of keys, in ascending order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeySet(Vec<String>);

impl KeySet {
    /// Adds a key. Whether it was not there before.
    #[inline(never)]
    pub fn insert(&mut self, key: String) -> bool {
        let place = self.0.binary_search(&key);
        if let Err(at) = place {
            self.0.insert(at, key);
        }
        place.is_err()
    }

    /// Whether `key` is there.
    #[inline(never)]
    pub fn contains(&self, key: &str) -> bool {
        self.0.iter().any(|other| other == key)
    }

    /// Takes a key away.
    #[inline(never)]
    pub fn remove(&mut self, key: &str) {
        self.0.retain(|other| other != key);
    }
}

impl Deref for KeySet {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.0
    }
}

impl FromIterator<String> for KeySet {
    fn from_iter<I: IntoIterator<Item = String>>(keys: I) -> Self {
        let mut set = Self::default();
        for key in keys {
            set.insert(key);
        }
        set
    }
}

/// Words by language, in ascending order of the languages; JSON knows them as
/// an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<(String, String)>);

impl Words {
    /// Sets the words of a language, in the place of those before.
    #[inline(never)]
    pub fn set(&mut self, language: String, words: String) {
        let place = self.0.binary_search_by(|(other, _)| other.cmp(&language));
        match place.map(|at| self.0.get_mut(at)) {
            Ok(Some((_, before))) => *before = words,
            Ok(None) => {}
            Err(at) => self.0.insert(at, (language, words)),
        }
    }

    /// The words of a language.
    #[inline(never)]
    pub fn get(&self, language: &str) -> Option<&String> {
        let found = self.0.iter().find(|(other, _)| other == language);
        found.map(|(_, words)| words)
    }

    /// The words of every language.
    pub fn values(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(_, words)| words)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, String)> for Words {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        let mut words = Self::default();
        for (language, text) in pairs {
            words.set(language, text);
        }
        words
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(language, words)| (language, words)))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<'de> serde::Deserialize<'de> for Words {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pairs: std::collections::BTreeMap<String, String> =
            serde::Deserialize::deserialize(deserializer)?;
        Ok(pairs.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    #[test]
    fn keys_are_kept_once_and_in_order() {
        let mut set: KeySet = ["b", "a", "b"].map(str::to_owned).into_iter().collect();
        assert_eq!(*set, ["a", "b"]);
        assert!(set.contains("a") && !set.contains("c"));
        assert!(set.insert("c".to_owned()) && !set.insert("a".to_owned()));
        set.remove("b");
        assert_eq!(*set, ["a", "c"]);
    }

    #[test]
    fn words_are_an_object_in_order() {
        let pairs = [("fr", "vieux"), ("ar", "ا"), ("fr", "neuf")];
        let pairs = pairs.map(|(language, text)| (language.to_owned(), text.to_owned()));
        let words: Words = pairs.into_iter().collect();
        let text = serde_json::to_string(&words).unwrap();
        assert_eq!(text, r#"{"ar":"ا","fr":"neuf"}"#);
        assert_eq!(serde_json::from_str::<Words>(&text).unwrap(), words);
        assert_eq!(words.get("fr").map(String::as_str), Some("neuf"));
        assert_eq!(words.get("en"), None);
    }
}
