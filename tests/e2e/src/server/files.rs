use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

/// A folder served under a base path.
#[derive(Debug)]
pub(super) struct Site {
    folder: PathBuf,
    base: String,
}

/// What a plain host makes of a request path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A file of the site.
    File(PathBuf),
    /// A folder asked for without its slash: this address instead.
    Folder(String),
    /// Inside the site, but not there.
    Missing,
    /// Outside the base path.
    Outside,
}

impl Site {
    pub(super) fn new(folder: PathBuf, base: &str) -> Self {
        let inner = base.trim_matches('/');
        let base = if inner.is_empty() {
            "/".to_owned()
        } else {
            format!("/{inner}/")
        };
        Self { folder, base }
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The page a host shows for unknown paths.
    pub(super) fn not_found_page(&self) -> PathBuf {
        self.folder.join("404.html")
    }

    /// The part of `path` below the base, without a leading slash.
    pub(super) fn inside<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(&self.base)
    }

    pub(super) fn find(&self, path: &str) -> Target {
        let Some(inside) = self.inside(path) else {
            return if format!("{path}/") == self.base {
                Target::Folder(self.base.clone())
            } else {
                Target::Outside
            };
        };
        let Some(file) = below(&self.folder, inside.trim_end_matches('/')) else {
            return Target::Missing;
        };
        let wants_folder = inside.is_empty() || inside.ends_with('/');
        match (file.is_dir(), wants_folder) {
            (true, true) => existing(file.join("index.html")),
            (true, false) => Target::Folder(format!("{path}/")),
            (false, false) => existing(file),
            (false, true) => Target::Missing,
        }
    }
}

fn existing(file: PathBuf) -> Target {
    if file.is_file() {
        Target::File(file)
    } else {
        Target::Missing
    }
}

/// Joins a percent-encoded path, refusing every segment that is not a plain name.
fn below(folder: &Path, path: &str) -> Option<PathBuf> {
    if path.is_empty() {
        return Some(folder.to_owned());
    }
    path.split('/')
        .try_fold(folder.to_owned(), |parent, segment| {
            let name = percent_decode_str(segment).decode_utf8().ok()?;
            let plain = !matches!(&*name, "" | "." | "..") && !name.contains(['/', '\\', '\0']);
            plain.then(|| parent.join(&*name))
        })
}

/// The content type by file name, as common static hosts have it.
pub(super) fn content_type(path: &Path) -> &'static str {
    let extension = path.extension().and_then(|end| end.to_str());
    match extension.unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "gz" => "application/gzip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    fn site(base: &str) -> (tempfile::TempDir, Site) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("dist/a/été")).unwrap();
        for file in [
            "secret",
            "dist/index.html",
            "dist/a/été/index.html",
            "dist/x.js",
        ] {
            std::fs::write(folder.path().join(file), file).unwrap();
        }
        let site = Site::new(folder.path().join("dist"), base);
        (folder, site)
    }

    #[test]
    fn finds_files_below_the_base_only() {
        let (_folder, site) = site("/sous/dossier/");
        let file = |name: &str| Target::File(site.folder.join(name));
        assert_eq!(site.find("/sous/dossier/"), file("index.html"));
        assert_eq!(site.find("/sous/dossier/x.js"), file("x.js"));
        assert_eq!(
            site.find("/sous/dossier/a/%C3%A9t%C3%A9/"),
            file("a/été/index.html")
        );
        let slash = |path: &str| Target::Folder(path.to_owned());
        assert_eq!(site.find("/sous/dossier"), slash("/sous/dossier/"));
        assert_eq!(site.find("/sous/dossier/a"), slash("/sous/dossier/a/"));
        assert_eq!(site.find("/sous/dossier/a/"), Target::Missing);
        assert_eq!(site.find("/sous/dossier/x.js/"), Target::Missing);
        assert_eq!(site.find("/x.js"), Target::Outside);
        assert_eq!(site.find("/sous/dossierx.js"), Target::Outside);
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let (_folder, site) = site("/");
        for path in [
            "/../secret",
            "/a/../../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/a/%2e%2e%2f%2e%2e%2fsecret",
            "/..\\secret",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/a//été/",
            "/x.js%00",
            "/%ff",
        ] {
            assert_eq!(site.find(path), Target::Missing, "{path}");
        }
    }
}
