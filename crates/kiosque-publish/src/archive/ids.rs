use super::PublishError;
use super::files::Files;
use super::order::{MONTH, YEAR};
use super::shelf::{Card, PackTable, Shelf};
use super::trees::KeyedLeaves;
use crate::related::DocumentNumber;
use kiosque_model::ShortId;
use kiosque_model::wire::{Directory, FileName, Kind, Tree};

/// Bytes of JSON in a leaf: about 5 kB in brotli, as ids and names of packs are
/// random. An address whose year is wrong reads three leaves.
const LEAF_BYTES: usize = 10 * 1024;
/// The most in the current year and month: their leaves are larger as it takes
/// to stand in the root, without nodes between, since an address of this year
/// may be of either.
const NEW_BYTES: usize = 40 * 1024;
/// The least in the current month, whose leaves change with each publication:
/// some 600 articles have one leaf.
const MONTH_BYTES: usize = 32 * 1024;
/// Leaves in the root of the current year and month.
const NEW_LEAVES: usize = 12;
/// The same where leaves of [`NEW_BYTES`] are more.
const TOP: usize = 48;
/// Nodes in the root: a million articles have no second level of them.
const NODES: usize = 40;
/// Bytes an article takes: `["abcdefghijklm",123],`.
const ARTICLE_BYTES: usize = 22;

/// Writes the directory of the articles from `start` on.
pub(super) fn write_directory(
    files: &mut Files,
    shelf: &Shelf,
    start: DocumentNumber,
    generation: &str,
) -> Result<Tree<String>, PublishError> {
    let mut cards: Vec<&Card> = shelf.since(start).map(|(_, card)| card).collect();
    cards.sort_unstable_by_key(|card| &card.id);
    let all = cards.len() * (ARTICLE_BYTES + FileName::JSON_BYTES);
    let is_new = matches!(generation, MONTH | YEAR);
    let most = match generation {
        MONTH => (all / NEW_LEAVES).clamp(MONTH_BYTES, NEW_BYTES),
        YEAR => (all / NEW_LEAVES).clamp(LEAF_BYTES, NEW_BYTES),
        _ => LEAF_BYTES,
    };
    let mut leaves = KeyedLeaves::default();
    let mut leaf = Leaf::new(shelf);
    for card in cards {
        if leaf.bytes() >= most {
            leaf.write(files, &mut leaves)?;
            leaf = Leaf::new(shelf);
        }
        let pack = leaf.packs.position(card);
        leaf.articles.push((card.id.clone(), pack));
    }
    leaf.write(files, &mut leaves)?;
    let leaves_in_root = if is_new { TOP } else { Tree::<String>::TOP };
    leaves.plant_below(files, [leaves_in_root, NODES])
}

struct Leaf<'a> {
    packs: PackTable<'a>,
    articles: Vec<(ShortId, u32)>,
}

impl<'a> Leaf<'a> {
    fn new(shelf: &'a Shelf) -> Self {
        Self {
            packs: PackTable::new(shelf),
            articles: Vec::new(),
        }
    }

    fn bytes(&self) -> usize {
        self.articles.len() * ARTICLE_BYTES + self.packs.len() * FileName::JSON_BYTES
    }

    fn write(self, files: &mut Files, leaves: &mut KeyedLeaves) -> Result<(), PublishError> {
        let directory = Directory {
            packs: self.packs.into_names(),
            articles: self.articles,
        };
        if let (Some((first, _)), Some((last, _))) =
            (directory.articles.first(), directory.articles.last())
        {
            leaves.push(
                first.as_str(),
                last.as_str(),
                files.add(Kind::Ids, &directory)?,
            );
        }
        Ok(())
    }
}
