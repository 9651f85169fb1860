use super::PublishError;
use super::files::Files;
use kiosque_model::wire::{Branch, FileName, Kind, Node, Tree, separator};
use serde::Serialize;

/// Leaves of a tree, in the order of their keys.
pub(super) type Leaves<K> = Vec<Branch<K>>;

/// A tree over `leaves`. Nodes are filled from the smallest key on, so that
/// leaves added at the end change the last node of each level only.
pub(super) fn plant<K: Serialize + Clone>(
    files: &mut Files,
    leaves: Leaves<K>,
) -> Result<Tree<K>, PublishError> {
    plant_below(files, leaves, [Tree::<K>::TOP; 2])
}

/// The same with at most so many branches in the root: leaves, or else nodes.
pub(super) fn plant_below<K: Serialize + Clone>(
    files: &mut Files,
    leaves: Leaves<K>,
    [most_leaves, most_nodes]: [usize; 2],
) -> Result<Tree<K>, PublishError> {
    let mut branches = leaves;
    let mut height = 0;
    let mut most = most_leaves;
    while branches.len() > most {
        branches = add_level(files, &branches)?;
        height += 1;
        most = most_nodes;
    }
    Ok(Tree { height, branches })
}

/// Nodes are no larger than it takes to stay below `top`, as every reader who
/// looks a key up fetches one.
fn add_level<K: Serialize + Clone>(
    files: &mut Files,
    below: &[Branch<K>],
) -> Result<Leaves<K>, PublishError> {
    let mut level = Leaves::new();
    let width = below.len().div_ceil(Tree::<K>::TOP);
    let width = width.clamp(Tree::<K>::NARROW, Tree::<K>::WIDTH);
    for group in below.chunks(width) {
        let file = files.add(
            Kind::Node,
            &Node {
                branches: group.to_vec(),
            },
        )?;
        level.extend(group.first().map(|first| Branch {
            first: first.first.clone(),
            file,
        }));
    }
    Ok(level)
}

/// Collects leaves whose branches carry no more of a key than it takes to
/// tell it from the last key of the leaf before.
#[derive(Default)]
pub(super) struct KeyedLeaves {
    leaves: Leaves<String>,
    last_key: String,
}

impl KeyedLeaves {
    /// Adds the leaf `file`, whose keys run from `first` to `last`.
    pub(super) fn push(&mut self, first: &str, last: &str, file: FileName) {
        let first = separator(&self.last_key, first).to_owned();
        self.leaves.push(Branch { first, file });
        last.clone_into(&mut self.last_key);
    }

    pub(super) fn plant(self, files: &mut Files) -> Result<Tree<String>, PublishError> {
        plant(files, self.leaves)
    }

    /// The same with at most so many branches in the root: leaves, or else nodes.
    pub(super) fn plant_below(
        self,
        files: &mut Files,
        most: [usize; 2],
    ) -> Result<Tree<String>, PublishError> {
        plant_below(files, self.leaves, most)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_tree_stays_within_its_bounds_and_keeps_the_order() {
        for count in [0_u32, 1, 12, 13, 2_401] {
            let mut sink = BTreeMap::new();
            let mut files = Files::new(&mut sink);
            let name = FileName::try_from("aaaaaaaaaaaaaaaaaaaaaaaaaa-1".to_owned()).unwrap();
            let leaves = (0..count)
                .map(|first| Branch {
                    first,
                    file: name.clone(),
                })
                .collect();
            let tree = plant(&mut files, leaves).unwrap();
            let height = [(13, 2), (2, 1), (0, 0)]
                .iter()
                .find(|(nodes, _)| count.div_ceil(200) >= *nodes);
            assert!(tree.branches.len() <= Tree::<u32>::TOP);
            let expected = if count <= 12 {
                0
            } else {
                height.map_or(1, |(_, height)| (*height).max(1))
            };
            assert_eq!(tree.height, expected, "{count} leaves");
        }
    }
}
