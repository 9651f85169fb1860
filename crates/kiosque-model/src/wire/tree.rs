use super::{FileName, record};
use crate::ShortId;

record! {
    /// Finds the file that holds a key among any number of sorted files, the same
    /// few requests whatever their number: a static B-tree.
    ///
    /// Its top stands in the root; a branch names a leaf file when `height` is 0,
    /// else a [`Node`] of the next lower height.
    pub struct Tree<K> {
        /// Levels of [`Node`] files below these branches.
        pub height: u32,
        /// In order of their first key; at most [`Tree::TOP`].
        pub branches: Vec<Branch<K>>,
    }
}

record! {
    /// A file and the first key in it, or below it.
    pub struct Branch<K> {
        /// The smallest key.
        pub first: K,
        /// A leaf or a [`Node`].
        pub file: FileName,
    }
}

record! {
    /// An inner file of a [`Tree`]: at most [`Tree::WIDTH`] branches.
    pub struct Node<K> {
        /// In order of their first key.
        pub branches: Vec<Branch<K>>,
    }
}

impl<K> Tree<K> {
    /// Branches in the root at most, which keeps the root bounded.
    pub const TOP: usize = 12;
    /// Branches in an inner node at most: about 8 kB. Where the top has room,
    /// nodes are smaller, down to [`Tree::NARROW`].
    pub const WIDTH: usize = 200;
    /// Branches in an inner node that is not split, though the top has room.
    pub const NARROW: usize = 64;

    /// A tree of nothing.
    pub fn empty() -> Self {
        Self {
            height: 0,
            branches: Vec::new(),
        }
    }
}

/// The position of the branch whose range holds a key: the last one for which
/// `starts_after` is false. `None` where the key stands before the first.
pub fn branch_before<K>(
    branches: &[Branch<K>],
    starts_after: impl Fn(&K) -> bool,
) -> Option<usize> {
    branches
        .partition_point(|branch| !starts_after(&branch.first))
        .checked_sub(1)
}

record! {
    /// A leaf of the id directory: which pack holds which article.
    pub struct Directory {
        /// The packs named below.
        pub packs: Vec<FileName>,
        /// Sorted by short id; the number is a position in `packs`.
        pub articles: Vec<(ShortId, u32)>,
    }
}

/// The shortest prefix of `key` greater than `before`, which is less than `key`.
pub fn separator<'a>(before: &str, key: &'a str) -> &'a str {
    let mut other = before.chars();
    let end = key
        .char_indices()
        .find(|(_, letter)| other.next() != Some(*letter));
    let length = end.map_or(key.len(), |(at, letter)| at + letter.len_utf8());
    key.get(..length).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_is_short_and_lies_between() {
        for (before, key, expected) in [
            ("", "maroc", "m"),
            ("maroc", "maroquin", "maroq"),
            ("é", "éa", "éa"),
            ("t:a", "t:ب", "t:ب"),
        ] {
            assert_eq!(separator(before, key), expected);
            assert!(before < expected && expected <= key);
        }
    }
}
