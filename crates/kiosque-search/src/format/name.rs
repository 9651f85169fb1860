//! Names of the files of an index.

use kiosque_model::wire::{FileName, Kind};
use std::fmt;

/// Parts that share a name at most.
pub const GROUP: usize = 64;

/// What parts that were made together are named by: the first 17 bytes of the
/// root of a tree of their hashes (see [`Proof`](super::Proof)). One name for many
/// parts keeps the list of all parts short enough to be read before the first
/// question; a name each would be most of what a question costs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group(pub [u8; 17]);

impl Group {
    /// The group whose root hashes to `digest`.
    pub fn of(digest: &[u8; 32]) -> Self {
        let mut name = [0; 17];
        name.iter_mut()
            .zip(digest)
            .for_each(|(to, from)| *to = *from);
        // 26 characters of five bits are 130 bits.
        name[16] &= 0xc0;
        Self(name)
    }

    fn text(&self) -> String {
        let mut digest = [0; 32];
        digest
            .iter_mut()
            .zip(self.0)
            .for_each(|(to, from)| *to = from);
        FileName::hash(&digest)
    }
}

impl fmt::Debug for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// The name of a part: its group and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartName {
    /// What it was made together with.
    pub group: Group,
    /// From 0, below [`GROUP`].
    pub place: u8,
}

/// A file of an index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchFile {
    /// A generation's [`Directory`](super::Directory), named by its own bytes.
    Directory(FileName),
    /// Any other.
    Part(PartName),
}

impl SearchFile {
    /// Path in the archive's folder.
    pub fn path(&self) -> String {
        match self {
            Self::Directory(name) => name.path(Kind::Search),
            Self::Part(PartName { group, place }) => {
                let mut path = ["data/", Kind::Search.folder(), "/", &group.text(), "-"].concat();
                let digits =
                    [place >> 4, place & 15].map(|digit| char::from_digit(digit.into(), 16));
                path.extend(digits.into_iter().flatten());
                path + ".bin"
            }
        }
    }
}
