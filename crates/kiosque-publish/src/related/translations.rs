use super::DocumentNumber;
use std::collections::HashMap;

/// Which articles are the same text in different languages: an article that
/// names its original belongs with it and with all that name the same, whether
/// or not the original is there. Disjoint sets (Galler and Fischer, 1964).
#[derive(Default)]
pub(super) struct Translations {
    /// The set each id was first put in.
    first_set: HashMap<String, usize>,
    sets: Vec<TextSet>,
}

/// Articles that are the same text.
struct TextSet {
    /// The set it was merged into; itself where it was not.
    merged_into: usize,
    /// Ascending; empty where it was merged.
    documents: Vec<DocumentNumber>,
}

impl Translations {
    /// Adds a document; gives the pairs of older documents that it makes
    /// translations of each other.
    pub(super) fn add(
        &mut self,
        document: DocumentNumber,
        id: &str,
        translation_of: Option<&str>,
    ) -> Vec<(DocumentNumber, DocumentNumber)> {
        let own = self.set_of(id);
        let original = self.set_of(translation_of.unwrap_or(id));
        let joined = if own == original {
            Vec::new()
        } else {
            self.merge(own, original)
        };
        if let Some(set) = self.sets.get_mut(original) {
            set.documents.push(document);
        }
        joined
    }

    /// The other documents that are the text of `id`.
    pub(super) fn siblings(
        &self,
        id: &str,
        document: DocumentNumber,
    ) -> impl Iterator<Item = DocumentNumber> {
        let set = self
            .first_set
            .get(id)
            .and_then(|set| self.sets.get(self.root(*set)));
        let documents = set.into_iter().flat_map(|set| &set.documents);
        documents.copied().filter(move |other| *other != document)
    }

    fn set_of(&mut self, id: &str) -> usize {
        if let Some(set) = self.first_set.get(id) {
            return self.root(*set);
        }
        let set = self.sets.len();
        self.sets.push(TextSet {
            merged_into: set,
            documents: Vec::new(),
        });
        self.first_set.insert(id.to_owned(), set);
        set
    }

    fn root(&self, set: usize) -> usize {
        match self.sets.get(set) {
            Some(found) if found.merged_into != set => self.root(found.merged_into),
            _ => set,
        }
    }

    fn merge(&mut self, from: usize, into: usize) -> Vec<(DocumentNumber, DocumentNumber)> {
        let Some(emptied) = self.sets.get_mut(from) else {
            return Vec::new();
        };
        emptied.merged_into = into;
        let moved = std::mem::take(&mut emptied.documents);
        let Some(set) = self.sets.get_mut(into) else {
            return Vec::new();
        };
        let joined = moved
            .iter()
            .flat_map(|a| set.documents.iter().map(move |b| (*a, *b)))
            .collect();
        set.documents.extend(moved);
        set.documents.sort_unstable();
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siblings_are_found_whether_or_not_their_original_is_there() {
        let mut translations = Translations::default();
        assert_eq!(translations.add(0, "ar", Some("missing")), []);
        assert_eq!(translations.add(1, "other", None), []);
        assert_eq!(translations.add(2, "en", Some("missing")), []);
        assert_eq!(translations.siblings("ar", 0).collect::<Vec<_>>(), [2]);
        assert_eq!(translations.siblings("other", 1).count(), 0);
    }

    #[test]
    fn a_late_original_joins_its_translations_with_those_of_its_own_original() {
        let mut translations = Translations::default();
        translations.add(0, "a", Some("bridge"));
        translations.add(1, "b", Some("root"));
        assert_eq!(translations.add(2, "bridge", Some("root")), [(0, 1)]);
        assert_eq!(
            translations.siblings("bridge", 2).collect::<Vec<_>>(),
            [0, 1]
        );
        assert_eq!(translations.siblings("a", 0).collect::<Vec<_>>(), [1, 2]);
    }
}
