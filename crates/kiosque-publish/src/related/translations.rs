use super::DocumentNumber;
use super::vocabulary::position;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use sha2::{Digest, Sha256};

/// Which articles are the same text in different languages: an article that
/// names its original belongs with it and with all that name the same, whether
/// or not the original is there. Disjoint sets (Galler and Fischer, 1964).
#[derive(Default)]
pub(super) struct Translations {
    /// The text each id was first put in.
    first_text: HashMap<IdHash, TextNumber, FixedState>,
    /// By text: the one it was merged into; itself where it was not.
    merged_into: Vec<TextNumber>,
    /// By text: any article that is it.
    article_of: Vec<Option<DocumentNumber>>,
    /// By article: another that is the same text, so that all of one text make
    /// a ring; itself where it is alone.
    next: Vec<DocumentNumber>,
}

/// Articles of one text that are looked at: more than there are languages to
/// translate into, and few enough if a whole set names one original.
const LOOKED_AT: usize = 64;

/// The first half of the SHA-256 of an id, which no two ids share.
type IdHash = [u8; 16];
type TextNumber = u32;

impl Translations {
    /// Adds the next article; gives the pairs of older ones that it makes
    /// translations of each other.
    pub(super) fn add(
        &mut self,
        id: &str,
        translation_of: Option<&str>,
    ) -> Vec<(DocumentNumber, DocumentNumber)> {
        let document = number(self.next.len());
        self.next.push(document);
        let own = self.text_of(id);
        let original = translation_of.map_or(own, |original| self.text_of(original));
        let joined = if own == original {
            Vec::new()
        } else {
            self.merge(own, original)
        };
        match self.article_of(original) {
            Some(other) => self.join(document, other),
            None => self.found(original, document),
        }
        joined
    }

    /// Other articles that are the same text, ascending: all, or
    /// [`LOOKED_AT`] of more.
    pub(super) fn siblings(&self, document: DocumentNumber) -> Vec<DocumentNumber> {
        let mut all = self.family(document);
        all.retain(|other| *other != document);
        all
    }

    /// The articles that are the text of one of them, itself among them, ascending.
    fn family(&self, document: DocumentNumber) -> Vec<DocumentNumber> {
        let next = |at: &DocumentNumber| {
            let next = self.next.get(position(*at)).copied();
            next.filter(|next| *next != document)
        };
        let mut family: Vec<_> = std::iter::successors(Some(document), next)
            .take(LOOKED_AT + 1)
            .collect();
        family.sort_unstable();
        family
    }

    fn text_of(&mut self, id: &str) -> TextNumber {
        let next = number(self.merged_into.len());
        let text = *self.first_text.entry(id_hash(id)).or_insert(next);
        if text == next {
            self.merged_into.push(text);
            self.article_of.push(None);
        }
        self.root(text)
    }

    fn root(&self, text: TextNumber) -> TextNumber {
        match self.merged_into.get(position(text)) {
            Some(into) if *into != text => self.root(*into),
            _ => text,
        }
    }

    fn article_of(&self, text: TextNumber) -> Option<DocumentNumber> {
        self.article_of.get(position(text)).copied().flatten()
    }

    fn found(&mut self, text: TextNumber, document: DocumentNumber) {
        if let Some(article) = self.article_of.get_mut(position(text)) {
            *article = Some(document);
        }
    }

    fn merge(
        &mut self,
        from: TextNumber,
        into: TextNumber,
    ) -> Vec<(DocumentNumber, DocumentNumber)> {
        if let Some(merged) = self.merged_into.get_mut(position(from)) {
            *merged = into;
        }
        let Some(moved) = self.article_of(from) else {
            return Vec::new();
        };
        let Some(there) = self.article_of(into) else {
            self.found(into, moved);
            return Vec::new();
        };
        let others = self.family(there);
        let pairs = self.family(moved).into_iter();
        let pairs = pairs.flat_map(|a| others.iter().map(move |b| (a, *b)));
        let pairs = pairs.collect();
        self.join(moved, there);
        pairs
    }

    /// Makes one ring of two.
    fn join(&mut self, one: DocumentNumber, other: DocumentNumber) {
        self.next.swap(position(one), position(other));
    }
}

fn id_hash(id: &str) -> IdHash {
    let digest: [u8; 32] = Sha256::digest(id).into();
    let (hash, _) = digest.split_first_chunk().unwrap_or((&[0; 16], &[]));
    *hash
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siblings_are_found_whether_or_not_their_original_is_there() {
        let mut translations = Translations::default();
        assert_eq!(translations.add("ar", Some("missing")), []);
        assert_eq!(translations.add("other", None), []);
        assert_eq!(translations.add("en", Some("missing")), []);
        assert_eq!(translations.siblings(0), [2]);
        assert_eq!(translations.siblings(1), [0; 0]);
    }

    #[test]
    fn a_late_original_joins_its_translations_with_those_of_its_own_original() {
        let mut translations = Translations::default();
        translations.add("a", Some("bridge"));
        translations.add("b", Some("root"));
        assert_eq!(translations.add("bridge", Some("root")), [(0, 1)]);
        assert_eq!(translations.siblings(2), [0, 1]);
        assert_eq!(translations.siblings(0), [1, 2]);
    }

    #[test]
    fn a_set_that_names_one_original_does_not_take_the_square_of_its_size() {
        let mut translations = Translations::default();
        for number in 0..500 {
            translations.add(&number.to_string(), Some("original"));
        }
        assert_eq!(translations.siblings(499).len(), LOOKED_AT);
        for number in 0..500 {
            translations.add(&format!("other {number}"), Some("other original"));
        }
        let joined = translations.add("original", Some("other original"));
        assert_eq!(joined.len(), (LOOKED_AT + 1) * (LOOKED_AT + 1));
    }

    #[test]
    fn an_article_that_translates_itself_is_alone() {
        let mut translations = Translations::default();
        assert_eq!(translations.add("a", Some("a")), []);
        assert_eq!(translations.siblings(0), [0; 0]);
    }
}
