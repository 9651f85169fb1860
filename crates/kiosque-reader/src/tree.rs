use crate::{Answer, Reader};
use kiosque_model::wire::{Branch, FileName, FromJson, Kind, Node, Tree, branch_before};

/// A leaf and its neighbour's first key.
pub(crate) struct Leaf<K> {
    /// The leaf's own branch.
    pub branch: Branch<K>,
    /// Where the next leaf starts; `None` at the end.
    pub next: Option<K>,
}

impl Reader {
    /// The leaf whose range holds the key for which `starts_after` tells
    /// whether a branch starts after it. `None` where the tree starts later.
    pub(crate) fn leaf<K>(
        &self,
        tree: &Tree<K>,
        starts_after: impl Fn(&K) -> bool,
    ) -> Answer<Option<Leaf<K>>>
    where
        K: Clone + FromJson,
    {
        let mut next = None;
        let mut branches = tree.branches.clone();
        for level in (0..=tree.height).rev() {
            let Some(at) = branch_before(&branches, &starts_after) else {
                return Ok(None);
            };
            next = branches
                .get(at + 1)
                .map(|branch| branch.first.clone())
                .or(next);
            let branch = branches.swap_remove(at);
            if level == 0 {
                return Ok(Some(Leaf { branch, next }));
            }
            branches = self.node(&branch.file)?;
        }
        Ok(None)
    }

    fn node<K: FromJson>(&self, file: &FileName) -> Answer<Vec<Branch<K>>> {
        let node: Node<K> = self.load(Kind::Node, file)?;
        Ok(node.branches)
    }
}
