//! Writes the site around an archive: the application, its pages, and what a
//! host and an upload need to know.

use crate::failure::Failure;
use crate::output::{self, Output};
use fs_err as fs;
use kiosque_model::site::{Precompressed, SiteSettings};
use kiosque_publish::archive::{Edition, ROOT, Sink, Spool};
use kiosque_publish::finish::{ARCHIVE, App, Place, Site, Stock, is_packed, plan};
use kiosque_publish::intake::Withdrawn;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What each edition's site consists of, but for its archive: a file an
/// edition, in the site's folder.
pub const LEDGERS: &str = "editions";

/// The order of an upload, in the site's folder.
const PLAN: &str = "deploy/upload-plan.txt";

/// What a site tells of its articles.
pub struct Articles<'a> {
    /// How it presents itself.
    pub settings: &'a SiteSettings,
    /// The articles.
    pub spool: &'a dyn Spool,
    /// Those that are there no more.
    pub withdrawn: &'a [Withdrawn],
    /// Icons as PNG with their sides in pixels.
    pub icons: Vec<(u32, Vec<u8>)>,
}

/// The folder of a site, and what it is made with.
pub struct SiteFolder {
    folder: PathBuf,
    app: App,
    base: String,
}

impl SiteFolder {
    /// The folder, if a site may be written there, and that of its archive.
    ///
    /// # Errors
    /// [`Failure::ForeignFolder`] and [`Failure::NotAFolder`].
    pub fn open(folder: &Path, app: App, base: &str) -> Result<(Self, Output), Failure> {
        if folder.exists() && !folder.is_dir() {
            return Err(Failure::NotAFolder(folder.to_owned(), "--out"));
        }
        let archive = Output::open(&folder.join(ARCHIVE))?;
        let is_free = !folder.is_dir() || output::is_empty(folder).map_err(Failure::Unwritable)?;
        if !is_free && !archive.is_ours() {
            return Err(Failure::ForeignFolder(folder.to_owned(), "a site", "--out"));
        }
        let site = Self {
            folder: folder.to_owned(),
            app,
            base: base.to_owned(),
        };
        Ok((site, archive))
    }

    /// Takes over how the site looks.
    pub fn dress(&mut self, theme: &str) {
        self.app.dress(theme);
    }

    /// Writes everything around the archive, whose files but its root are there.
    ///
    /// # Errors
    /// [`Failure::Unwritable`], with the file.
    pub fn print(
        &self,
        articles: &Articles<'_>,
        edition: &Edition,
        staging: &Path,
    ) -> Result<(), Failure> {
        let settings = articles.settings;
        let place = Place::new(settings.address.as_deref(), &self.base);
        let site = Site {
            app: &self.app,
            settings,
            place: &place,
            outline: &edition.outline,
            spool: articles.spool,
            withdrawn: articles.withdrawn,
            root: &edition.root,
            stock: Arc::new(Folder(self.folder.join(ARCHIVE))),
            icons: articles.icons.clone(),
        };
        let mut writer = Writer {
            folder: &self.folder,
            staging,
            precompressed: settings.precompressed,
            paths: BTreeSet::new(),
        };
        let print = || -> io::Result<()> {
            site.print(&mut writer)?;
            writer.enter(&edition.name)?;
            let plan = writer.plan(edition);
            writer.write(PLAN, plan.as_bytes())
        };
        let mut print = print;
        print().map_err(Failure::Unwritable)
    }
}

/// The folder of an archive.
struct Folder(PathBuf);

impl Stock for Folder {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        fs::read(self.0.join(path))
    }
}

/// Puts files into the site's folder and keeps their paths.
struct Writer<'a> {
    folder: &'a Path,
    staging: &'a Path,
    precompressed: Precompressed,
    paths: BTreeSet<String>,
}

impl Sink for Writer<'_> {
    fn put(&mut self, path: &str, bytes: Vec<u8>) -> io::Result<()> {
        self.write(path, &bytes)?;
        self.paths.insert(path.to_owned());
        Ok(())
    }
}

impl Writer<'_> {
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let place = self.folder.join(path);
        let write = || -> io::Result<()> {
            let is_new = !output::holds(&place, bytes)?;
            if is_new {
                output::put(self.staging, &place, bytes, false)?;
            }
            if is_packed(self.precompressed, path) {
                return output::put_siblings(self.staging, &place, bytes, is_new);
            }
            output::remove_siblings(&place)
        };
        write().map_err(|error| output::unwritable(&place, &error))
    }

    /// Enters what was written into the edition's list. The same articles may
    /// be published with another application: what readers may still ask for
    /// stays entered.
    fn enter(&self, edition: &str) -> io::Result<()> {
        let path = format!("{LEDGERS}/{edition}.txt");
        let before = match fs::read_to_string(self.folder.join(&path)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            other => other?,
        };
        let paths: BTreeSet<&str> = before
            .lines()
            .chain(self.paths.iter().map(String::as_str))
            .collect();
        let list: String = paths.iter().flat_map(|path| [path, "\n"]).collect();
        self.write(&path, list.as_bytes())
    }

    /// What to upload, and when, siblings included.
    fn plan(&self, edition: &Edition) -> String {
        let list = format!("editions/{}.txt", edition.name);
        let of_archive = edition.paths.lines().chain([list.as_str(), ROOT]);
        let mut paths: Vec<String> = of_archive.map(|path| ARCHIVE.to_owned() + path).collect();
        let is_for_readers = |path: &&String| !path.starts_with("deploy/");
        paths.extend(self.paths.iter().filter(is_for_readers).cloned());
        let siblings = paths.iter().flat_map(|path| {
            output::SIBLINGS
                .iter()
                .map(move |ending| path.clone() + ending)
        });
        let there = |path: &String| self.folder.join(path).is_file();
        let siblings: Vec<String> = siblings.filter(there).collect();
        plan(paths.iter().chain(&siblings).map(String::as_str))
    }
}
