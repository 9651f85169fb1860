//! Where the articles are that were read: without a network, an article's address finds
//! its pack although the directory of addresses was never fetched.

use crate::browser::storage;
use kiosque_model::ShortId;
use kiosque_model::wire::FileName;

/// Under which it is remembered: a line for each article, its id and its pack, the last
/// one read first.
const KEY: &str = "read";

/// Articles remembered at most.
const MOST: usize = 200;

/// Remembers the pack of an article that was read.
pub(super) fn remember(id: &ShortId, pack: &FileName) {
    let before = storage::recall(KEY).unwrap_or_default();
    let own = [id.as_str(), " ", pack.as_str()].concat();
    let others = before.lines().filter(|line| !line.starts_with(id.as_str()));
    let lines: Vec<&str> = [own.as_str()]
        .into_iter()
        .chain(others.take(MOST))
        .collect();
    storage::remember(KEY, &lines.join("\n"));
}

/// The pack of an article that was read.
pub(super) fn pack_of(id: &ShortId) -> Option<FileName> {
    let lines = storage::recall(KEY)?;
    let mut lines = lines.lines().filter_map(|line| line.split_once(' '));
    let (_, pack) = lines.find(|(other, _)| *other == id.as_str())?;
    FileName::try_from(pack.to_owned()).ok()
}
