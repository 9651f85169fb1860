use crate::elements::{BLOCKS, Treatment, treatment_of};
use crate::tree::{Content, Tree};

/// For every node whether it is, or holds, a block of what will be written.
pub(super) fn blocks_of(tree: &Tree) -> Vec<bool> {
    let mut blocks = vec![false; tree.len()];
    let mut order = vec![tree.root()];
    let mut next = 0;
    while let Some(node) = order.get(next).copied() {
        next += 1;
        if !is_dropped(tree, node) {
            order.extend(tree.children(node));
        }
    }
    for node in order.into_iter().rev() {
        let held = tree
            .children(node)
            .any(|child| blocks.get(child).copied().unwrap_or_default());
        if let Some(block) = blocks.get_mut(node) {
            *block = held || is_block_itself(tree, node);
        }
    }
    blocks
}

fn is_dropped(tree: &Tree, node: usize) -> bool {
    match tree.content(node) {
        Content::Element(element) => element
            .html_name()
            .is_none_or(|name| treatment_of(name) == Treatment::Drop),
        _ => false,
    }
}

fn is_block_itself(tree: &Tree, node: usize) -> bool {
    let Content::Element(element) = tree.content(node) else {
        return false;
    };
    match element.html_name().map(treatment_of) {
        Some(Treatment::Keep(name)) => BLOCKS.contains(&name),
        Some(Treatment::Group | Treatment::Embed) => true,
        _ => false,
    }
}
