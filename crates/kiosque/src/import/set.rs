//! The folder of the set that is imported into.

use super::settings::NewSettings;
use super::spool::{Spool, Spooled};
use crate::failure::Failure;
use fs_err as fs;
use kiosque_import::{Catalogue, Gain, Origin};
use kiosque_model::feed::{Feed, Item, VERSION};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Articles of one file of the set.
const FILE_ARTICLES: usize = 1_000;

/// About the length of one file of the set, in bytes.
const FILE_BYTES: usize = 4 << 20;

/// The beginning of the names of files that an import makes.
const FILE_NAME: &str = "articles-";

/// The file a new version of another is written to before it takes its place.
const STAGED: &str = ".kiosque-import";

/// A set's folder, perhaps not there yet.
pub struct SetFolder {
    folder: PathBuf,
    /// Its feeds.
    feeds: Vec<PathBuf>,
}

/// What an import changes in a set.
pub struct Changes {
    spool: Spool,
    new: Vec<Spooled>,
    changed: BTreeMap<String, Spooled>,
    removed: BTreeSet<String>,
    gains: BTreeMap<String, Gain>,
}

impl Changes {
    /// None.
    ///
    /// # Errors
    /// Where there is no room for temporary files.
    pub fn new() -> Result<Self, Failure> {
        Ok(Self {
            spool: Spool::new().map_err(Failure::NoRoom)?,
            new: Vec::new(),
            changed: BTreeMap::new(),
            removed: BTreeSet::new(),
            gains: BTreeMap::new(),
        })
    }

    /// Adds an article.
    ///
    /// # Errors
    /// Where there is no room to keep it.
    pub fn add(&mut self, item: &Item) -> Result<(), Failure> {
        let spooled = self.keep(item)?;
        self.new.push(spooled);
        Ok(())
    }

    /// Puts an article in the place of that of the same id.
    ///
    /// # Errors
    /// Where there is no room to keep it.
    pub fn replace(&mut self, item: &Item) -> Result<(), Failure> {
        let spooled = self.keep(item)?;
        let id = item.id.clone().unwrap_or_default();
        self.changed.insert(id, spooled);
        Ok(())
    }

    /// Removes the article of this id.
    pub fn remove(&mut self, id: &str) {
        self.removed.insert(id.to_owned());
    }

    /// Gives the article of this id what a copy of it has more.
    pub fn gain(&mut self, id: String, copy: &Item) {
        self.gains.entry(id).or_default().add(copy);
    }

    fn is_empty_for_old(&self) -> bool {
        self.changed.is_empty() && self.removed.is_empty() && self.gains.is_empty()
    }

    fn keep(&mut self, item: &Item) -> Result<Spooled, Failure> {
        let json = serde_json::to_vec(item).map_err(|error| Failure::NoRoom(error.into()))?;
        self.spool.keep(&json).map_err(Failure::NoRoom)
    }

    fn item(&mut self, spooled: Spooled) -> io::Result<Item> {
        let mut item = serde_json::from_slice(&self.spool.read(spooled)?)?;
        self.give_to(&mut item);
        Ok(item)
    }

    /// Gives an article what it gains; whether that changes anything.
    fn give_to(&self, item: &mut Item) -> bool {
        let id = item.id.as_deref().unwrap_or_default();
        let gain = self.gains.get(id);
        gain.is_some_and(|gain| gain.give_to(item))
    }
}

impl SetFolder {
    /// The set in `folder`, which need not be there.
    ///
    /// # Errors
    /// Where it is no folder.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        if folder.exists() && !folder.is_dir() {
            return Err(Failure::SetIsNoFolder(folder.to_owned()));
        }
        let images = folder.join("images");
        let is_of_set = |path: &Path| {
            let hidden = path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'));
            !hidden && path != images
        };
        let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name();
        let feeds = walk
            .into_iter()
            .filter_entry(|entry| is_of_set(entry.path()))
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(walkdir::DirEntry::into_path)
            .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
            .collect();
        Ok(Self {
            folder: folder.to_owned(),
            feeds,
        })
    }

    /// Tells the catalogue what the set holds.
    ///
    /// # Errors
    /// Where a file of the set cannot be read as one.
    pub fn read_into(&self, catalogue: &mut Catalogue) -> Result<(), Failure> {
        for path in &self.feeds {
            let shown = path.strip_prefix(&self.folder).unwrap_or(path);
            let shown = shown.to_string_lossy();
            for item in &read_feed(path)?.items {
                catalogue.know(item, &shown);
            }
        }
        Ok(())
    }

    /// Writes changes: files of which nothing changes stay untouched.
    ///
    /// # Errors
    /// Where the folder cannot be written; each file is as before or as it
    /// should be.
    pub fn write(&self, mut changes: Changes, settings: &NewSettings) -> Result<(), Failure> {
        fs::create_dir_all(&self.folder).map_err(Failure::SetUnwritable)?;
        for path in &self.feeds {
            self.update(path, &mut changes)?;
        }
        self.append(&mut changes)?;
        self.write_settings(settings)
            .map_err(Failure::SetUnwritable)
    }

    fn update(&self, path: &Path, changes: &mut Changes) -> Result<(), Failure> {
        if changes.is_empty_for_old() {
            return Ok(());
        }
        let mut feed = read_feed(path)?;
        let mut is_changed = false;
        let items = std::mem::take(&mut feed.items);
        for mut item in items {
            let id = item.id.clone().unwrap_or_default();
            // What was written in the set itself is never replaced.
            let ours = Origin::of(&item).is_some();
            match changes.changed.get(&id).copied().filter(|_| ours) {
                Some(spooled) => {
                    let newer = changes.item(spooled).map_err(Failure::NoRoom)?;
                    feed.items.push(newer);
                    is_changed = true;
                }
                None if ours && changes.removed.contains(&id) => is_changed = true,
                None => {
                    is_changed |= ours && changes.give_to(&mut item);
                    feed.items.push(item);
                }
            }
        }
        if is_changed {
            self.put(path, &feed).map_err(Failure::SetUnwritable)?;
        }
        Ok(())
    }

    /// Adds new articles to the last of our files, then to further ones.
    fn append(&self, changes: &mut Changes) -> Result<(), Failure> {
        let new = std::mem::take(&mut changes.new);
        let mut rest = new.as_slice();
        let mut number = self.last_number();
        while !rest.is_empty() {
            let path = self.folder.join(format!("{FILE_NAME}{number:04}.json"));
            let mut feed = if path.exists() {
                read_feed(&path)?
            } else {
                new_feed()
            };
            let length = fs::metadata(&path).map_or(0, |metadata| metadata.len());
            let room = FILE_BYTES.saturating_sub(usize::try_from(length).unwrap_or(usize::MAX));
            let count = how_many_fit(rest, FILE_ARTICLES.saturating_sub(feed.items.len()), room);
            let count = if feed.items.is_empty() {
                count.max(1)
            } else {
                count
            };
            let (fitting, later) = rest.split_at(count);
            for spooled in fitting {
                let item = changes.item(*spooled).map_err(Failure::NoRoom)?;
                feed.items.push(item);
            }
            rest = later;
            if count > 0 {
                self.put(&path, &feed).map_err(Failure::SetUnwritable)?;
            }
            number += 1;
        }
        Ok(())
    }

    /// The number of the last of our files, 1 where there is none.
    fn last_number(&self) -> usize {
        let number = |path: &PathBuf| {
            let name = path.file_stem()?.to_str()?;
            let is_ours = path.parent() == Some(&self.folder);
            name.strip_prefix(FILE_NAME)
                .filter(|_| is_ours)?
                .parse()
                .ok()
        };
        self.feeds.iter().filter_map(number).max().unwrap_or(1)
    }

    fn put(&self, path: &Path, feed: &Feed) -> io::Result<()> {
        let staged = self.folder.join(STAGED);
        fs::write(&staged, text_of(feed)?)?;
        fs::rename(&staged, path)
    }

    /// A set without settings gets those that the import gives.
    fn write_settings(&self, settings: &NewSettings) -> io::Result<()> {
        let path = self.folder.join("site.toml");
        if path.exists() {
            return Ok(());
        }
        let folder = self.folder.file_name().map(|name| name.to_string_lossy());
        fs::write(path, settings.text(folder.as_deref().unwrap_or("Kiosque")))
    }
}

fn read_feed(path: &Path) -> Result<Feed, Failure> {
    let bytes = fs::read(path).map_err(Failure::Unreadable)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    serde_json::from_slice(bytes).map_err(|error| Failure::SetUnreadable(path.to_owned(), error))
}

fn new_feed() -> Feed {
    Feed {
        version: VERSION.to_owned(),
        ..Feed::default()
    }
}

/// As many of the first as fit into the room for articles and bytes.
fn how_many_fit(articles: &[Spooled], most: usize, room: usize) -> usize {
    let mut bytes = 0;
    let fits = |article: &&Spooled| {
        bytes += article.length;
        bytes <= room
    };
    articles.iter().take(most).take_while(fits).count()
}

/// The feed as text, one article a line, so that versions compare well.
fn text_of(feed: &Feed) -> io::Result<Vec<u8>> {
    let frame = Feed {
        items: Vec::new(),
        ..feed.clone()
    };
    let frame = serde_json::to_string(&frame)?;
    let mut parts = frame.splitn(2, "\"items\":[]");
    let before = parts.next().unwrap_or_default();
    let after = parts.next().unwrap_or_default();
    let mut text = format!("{before}\"items\":[").into_bytes();
    for (number, item) in feed.items.iter().enumerate() {
        text.extend_from_slice(if number == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut text, item)?;
    }
    text.extend_from_slice(b"\n]");
    text.extend_from_slice(after.as_bytes());
    text.push(b'\n');
    Ok(text)
}
