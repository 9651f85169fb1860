use crate::{Answer, Reader};
use kiosque_model::wire::{Branch, FromJson, Kind, Node, Tree, branch_before};
use std::rc::Rc;

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
        K: Clone + FromJson + 'static,
    {
        let mut next = None;
        let mut node: Option<Rc<Node<K>>> = None;
        for level in (0..=tree.height).rev() {
            let branches = node.as_ref().map_or(&tree.branches, |node| &node.branches);
            let at = branch_before(branches, &starts_after);
            let Some((at, branch)) = at.and_then(|at| Some((at, branches.get(at)?))) else {
                return Ok(None);
            };
            let following = branches.get(at + 1).map(|branch| branch.first.clone());
            next = following.or(next);
            if level == 0 {
                let branch = branch.clone();
                return Ok(Some(Leaf { branch, next }));
            }
            node = Some(self.shared(Kind::Node, &branch.file)?);
        }
        Ok(None)
    }
}
