//! Removes what no kept edition names.

use crate::arguments::GcArguments;
use crate::failure::Failure;
use crate::output::SIBLINGS;
use crate::problems::counted;
use crate::site_folder::LEDGERS;
use fs_err as fs;
use kiosque_model::wire::{Kind, Root};
use kiosque_publish::archive::ROOT;
use kiosque_publish::finish::{ARCHIVE, App};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::WalkDir;

/// Folders of an archive that hold nothing but what editions name.
const OF_ARCHIVE: [&str; 2] = ["data", "images"];

/// The same of a site.
const OF_SITE: [&str; 6] = [App::FOLDER, "a", "feeds", "months", "sitemap", "tags"];

/// Clears a site or an archive up.
///
/// # Errors
/// Where the folder is neither; what the file system says.
pub fn run(arguments: &GcArguments) -> Result<(), Failure> {
    let folder = arguments.folder.as_path();
    let archive = match folder.join(ROOT).is_file() {
        true => folder.to_owned(),
        false => folder.join(ARCHIVE),
    };
    let current = current(&archive).ok_or(Failure::NothingToClear(folder.to_owned()))?;
    let editions = editions(&archive, &current).map_err(Failure::Unreadable)?;
    if editions.first() != Some(&current) {
        return Err(Failure::Unlisted(current));
    }
    let (kept, dropped) = sort_out(&archive, editions, arguments).map_err(Failure::Unreadable)?;
    let mut unnamed = unnamed(&archive, &OF_ARCHIVE, &kept).map_err(Failure::Unreadable)?;
    unnamed.extend(lists(&archive, &dropped));
    if archive != folder {
        unnamed.extend(unnamed_of_site(folder, &kept).map_err(Failure::Unreadable)?);
        unnamed.extend(lists(folder, &dropped));
    }
    let bytes: u64 = unnamed.iter().filter_map(|place| length(place)).sum();
    if !arguments.dry_run {
        remove(&unnamed).map_err(Failure::Unremovable)?;
    }
    report(arguments.dry_run, unnamed.len(), bytes, kept.len());
    Ok(())
}

/// Tells what was done. It is done whether or not anybody can be told.
fn report(is_dry: bool, files: usize, bytes: u64, editions: usize) {
    let would = if is_dry { "Would remove" } else { "Removed" };
    let _ = writeln!(
        io::stdout(),
        "{would} {} of {:.1} MB; kept {}.",
        counted(files, "file"),
        bytes as f64 / 1_000_000.0,
        counted(editions, "edition")
    );
}

/// The editions that stay and those that go.
fn sort_out(
    archive: &Path,
    mut editions: Vec<String>,
    arguments: &GcArguments,
) -> io::Result<(Vec<String>, Vec<String>)> {
    let kept = editions.len().min(usize::from(arguments.keep));
    let mut dropped = editions.split_off(kept);
    if arguments.withdrawn {
        let older = editions.split_off(1);
        let gone = Gone::of(archive, &editions)?;
        for edition in older {
            if gone.is_in(archive, &edition)? {
                dropped.push(edition);
            } else {
                editions.push(edition);
            }
        }
    }
    Ok((editions, dropped))
}

/// Tells which articles the current edition no longer has.
struct Gone {
    packs: BTreeSet<String>,
    articles: BTreeSet<String>,
}

impl Gone {
    fn of(archive: &Path, current: &[String]) -> io::Result<Self> {
        let mut gone = Self {
            packs: BTreeSet::new(),
            articles: BTreeSet::new(),
        };
        for edition in current {
            gone.packs.extend(packs(archive, edition)?);
        }
        for pack in &gone.packs {
            gone.articles.extend(articles(&archive.join(pack))?);
        }
        Ok(gone)
    }

    /// Whether an older edition holds one of them. A pack that is gone is no
    /// longer there to tell.
    fn is_in(&self, archive: &Path, edition: &str) -> io::Result<bool> {
        for pack in packs(archive, edition)? {
            let place = archive.join(&pack);
            if self.packs.contains(&pack) || !place.is_file() {
                continue;
            }
            let articles = articles(&place)?;
            if articles.iter().any(|id| !self.articles.contains(id)) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The paths of an edition's packs.
fn packs(archive: &Path, edition: &str) -> io::Result<Vec<String>> {
    let list = fs::read_to_string(archive.join(LEDGERS).join(format!("{edition}.txt")))?;
    let folder = format!("data/{}/", Kind::Pack.folder());
    let packs = list.lines().filter(|path| path.starts_with(&folder));
    Ok(packs.map(str::to_owned).collect())
}

/// The ids of a pack's articles.
fn articles(pack: &Path) -> io::Result<Vec<String>> {
    #[derive(Deserialize)]
    struct PackIds {
        articles: Vec<ArticleId>,
    }
    #[derive(Deserialize)]
    struct ArticleId {
        id: String,
    }
    let pack: PackIds = serde_json::from_slice(&fs::read(pack)?).map_err(io::Error::other)?;
    Ok(pack
        .articles
        .into_iter()
        .map(|article| article.id)
        .collect())
}

/// The edition that an archive's root names.
fn current(archive: &Path) -> Option<String> {
    let root = fs::read(archive.join(ROOT)).ok()?;
    let root: Root = serde_json::from_slice(&root).ok()?;
    Some(root.edition)
}

/// Every edition, the current one first, then by when they were published.
fn editions(archive: &Path, current: &str) -> io::Result<Vec<String>> {
    let mut editions: Vec<(bool, SystemTime, String)> = Vec::new();
    for entry in fs::read_dir(archive.join(LEDGERS))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(edition) = name.strip_suffix(".txt") {
            let published = entry.metadata()?.modified()?;
            editions.push((edition == current, published, edition.to_owned()));
        }
    }
    editions.sort_unstable();
    editions.reverse();
    Ok(editions
        .into_iter()
        .map(|(_, _, edition)| edition)
        .collect())
}

/// The files of a site that none of its kept editions names. A site that was
/// published before the first list was written names nothing, and keeps all.
fn unnamed_of_site(site: &Path, kept: &[String]) -> io::Result<Vec<PathBuf>> {
    if lists(site, kept).is_empty() {
        return Ok(Vec::new());
    }
    unnamed(site, &OF_SITE, kept)
}

/// The files in some folders that the lists of `kept` do not name.
fn unnamed(root: &Path, folders: &[&str], kept: &[String]) -> io::Result<Vec<PathBuf>> {
    let mut named: BTreeSet<PathBuf> = BTreeSet::new();
    for list in lists(root, kept) {
        let list = fs::read_to_string(list)?;
        named.extend(list.lines().map(|path| root.join(path)));
    }
    let mut unnamed = Vec::new();
    for folder in folders.iter().map(|folder| root.join(folder)) {
        if !folder.is_dir() {
            continue;
        }
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.map_err(io::Error::other)?;
            let is_named = |place: &Path| named.contains(place);
            let place = entry.path();
            if entry.file_type().is_file() && !is_named(place) && !is_named(&original(place)) {
                unnamed.push(entry.into_path());
            }
        }
    }
    Ok(unnamed)
}

/// The lists of editions that are there.
fn lists(root: &Path, editions: &[String]) -> Vec<PathBuf> {
    let lists = editions.iter();
    let lists = lists.map(|edition| root.join(LEDGERS).join(format!("{edition}.txt")));
    lists.filter(|list| list.is_file()).collect()
}

/// The file that a compressed sibling stands beside, or the file itself.
fn original(place: &Path) -> PathBuf {
    let name = place.to_string_lossy();
    let original = SIBLINGS.iter().find_map(|ending| name.strip_suffix(ending));
    original.map_or(place.to_owned(), PathBuf::from)
}

fn length(place: &Path) -> Option<u64> {
    Some(fs::metadata(place).ok()?.len())
}

fn remove(places: &[PathBuf]) -> io::Result<()> {
    for place in places {
        fs::remove_file(place)?;
        // Fails while there is something in it.
        let _ = place.parent().map(std::fs::remove_dir);
    }
    Ok(())
}
