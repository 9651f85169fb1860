//! How a part proves that it is what its group's name says.
//!
//! The parts of a group are the leaves of a tree (Merkle 1987), four branches a
//! node. A part carries the hashes of its siblings, those of its parent's, and so on:
//! at most nine for the 64 parts of a group, where a list of all would be 64.

use super::Damage;
use super::bytes::Reader;
use super::name::{GROUP, Group, PartName};

/// Bytes of a hash: the start of a SHA-256.
const HASH: usize = 8;
/// Branches of a node.
const BRANCHES: usize = 4;

#[cfg(feature = "authoring")]
type Hash = [u8; HASH];

/// What is left to check of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof<'b> {
    /// The hashes beside the way up that are left.
    path: &'b [u8],
    /// Position on the level, and how many stand there.
    place: usize,
    count: usize,
    is_at_root: bool,
}

impl<'b> Proof<'b> {
    /// Reads the proof of the part at `place` of its group.
    pub(super) fn read(from: &mut Reader<'b>, place: u8) -> Result<Self, Damage> {
        let (place, count) = (usize::from(place), usize::from(from.byte()?));
        if place >= count || count > GROUP {
            return Err(Damage("it is of no place in its group"));
        }
        let levels = levels(place, count).map(|(place, count)| siblings(place, count).len() - 1);
        Ok(Self {
            path: from.raw(levels.sum::<usize>() * HASH)?,
            place,
            count,
            is_at_root: false,
        })
    }

    /// The bytes to hash next, given the SHA-256 of those before, which at first
    /// are the packed content; none after those of the root.
    pub fn next(&mut self, digest: &[u8; 32]) -> Option<Vec<u8>> {
        if self.is_at_root {
            return None;
        }
        let siblings = siblings(self.place, self.count);
        let (mut beside, rest) = self.path.split_at_checked((siblings.len() - 1) * HASH)?;
        let mut bytes = Vec::with_capacity(siblings.len() * HASH);
        for sibling in siblings {
            if sibling == self.place {
                bytes.extend(digest.iter().take(HASH));
            } else {
                let (hash, others) = beside.split_at_checked(HASH)?;
                bytes.extend_from_slice(hash);
                beside = others;
            }
        }
        self.path = rest;
        (self.place, self.count) = above(self.place, self.count);
        self.is_at_root = self.count == 1;
        Some(bytes)
    }

    /// Whether a part of that name has come to this SHA-256 of its root.
    pub fn holds(&self, name: PartName, root: &[u8; 32]) -> bool {
        self.is_at_root && Group::of(root) == name.group
    }
}

fn siblings(place: usize, count: usize) -> std::ops::Range<usize> {
    let first = place / BRANCHES * BRANCHES;
    first..count.min(first + BRANCHES)
}

fn above(place: usize, count: usize) -> (usize, usize) {
    (place / BRANCHES, count.div_ceil(BRANCHES))
}

/// Place and count on each level below the root.
fn levels(place: usize, count: usize) -> impl Iterator<Item = (usize, usize)> {
    let next = |(place, count): &(usize, usize)| {
        let (place, count) = above(*place, *count);
        (count > 1).then_some((place, count))
    };
    std::iter::successors(Some((place, count)), next)
}

/// The tree of a group of parts.
#[cfg(feature = "authoring")]
pub(crate) struct Grove {
    /// The leaves first.
    levels: Vec<Vec<Hash>>,
    /// What names the group.
    pub(crate) group: Group,
}

#[cfg(feature = "authoring")]
impl Grove {
    /// Over the SHA-256 of each part's packed content.
    pub(crate) fn of(digests: &[[u8; 32]]) -> Self {
        use sha2::{Digest, Sha256};
        let short = |digest: &[u8; 32]| {
            let mut hash = Hash::default();
            hash.iter_mut()
                .zip(digest)
                .for_each(|(to, from)| *to = *from);
            hash
        };
        let mut levels: Vec<Vec<Hash>> = vec![digests.iter().map(short).collect()];
        loop {
            let nodes = levels.last().map(Vec::as_slice).unwrap_or_default();
            let above: Vec<[u8; 32]> = nodes
                .chunks(BRANCHES)
                .map(|node| Sha256::digest(node.concat()).into())
                .collect();
            match above.as_slice() {
                [root] => {
                    let group = Group::of(root);
                    return Self { levels, group };
                }
                [] => {
                    let group = Group::of(&[0; 32]);
                    return Self { levels, group };
                }
                above => levels.push(above.iter().map(short).collect()),
            }
        }
    }

    /// What the part at `place` carries.
    pub(crate) fn proof(&self, place: usize) -> Vec<u8> {
        let count = self.levels.first().map_or(0, Vec::len);
        let mut proof = vec![u8::try_from(count).unwrap_or(u8::MAX)];
        for ((place, count), hashes) in levels(place, count).zip(&self.levels) {
            let beside = siblings(place, count).filter(|sibling| *sibling != place);
            let beside = beside.filter_map(|sibling| hashes.get(sibling));
            proof.extend(beside.flatten());
        }
        proof
    }
}

#[cfg(all(test, feature = "authoring"))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;
    use sha2::{Digest, Sha256};

    fn sha(bytes: &[u8]) -> [u8; 32] {
        Sha256::digest(bytes).into()
    }

    fn root(proof: &mut Proof<'_>, content: &[u8]) -> [u8; 32] {
        let mut digest = sha(content);
        while let Some(bytes) = proof.next(&digest) {
            digest = sha(&bytes);
        }
        digest
    }

    #[test]
    fn every_part_proves_itself_and_no_other() {
        for count in [1, 2, 4, 5, 16, 17, 63, GROUP] {
            let contents: Vec<[u8; 1]> = (0..count).map(|at| [at as u8]).collect();
            let grove = Grove::of(&contents.map_to_digests());
            for (place, content) in contents.iter().enumerate() {
                let bytes = grove.proof(place);
                let read = || Proof::read(&mut Reader::new(&bytes), place as u8).unwrap();
                let name = PartName {
                    group: grove.group,
                    place: place as u8,
                };
                let mut proof = read();
                assert!(!proof.holds(name, &sha(content)));
                let digest = root(&mut proof, content);
                assert!(proof.holds(name, &digest), "{place} of {count}");
                let mut proof = read();
                let digest = root(&mut proof, b"other");
                assert!(!proof.holds(name, &digest), "{place} of {count}");
            }
        }
    }

    trait Digests {
        fn map_to_digests(&self) -> Vec<[u8; 32]>;
    }

    impl Digests for Vec<[u8; 1]> {
        fn map_to_digests(&self) -> Vec<[u8; 32]> {
            self.iter().map(|content| sha(content)).collect()
        }
    }
}
