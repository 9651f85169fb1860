//! Where the built site is, and sites put together from parts of others.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::error::{Error, Result};

/// Where on its host a site lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// At the root.
    Root,
    /// In a sub-folder.
    Sub,
}

impl Base {
    /// The base path, with a slash at both ends.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Root => "/",
            Self::Sub => "/sous/dossier/",
        }
    }

    const fn variable(self) -> &'static str {
        match self {
            Self::Root => "KIOSQUE_SITE_ROOT",
            Self::Sub => "KIOSQUE_SITE_SUB",
        }
    }
}

/// The release build of the site for `base`, named by `KIOSQUE_SITE_ROOT` or
/// `KIOSQUE_SITE_SUB`.
///
/// # Errors
/// [`Error::NoSite`] when the variable is not set.
pub fn built_site(base: Base) -> Result<PathBuf> {
    let variable = base.variable();
    std::env::var_os(variable)
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .ok_or(Error::NoSite {
            variable,
            base: base.path(),
        })
}

/// Folders of pages that show what the archive beside them holds.
const PAGES: [&str; 4] = ["a", "tags", "months", "about"];

/// A site folder that is `viewer` with `archive` in the place of its own, and without
/// the pages that show that one: 404.html stands in for them. Made of links: changes of the originals show.
///
/// # Errors
/// [`Error::Io`] when a folder cannot be read or a link not made.
pub fn with_archive(viewer: &Path, archive: &Path) -> Result<TempDir> {
    let site = tempfile::tempdir().map_err(Error::io("the temporary folder"))?;
    for entry in std::fs::read_dir(viewer).map_err(Error::io(viewer))? {
        let name = entry.map_err(Error::io(viewer))?.file_name();
        let is_of_archive = |name: &OsStr| name.to_str().is_some_and(|name| PAGES.contains(&name));
        let original = match name.to_str() {
            Some("index.html") if viewer.join("404.html").is_file() => viewer.join("404.html"),
            _ => viewer.join(&name),
        };
        if name != "archive" && !is_of_archive(&name) {
            link(&original, site.path(), &name)?;
        }
    }
    link(archive, site.path(), OsStr::new("archive"))?;
    Ok(site)
}

fn link(original: &Path, folder: &Path, name: &OsStr) -> Result<()> {
    let original = original.canonicalize().map_err(Error::io(original))?;
    let link = folder.join(name);
    std::os::unix::fs::symlink(original, &link).map_err(Error::io(&link))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn takes_all_but_the_archive_from_the_viewer() {
        let folder = tempfile::tempdir().unwrap();
        let (dist, other) = (folder.path().join("dist"), folder.path().join("other"));
        for made in [&dist.join("archive"), &dist.join("fonts"), &other] {
            std::fs::create_dir_all(made).unwrap();
        }
        std::fs::write(dist.join("index.html"), "viewer").unwrap();
        std::fs::write(dist.join("fonts/a.woff2"), "font").unwrap();
        std::fs::write(dist.join("archive/root.json"), "old").unwrap();
        std::fs::write(other.join("root.json"), "new").unwrap();
        let site = with_archive(&dist, &other).unwrap();
        let read = |path| std::fs::read_to_string(site.path().join(path)).unwrap();
        assert_eq!(read("index.html"), "viewer");
        assert_eq!(read("fonts/a.woff2"), "font");
        assert_eq!(read("archive/root.json"), "new");
    }

    #[test]
    fn a_missing_site_names_the_command_that_builds_it() {
        let error = Error::NoSite {
            variable: Base::Sub.variable(),
            base: Base::Sub.path(),
        };
        assert_eq!(
            error.to_string(),
            "KIOSQUE_SITE_SUB is not set: run the stories with `cargo xtask test`, which builds the site \
             and names it, or set it to a folder built for /sous/dossier/"
        );
    }
}
