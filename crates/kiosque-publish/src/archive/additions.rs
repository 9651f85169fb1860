use super::PublishError;
use super::catalogue::Catalogue;
use super::files::{Files, json_size};
use super::order::MONTH;
use super::press::related_of;
use super::shelf::Shelf;
use super::trees::KeyedLeaves;
use crate::related::{DocumentNumber, Link};
use kiosque_model::wire::{Addition, Additions, Kind, Tree};

/// Bytes of JSON in a leaf, about: 10 kB in brotli. An article's end reads a leaf of
/// each generation.
const LEAF_BYTES: usize = 48 * 1024;
/// The same in the current month. Its articles add to older ones all over the archive,
/// so every leaf changes with each publication: on Reuters, smaller leaves are more
/// than a day may change.
const MONTH_BYTES: usize = 184 * 1024;

/// Writes what the articles of a `generation` add to older ones.
pub(super) fn write_additions(
    files: &mut Files,
    shelf: &Shelf,
    catalogue: &Catalogue,
    added: Vec<(DocumentNumber, Vec<Link>)>,
    generation: &str,
) -> Result<Tree<String>, PublishError> {
    let mut added: Vec<_> = added
        .into_iter()
        .filter_map(|(older, links)| Some((&shelf.card(older)?.id, links)))
        .collect();
    added.sort_unstable_by_key(|(id, _)| *id);
    let most = match generation {
        MONTH => MONTH_BYTES,
        _ => LEAF_BYTES,
    };
    let mut leaves = KeyedLeaves::default();
    let mut leaf = Additions {
        articles: Vec::new(),
    };
    let mut size = 0;
    for (id, links) in added {
        let related = links
            .iter()
            .filter_map(|link| related_of(shelf, catalogue, link));
        let addition = Addition {
            id: id.clone(),
            related: related.collect(),
        };
        if size >= most {
            write_leaf(
                files,
                &mut leaves,
                &std::mem::replace(
                    &mut leaf,
                    Additions {
                        articles: Vec::new(),
                    },
                ),
            )?;
            size = 0;
        }
        size += json_size(&addition)?;
        leaf.articles.push(addition);
    }
    write_leaf(files, &mut leaves, &leaf)?;
    leaves.plant(files)
}

fn write_leaf(
    files: &mut Files,
    leaves: &mut KeyedLeaves,
    leaf: &Additions,
) -> Result<(), PublishError> {
    if let (Some(first), Some(last)) = (leaf.articles.first(), leaf.articles.last()) {
        leaves.push(
            first.id.as_str(),
            last.id.as_str(),
            files.add(Kind::Additions, leaf)?,
        );
    }
    Ok(())
}
